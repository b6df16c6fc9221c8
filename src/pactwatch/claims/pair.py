"""Which two stand at the ends of a deed: what neither shows alone, as parts like those of ends.py."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from ..contracts import Mention
from . import families as of
from .ends import Part, Parts, names
from .frame import Candidate, Frame
from .lexicon import Hit
from .scene import facts, scene, topics_near
from .story import CONFLICT, RECENT, history


def pair_features(hit: Hit, source: Candidate, target: Candidate, frame: Frame, type_: str) -> list[str]:
    """For two candidates together: what neither shows alone."""
    parts = pair(hit, source, target, frame)
    return list(names([*parts.plain, *parts.with_type(type_)]))


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
    if key not in frame.kept.bonds:
        one, two, told = history(source, frame), history(target, frame), frame.before.told[-RECENT:]
        both = [i for i, (s, t) in enumerate(zip(one, two, strict=True)) if s != "-" and t != "-"]
        known = one[both[-1]] + two[both[-1]] + str(told[both[-1]].type in CONFLICT) if both else ""
        frame.kept.bonds[key] = Bond(together(source, target, frame.before.together), together(source, target, frame.before.pairs), one[-1:] + two[-1:], known,
                                min(len(both), 3))
    found: Bond = frame.kept.bonds[key]
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
        typed += [(of.story_type, last, frame.before.told[-1].type), *([(of.typed, f"told={known}")] if known else [])]
    more = mutual(hit, source, frame) if source is target else apart(hit, source, target, frame)
    if facts(hit, frame).each:
        plain.append(f"each|{source is target:d}|{where}")
        typed.append((of.typed, f"each|{source is target:d}"))
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


def mutual(hit: Hit, whole: Candidate, frame: Frame) -> Parts:
    """Of some who do it to each other: where they stand, and whom else the clause names, who may be the other end."""
    grammar, m, sense = facts(hit, frame).grammar, whole.mention, hit.senses[0]
    if m is None:
        return Parts([(of.mutual, sense, hit.lemma, "ctx", ""), f"whole|ctx|{grammar}"], [(of.typed, "whole"), (of.typed, "whole|ctx")])
    side, others = "before" if m.last < hit.first else "after", others_here(hit, whole, frame)
    return Parts([(of.mutual, sense, hit.lemma, others, side), f"whole|{side}|{grammar}", f"whole|prep={m.prep}|{side}", f"whole|{m.kind}|{side}",
                  f"whole|{min(len(whole.actors), 3)}|others={others}"],
                 [(of.typed, "whole"), (of.typed, f"whole|others={others}"), (of.typed, f"whole|{m.kind}")])


def others_here(hit: Hit, whole: Candidate, frame: Frame) -> str:
    """Whether the clause of a hit names others than some: before it (b), after it (a)."""
    here = [m for c, m in scene(frame).full if frame.cuts[m.first] == frame.cuts[hit.first] and set(c.actors).isdisjoint(whole.actors)]
    return "b" * any(m.last < hit.first for m in here) + "a" * any(m.first > hit.last for m in here)


@lru_cache(256)
def short(cases: frozenset[str]) -> str:
    return "-".join(sorted(cases)[:2])
