"""Tokens → times: each token becomes a letter, and the first rule that fits where it stands reckons the days."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from itertools import takewhile, zip_longest
from typing import Any

from ..contracts import Language, Token, When
from .rules import CAPITALS, RULES, Days, Rule
from .words import Tagged, Words

BEGIN = "INRMYSHKULVWDT"
ENDS = {";", ":", ".", "!", "?"}
REACH = 8  # tokens between a time and the verb that tells whether it lies ahead


def joined(tokens: list[Token], times: list[When]) -> list[When]:
    """«в среду, 12 октября»: one time, as its exact part tells it."""
    found: list[When] = []
    for when in times:
        last = found[-1] if found else None
        beside = last and all(token.text in (",", "(") for token in tokens[last.last + 1:when.first])
        if last and beside and last.grain == when.grain == "day" and not any(token.text[0].isdigit() for token in tokens[last.first:last.last + 1]):
            found[-1] = replace(when, first=last.first, bound=last.bound)
        else:
            found.append(when)
    return found


class Calendar:
    """Finds the times of a sentence. One a language."""

    def __init__(self, language: Language, words: Mapping[str, Any]) -> None:
        self.language = language
        self.words = Words.read(words.get("dates", {}))
        self.rules: tuple[Rule, ...] = CAPITALS + RULES if self.words.capital else RULES

    def times(self, tokens: list[Token], day: date | None) -> list[When]:
        """The times of one sentence in order. `day`: the article's; where it is None only what names its year is told."""
        tags = self.words.tags(tokens, self.language)
        letters = "".join([letter for letter, _ in tags])
        if letters.strip("xpoKULV,.-") == "":
            return []
        found: list[When] = []
        at = 0
        while at < len(tokens):
            when = self.at(tokens, tags, letters, at, day) if letters[at] in BEGIN else None
            if when:
                found.append(when)
            at = when.last + 1 if when else at + 1
        return joined(tokens, found)

    def at(self, tokens: list[Token], tags: list[Tagged], letters: str, at: int, day: date | None) -> When | None:
        """The time that begins at a token."""
        for pattern, reckoning in self.rules:
            match = pattern.match(letters, at)
            if not match or self.eve(tokens, at):
                continue
            values = [value for _, value in tags[at:match.end()] if value is not None]
            try:
                days: Days | None = reckoning(values, day, self.ahead(tokens, at, match.end()))
            except (ValueError, OverflowError):  # beyond what a calendar holds: "next year" on 31 December 9999
                days = None
            if days:
                return When(at, match.end() - 1, *days, bound=at > 0 and tokens[at - 1].lower in self.words.bounds)
        return None

    def eve(self, tokens: list[Token], at: int) -> bool:
        """«накануне саммита» is no yesterday: a word that is a preposition too, before a genitive."""
        if at + 1 == len(tokens) or not any(form.pos == "PREP" for form in self.language.forms(tokens[at].lower)):
            return False
        return any("gen" in form.marks and form.pos in ("NOUN", "ADJ") for form in self.language.forms(tokens[at + 1].lower)[:1])

    def ahead(self, tokens: list[Token], first: int, stop: int) -> bool:
        """Whether the verb nearest to a time is in the future: «встретятся в пятницу», "will meet on Friday"."""
        for at in self.around(tokens, first, stop):
            forms = self.language.forms(tokens[at].lower)
            if "futr" in forms[0].marks or any(form.lemma in self.words.ahead for form in forms):
                return True
            if "past" in forms[0].marks:
                return False
        return False

    @staticmethod
    def around(tokens: list[Token], first: int, stop: int) -> Iterator[int]:
        """The words about a time, the nearest first, up to a mark that ends the clause."""
        before = list(takewhile(lambda at: tokens[at].text not in ENDS, range(first - 1, max(first - 1 - REACH, -1), -1)))
        after = list(takewhile(lambda at: tokens[at].text not in ENDS, range(stop, min(stop + REACH, len(tokens)))))
        for pair in zip_longest(before, after):
            yield from (at for at in pair if at is not None and tokens[at].text[0].isalpha())
