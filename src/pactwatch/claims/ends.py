"""Who stands at an end of a deed: what the rankers look at, as parts. A part is a feature, or a family with its arguments.

What no type changes is laid out once a hit; what goes with a type has the type still to come.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, NamedTuple

from ..contracts import Mention
from . import families as of
from .frame import Candidate, Frame
from .lexicon import Hit
from .scene import facts, said, topics_near
from .story import conduct

Part = str | tuple[Any, ...]


class Parts(NamedTuple):
    """Parts of a candidate or a pair: `plain` whatever the type; `typed` lack it as the last argument."""

    plain: list[Part]
    typed: list[tuple[Any, ...]]

    def with_type(self, type_: str) -> list[Part]:
        return [(*part, type_) for part in self.typed]


def names(parts: list[Part]) -> Iterator[str]:
    """The features that parts stand for."""
    for part in parts:
        yield from (part,) if isinstance(part, str) else part[0](*part[1:])


def role_features(hit: Hit, candidate: Candidate, frame: Frame, type_: str) -> list[str]:
    """For whether a candidate stands at an end of the hit's deed; source and target weigh them apart."""
    parts = role(hit, candidate, frame)
    return list(names([*parts.plain, *parts.with_type(type_)]))


def role(hit: Hit, candidate: Candidate, frame: Frame) -> Parts:
    return context_parts(hit, candidate, frame) if candidate.mention is None else mention_parts(hit, candidate, candidate.mention, frame)


def context_parts(hit: Hit, candidate: Candidate, frame: Frame) -> Parts:
    """Of one whom the sentence does not name."""
    told = facts(hit, frame)
    grammar, before, after = told.grammar, told.before, told.after
    rank, marks = candidate.origin[0], candidate.origin[1:]
    pact, sense, topics, did = candidate.pact, hit.senses[0], topics_near(hit, frame), conduct(candidate, frame)
    return Parts(
        [(of.origin, rank, marks, grammar), (of.around, marks, told.actors, before, after),
         (of.spot, candidate.titled, candidate.near, min(candidate.often, 4), pact, before, after),
         (of.cast, min(candidate.rank, 4), pact, marks, before, after), (of.conduct, did, grammar, before, after),
         (of.word, sense, hit.lemma), (of.pact, "ctx", pact, sense, topics, told.pacts > 0)],
        [(of.context_type, marks, did), (of.pact_type, "ctx", pact, topics)])


class Place(NamedTuple):
    """Where a mention stands to a hit: before, after or inside; the tokens that bound what lies between; how much lies there."""

    side: str
    low: int
    high: int
    rank: int  # mentions between
    cuts: int
    verbs: int
    hits: int


def place(hit: Hit, m: Mention, frame: Frame) -> Place:
    side = "before" if m.last < hit.first else "after" if m.first > hit.last else "inside"
    low, high = (m.last, hit.first) if side == "before" else (hit.last, m.first)
    rank = max(bisect_left(frame.closings, high) - bisect_right(frame.openings, low), 0)
    return Place(side, low, high, min(rank, 3), min(abs(frame.cuts[m.first] - frame.cuts[hit.first]), 3), min(count(frame.verbs, low, high), 2),
                 min(count(frame.telling, low, high), 2))


def count(places: list[int], low: int, high: int) -> int:
    """How many of some tokens, in order, lie between two others."""
    return max(bisect_left(places, high) - bisect_right(places, low), 0)


def lemma_at(frame: Frame, at: int) -> str:
    return frame.forms[at][0].lemma if 0 <= at < len(frame.forms) and frame.forms[at] else ""


def mention_parts(hit: Hit, candidate: Candidate, m: Mention, frame: Frame) -> Parts:
    """Of one whom the sentence names."""
    told, topics, sense, pact = facts(hit, frame), topics_near(hit, frame), hit.senses[0], candidate.pact
    side, _, _, rank, cuts, verbs, _ = here = place(hit, m, frame)
    cases = written(m.cases)
    plain: list[Part] = [
        (of.form, m.kind, side, told.grammar, cases), (of.preposition, side, m.prep, sense), (of.distance, side, rank, cuts, verbs, told.grammar),
        f"{side}|verbs={verbs}|{cases}", f"{side}|gap={of.bucket(here.high - here.low)}", *beside(hit, m, frame, here, cases, sense),
        (of.standing, side, candidate.titled, candidate.near, min(candidate.often, 3), min(candidate.rank, 4), pact),
        (of.pact, "here", pact, sense, topics, told.pacts - pact > 0), *single(hit, candidate, m, frame, side, cases)]
    typed: list[tuple[Any, ...]] = [(of.mention_type, side, cases, m.kind), (of.place_type, side, m.prep, rank), (of.pact_type, "here", pact, topics)]
    who = said(hit, frame)
    if who:
        inside = who[0] <= m.last and m.first <= who[1]
        plain.append(f"says={inside}|{sense}")
        typed.append((of.says_type, inside))
    return Parts(plain, typed)


def beside(hit: Hit, m: Mention, frame: Frame, here: Place, cases: str, sense: str) -> Iterator[Part]:
    """The words that hold a mention: the one before it, the one after, and what stands between it and the hit."""
    side, case = here.side, m.prep or cases
    yield f"word before={lemma_at(frame, m.first - 1)}|{side}"
    yield f"word after={lemma_at(frame, m.last + 1)}|{side}"
    yield f"{side}|{hit.lemma}|{case}"
    yield of.between, side, case, here.hits, count(frame.subordinate, here.low, here.high) > 0, cases
    if side == "after" and not here.hits and frame.cuts[m.first] == frame.cuts[hit.last]:
        yield f"object of|{sense}|{case}"
    if side == "before" and not here.hits:
        yield f"subject of|{sense}|{case}"


def single(hit: Hit, candidate: Candidate, m: Mention, frame: Frame, side: str, cases: str) -> Iterator[Part]:
    """What holds of few mentions."""
    told = facts(hit, frame)
    if m.head:
        yield f"head={m.head}"
    if m.kind.startswith("pointer"):
        yield f"{m.kind}|{side}|{cases}|prep={m.prep}"
    if candidate is told.first:
        yield f"first|{told.grammar}"
    if candidate is (told.prior if side == "before" else told.next):
        yield f"nearest|{side}|{told.grammar}"
    yield f"actors={min(len(candidate.actors), 3)}|{side}"


@lru_cache(256)
def written(cases: frozenset[str]) -> str:
    return "|".join(sorted(cases)) if len(cases) < 4 else "any"
