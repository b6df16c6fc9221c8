"""Who stands at the two ends of a deed: what the rankers look at, as parts. A part is a feature, or a family with its arguments.

What no type changes is laid out once a hit; what goes with a type has the type still to come.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from ..contracts import Mention
from . import families as of
from .frame import Candidate, Frame
from .lexicon import Hit
from .scene import facts, said, topics_near
from .story import CONFLICT, RECENT, conduct, spots

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


def pair_features(hit: Hit, source: Candidate, target: Candidate, frame: Frame, type_: str) -> list[str]:
    """For two candidates together: what neither shows alone."""
    parts = pair(hit, source, target, frame)
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


class Bond(NamedTuple):
    """What the article tells of two: in how many sentences it named them together, before this one and in all; where they stood in the last deed told
    and in the last that told of both, and in how many they did."""

    often: int
    whole: int
    last: str
    known: str
    times: int


def together(source: Candidate, target: Candidate, named: Mapping[tuple[str, str], int]) -> int:
    """How often the article named the two together, before this sentence or in all."""
    if not named:
        return 0
    counts = [named.get((a, b) if a < b else (b, a), 0) for a in source.actors for b in target.actors if a != b]
    return min(max(counts, default=0), 3)


def bond(source: Candidate, target: Candidate, frame: Frame) -> Bond:
    """The bond of two candidates; kept with the frame, since every hit asks."""
    key = source.actors, target.actors
    if key not in frame.bonds:
        one, two, told = spots(source, frame), spots(target, frame), frame.told[-RECENT:]
        both = [i for i, (s, t) in enumerate(zip(one, two, strict=True)) if s != "-" and t != "-"]
        known = one[both[-1]] + two[both[-1]] + str(told[both[-1]].type in CONFLICT) if both else ""
        frame.bonds[key] = Bond(together(source, target, frame.together), together(source, target, frame.pairs), one[-1:] + two[-1:], known,
                                min(len(both), 3))
    found: Bond = frame.bonds[key]
    return found


def pair(hit: Hit, source: Candidate, target: Candidate, frame: Frame) -> Parts:
    """Of two candidates; "The White House voiced regret" is said to Paris, which complained just before."""
    s, t, sp, tp = source.mention, target.mention, source.pact, target.pact
    where = f"{'c' if s is None else 'm'}{'c' if t is None else 'm'}"
    often, whole, last, known, times = bond(source, target, frame)
    plain: list[Part] = [
        (of.kinds, "ctx" if s is None else s.kind, "ctx" if t is None else t.kind, sp, tp), (of.pair_sense, sp, tp, hit.senses[0]),
        (of.named, often, whole, sp, tp, where), (of.ranks, min(source.rank, 4), min(target.rank, 4), where),
        (of.marks, (source.titled, target.titled), (source.near, target.near), (min(len(source.actors), 3), min(len(target.actors), 3)), where)]
    typed: list[tuple[Any, ...]] = [(of.pair_type, sp, tp, topics_near(hit, frame))]
    if last:
        plain.append((of.story, last, known, times, where))
        typed += [(of.story_type, last, frame.told[-1].type), *([(of.typed, f"told={known}")] if known else [])]
    more = mutual(hit) if source is target else apart(hit, source, target, frame)
    return Parts(plain + more.plain, typed + more.typed)


def apart(hit: Hit, source: Candidate, target: Candidate, frame: Frame) -> Parts:
    """Of two that are not one: how they stand to each other and to the hit."""
    s, t, grammar = source.mention, target.mention, facts(hit, frame).grammar
    if s is not None and t is not None:
        return both_here(hit, s, t, frame, grammar)
    if s is None and t is None:
        return Parts([f"origins={source.origin[1:]}>{target.origin[1:]}"], [])
    m, origin = (s, target.origin) if s is not None else (t, source.origin)
    assert m is not None
    end = f"{'t' if s is None else 's'}{'b' if m.last < hit.first else 'a'}"
    return Parts([(of.lone, end, origin[1:], m.kind, grammar), f"lone={end}|{short(m.cases)}|{m.prep}"], [(of.typed, f"lone={end}")])


def both_here(hit: Hit, s: Mention, t: Mention, frame: Frame, grammar: str) -> Parts:
    """Of two that the sentence names."""
    where = f"{'b' if s.last < hit.first else 'a'}{'b' if t.last < hit.first else 'a'}"
    cuts = min(abs(frame.cuts[s.first] - frame.cuts[t.first]), 2)
    return Parts([(of.order, "st" if s.first < t.first else "ts", where, cuts, grammar), f"where={where}|{short(s.cases)}>{short(t.cases)}",
                  f"where={where}|{s.prep}>{t.prep}", f"apart={of.bucket(abs(t.first - s.last))}"], [(of.typed, f"where={where}")])


def mutual(hit: Hit) -> Parts:
    """Of a pair that does it to each other."""
    return Parts([(of.mutual, hit.senses[0])], [(of.typed, "whole")])


@lru_cache(256)
def written(cases: frozenset[str]) -> str:
    return "|".join(sorted(cases)) if len(cases) < 4 else "any"


@lru_cache(256)
def short(cases: frozenset[str]) -> str:
    return "-".join(sorted(cases)[:2])
