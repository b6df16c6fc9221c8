"""A sentence laid out for coding: tokens with forms, hits, candidates for the two ends, cue words."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, NamedTuple

from ..contracts import Form, Line, Mention, Token
from .lexicon import Hit
from .speech import Speech


@dataclass(frozen=True, slots=True)
class Candidate:
    """Who may stand at an end of a deed: a mention, or (place < 0) someone whom only the context offers."""

    actors: tuple[str, ...]
    mention: Mention | None
    origin: str  # "here", or the context's place
    often: int = 0  # how often the article named them before
    pact: bool = False
    titled: bool = False
    near: bool = False  # named in the sentence before
    rank: int = 9  # among those whom the whole article names, 0 for the most named


class Told(NamedTuple):
    """A deed that an earlier sentence told."""

    sources: tuple[str, ...]
    targets: tuple[str, ...]
    type: str


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
    together: Mapping[tuple[str, str], int] = field(default_factory=dict)  # how often the article named two together
    pairs: Mapping[tuple[str, str], int] = field(default_factory=dict)  # the same in the whole article
    told: tuple[Told, ...] = ()  # the deeds of the sentences before, the last at the end
    story: list[Told] = field(default_factory=list)  # where whoever codes the sentence adds its deeds
    near: dict[int, set[str]] = field(default_factory=dict)  # what features keep of a hit, by its first token
    facts: dict[int, Any] = field(default_factory=dict)
    says: dict[int, tuple[int, int] | None] = field(default_factory=dict)  # by a hit's first token: who says so
    said: dict[str, list[tuple[int, tuple[int, int]]]] = field(default_factory=dict)  # what speaker.py keeps: where something is said, and by whom
    speech: Speech = field(default_factory=lambda: Speech.read(()))
    voice: str | None = None  # who spoke last in the sentences before


@lru_cache(8)
def cue_table(packed: tuple[tuple[str, str], ...]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for cue, lemmas in packed:
        for lemma in lemmas.split():
            found.setdefault(lemma, set()).add(cue)
    return {lemma: frozenset(cues) for lemma, cues in found.items()}


NONE: frozenset[str] = frozenset()
FINITE = {"VERB"}
CUTS = {",", ";", ":", "—", "–", "(", ")", "«", "»", '"', "“", "”"}


def lay_out(line: Line, forms: list[tuple[Form, ...]], hits: list[Hit], candidates: list[Candidate], words: Mapping[str, Any],
            topic_sets: Mapping[str, tuple[str, ...]], together: Mapping[tuple[str, str], int],
            pairs: Mapping[tuple[str, str], int], story: list[Told], voice: str | None = None) -> Frame:
    """All that the features ask, computed once a sentence."""
    table = cue_table(tuple(words["status"].items()))
    other = frozenset(words["bodies"]["other"].split())
    cues, topics, verbs, cuts, blockers, cut = [], [], [], [], [], 0
    inside = {i for c in candidates if c.mention for i in range(c.mention.first, c.mention.last + 1)}
    for at, (token, readings) in enumerate(zip(line.tokens, forms, strict=True)):
        if token.text in CUTS:
            cut += 1
        cuts.append(cut)
        cues.append(cue(token, readings, table))
        joined = f"{token.lower}_{line.tokens[at + 1].lower}" if at + 1 < len(line.tokens) else ""
        topics.append(topic_sets.get(joined) or next((topic_sets[f.lemma] for f in readings if f.lemma in topic_sets), ()))
        if readings and readings[0].pos in FINITE:
            verbs.append(at)
        if at not in inside and blocks(token, readings, other):
            blockers.append(at)
    speech = Speech.read(tuple(words.get("speech", {}).items()))
    return Frame(line, forms, hits, candidates, cues, topics, verbs, cuts, blockers, together, pairs, tuple(story), story, speech=speech, voice=voice)


def cue(token: Token, readings: tuple[Form, ...], table: Mapping[str, frozenset[str]]) -> frozenset[str]:
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
