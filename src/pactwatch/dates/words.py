"""Tokens → one letter each, with a value, so that a rule can be a pattern over letters.

N number or day of a month · R two days, 17-19 · K number as a word · M month · Y year · L the word "year" · U another unit · V units, many
W weekday · D yesterday, today · S last, this, next · A ago · H season · T decade · I 2022-10-17
p may stand before a time · o "of", "the" · , . - marks · x everything else
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from ..contracts import KEPT, Language, Token

Tagged = tuple[str, Any]
NUMBER = re.compile(r"(\d{1,2})(?:-?(?:го|е|му|м|th|st|nd|rd))?")
RANGE = re.compile(r"(\d{1,2})-(\d{1,2})")
YEAR = re.compile(r"((?:19|20)\d\d)(?:-(?:й|го|м|му))?")
DECADE = re.compile(r"((?:19|20)\d0)(?:s|-[ехм]|-ых|-ми)")
ISO = re.compile(r"(?:19|20)\d\d-\d\d-\d\d")
MARKS = {",": ",", ".": ".", "-": "-", "–": "-", "—": "-", "of": "o", "the": "o", "числа": "o"}
UNITS = {"year": "L"}


def valued(text: str) -> dict[str, str]:
    """"вчера:-1 сегодня:0" → {вчера: "-1", …}."""
    pairs = (entry.partition(":") for entry in text.split())
    return {word: value for word, _, value in pairs}


@dataclass(slots=True)
class Words:
    """The declared words of a language, each with its letter and value. `capital`: letters that count only when capitalised, as in English."""

    table: dict[str, Tagged] = field(default_factory=dict)
    within: frozenset[str] = frozenset()
    bounds: frozenset[str] = frozenset()
    ahead: frozenset[str] = frozenset()
    never: frozenset[str] = frozenset()  # forms that are other words: «в среде экспертов»
    capital: str = ""
    known: dict[str, Tagged] = field(default_factory=dict)  # words met before

    @classmethod
    def read(cls, declared: Mapping[str, str]) -> "Words":
        within, bounds, ahead, never = (frozenset(declared.get(key, "").split()) for key in ("within", "bounds", "ahead", "never"))
        made = cls({}, within, bounds, ahead, never, declared.get("capital", ""))
        for letter, key in (("M", "months"), ("M", "short"), ("W", "weekdays"), ("H", "seasons")):
            made.table |= {word: (letter, at) for at, word in enumerate(declared.get(key, "").split())}
        for letter, key in (("D", "days"), ("S", "shifts"), ("K", "numbers")):
            made.table |= {word: (letter, int(value)) for word, value in valued(declared.get(key, "")).items()}
        made.table |= {word: (UNITS.get(unit, "U"), unit) for word, unit in valued(declared.get("units", "")).items()}
        made.table |= dict.fromkeys(declared.get("ago", "").split(), ("A", None))
        return made

    def tags(self, tokens: list[Token], language: Language) -> list[Tagged]:
        """The letters of tokens."""
        known = self.known
        return [known.get(token.text) or self.tag(token, language) for token in tokens]

    def tag(self, token: Token, language: Language) -> Tagged:
        """The letter of a token; that of a word is kept, since most come again."""
        if token.text[0].isdigit():
            return self.read_tag(token, language)
        if len(self.known) > KEPT:
            self.known.clear()
        found = self.known[token.text] = self.read_tag(token, language)
        return found

    def read_tag(self, token: Token, language: Language) -> Tagged:
        if token.text in MARKS or token.lower in MARKS:
            return MARKS[token.lower], None
        if token.text[0].isdigit():
            return number(token.lower)
        if token.lower in self.never:
            return "x", None
        word = token.lower.removeprefix("mid-")
        forms = language.forms(word)
        for lemma in (word, *[form.lemma for form in forms]):
            if lemma not in self.table and lemma not in self.within:
                continue
            found = self.table.get(lemma)
            if found and found[0] in "UL" and all("plur" in form.marks for form in forms if form.lemma == lemma) and word != lemma:
                return "V", found[1]
            if found and not (found[0] in self.capital and not token.text[0].isupper() and word == token.lower):
                return found
            if lemma in self.within:
                return "p", None
        return "x", None


def number(text: str) -> Tagged:
    """What begins with a digit."""
    if ISO.fullmatch(text):
        return "I", text
    if found := YEAR.fullmatch(text):
        return "Y", int(found[1])
    if found := DECADE.fullmatch(text):
        return "T", int(found[1])
    if (found := RANGE.fullmatch(text)) and 0 < int(found[1]) < int(found[2]) < 32:
        return "R", (int(found[1]), int(found[2]))
    found = NUMBER.fullmatch(text)
    return ("N", int(found[1])) if found and 0 < int(found[1]) < 32 else ("x", None)


def day_of(year: int, month: int, day: int) -> date | None:
    """A day of the calendar; None where there is no such day. `month` counts from 0."""
    try:
        return date(year, month + 1, day)
    except ValueError:
        return None
