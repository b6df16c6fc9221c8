"""The dynamic Gamma–Poisson filter (discounting after West and Harrison), for P pairs × W weeks at once.

With full coverage it is the recursion `a⁻ = δa + (1−δ)a₀`, `b⁻ = δb + (1−δ)b₀`, `a = a⁻ + y/φ`, `b = b⁻ + E/φ` started at
(a₀, b₀); there the prior's part stays a₀ and b₀, so `a = a₀ + Σ δ^(t−s) y_s/φ`, and b likewise.

Weeks that were not read. What is held of a pair ages by *reading*: a week of coverage E discounts by δ^min(E, 1), so an
unread week changes neither a nor b, nor any later value: it moves nothing, and silence is not read as calm. How sure we
are ages by the *calendar*: the band is taken at `aged = a₀ + Σ δ^(weeks since) y_s/φ`, which falls towards a₀ with every
unread week, so the band widens towards the prior's and no further. Taking the level at `aged` too would
move it, since ψ(a) falls much faster than ln a where a is small (ψ(1) = −0.58, ψ(0.1) = −10.4); for the same reason a₀
is kept at 1 or above. Both sums are linear in y and b does not depend on y, so leaving an event out is exact.

Priors and dispersion are learned week by week, each from that week and those before it: what comes later moves no reading of
an earlier week. A week that was not read teaches nothing.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

DELTA = 0.90
SHAPE_RANGE = (1.0, 10.0)  # of a₀: never vaguer than one event, never firmer than ten
DISPERSION_RANGE = (1.0, 10.0)
CLASS_EDGES = (4.0, 16.0, 64.0, 256.0, 1024.0)  # volume classes: pairs of fewer than 4 events, of 4 to 15 …
CLASS_PAIRS = 5  # a smaller class goes with the next
MEAN_EVENTS = 10.0  # a class's mean is drawn to the pact's as by so many events: quiet pairs are little known, not known to be calm
NOISE_EVENTS = 10.0  # φ is drawn to 1 as by so many expected events
LEVEL_EVENTS = 2.0  # a pact's mean is drawn to a level that is given as by so many events: tools/check_level.py
SHAPE_EVENTS = 50.0  # a shape above the vaguest needs events to show it: at so many, half of it is believed


@dataclass(frozen=True, slots=True)
class State:
    """Posterior of one channel: shape `a`, rate `b`, the shape `aged` that the band is taken at, the dispersion φ, and the prior `a0`, `b0`; each (P, W)."""

    a: Floats
    b: Floats
    aged: Floats
    dispersion: Floats
    a0: Floats
    b0: Floats


def fit(y: Floats, exposure: Floats, volume: Floats, level: Floats | None = None) -> State:
    """Prior, dispersion and filter of one channel. `y`, `exposure`, events `volume`: (P, W); `level`: see `prior`."""
    read = exposure > 0
    kind = classes(np.cumsum(volume * read, axis=1), np.cumsum(read, axis=1) > 0)
    a0, b0 = prior(y, exposure, kind, level)
    return run(y, exposure, a0, b0, dispersion(y, exposure, a0, b0, kind))


def run(y: Floats, exposure: Floats, a0: Floats, b0: Floats, phi: Floats | float = 1.0) -> State:
    """The filter with given priors and dispersions, (P,) or (P, W). Counts in weeks of exposure 0 are not looked at."""
    start, rate, over = (_weekly(x, y.shape) for x in (a0, b0, phi))
    counted, keep = np.where(exposure > 0, y, 0.0), ageing(exposure)
    return State(
        a=start + discounted(counted, keep) / over,
        b=rate + discounted(exposure, keep) / over,
        aged=start + discounted(counted, np.full_like(keep, DELTA)) / over,
        dispersion=over,
        a0=start,
        b0=rate,
    )


def looking_back(held: State, weeks: int) -> State:
    """What was told by so many weeks before each week (of the first weeks: by the first), read with the prior and the dispersion of the week itself."""
    then = np.maximum(np.arange(held.a.shape[1]) - weeks, 0)
    a, b, aged = (first + ((x - first) * held.dispersion)[:, then] / held.dispersion for x, first in
                  ((held.a, held.a0), (held.b, held.b0), (held.aged, held.a0)))
    return State(a, b, aged, held.dispersion, held.a0, held.b0)


def _weekly(x: Floats | float, shape: tuple[int, ...]) -> Floats:
    """What is given for each pair, or for each pair and week, as (P, W)."""
    given = np.asarray(x, dtype=np.float64)
    return np.broadcast_to(given[:, None] if given.ndim == 1 else given, shape)


def ageing(exposure: Floats) -> Floats:
    """What is kept of the past in each week: δ in a week read as usual, 1 in an unread one."""
    return np.asarray(DELTA ** np.minimum(exposure, 1.0), dtype=np.float64)


def over_usual(read: Floats) -> Floats:
    """Coverage: what was read in each week over the usual, the median of the weeks so far that were read at all, so that later weeks change nothing; (W,)."""
    usual = np.array([np.median(past) if len(past := read[: t + 1][read[: t + 1] > 0]) else 1.0 for t in range(len(read))])
    return np.asarray(read / usual, dtype=np.float64)


def discounted(x: Floats, keep: Floats) -> Floats:
    """`s_t = keep_t · s_(t−1) + x_t` along the last axis. Weeks are walked through as rows in one piece of memory: four times as fast."""
    sums = np.array(np.moveaxis(x, -1, 0), dtype=np.float64, order="C")
    kept = np.ascontiguousarray(np.moveaxis(np.broadcast_to(keep, x.shape), -1, 0))
    for t in range(1, len(sums)):
        sums[t] += kept[t] * sums[t - 1]
    return np.ascontiguousarray(np.moveaxis(sums, 0, -1))


def classes(volume: Floats, told: Bools | None = None) -> Ints:
    """Volume class of each pair, (P,) or, with as many columns as weeks, (P, W); from the top a class of too few pairs goes with the next below,
    the lowest with that above. `told`: whose pairs are counted; None: all."""
    counted = np.ones_like(volume, dtype=np.bool_) if told is None else told
    kind = np.digitize(volume, CLASS_EDGES).astype(np.int64)
    for k in range(len(CLASS_EDGES), 0, -1):
        here = kind == k
        kind -= here & ((here & counted).sum(axis=0) < CLASS_PAIRS)
    last = len(CLASS_EDGES)
    lowest = np.where(counted, kind, last).min(axis=0, initial=last)
    low = kind <= lowest
    above = np.where(low, last + 1, kind).min(axis=0, initial=last + 1)
    few = ((low & counted).sum(axis=0) < CLASS_PAIRS) & (above <= last)
    return np.where(low & few, above, kind)


def prior(y: Floats, exposure: Floats, kind: Ints, level: Floats | None = None) -> tuple[Floats, Floats]:
    """a₀, b₀ per pair and week, each (P, W): empirical Bayes by moments within each class of `kind` (P, W), from the weeks so far.

    `level`: (W,) a rate that the pact's own is drawn to while little is told.
    """
    total, read = np.cumsum(np.where(exposure > 0, y, 0.0), axis=1), np.cumsum(exposure, axis=1)
    common = (total.sum(axis=0) + 0.5) / (read.sum(axis=0) + 1.0)  # half an event is added, so that none seen is not never
    if level is not None:
        common = (total.sum(axis=0) + LEVEL_EVENTS) / (read.sum(axis=0) + LEVEL_EVENTS / level)
    a0, b0 = np.empty(y.shape), np.empty(y.shape)
    for k in np.unique(kind):
        mine = kind == k
        shape, rate = _moments(np.where(mine, total, 0.0), np.where(mine, read, 0.0), common)
        a0, b0 = np.where(mine, shape, a0), np.where(mine, rate, b0)
    return a0, b0


def _moments(total: Floats, read: Floats, common: Floats) -> tuple[Floats, Floats]:
    """Shape and rate, (W,), of the gamma that the rates of a class come from; `total` events were seen over `read` weeks of each pair so far, (P, W).

    The mean is shrunk to the pact's `common` rate. The shape is mean²/variance, the variance less what Poisson noise
    gives, and is shrunk to the vaguest where few events were seen.
    """
    told = total.sum(axis=0)
    mean = (told + MEAN_EVENTS) / (read.sum(axis=0) + MEAN_EVENTS / common)
    seen = read > 0
    count = np.maximum(seen.sum(axis=0), 1)
    once = np.divide(1.0, read, out=np.zeros_like(read), where=seen)
    rates = total * once
    variance = (np.where(seen, rates - rates.sum(axis=0) / count, 0.0) ** 2).sum(axis=0) / count
    spread = np.where(seen.sum(axis=0) > 1, np.maximum(variance - mean * once.sum(axis=0) / count, 1e-9), mean**2)
    vaguest, believed = SHAPE_RANGE[0], told / (told + SHAPE_EVENTS)
    a0 = vaguest + believed * (np.clip(mean**2 / spread, *SHAPE_RANGE) - vaguest)
    return a0, a0 / mean


def dispersion(y: Floats, exposure: Floats, a0: Floats, b0: Floats, kind: Ints) -> Floats:
    """φ per pair and week, (P, W): squared one-step errors over the variance that φ = 1 predicts (negative binomial), pooled over a class and the weeks so far.

    Each week is predicted with the prior of the week before it.
    """
    state, keep = run(y, exposure, a0, b0), ageing(exposure[:, 1:])
    before_a, before_b = (was[:, :-1] + keep * (now[:, :-1] - was[:, :-1]) for was, now in ((a0, state.a), (b0, state.b)))
    exposed = exposure[:, 1:]
    mean = before_a / before_b * exposed
    expected = _so_far(mean * (1 + exposed / before_b))
    found = _so_far(np.where(exposed > 0, y[:, 1:] - mean, 0.0) ** 2)
    ratio = np.ones(y.shape)
    for k in np.unique(kind):
        mine = kind == k
        pooled = [np.where(mine, x, 0.0).sum(axis=0) + NOISE_EVENTS for x in (found, expected)]
        ratio = np.where(mine, pooled[0] / pooled[1], ratio)
    return np.clip(ratio, *DISPERSION_RANGE)


def _so_far(x: Floats) -> Floats:
    """Sums along the weeks, with nothing before the first."""
    return np.concatenate([np.zeros((len(x), 1)), np.cumsum(x, axis=1)], axis=1)
