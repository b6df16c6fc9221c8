"""Intervals by the bootstrap (Efron 1979): 90 %, from a fixed seed."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from ..contracts import Floats

SEED = 20051992
DRAWS = 400
BAND = (0.05, 0.95)


def weights(cluster: NDArray[np.str_] | NDArray[np.int64], draws: int = DRAWS) -> Floats:
    """(draws, N): how often each row is drawn when whole clusters are, with replacement."""
    _, place = np.unique(cluster, return_inverse=True)
    size = int(place.max(initial=-1)) + 1
    rng = np.random.default_rng(SEED)
    return rng.multinomial(size, np.full(size, 1 / max(size, 1)), draws).astype(np.float64)[:, place]


def interval(figure: Callable[[Floats], Floats], drawn: Floats) -> tuple[float, float]:
    """The 5 and 95 % quantiles of a figure over the draws; `figure` takes (draws, N) weights to (draws,)."""
    found = figure(drawn)
    found = found[np.isfinite(found)]
    return (float(np.quantile(found, BAND[0])), float(np.quantile(found, BAND[1]))) if len(found) else (float("nan"), float("nan"))
