"""Words that point back: «он», «республика», "the bloc", "both sides". Whom they mean, the context tells."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from ..contracts import Language, Mention, Token

DEFINITE = {"the", "its", "that", "this", "both", "his", "her", "two", "each", "three", "four"}
CASES = frozenset(("nom", "gen", "dat", "acc", "ins", "loc"))
ENGLISH_PRONOUNS = {"he": "person", "she": "person", "they": "both", "him": "person", "them": "both", "it": "it", "its": "it", "his": "person",
                    "their": "both", "each": "both", "both": "both", "who": "", "her": "person"}
RUSSIAN_PRONOUNS = {"он": "person", "она": "it", "они": "both", "оно": "it", "оба": "both", "его": "person", "ее": "it", "их": "both"}


@lru_cache(8)
def table(code: str, packed: tuple[tuple[str, str], ...]) -> dict[str, str]:
    found: dict[str, str] = {}
    for kind, lemmas in packed:
        for lemma in lemmas.split():
            found.setdefault(lemma, kind)
    return found | (ENGLISH_PRONOUNS if code == "en" else RUSSIAN_PRONOUNS)


def pointers(language: Language, words: Mapping[str, Any], tokens: list[Token], mentions: list[Mention]) -> list[Mention]:
    """The mentions with the pointers between them, in order."""
    kinds = table(language.code, tuple(words["pointers"].items()))
    taken = {i for m in mentions for i in range(m.first, m.last + 1)}
    found = list(mentions)
    for at, token in enumerate(tokens):
        if at in taken or not token.lower[0].isalpha():
            continue
        mention = english(tokens, at, kinds) if language.code == "en" else inflected(language, tokens, at, kinds)
        if mention:
            found.append(mention)
    return sorted(found, key=lambda m: m.first)


def before(language: Language, tokens: list[Token], at: int) -> str:
    for place in range(at - 1, max(at - 3, -1), -1):
        form = language.forms(tokens[place].lower)[0] if tokens[place].lower[0].isalpha() else None
        if form and form.pos == "PREP":
            return tokens[place].lower
        if not form or form.pos not in ("ADJ", "NUM", "PRON"):
            break
    return ""


def inflected(language: Language, tokens: list[Token], at: int, kinds: dict[str, str]) -> Mention | None:
    for form in language.forms(tokens[at].lower):
        kind = kinds.get(form.lemma)
        if kind and form.pos in ("NOUN", "PRON", "NUM"):
            plural = "plur" in form.marks and kind in ("state", "person")
            return Mention(at, at, (), "both" if plural else kind, form.marks & CASES, before(language, tokens, at), form.lemma)
    return None


def english(tokens: list[Token], at: int, kinds: dict[str, str]) -> Mention | None:
    word = tokens[at].lower
    if word in ENGLISH_PRONOUNS:
        kind = ENGLISH_PRONOUNS[word]
        prep = tokens[at - 1].lower if at and tokens[at - 1].lower in ("with", "to", "of", "by", "from", "for", "on", "against", "between") else ""
        return Mention(at, at, (), kind, frozenset(), prep, word) if kind else None
    if word in kinds and at and (tokens[at - 1].lower in DEFINITE or (at > 1 and tokens[at - 2].lower in DEFINITE)):
        prior = at - 2 if tokens[at - 1].lower in DEFINITE else at - 3
        prep = tokens[prior].lower if prior >= 0 and tokens[prior].lower in ("with", "to", "of", "by", "from", "for", "on", "against", "in", "between") else ""
        return Mention(at, at, (), kinds[word], frozenset(), prep, word)
    return None
