"""Cohesion: the log-ratio of cooperation to conflict, per pair, member and pact, by a dynamic Gamma–Poisson filter.

`θ = [ψ(a_C) − ln b_C] − [ψ(a_K) − ln b_K]`, `sd = √(ψ₁(a_C) + ψ₁(a_K))`; see `gamma.py` for the filter. A week of coverage 0 leaves
every θ, weight and driver as it was and widens the band, towards the prior's. Bands hold 90 %: of a pair by the normal
approximation, of a member and the pact, Σωθ, by 2,000 gamma draws from a fixed seed. The priors and the dispersion of a week are
learned from it and the weeks before it: what is told of later weeks moves no reading of an earlier one.

Who is not written about stands where the pact's prior does. That prior is drawn to as much conflict as cooperation, θ = 0, while little
is told (`gamma.LEVEL_EVENTS` in each channel), and what all pairs have from it they have together: eight hostile events of others leave it
unsure in the same way for each of fifteen quiet pairs. So the variance of ln of the pact's mean, 1/(events + LEVEL_EVENTS), stands in the bands
of members and the pact, as far as their pairs rest on it (b₀/b), and no sum over pairs averages it away.
"""

from collections.abc import Iterator, Sequence
from zlib import crc32

import numpy as np
import pyarrow as pa
from scipy.special import digamma, polygamma
from scipy.stats import norm

from ..contracts import Floats, Panel
from ..gamma import LEVEL_EVENTS, State, fit, looking_back
from ..nouns import Reading
from . import _columns
from ._compare import BACK, fell
from ._drivers import Rows, drivers
from ._scope import Scope, weights, within

DRAWS = 2000
SEED = 20051992
BAND = (0.05, 0.95)


def read(panel: Panel) -> list[Reading]:
    """Weekly readings of every pair within the pact, every member and the pact; `drivers` are event ids, strongest first."""
    scope = within(panel)
    cooperation, conflict = states(panel, scope)
    value, spread = theta(cooperation, conflict), deviation(cooperation, conflict)
    weight = weights(panel, scope)
    every = np.concatenate([np.broadcast_to(np.eye(len(scope.pairs))[:, :, None], (*scope.inside.shape[:1], *scope.inside.shape)), weight])
    whole = np.einsum("opw,pw->ow", weight, value)
    low, high = _hold(*_band(scope, (cooperation, conflict), weight, unsure(panel, scope, (cooperation, conflict), weight)), weight, panel.coverage)
    reach = norm.ppf(BAND[1]) * spread
    tables = (
        np.concatenate([value, whole]),
        np.concatenate([value - reach, whole + low]),
        np.concatenate([value + reach, whole + high]),
    )
    return list(_readings(panel, scope, tables, drivers(panel, scope, cooperation, conflict, every), compared((cooperation, conflict), weight)))


def states(panel: Panel, scope: Scope) -> tuple[State, State]:
    """The filtered channels of the pairs within the pact: cooperation, conflict."""
    channels = _channels(panel, scope)
    told = np.cumsum(np.sum(channels, axis=(0, 1)))
    level = (told / 2 + 0.5) / (np.cumsum(scope.exposure.sum(axis=0)) + 1.0)
    cooperation, conflict = (fit(y, scope.exposure, scope.volume, level) for y in channels)
    return cooperation, conflict


def _channels(panel: Panel, scope: Scope) -> list[Floats]:
    """Weighted counts of cooperation and conflict within the pact, each (P, W), of weeks that were read."""
    return [y[scope.index] * (scope.exposure > 0) for y in (panel.cooperation, panel.conflict)]


def unsure(panel: Panel, scope: Scope, held: tuple[State, State], weight: Floats) -> Floats:
    """Variance that an object's pairs share, (O, W): how little is known of the pact's means, as far as they rest on them."""
    parts = []
    for y, state in zip(_channels(panel, scope), held, strict=True):
        known = np.cumsum(y.sum(axis=0)) + LEVEL_EVENTS
        parts.append(np.einsum("opw,pw->ow", weight, state.b0 / state.b) ** 2 / known)
    return np.asarray(sum(parts), dtype=np.float64)


def theta(cooperation: State, conflict: State) -> Floats:
    """θ, shape (P, W)."""
    c = digamma(cooperation.a) - np.log(cooperation.b)
    k = digamma(conflict.a) - np.log(conflict.b)
    return np.asarray(c - k, dtype=np.float64)


def compared(held: tuple[State, State], weight: Floats) -> tuple[Floats, Floats]:
    """What each row (pairs, then the objects of `weight`) was four weeks before, by the priors and weights of now, and the probability that it fell
    since; each (R, W).

    A prior that has learned since, or attention that has turned to other pairs, would pass for a move of the pact where both weeks were read with their
    own; and what is not known of the pact's mean is the same in both.
    """
    past = tuple(looking_back(state, BACK) for state in held)
    (now, now_sd), (then, then_sd) = _whole(held, weight), _whole((past[0], past[1]), weight)
    return then, fell(now, then, now_sd, then_sd)


def _whole(held: tuple[State, State], weight: Floats) -> tuple[Floats, Floats]:
    """Value and deviation of pairs and of the objects made of them, each (R, W)."""
    value, spread = theta(*held), deviation(*held)
    return (np.concatenate([value, np.einsum("opw,pw->ow", weight, value)]),
            np.concatenate([spread, np.sqrt(np.einsum("opw,pw->ow", weight**2, spread**2))]))


def deviation(cooperation: State, conflict: State) -> Floats:
    """sd of θ, shape (P, W), at the shapes as they have aged by the calendar."""
    return np.asarray(np.sqrt(polygamma(1, cooperation.aged) + polygamma(1, conflict.aged)), dtype=np.float64)


def _band(scope: Scope, held: tuple[State, State], weight: Floats, shared: Floats) -> tuple[Floats, Floats]:
    """How far below and above Σωθ the band reaches, each (O, W), from draws of log-gammas about their means and of what the pairs share.

    The same draws serve every week, and a pair has its own whoever else is in the pact, so that a band changes only when what it rests on does.
    """
    low, high = np.empty((2, weight.shape[0], weight.shape[2]))
    draws = [_drawn(scope.pairs, channel) for channel in "CK"]
    common = np.random.default_rng(SEED).standard_normal((DRAWS, 1))
    for t in range(weight.shape[2]):
        noise = log_gamma(*draws[0], held[0].aged[:, t]) - log_gamma(*draws[1], held[1].aged[:, t])
        low[:, t], high[:, t] = np.quantile(noise @ weight[:, :, t].T + common * np.sqrt(shared[:, t]), BAND, axis=0)
    return low, high


def _drawn(pairs: Sequence[tuple[str, str]], channel: str) -> tuple[Floats, Floats]:
    """Normal and exponential draws, each (N, P)."""
    each = [np.random.default_rng([SEED, crc32(f"{channel} {a} {b}".encode())]) for a, b in pairs]
    normal, exponential = ([getattr(rng, f"standard_{kind}")(DRAWS) for rng in each] for kind in ("normal", "exponential"))
    return np.array(normal).reshape(-1, DRAWS).T, np.array(exponential).reshape(-1, DRAWS).T


def _hold(low: Floats, high: Floats, weight: Floats, coverage: Floats) -> tuple[Floats, Floats]:
    """Nothing read makes nobody surer: the thousandth by which drawn quantiles waver narrows no band of an unread week."""
    for t in range(1, low.shape[1]):
        if coverage[t] == 0 and np.array_equal(weight[:, :, t], weight[:, :, t - 1]):
            low[:, t], high[:, t] = np.minimum(low[:, t], low[:, t - 1]), np.maximum(high[:, t], high[:, t - 1])
    return low, high


def log_gamma(normal: Floats, exponential: Floats, shape: Floats) -> Floats:
    """ln of gamma draws less their mean ψ(shape), smooth in `shape` (P,); normal and exponential draws (N, P).

    Wilson and Hilferty's cube for shape + 1, brought down by one by `ln g(a) = ln g(a + 1) + ln(U)/a` (Marsaglia and Tsang
    2000). The 5 and 95 % quantiles are right to 0.05 at shape 1, where a band is some 4 wide, and to 0.02 from shape 2 up.
    """
    up = shape + 1
    cube = np.maximum(1 - 1 / (9 * up) + normal / (3 * np.sqrt(up)), 0.01)
    return np.asarray(np.log(up) + 3 * np.log(cube) - exponential / shape - digamma(shape), dtype=np.float64)


def _readings(panel: Panel, scope: Scope, tables: tuple[Floats, Floats, Floats], told: list[Rows], moved: tuple[Floats, Floats]) -> Iterator[Reading]:
    """Rows of the tables: pairs, then members, then the pact; a row is silent while its object is not in the pact."""
    names = [("pair", "-".join(pair)) for pair in scope.pairs] + [("member", m) for m in scope.actors] + [("pact", panel.pact)]
    joined = np.concatenate([np.eye(len(scope.pairs)), scope.joins, np.ones((1, len(scope.pairs)))])
    volume, shown = joined @ scope.volume, joined @ scope.inside > 0
    for o, (level, of) in enumerate(names):
        for t in np.flatnonzero(shown[o]):
            value, low, high = (float(table[o, t]) for table in tables)
            yield Reading(
                "cohesion", level, of, panel.weeks[t], value, low, high, float(panel.coverage[t]), float(volume[o, t]), told[t][o],
                float(moved[1][o, t]), float(moved[0][o, t]),
            )  # fmt: skip


def columns(panel: Panel) -> pa.Table:
    """What `read` tells, as an Arrow table, for big panels; bands of members and the pact by expansion instead of draws (see `_columns`)."""
    scope = within(panel)
    held = states(panel, scope)
    weight, value = weights(panel, scope), theta(*held)
    reach, whole = norm.ppf(BAND[1]) * deviation(*held), np.einsum("opw,pw->ow", weight, value)
    low, high = _hold(*_columns.band(*held, weight, unsure(panel, scope, held, weight)), weight, panel.coverage)
    bounds = tuple(np.concatenate(pair) for pair in ((value, whole), (value - reach, whole + low), (value + reach, whole + high)))
    names = [("pair", "-".join(pair)) for pair in scope.pairs] + [("member", m) for m in scope.actors] + [("pact", panel.pact)]
    shown = np.concatenate([scope.inside, scope.joins @ scope.inside, scope.inside.any(axis=0, keepdims=True)])
    volume = np.concatenate([scope.volume, scope.joins @ scope.volume, scope.volume.sum(axis=0)[None]])
    then, down = compared(held, weight)
    told = dict(zip(("value", "low", "high"), bounds, strict=True)) | {"volume": volume, "fell": down, "then": then}
    return _columns.table("cohesion", names, panel, shown, told, _columns.strongest(panel, scope, held, weight, shown))
