"""Words that point back: «он», «республика», "the bloc", "both sides". Whom they mean, the context tells."""

from collections.abc import Mapping
from typing import Any

from ..contracts import CASES, Known, Language, Mention, Token
from .words import NameWords

HOLD = frozenset("with to of by from for on against between".split())  # English prepositions that tell what is done to whom
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
        told = NameWords.read(words)
        bends, self.definite = told.bends, told.definite
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
        """A pronoun, or a word that a definite one stands before: "the bloc", "both neighbouring countries"."""
        word = tokens[at].lower
        if word in self.pronouns:
            return Mention(at, at, (), self.pronouns[word], frozenset(), preposition(tokens, at - 1, HOLD), word)
        back = next((back for back in (1, 2) if at >= back and tokens[at - back].lower in self.definite), None)
        return Mention(at, at, (), self.kinds[word], frozenset(), preposition(tokens, at - back - 1, HOLD | {"in"}), word) if back else None


def preposition(tokens: list[Token], at: int, known: frozenset[str]) -> str:
    """The preposition at a token, if it is a known one."""
    return tokens[at].lower if at >= 0 and tokens[at].lower in known else ""


def before(language: Language, tokens: list[Token], at: int) -> str:
    for place in range(at - 1, max(at - 3, -1), -1):
        form = language.forms(tokens[place].lower)[0] if tokens[place].lower[0].isalpha() else None
        if form and form.pos == "PREP":
            return tokens[place].lower
        if not form or form.pos not in ("ADJ", "NUM", "PRON"):
            break
    return ""
