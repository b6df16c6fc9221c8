"""Surprise: how unlikely so much conflict was, given the pair's own past. `s = −log₁₀ P(Y ≥ y)`, Y negative binomial from the filter."""

import numpy as np
from scipy.special import betainc
from scipy.stats import nbinom

from .. import gamma
from ..contracts import Floats, Window

VAGUE = 0.5  # a₀: a pair never heard of is taken to be as the mean of its class, with the weight of half an event
FLOOR = 1e-300


def surprise(y: Floats, exposure: Floats, *, span: int = 1, delta: float = gamma.DELTA, mean: float | None = None) -> Floats:
    """s of the last `span` weeks together against what was known before them; shape (P, W).

    `y`: (P, W) counts; `exposure`: (W,) coverage; `mean`: events a week that a pair without a past is taken to have.
    """
    a, b = expected(y, exposure, delta, mean)
    back = np.maximum(np.arange(y.shape[1]) - span + 1, 0)
    return tail(together(y, span), a[:, back], b[back], together(exposure, span))


def expected(y: Floats, exposure: Floats, delta: float = gamma.DELTA, mean: float | None = None) -> tuple[Floats, Floats]:
    """a⁻ (P, W) and b⁻ (W,): the filter's prediction before each week, from the weeks before it.

    a₀ is VAGUE and b₀ puts its mean at that of all pairs in the weeks before, so nothing is learned from what came after.
    """
    keep = delta ** np.minimum(exposure, 1.0)
    past = gamma.discounted(y * (exposure > 0), np.broadcast_to(keep, y.shape))
    read = gamma.discounted(exposure[None], keep[None])[0]
    usual = np.cumsum(y.mean(axis=0)) / np.maximum(np.cumsum(exposure), 1e-9) if mean is None else np.full(len(exposure), mean)
    before = np.concatenate([usual[:1], usual[:-1]])
    a = VAGUE + np.concatenate([np.zeros((len(y), 1)), past[:, :-1]], axis=1) * keep
    b = VAGUE / np.maximum(before, 1e-9) + np.concatenate([[0.0], read[:-1]]) * keep
    return a, b


def predicted(y: Floats, exposure: Floats, delta: float = 0.98) -> tuple[Floats, Floats]:
    """Where 90 % of each week's count was expected, low and high, (P, W): from the weeks before it."""
    a, b = expected(y, exposure, delta)
    p = np.broadcast_to(b / (b + np.maximum(exposure, 1e-9)), a.shape)
    low, high = (np.asarray(nbinom.ppf(q, a, p), dtype=np.float64) for q in (0.05, 0.95))
    return low, high


def tail(y: Floats, a: Floats, b: Floats, exposure: Floats) -> Floats:
    """−log₁₀ P(Y ≥ y) for Y ~ NegBin(a, b/(b + E)): the regularised incomplete beta at E/(b + E); 0 where nothing came or was read."""
    chance = betainc(np.maximum(y, 1e-9), a, exposure / (b + exposure))
    return np.where((y > 0) & (exposure > 0), -np.log10(np.maximum(chance, FLOOR)), 0.0)


def together(x: Floats, span: int) -> Floats:
    """Sums over the last `span` weeks along the last axis, of fewer at the start."""
    sums = np.cumsum(x, axis=-1)
    sums[..., span:] -= sums[..., :-span].copy()
    return sums


def coverage(window: Window) -> Floats:
    """How much was read in each week over the usual, the median of the weeks so far; (W,). Within half and double it is taken as usual:
    what all pairs are told of in a week rises and falls with the news, too."""
    usual = np.array([np.median(window.total[: t + 1]) for t in range(window.weeks)])
    share = window.total / np.maximum(usual, 1e-9)
    return np.where((share >= 0.5) & (share <= 2.0), 1.0, np.minimum(share, 1.0))
