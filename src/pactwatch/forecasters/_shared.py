"""What several methods share: count distributions, binned rates, which rows of the past a plain method learns from."""

import numpy as np
from numpy.typing import NDArray
from scipy.stats import nbinom, poisson

from ..contracts import Floats, Sample

LEVELS = 300  # distributions are told for counts of 0 to 299
BINS = 10
K = np.arange(LEVELS)
Ints = NDArray[np.int64]
NOT_FEATURES = ("filtered_", "read", "material_sum", "conflict_sum", "conflict_last", "material_last", "stretches")


def plain(past: Sample) -> Sample:
    """Allied pairs at origins four weeks apart: what the methods of the literature learn from."""
    return past.take(past.allied & (past.step % 4 == 0))


def negative_binomial(mean: Floats, shape: Floats) -> Floats:
    """(N, LEVELS): P(Y ≤ k)."""
    return np.asarray(nbinom.cdf(K, shape[:, None], (shape / (shape + mean))[:, None]), dtype=np.float64)


def poisson_below(mean: Floats) -> Floats:
    return np.asarray(poisson.cdf(K, mean[:, None]), dtype=np.float64)


def empirical(counts: Floats) -> Floats:
    """(LEVELS,): the share of counts of at most k."""
    return np.asarray((counts[:, None] <= K).mean(axis=0), dtype=np.float64)


def tenths(x: Floats, now: Floats) -> tuple[Ints, Ints]:
    """The tenth of `x` (fewer groups where it ties) that each of `x` and of `now` falls into."""
    edges = np.unique(np.quantile(x, np.arange(1, BINS) / BINS))
    return np.searchsorted(edges, x, "right"), np.searchsorted(edges, now, "right")


def grouped(group: Ints, past: Sample, here: Ints) -> tuple[Floats, Floats]:
    """Rates and counts of the past by group, looked up for the groups `here`; a rate is drawn to the base rate as by one row."""
    hit, base, size = past.material > 0, float((past.material > 0).mean()), int(max(group.max(initial=0), here.max(initial=0))) + 1
    rate, below = np.full(size, base), np.tile(empirical(past.conflict), (size, 1))
    for g in np.unique(group):
        rate[g] = (hit[group == g].sum() + base) / ((group == g).sum() + 1)
        below[g] = empirical(past.conflict[group == g])
    return rate[here], below[here]


def known(sample: Sample) -> list[str]:
    """The names of the columns that the learned methods see."""
    return [name for name in sample.columns if not name.startswith(NOT_FEATURES)]


def outcome(past: Sample) -> NDArray[np.bool_]:
    return past.material > 0
