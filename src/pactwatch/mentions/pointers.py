"""Words that point back: «он», «республика», "the bloc", "both sides". Whom they mean, the context tells."""

from collections.abc import Mapping
from typing import Any

from ..contracts import CASES, Known, Language, Mention, Token
from .words import NameWords

DEFINITE = {"the", "its", "that", "this", "both", "his", "her", "two", "each", "three", "four"}
Pointing = tuple[str, frozenset[str], str]  # kind, cases, lemma


class Pointers:
    """Finds the words that point back. One a language."""

    def __init__(self, language: Language, words: Mapping[str, Any]) -> None:
        self.language = language
        self.kinds: dict[str, str] = {}
        for kind, lemmas in words["pointers"].items():
            for lemma in lemmas.split():
                self.kinds.setdefault(lemma, kind)
        self.pronouns = {word: kind for kind, listed in words.get("pronouns", {}).items() for word in listed.split()}
        self.kinds |= self.pronouns
        bends = NameWords.read(words).bends
        self.known = Known(self.read if bends else self.capable)
        self.find = self.inflected if bends else self.unbent

    def join(self, tokens: list[Token], mentions: list[Mention], names: list[Mention]) -> list[Mention]:
        """The mentions with the pointers between them, in order. A word of a name points to nobody, even of one that means none: "the Soviet Union"; nor
        does the noun of an adjective that tells whose it is: «индийский гость»."""
        taken = {i for m in (*mentions, *names) for i in range(m.first, m.last + 1 + (m.kind == "adjective" and m.head != ""))}
        able = [at for at, token in enumerate(tokens) if self.known[token.lower]]
        found = [pointer for at in able if at not in taken and (pointer := self.find(tokens, at))]
        return sorted([*mentions, *found], key=lambda m: m.first) if found else mentions

    def inflected(self, tokens: list[Token], at: int) -> Mention | None:
        told = self.known[tokens[at].lower]
        return Mention(at, at, (), told[0], told[1], before(self.language, tokens, at), told[2]) if told else None

    def read(self, word: str) -> Pointing | None:
        """What a word points to by its first reading that does; most words do not."""
        for form in self.language.forms(word) if word[0].isalpha() else ():
            kind = self.kinds.get(form.lemma)
            if kind and form.pos in ("NOUN", "PRON", "NUM"):
                plural = "plur" in form.marks and kind in ("state", "person")
                return "both" if plural else kind, form.marks & CASES, form.lemma
        return None

    def capable(self, word: str) -> Pointing | None:
        """Where nothing bends, the words around tell whether a word points."""
        return (self.kinds[word], frozenset(), word) if word in self.kinds else None

    def unbent(self, tokens: list[Token], at: int) -> Mention | None:
        return english(tokens, at, self.kinds, self.pronouns)


def before(language: Language, tokens: list[Token], at: int) -> str:
    for place in range(at - 1, max(at - 3, -1), -1):
        form = language.forms(tokens[place].lower)[0] if tokens[place].lower[0].isalpha() else None
        if form and form.pos == "PREP":
            return tokens[place].lower
        if not form or form.pos not in ("ADJ", "NUM", "PRON"):
            break
    return ""


def english(tokens: list[Token], at: int, kinds: dict[str, str], pronouns: dict[str, str]) -> Mention | None:
    word = tokens[at].lower
    if word in pronouns:
        prep = tokens[at - 1].lower if at and tokens[at - 1].lower in ("with", "to", "of", "by", "from", "for", "on", "against", "between") else ""
        return Mention(at, at, (), pronouns[word], frozenset(), prep, word)
    if word in kinds and at and (tokens[at - 1].lower in DEFINITE or (at > 1 and tokens[at - 2].lower in DEFINITE)):
        prior = at - 2 if tokens[at - 1].lower in DEFINITE else at - 3
        prep = tokens[prior].lower if prior >= 0 and tokens[prior].lower in ("with", "to", "of", "by", "from", "for", "on", "against", "in", "between") else ""
        return Mention(at, at, (), kinds[word], frozenset(), prep, word)
    return None
