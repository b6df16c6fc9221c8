"""Friction: what share of a pair's weighted events were conflict, in the weeks that were read."""

from collections.abc import Iterator

import numpy as np

from pactwatch.contracts import Panel
from pactwatch.nouns import Reading


def read(panel: Panel) -> list[Reading]:
    """A reading per pair and read week, 0 to 1, with a 90 % band (Wilson's interval)."""
    return list(readings(panel))


def readings(panel: Panel) -> Iterator[Reading]:
    for p, pair in enumerate(panel.pairs):
        conflict, total = 0.0, 0.0
        for w, week in enumerate(panel.weeks):
            conflict += panel.conflict[p, w]
            total += panel.conflict[p, w] + panel.cooperation[p, w]
            if panel.coverage[w] > 0 and total > 0:
                low, high = wilson(float(conflict / total), float(total))
                yield Reading("friction", "pair", "-".join(pair), week, float(conflict / total), low, high, float(panel.coverage[w]))


def wilson(share: float, n: float, z: float = 1.645) -> tuple[float, float]:
    """The score interval of a share of n (Wilson 1927)."""
    middle, reach = share + z * z / (2 * n), z * np.sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    low, high = (middle - reach) / (1 + z * z / n), (middle + reach) / (1 + z * z / n)
    return max(min(float(low), share), 0.0), min(max(float(high), share), 1.0)
