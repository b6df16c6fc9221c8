"""Declared senses → hits: the words of a sentence that may tell a deed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from ..contracts import KEPT, Form, Language, Token

NONE: frozenset[str] = frozenset()
GAP = 3  # words that may stand inside an entry: "called the drill off"


@dataclass(frozen=True, slots=True)
class Entry:
    rest: tuple[str, ...]
    sense: str


class Hit(NamedTuple):
    """Words that may tell a deed: token indexes, the lemma of the first, its form, the senses that list it."""

    first: int
    last: int
    lemma: str
    form: Form
    senses: tuple[str, ...]


class Opening(NamedTuple):
    """What a word is to the entries: of one that is the word alone, the reading and senses of its hit; the longer ones that begin with it, each
    with its reading, and the words that come second in them; by which of its forms the word itself comes second in any."""

    form: Form | None
    senses: tuple[str, ...]
    longer: list[tuple[Form, Entry]]
    seconds: frozenset[str]
    second: list[str]


PLAIN = Opening(None, (), [], NONE, [])  # most words


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
        self.seconds = frozenset(entry.rest[0] for rows in self.entries.values() for entry in rows if entry.rest)
        self.known: dict[str, Opening] = {}
        self.topic_sets: dict[str, tuple[str, ...]] = {}
        for topic, lemmas in words["topics"].items():
            for lemma in lemmas.split():
                self.topic_sets[lemma] = (*self.topic_sets.get(lemma, ()), topic)

    def hits(self, tokens: list[Token], forms: list[tuple[Form, ...]]) -> list[Hit]:
        """All hits in order. A token gives one hit at the most, of its longest entry; none where it is a later word of an entry that tells something else:
        "took up duties" is no duty on goods."""
        known = self.known
        words = [known[token.lower] if token.lower in known else self.opening(token.lower, forms[at]) for at, token in enumerate(tokens)]
        found: list[Hit] = []
        told: dict[int, tuple[str, ...]] = {}  # what the later words of entries tell
        for at, word in enumerate(words):
            here = self.at(tokens, forms, at, words) if word.form or word.longer else None
            if here and (at not in told or not set(told[at]).isdisjoint(here[0].senses)) and not tense(tokens, forms, here[0].last):
                found.append(here[0])
                told.update(dict.fromkeys(here[1], here[0].senses))
        return found

    def opening(self, word: str, readings: tuple[Form, ...]) -> Opening:
        """What a word is to the entries, kept; most words begin none."""
        if len(self.known) > KEPT:
            self.known.clear()
        told = self.known[word] = self.read(word, readings)
        return told

    def read(self, word: str, readings: tuple[Form, ...]) -> Opening:
        found = [(form, entry) for form in readings if form.lemma in self.entries for entry in self.entries[form.lemma]]
        second = [form for form in {word, *[form.lemma for form in readings]} if form in self.seconds]
        if not found:
            return PLAIN._replace(second=second) if second else PLAIN
        alone = [(form, entry.sense) for form, entry in found if not entry.rest]
        longer = [(form, entry) for form, entry in found if entry.rest]
        return Opening(alone[0][0] if alone else None, tuple(dict.fromkeys(sense for _, sense in alone)), longer,
                       frozenset(entry.rest[0] for _, entry in longer), second)

    def at(self, tokens: list[Token], forms: list[tuple[Form, ...]], at: int, words: list[Opening]) -> tuple[Hit, list[int]] | None:
        """The hit of the longest entry that begins at a token, with the tokens of its later words."""
        word = words[at]
        size, best, later, senses = 0, word.form, list[int](), list(word.senses)
        near = word.seconds.intersection([form for after in words[at + 1:at + 2 + GAP] for form in after.second]) if word.longer else NONE
        for form, entry in word.longer if near else ():
            places = self.reach(tokens, forms, at, entry.rest) if entry.rest[0] in near and len(entry.rest) >= size else None
            if places is None:
                continue
            if len(entry.rest) > size:
                size, best, later, senses = len(entry.rest), form, places, [entry.sense]
            elif entry.sense not in senses:
                senses.append(entry.sense)
        return (Hit(at, later[-1] if later else at, best.lemma, best, tuple(senses)), later) if best else None

    @staticmethod
    def reach(tokens: list[Token], forms: list[tuple[Form, ...]], at: int, rest: tuple[str, ...]) -> list[int] | None:
        """The tokens of the later words of an entry that begins at `at`; None where it is not there."""
        place, places = at, []
        for word in rest:
            for step in range(place + 1, min(place + 2 + GAP, len(tokens))):
                if tokens[step].lower == word or any(form.lemma == word for form in forms[step]):
                    place = step
                    places.append(step)
                    break
            else:
                return None
        return places


def tense(tokens: list[Token], forms: list[tuple[Form, ...]], at: int) -> bool:
    """Whether a word is no more than the time of another: "is not going to leave" is nobody who does not go."""
    if tokens[at].lower != "going" or at + 2 >= len(tokens) or tokens[at + 1].lower != "to":
        return False
    return any("base" in form.marks for form in forms[at + 2])
