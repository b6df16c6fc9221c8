"""A text laid out, and where its pairs of names meet."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from . import frames, sentence
from .entities import Entity
from .frames import End, Features, Place
from .lexicon import Lexicon, Said

APART = 1  # sentences by which the mentions of a pair may be apart at the most, where they are told fewer than OFTEN times
OFTEN = 3
Pair = tuple[str, str]


@dataclass(slots=True)
class Meeting:
    """A sentence in which a pair meets: its number, the two mentions, its features."""

    at: int
    source: Place
    target: Place
    features: Features


@dataclass(slots=True)
class Page:
    """A text laid out: its sentences, the mentions in each, and counts per name."""

    said: list[Said]
    places: dict[int, list[Place]] = field(default_factory=lambda: defaultdict(list))
    kinds: dict[str, str] = field(default_factory=dict)
    at: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))  # name → its sentences, one a mention
    ends: dict[int, list[End]] = field(default_factory=dict)


def lay_out(said: list[Said], entities: list[Entity], lexicon: Lexicon) -> Page:
    page = Page(said)
    starts = [s.start for s in said]
    for entity in sorted(entities):
        at = bisect_right(starts, entity.start) - 1
        inside = [i for i, t in enumerate(said[at].tokens) if t.start < entity.stop and t.stop > entity.start] if at >= 0 else []
        if inside:
            page.places[at].append(frames.place(said[at], inside[0], inside[-1], entity.name, lexicon.words["prepositions"]))
            page.kinds.setdefault(entity.name, entity.kind)
            page.at[entity.name].append(at)
    page.ends = {at: frames.ends(said[at], places) for at, places in page.places.items()}
    return page


def meetings(page: Page, lexicon: Lexicon) -> dict[Pair, list[Meeting]]:
    """Every ordered pair of names that meets in a sentence, or stands near enough, with the sentences."""
    found: dict[Pair, list[Meeting]] = {}
    for at in sorted(page.places):
        for source, target in closest(page.places[at]):
            others = len({p.name for p in page.places[at]})
            features = sentence.pair(page.said[at], source, target, others, lexicon.words)
            met = Meeting(at, source, target, features)
            found.setdefault((source.name, target.name), []).append(met)
        for pair, told in frames.features(page.ends[at]).items():
            if pair in found and found[pair][-1].at == at:
                found[pair][-1].features.update(told)
    return found | {pair: [] for pair in apart(page, found)}


def closest(places: list[Place]) -> Iterator[tuple[Place, Place]]:
    """For each ordered pair of names in a sentence the two mentions that stand closest."""
    best: dict[Pair, tuple[int, Place, Place]] = {}
    for one in places:
        for other in places:
            if one.name != other.name:
                gap = abs(one.first - other.first)
                if (one.name, other.name) not in best or gap < best[one.name, other.name][0]:
                    best[one.name, other.name] = (gap, one, other)
    yield from ((one, other) for _, one, other in best.values())


def gap(page: Page, pair: Pair) -> int:
    """Sentences between the nearest mentions of a pair."""
    few, many = sorted((page.at[name] for name in pair), key=len)
    near = ((at, bisect_left(many, at)) for at in few)
    return min(min(abs(at - other) for other in many[max(0, i - 1):i + 1]) for at, i in near)


def apart(page: Page, met: dict[Pair, list[Meeting]]) -> Iterator[Pair]:
    """Pairs that no sentence holds, but that stand near each other, or are both told often."""
    for one in page.at:
        for other in page.at:
            pair = (one, other)
            often = min(len(page.at[one]), len(page.at[other])) >= OFTEN
            if one != other and pair not in met and (often or gap(page, pair) <= APART):
                yield pair
