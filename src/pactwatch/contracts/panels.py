"""Events as counts: the panel of a pact, a window of a release, pairs at origins, and what is said of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

import numpy as np
from numpy.typing import NDArray

from ..nouns import Attitude

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Panel:
    """Weekly counts of pairs, as arrays: P pairs × W weeks.

    `cooperation`, `conflict`: weighted counts, shape (P, W); `coverage`: articles read over the usual number, shape
    (W,), 0 where nothing was read; `volume`: unweighted events, shape (P, W). `weeks` are Mondays.
    `entries`: one row per counted event: (event id, pair index, week index, channel "C" or "K", weight).
    `attitudes` stand beside the counts and are in none of them; `heard`: article → day, of the texts that were read for them.
    """

    pact: str
    lead: str | None
    pairs: tuple[tuple[str, str], ...]
    weeks: tuple[date, ...]
    cooperation: Floats
    conflict: Floats
    volume: Floats
    coverage: Floats
    members: tuple[tuple[str, ...], ...]  # who was a member in each week
    entries: tuple[tuple[str, int, int, str, float], ...]
    capabilities: Mapping[str, float] = field(default_factory=dict)  # actor -> share of the world's; empty: all alike
    attitudes: tuple[Attitude, ...] = ()
    heard: Mapping[str, date] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Window:
    """A release of coded events between states, weeks on its own: what detection and forecasts are tested on.

    P pairs of actors (undirected, sorted), W full weeks from `start`, N events as columns; events of the broken last week are
    left out. `allied`: (P, W), both are members of one pact that week. `root`: the CAMEO root, 1 to 20. `total`: (W,) events of all pairs.
    """

    release: str
    start: date
    actors: tuple[str, ...]
    pairs: NDArray[np.int64]  # (P, 2) into actors
    allied: NDArray[np.bool_]
    total: Floats
    pair: NDArray[np.int64]  # (N,) into pairs; the other columns likewise by event
    day: NDArray[np.int64]  # since start
    quad: NDArray[np.int64]  # 1 to 4
    root: NDArray[np.int64]
    score: Floats  # Goldstein's, negative for conflict
    first: NDArray[np.bool_]  # it was the pair's first actor who did it
    targets: NDArray[np.int64]  # to how many its source did the same that day

    @property
    def weeks(self) -> int:
        return int(self.allied.shape[1])

    def counts(self, which: NDArray[np.bool_] | None = None, weight: Floats | None = None) -> Floats:
        """Events per pair and week, (P, W), of those that `which` (N,) names, each by its `weight`."""
        keep = np.ones(len(self.pair), dtype=np.bool_) if which is None else which
        flat = self.pair[keep] * self.weeks + self.day[keep] // 7
        size = self.allied.size
        return np.bincount(flat, None if weight is None else weight[keep], size).reshape(self.allied.shape).astype(np.float64)


@dataclass(frozen=True, slots=True)
class Sample:
    """Pairs at origins, N rows: what was known then and what came in the four weeks after.

    `columns`: name → (N,) features, all from before the origin; `material`, `conflict`: events that came, of quad 4, and of quads 3 and 4.
    `pair` and `origin` name the row within its window `release`; `step`: weeks from the window's start; `allied`: a pair of one pact.
    """

    columns: Mapping[str, Floats]
    material: Floats
    conflict: Floats
    pair: NDArray[np.str_]
    release: NDArray[np.str_]
    step: NDArray[np.int64]
    allied: NDArray[np.bool_]

    def take(self, which: NDArray[np.bool_]) -> "Sample":
        columns = {name: values[which] for name, values in self.columns.items()}
        return Sample(columns, *(getattr(self, name)[which] for name in ("material", "conflict", "pair", "release", "step", "allied")))

    def matrix(self, names: Sequence[str]) -> Floats:
        """(N, F) of the named columns."""
        return np.stack([self.columns[name] for name in names], axis=1)


@dataclass(frozen=True, slots=True)
class Outlook:
    """What a method says of the rows of a sample.

    `chance`: (N,) of any material conflict in four weeks; `below`: (N, L), the chance of at most k conflict events, k = 0 … L − 1.
    """

    chance: Floats
    below: Floats
