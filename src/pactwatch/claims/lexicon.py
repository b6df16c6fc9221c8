"""Declared senses → hits: the words of a sentence that may tell a deed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from ..contracts import Form, Language, Token

KEPT = 60_000  # words remembered
GAP = 3  # words that may stand inside an entry: "called the drill off"
WORDY = {"VERB", "INF", "PART", "GERUND", "NOUN", "ADJ", "WORD", "ADV", "PREP", "PART_", "OTHER", "PRON", "NUM"}


@dataclass(frozen=True, slots=True)
class Entry:
    rest: tuple[str, ...]
    sense: str


@dataclass(frozen=True, slots=True)
class Hit:
    """Words that may tell a deed: token indexes, the lemma of the first, its form, the senses that list it."""

    first: int
    last: int
    lemma: str
    form: Form
    senses: tuple[str, ...]


def ahead(tokens: list[Token], forms: list[tuple[Form, ...]], at: int) -> set[str]:
    """The words and lemmas in which an entry that begins at `at` may go on."""
    reach = range(at + 1, min(at + 2 + GAP, len(tokens)))
    return {tokens[i].lower for i in reach} | {form.lemma for i in reach for form in forms[i]}


class Lexicon:
    """Finds the hits of a sentence. `more`: lemmas learned beside the declared ones; they have no sense."""

    def __init__(self, language: Language, words: Mapping[str, Any], more: Iterable[str] = ()) -> None:
        self.language = language
        self.entries: dict[str, list[Entry]] = {}
        for sense, lemmas in words["senses"].items():
            for entry in lemmas.split():
                first, *rest = entry.split("_")
                self.entries.setdefault(first, []).append(Entry(tuple(rest), sense))
        for lemma in more:
            self.entries.setdefault(lemma, []).append(Entry((), ""))
        for rows in self.entries.values():
            rows.sort(key=lambda e: -len(e.rest))
        self.known: dict[str, bool] = {}
        self.topics = {lemma: topic for topic, lemmas in words["topics"].items() for lemma in lemmas.split()}
        self.topic_sets: dict[str, tuple[str, ...]] = {}
        for topic, lemmas in words["topics"].items():
            for lemma in lemmas.split():
                self.topic_sets[lemma] = (*self.topic_sets.get(lemma, ()), topic)

    def hits(self, tokens: list[Token], forms: list[tuple[Form, ...]]) -> list[Hit]:
        """All hits in order. A token gives one hit at the most, of its longest entry."""
        known = self.known
        begun = [at for at, token in enumerate(tokens) if (known[token.lower] if token.lower in known else self.begins(token.lower, forms[at]))]
        return [hit for at in begun if (hit := self.at(tokens, forms, at))]

    def begins(self, word: str, readings: tuple[Form, ...]) -> bool:
        """Whether an entry begins with a word; most words begin none."""
        if len(self.known) > KEPT:
            self.known.clear()
        found = self.known[word] = any(form.lemma in self.entries for form in readings)
        return found

    def at(self, tokens: list[Token], forms: list[tuple[Form, ...]], at: int) -> Hit | None:
        best: tuple[int, Form] | None = None
        senses: list[str] = []
        next_words: set[str] | None = None
        for form in forms[at]:
            for entry in self.entries.get(form.lemma, ()):
                if entry.rest:
                    next_words = ahead(tokens, forms, at) if next_words is None else next_words
                    if entry.rest[0] not in next_words:
                        continue
                last = self.reach(tokens, forms, at, entry.rest)
                if last is None:
                    continue
                size = len(entry.rest)
                if best is None or size > best[0]:
                    best, senses, stop = (size, form), [entry.sense], last
                elif size == best[0] and entry.sense not in senses:
                    senses.append(entry.sense)
        return Hit(at, stop, best[1].lemma, best[1], tuple(senses)) if best else None

    @staticmethod
    def reach(tokens: list[Token], forms: list[tuple[Form, ...]], at: int, rest: tuple[str, ...]) -> int | None:
        """The last token of an entry that begins at `at`; None where it is not there."""
        place = at
        for word in rest:
            for step in range(place + 1, min(place + 2 + GAP, len(tokens))):
                if tokens[step].lower == word or any(form.lemma == word for form in forms[step]):
                    place = step
                    break
            else:
                return None
        return place
