"""Friend of friend, foe of foe: what a text says of others, where it says little of a pair itself."""

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping

from .pairs import Pair

POLARITIES = ("neg", "pos")
FAINT = 0.3  # how much must be said between two before they count for half a friend or foe
LITTLE = 0.05  # stands for nothing: where logarithms and shares begin
Pooled = Mapping[tuple[str, str, str], float]


class Balance:
    """The ties of all actors of one text. `pooled`: (holder, target, polarity) → the sum of the chances that it is said.

    Structural balance: Heider 1946, Cartwright and Harary 1956.
    """

    def __init__(self, pooled: Pooled) -> None:
        self.pooled = {key: much for key, much in pooled.items() if key[0] != key[1]}
        self.held: defaultdict[tuple[str, str], float] = defaultdict(float)
        self.borne: defaultdict[tuple[str, str], float] = defaultdict(float)
        for (holder, target, polarity), much in self.pooled.items():
            self.held[holder, polarity] += much
            self.borne[target, polarity] += much
        self.ties = ties(self.pooled)

    def features(self, pair: Pair) -> Iterator[tuple[str, float]]:
        """Nothing of an actor and itself."""
        if pair[0] != pair[1]:
            yield from self.apart(pair)
            yield from self.through(pair)

    def apart(self, pair: Pair) -> Iterator[tuple[str, float]]:
        """What each end holds of others, and what others hold of it, whatever the two say of each other."""
        for end, (one, other) in (("s", pair), ("t", pair[::-1])):
            for p in POLARITIES:
                yield f"V{end}holds{p}", risen(self.held[one, p] - self.pooled.get((one, other, p), 0.0))
                yield f"V{end}bears{p}", risen(self.borne[one, p] - self.pooled.get((other, one, p), 0.0))

    def through(self, pair: Pair) -> Iterator[tuple[str, float]]:
        """Whether third actors make the two friends, 1, or foes, -1; and how many third actors there are to ask."""
        one, other = (self.ties.get(end, {}) for end in pair)
        paths = [one[third] * other[third] for third in one if third in other]
        much = sum(map(abs, paths))
        yield from (("Vmany", math.log1p(5 * much)), ("Vfriend", sum(paths) / (much + LITTLE)))


def ties(pooled: Pooled) -> dict[str, dict[str, float]]:
    """How two stand to each other by what is said either way: -1 foes, 1 friends."""
    sums: dict[str, dict[str, list[float]]] = defaultdict(lambda: defaultdict(lambda: [0.0, 0.0]))
    for (one, other, polarity), much in pooled.items():
        for end, far in ((one, other), (other, one)):
            sums[end][far][POLARITIES.index(polarity)] += much
    return {end: {far: (pos - neg) / (pos + neg + FAINT) for far, (neg, pos) in row.items()} for end, row in sums.items()}


def risen(much: float) -> float:
    return math.log(max(much, 0.0) + LITTLE)
