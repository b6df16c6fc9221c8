"""Alarms: which pairs of a week are surprising enough, with the false discovery rate held across pairs, and a CUSUM for slow drift."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .. import gamma
from ..contracts import Floats
from .surprise import expected, tail

RATE = 0.10  # of the alarms of a week at most so many are expected to be chance
DRIFT = 2.0  # the CUSUM looks for a rate twice the usual
DRIFT_AT = 5.0  # log-likelihood ratio at which the CUSUM speaks: one pair in some 150 by chance
MEMORY = 0.98


@dataclass(frozen=True, slots=True)
class Alarm:
    """`chance`: of so much conflict or more, had nothing changed; `sudden`: the surprise passed, else only the CUSUM."""

    pair: int
    week: int
    chance: float
    sudden: bool


def alarms(y: Floats, exposure: Floats, inside: NDArray[np.bool_]) -> list[Alarm]:
    """Alarms of conflict counts `y` (P, W), by week; `exposure`: (W,) coverage; `inside`: (P, W), pairs watched that week."""
    a, b = expected(y, exposure, MEMORY)
    s, drift = tail(y, a, b, exposure), cusum(y, a / b * exposure)
    found = []
    for week in range(y.shape[1]):
        here = np.flatnonzero(inside[:, week])
        sudden = set(here[discovered(10.0 ** -s[here, week])].tolist())
        slow = {int(p) for p in here[drift[here, week] >= DRIFT_AT] if y[p, week] > 0}
        found += [Alarm(p, week, float(10.0 ** -s[p, week]), p in sudden) for p in sorted(sudden | slow)]
    return found


def discovered(chance: Floats, rate: float = RATE) -> NDArray[np.bool_]:
    """Benjamini and Hochberg (1995): which of the chances (N,) are discoveries at that false discovery rate."""
    order = np.argsort(chance)
    fits = np.flatnonzero(chance[order] <= rate * np.arange(1, len(chance) + 1) / max(len(chance), 1))
    found = np.zeros(len(chance), dtype=np.bool_)
    if len(fits):
        found[order[: fits[-1] + 1]] = True
    return found


def cusum(y: Floats, mean: Floats) -> Floats:
    """Page's (1954) sum for a Poisson rate `DRIFT` times the expected: `S = max(0, δS + y ln d − (d − 1) μ)`; (P, W). What is old fades as in the filter."""
    step = y * np.log(DRIFT) - (DRIFT - 1) * mean
    sums, past = np.empty_like(y), np.zeros(len(y))
    for week in range(y.shape[1]):
        past = np.maximum(0.0, gamma.DELTA * past + step[:, week])
        sums[:, week] = past
    return sums
