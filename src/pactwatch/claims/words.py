"""What the declared words of a language say of each word of a sentence."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from ..contracts import KEPT, Form, Token
from .small import Grammar
from .speech import Speech

NONE: frozenset[str] = frozenset()
FINITE = {"VERB"}


class Word(NamedTuple):
    """What a word is to every sentence it stands in: its cues, its topics, whether it is a finite verb, a living subject that is no state, opens a clause,
    may tell that somebody speaks, begins an entry of two words, what it does to a deed that it stands over, and of which everyday life it tells."""

    cues: frozenset[str]
    topics: tuple[str, ...]
    finite: bool
    blocks: bool
    subordinate: bool
    speaks: bool
    joined: bool
    scopes: frozenset[str]
    everyday: frozenset[str]


PLAIN = Word(NONE, (), False, False, False, False, False, NONE, NONE)  # most words


class Words:
    """The declared words of a language, looked up once a word."""

    def __init__(self, words: Mapping[str, Any], topics: Mapping[str, tuple[str, ...]]) -> None:
        self.cues, self.scopes = by_lemma(words["status"]), by_lemma(words.get("scope", {}))
        self.everyday = by_lemma(words.get("everyday", {}))
        self.other = frozenset(words["bodies"]["other"].split())
        self.topics = topics
        self.joined = frozenset(topic.partition("_")[0] for topic in topics if "_" in topic)
        self.speech = Speech.read(tuple(words.get("speech", {}).items()))
        self.grammar = Grammar.read(words.get("grammar", {}))
        self.known: dict[str, Word] = {}

    def all(self, tokens: list[Token], forms: list[tuple[Form, ...]]) -> list[Word]:
        """The Words of a sentence."""
        known = self.known
        return [known.get(token.lower) or self.of(token, readings) for token, readings in zip(tokens, forms, strict=True)]

    def of(self, token: Token, readings: tuple[Form, ...]) -> Word:
        """A word's Word; kept, up to a bound."""
        if len(self.known) > KEPT:
            self.known.clear()
        found = self.known[token.lower] = self.read(token, readings)
        return found

    def read(self, token: Token, readings: tuple[Form, ...]) -> Word:
        topics = next((self.topics[f.lemma] for f in readings if f.lemma in self.topics), ())
        told = Word(first_of(self.cues, token, readings), topics, bool(readings) and readings[0].pos in FINITE, blocks(token, readings, self.other),
                    bool(readings) and readings[0].lemma in self.grammar.subordinate, self.speech.may_tell(token.lower, readings), token.lower in self.joined,
                    first_of(self.scopes, token, readings), first_of(self.everyday, token, readings))
        return PLAIN if told == PLAIN else told

    def heading(self, tokens: list[Token], forms: list[tuple[Form, ...]]) -> frozenset[str]:
        """What a title is about."""
        return frozenset(topic for topics in self.topics_of(tokens, self.all(tokens, forms)) for topic in topics)

    def topics_of(self, tokens: list[Token], told: list[Word]) -> list[tuple[str, ...]]:
        """The topics of each word: those of an entry of two words that begins there, else its own."""
        found = [word.topics for word in told]
        for at, word in enumerate(told[:-1]):
            if word.joined:
                found[at] = self.topics.get(f"{tokens[at].lower}_{tokens[at + 1].lower}", ()) or found[at]
        return found


def by_lemma(listed: Mapping[str, str]) -> dict[str, frozenset[str]]:
    """Lists of words, by the name of each → the names by word."""
    table: dict[str, set[str]] = {}
    for name, lemmas in listed.items():
        for lemma in lemmas.split():
            table.setdefault(lemma, set()).add(name)
    return {lemma: frozenset(names) for lemma, names in table.items()}


def first_of(table: Mapping[str, frozenset[str]], token: Token, readings: tuple[Form, ...]) -> frozenset[str]:
    """What is listed of a word as it stands, else of its first reading of which anything is."""
    if token.lower in table:
        return table[token.lower]
    return next((table[f.lemma] for f in readings if f.lemma in table), NONE)


def blocks(token: Token, readings: tuple[Form, ...], other: frozenset[str]) -> bool:
    """A living subject that is no state: named in the list, or in Russian any animate nominative."""
    if not readings:
        return False
    if token.lower in other or readings[0].lemma in other:
        return not readings[0].marks or "nom" in readings[0].marks or readings[0].pos == "WORD" or "plur" in readings[0].marks
    return readings[0].pos == "NOUN" and "anim" in readings[0].marks and "nom" in readings[0].marks
