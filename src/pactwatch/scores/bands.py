"""Whether bands hold: how much of what came falls into the 90 % interval of what the filter said, by rolling origin.

At each origin the prior, the dispersion and the filter are learned from the weeks before it, severity from the burn-in alone; then the next
week or month of each pair is predicted, negative binomial. PIT: where what came lies in its prediction, drawn evenly within the step of a
discrete distribution (Czado, Gneiting and Held 2009); flat where the bands are right.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import betainc

from .. import gamma, severity
from ..contracts import Floats, Window
from . import resample
from .detection import EARLIER

FIRST = 12  # weeks of burn-in
BAND = (0.05, 0.95)
CHANNELS = ("cooperation", "conflict")


@dataclass(frozen=True, slots=True)
class Bands:
    """`inside`: the share within the 90 % interval, (value, low, high), drawn by pair; `histogram`: PIT in tenths, shares."""

    channel: str
    weeks: int
    n: int
    inside: tuple[float, float, float]
    histogram: tuple[float, ...]


def bands(windows: list[Window], channel: str, weeks: int, learned: bool = True) -> Bands:
    """The PIT of all allied pairs with five earlier events, for predictions of so many weeks; `learned`: severity, else it is the declared one."""
    rng = np.random.default_rng(resample.SEED)
    found = [_rolled(weighted(window, channel, learned), window, weeks, rng) for window in windows]
    pit, pair = np.concatenate([f[0] for f in found]), np.concatenate([f[1] for f in found])
    hit = ((pit > BAND[0]) & (pit < BAND[1])).astype(np.float64)
    low, high = resample.interval(lambda w: np.asarray(w @ hit / w.sum(axis=1), dtype=np.float64), resample.weights(pair))
    shares = np.histogram(pit, 10, (0, 1))[0] / len(pit)
    return Bands(channel, weeks, len(pit), (float(hit.mean()), low, high), tuple(float(s) for s in shares))


def weighted(window: Window, channel: str, learned: bool = True) -> Floats:
    """(P, W) counts by severity: a score's size, of conflict learned in the burn-in from all pairs; mean 1 in its channel among allies in the burn-in."""
    which = window.quad <= 2 if channel == "cooperation" else window.quad >= 3
    size = grave(window) if learned and channel == "conflict" else np.abs(window.score)
    known = which & (window.day // 7 < FIRST) & window.allied[window.pair, np.minimum(window.day // 7, window.weeks - 1)]
    mean = float(size[known].mean()) if known.any() else 1.0
    return window.counts(which, size / (mean or 1.0))


def grave(window: Window) -> Floats:
    """The severity of each event, (N,), were it one of conflict; a root that the burn-in knows nothing of weighs 1."""
    first, week = window.day // 7 < FIRST, window.day // 7
    found = severity.learn(severity.Deeds(window.pair[first], week[first], window.root[first], window.quad[first], window.score[first]), FIRST)
    table = np.array([found.get(root, 1.0) for root in range(21)])
    return np.asarray(table[window.root], dtype=np.float64)


def _rolled(counts: Floats, window: Window, weeks: int, rng: np.random.Generator) -> tuple[Floats, NDArray[np.str_]]:
    allied = np.flatnonzero(window.allied.any(axis=1))
    y, told = counts[allied], window.counts()[allied]
    names = np.array(window.actors, dtype=np.str_)[window.pairs[allied]].reshape(-1, 2)
    names = np.char.add(np.char.add(names[:, :1], "-"), names[:, 1:])[:, 0]
    pits, pairs = [np.zeros(0)], [np.zeros(0, dtype=names.dtype)]
    for origin in range(FIRST, window.weeks - weeks + 1, max(weeks, 2)):
        keep = told[:, :origin].sum(axis=1) >= EARLIER
        if keep.any():
            pits.append(_pit(y[keep], told[keep, :origin], origin, weeks, rng))
            pairs.append(names[keep])
    return np.concatenate(pits), np.concatenate(pairs)


def _pit(y: Floats, volume: Floats, origin: int, weeks: int, rng: np.random.Generator) -> Floats:
    """Where the weeks from `origin` on lie in what the weeks before it predict."""
    seen, read = y[:, :origin], np.ones((len(y), origin))
    kind = gamma.classes(np.cumsum(volume, axis=1))
    a0, b0 = gamma.prior(seen, read, kind)
    state, aged = gamma.run(seen, read, a0, b0, gamma.dispersion(seen, read, a0, b0, kind)), gamma.DELTA ** ((weeks + 1) / 2)  # the middle of the weeks to come
    a, b = (first[:, -1] + aged * (held[:, -1] - first[:, -1]) for first, held in ((a0, state.a), (b0, state.b)))
    phi = state.dispersion[:, -1]
    came, p = y[:, origin : origin + weeks].sum(axis=1) / phi, b / (b + weeks / phi)
    upper, lower = _below(came, a, p), _below(came - 1, a, p)
    return np.asarray(lower + rng.random(len(came)) * (upper - lower), dtype=np.float64)


def _below(x: Floats, a: Floats, p: Floats) -> Floats:
    """P(Y ≤ x) of a negative binomial, carried on between whole numbers by the incomplete beta: weighted counts are not whole."""
    return np.where(x < 0, 0.0, betainc(a, np.maximum(x, 0) + 1, p))
