"""A sentence laid out for coding: tokens with forms, hits, candidates for the two ends, cue words."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Any, NamedTuple

from ..contracts import KEPT, Form, Line, Mention, Token
from .lexicon import Hit
from .speech import Speech

NONE: frozenset[str] = frozenset()


class Candidate(NamedTuple):
    """Who may stand at an end of a deed: a mention, or (place < 0) someone whom only the context offers."""

    actors: tuple[str, ...]
    mention: Mention | None
    origin: str  # "here", or the context's place
    often: int = 0  # how often the article named them before
    pact: bool = False
    titled: bool = False
    near: bool = False  # named in the sentence before
    rank: int = 9  # among those whom the whole article names, 0 for the most named


class Earlier(NamedTuple):
    """A deed that an earlier sentence told."""

    sources: tuple[str, ...]
    targets: tuple[str, ...]
    type: str
    act: str | None = None


@dataclass(frozen=True, slots=True)
class Frame:
    line: Line
    forms: list[tuple[Form, ...]]
    hits: list[Hit]
    candidates: list[Candidate]
    cues: list[frozenset[str]]  # per token: negation, modal, condition, future, past, deny, say
    topics: list[tuple[str, ...]]
    verbs: list[int]
    cuts: list[int]  # how many clause marks stand before each token
    blockers: list[int]  # subjects that are no state: «депутаты», "experts"
    subordinate: list[int]  # words that open a clause within another: «который», "because"
    speaking: list[int]  # words that may tell that somebody says something
    openings: list[int]  # the first tokens of the mentions, and the last
    closings: list[int]
    telling: list[int]  # the first tokens of the hits
    scopes: list[frozenset[str]]  # per token, what its word does to a deed: see [scope] in the words of the language
    everyday: list[frozenset[str]]  # of which everyday life it tells: sport, market, nature …
    together: Mapping[tuple[str, str], int] = field(default_factory=dict)  # how often the article named two together
    pairs: Mapping[tuple[str, str], int] = field(default_factory=dict)  # the same in the whole article
    told: tuple[Earlier, ...] = ()  # the deeds of the sentences before, the last at the end
    number: int = 0  # of the sentence in its article, from 0
    story: list[Earlier] = field(default_factory=list)  # where whoever codes the sentence adds its deeds
    spots: dict[tuple[str, ...], str] = field(default_factory=dict)  # what features keep of a candidate
    conduct: dict[tuple[str, ...], str] = field(default_factory=dict)
    deeds: dict[int, list[str]] = field(default_factory=dict)
    bonds: dict[Any, Any] = field(default_factory=dict)  # of two, by their actors
    near: dict[int, frozenset[str]] = field(default_factory=dict)  # what features keep of a hit, by its first token
    facts: dict[int, Any] = field(default_factory=dict)
    scene: list[Any] = field(default_factory=list)  # what features keep of the sentence: one, once it was asked
    says: dict[int, tuple[int, int] | None] = field(default_factory=dict)  # by a hit's first token: who says so
    said: dict[str, list[tuple[int, tuple[int, int]]]] = field(default_factory=dict)  # what speaker.py keeps: where something is said, and by whom
    speech: Speech = field(default_factory=lambda: Speech.read(()))
    voice: str | None = None  # who spoke last in the sentences before
    heading: frozenset[str] = NONE  # the topics of the title
    about: tuple[frozenset[str], ...] = ()  # of the latest sentences, the last first


FINITE = {"VERB"}
SUBORDINATE = frozenset("that which who whom whose what where when because after before if while который что чтобы где когда если чей поскольку хотя".split())
CUTS = {",", ";", ":", "—", "–", "(", ")", "«", "»", '"', "“", "”"}


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
                    bool(readings) and readings[0].lemma in SUBORDINATE, self.speech.may_tell(token.lower, readings), token.lower in self.joined,
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


def lay_out(line: Line, forms: list[tuple[Form, ...]], hits: list[Hit], candidates: list[Candidate], words: Words,
            together: Mapping[tuple[str, str], int], pairs: Mapping[tuple[str, str], int], story: list[Earlier], number: int = 0,
            voice: str | None = None, heading: frozenset[str] = NONE, about: tuple[frozenset[str], ...] = ()) -> Frame:
    """All that the features ask, computed once a sentence."""
    told = words.all(line.tokens, forms)
    cuts = list(accumulate([token.text in CUTS for token in line.tokens], initial=0))[1:]
    inside = {i for c in candidates if c.mention for i in range(c.mention.first, c.mention.last + 1)}
    marked = [(at, word) for at, word in enumerate(told) if word is not PLAIN]
    return Frame(line, forms, hits, candidates, [w.cues for w in told], words.topics_of(line.tokens, told),
                 [at for at, w in marked if w.finite], cuts, [at for at, w in marked if w.blocks and at not in inside],
                 [at for at, w in marked if w.subordinate], [at for at, w in marked if w.speaks],
                 [m.first for m in line.mentions], [m.last for m in line.mentions], [h.first for h in hits], [w.scopes for w in told],
                 [w.everyday for w in told],
                 together, pairs, tuple(story), number, story, speech=words.speech, voice=voice, heading=heading, about=about)


def blocks(token: Token, readings: tuple[Form, ...], other: frozenset[str]) -> bool:
    """A living subject that is no state: named in the list, or in Russian any animate nominative."""
    if not readings:
        return False
    if token.lower in other or readings[0].lemma in other:
        return not readings[0].marks or "nom" in readings[0].marks or readings[0].pos == "WORD" or "plur" in readings[0].marks
    return readings[0].pos == "NOUN" and "anim" in readings[0].marks and "nom" in readings[0].marks
