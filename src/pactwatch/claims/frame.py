"""A sentence laid out for coding: tokens with forms, hits, candidates for the two ends, cue words."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Any, NamedTuple

from ..contracts import Form, Line, Mention
from .lexicon import Hit
from .speech import told_by
from .words import PLAIN, Words

CUTS = {",", ";", ":", "—", "–", "(", ")", "«", "»", '"', "“", "”"}


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


class Before(NamedTuple):
    """What the article tells besides a sentence, most of it before: see Context."""

    together: Mapping[tuple[str, str], int]  # how often the sentences before named two together
    pairs: Mapping[tuple[str, str], int]  # the same in the whole article
    told: tuple[Earlier, ...]  # the deeds of the sentences before, the last at the end
    story: list[Earlier]  # where whoever codes the sentence adds its deeds
    number: int  # of the sentence in its article, from 0
    voice: str | None  # who spoke last
    heading: frozenset[str]  # the topics of the title
    about: tuple[frozenset[str], ...]  # of the latest sentences, the last first


@dataclass(slots=True)
class Kept:
    """What is asked of a sentence again and again, by whom it is asked of; empty until it is."""

    histories: dict[tuple[str, ...], str] = field(default_factory=dict)  # of a candidate: see story.py
    conduct: dict[tuple[str, ...], str] = field(default_factory=dict)
    bonds: dict[Any, Any] = field(default_factory=dict)  # of two, by their actors
    deeds: dict[int, list[str]] = field(default_factory=dict)  # of a hit, by its first token
    topics: dict[int, frozenset[str]] = field(default_factory=dict)
    facts: dict[int, Any] = field(default_factory=dict)
    speakers: dict[int, tuple[int, int] | None] = field(default_factory=dict)
    scene: list[Any] = field(default_factory=list)  # of the sentence: one, once it was asked
    sayings: list[list[tuple[int, tuple[int, int]]]] = field(default_factory=list)  # likewise: where something is said in it, and by whom


@dataclass(frozen=True, slots=True)
class Frame:
    """A sentence with all that the features ask. Lists that are not told otherwise hold token indexes in order."""

    line: Line
    forms: list[tuple[Form, ...]]
    before: Before
    words: Words  # of its language
    hits: list[Hit] = field(default_factory=list)
    candidates: list[Candidate] = field(default_factory=list)
    cues: list[frozenset[str]] = field(default_factory=list)  # per token: negation, modal, condition, future, past, deny, say
    topics: list[tuple[str, ...]] = field(default_factory=list)  # per token
    scopes: list[frozenset[str]] = field(default_factory=list)  # per token, what its word does to a deed: see [scope] in the words of the language
    everyday: list[frozenset[str]] = field(default_factory=list)  # per token, of which everyday life it tells: sport, market, nature …
    cuts: list[int] = field(default_factory=list)  # how many clause marks stand before each token
    verbs: list[int] = field(default_factory=list)
    blockers: list[int] = field(default_factory=list)  # subjects that are no state: «депутаты», "experts"
    subordinate: list[int] = field(default_factory=list)  # words that open a clause within another: «который», "because"
    speaking: list[int] = field(default_factory=list)  # words that may tell that somebody says something
    openings: list[int] = field(default_factory=list)  # the first tokens of the mentions, and the last
    closings: list[int] = field(default_factory=list)
    telling: list[int] = field(default_factory=list)  # the first tokens of the hits
    kept: Kept = field(default_factory=Kept)


def bare(line: Line, forms: list[tuple[Form, ...]], words: Words, before: Before) -> Frame:
    """A sentence that names nobody and tells no deed: only words that tell by themselves that somebody speaks are looked for."""
    return Frame(line, forms, before, words, speaking=told_by(line.tokens))


def lay_out(line: Line, forms: list[tuple[Form, ...]], hits: list[Hit], candidates: list[Candidate], words: Words, before: Before) -> Frame:
    """All that the features ask, computed once a sentence."""
    told = words.all(line.tokens, forms)
    inside = {i for c in candidates if c.mention for i in range(c.mention.first, c.mention.last + 1)}
    marked = [(at, word) for at, word in enumerate(told) if word is not PLAIN]
    return Frame(
        line, forms, before, words, hits, candidates, [w.cues for w in told], words.topics_of(line.tokens, told), [w.scopes for w in told],
        [w.everyday for w in told], cuts=list(accumulate([token.text in CUTS for token in line.tokens], initial=0))[1:],
        verbs=[at for at, w in marked if w.finite], blockers=[at for at, w in marked if w.blocks and at not in inside],
        subordinate=[at for at, w in marked if w.subordinate], speaking=[at for at, w in marked if w.speaks],
        openings=[m.first for m in line.mentions], closings=[m.last for m in line.mentions], telling=[h.first for h in hits])
