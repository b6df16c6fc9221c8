"""How good probabilities were: Brier (1950), skill, AUPRC, AUC, log loss, calibration error; CRPS (Gneiting and Raftery 2007) for counts.

Every figure is a function of weights, (D, N) → (D,), so that one sort serves all draws of the bootstrap.
"""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from ..contracts import Floats
from . import resample

Figure = Callable[[Floats], Floats]
Interval = tuple[float, float, float]
BINS = 10
SURE = 1e-6  # log loss takes no chance nearer to 0 or 1


def binary(chance: Floats, came: NDArray[np.bool_], base: Floats, drawn: Floats) -> dict[str, Interval]:
    """The figures of N chances, each (value, low, high); `base`: the chances of the base rate, for skill; `drawn`: (D, N) weights."""
    hit = came.astype(np.float64)
    brier, flat = average((chance - hit) ** 2), average((base - hit) ** 2)
    sure = np.clip(chance, SURE, 1 - SURE)
    figures: dict[str, Figure] = {
        "brier": brier,
        "skill": lambda w: 1 - brier(w) / flat(w),
        "auprc": precision(chance, hit),
        "auc": ranking(chance, hit),
        "logloss": average(-np.log(np.where(came, sure, 1 - sure))),
        "ece": calibration(chance, hit),
    }
    return {name: told(figure, drawn) for name, figure in figures.items()}


def counts(found: Floats, base: Floats, drawn: Floats) -> dict[str, Interval]:
    """`found`, `base`: the CRPS of each row by the method and by the base rate."""
    crps_, flat = average(found), average(base)
    return {"crps": told(crps_, drawn), "skill": told(lambda w: 1 - crps_(w) / flat(w), drawn)}


def crps(below: Floats, came: Floats) -> Floats:
    """Σ_k (F(k) − 1{came ≤ k})² of each row; `below`: (N, L), beyond L the forecast is taken to be sure of no more."""
    k = np.arange(below.shape[1])
    beyond = np.maximum(came - below.shape[1], 0)
    return np.asarray(((below - (came[:, None] <= k)) ** 2).sum(axis=1) + beyond, dtype=np.float64)


def told(figure: Figure, drawn: Floats) -> Interval:
    """The figure over all rows as they are, and its interval over the draws."""
    with np.errstate(invalid="ignore", divide="ignore"):
        return (float(figure(np.ones((1, drawn.shape[1])))[0]), *resample.interval(figure, drawn))


def average(values: Floats) -> Figure:
    return lambda w: np.asarray(w @ values / w.sum(axis=1), dtype=np.float64)


def ranking(chance: Floats, hit: Floats) -> Figure:
    """Area under the receiver's curve, ties half."""
    groups = _Ties(chance, hit)

    def figure(w: Floats) -> Floats:
        yes, no = groups.sums(w)
        below = np.cumsum(no, axis=1) - no
        return np.asarray((yes * (below + no / 2)).sum(axis=1) / (yes.sum(axis=1) * no.sum(axis=1)), dtype=np.float64)

    return figure


def precision(chance: Floats, hit: Floats) -> Figure:
    """Average precision: Σ (recall gained) · (precision there), from the highest chance down."""
    groups = _Ties(-chance, hit)

    def figure(w: Floats) -> Floats:
        yes, no = groups.sums(w)
        found = np.cumsum(yes, axis=1)
        alarms = np.maximum(found + np.cumsum(no, axis=1), 1e-12)
        return np.asarray((yes * found / alarms).sum(axis=1) / found[:, -1], dtype=np.float64)

    return figure


def calibration(chance: Floats, hit: Floats) -> Figure:
    """Expected calibration error over ten bins of equal width: Σ share · |mean chance − rate|."""
    place = np.minimum((chance * BINS).astype(np.int64), BINS - 1)
    inside = (place[:, None] == np.arange(BINS)).astype(np.float64)
    gap = (chance - hit)[:, None] * inside
    return lambda w: np.asarray(np.abs(w @ gap).sum(axis=1) / w.sum(axis=1), dtype=np.float64)


class _Ties:
    """Rows in order of a value, rows of equal value as one."""

    def __init__(self, value: Floats, hit: Floats) -> None:
        self.order = np.argsort(value, kind="stable")
        ordered = value[self.order]
        self.starts = np.flatnonzero(np.concatenate([[True], ordered[1:] != ordered[:-1]]))
        self.hit = hit[self.order]

    def sums(self, w: Floats) -> tuple[Floats, Floats]:
        """Weight of what came and of what did not, (D, groups)."""
        ordered = w[:, self.order]
        yes = np.add.reduceat(ordered * self.hit, self.starts, axis=1)
        return yes, np.add.reduceat(ordered, self.starts, axis=1) - yes
