"""Readings as columns, for panels too big for objects: the same rows as `read` gives, in Arrow.

The band of a member or a pact, Σωθ, is taken by Cornish and Fisher's expansion from the first four cumulants of a sum of
log-gammas (κₙ = ψ⁽ⁿ⁻¹⁾(a), Σωⁿκₙ) instead of draws: the 5 and 95 % quantiles are right to a fiftieth of the band's width at
shape 1, and to a hundredth from 2 up, at a hundredth of the work.
"""

from collections.abc import Sequence

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray
from scipy.special import digamma, polygamma
from scipy.stats import norm

from ..contracts import Floats, Panel
from ..gamma import State, ageing
from ..lake.store import DRIVER
from ._drivers import FAINT, STRONGEST
from ._scope import Scope

Ints = NDArray[np.int64]
Names = Sequence[tuple[str, str]]  # level, of
Z = float(norm.ppf(0.95))


def table(indicator: str, names: Names, panel: Panel, shown: NDArray[np.bool_], columns: dict[str, Floats], drivers: pa.Array | None = None) -> pa.Table:
    """Rows of the objects `names` (O) in the weeks they are `shown` (O, W), object by object. `columns`: value, low, high, volume, if told fell, then."""
    o, t = np.nonzero(shown)
    level, of = (pa.array([name[i] for name in names], pa.string()) for i in (0, 1))
    weeks = pa.array(panel.weeks, pa.date32())
    return pa.table({
        "indicator": pa.array([indicator]).take(pa.array(np.zeros(len(o), dtype=np.int64))), "level": level.take(pa.array(o)), "of": of.take(pa.array(o)),
        "week": weeks.take(pa.array(t)), **{name: pa.array(columns[name][o, t]) for name in ("value", "low", "high")},
        "coverage": pa.array(panel.coverage[t]), "volume": pa.array(columns["volume"][o, t]),
        "drivers": drivers if drivers is not None else _none(len(o)),
        **{name: pa.array(columns[name][o, t]) if name in columns else pa.nulls(len(o), pa.float64()) for name in ("fell", "then")},
    })  # fmt: skip


def _none(count: int) -> pa.Array:
    """So many empty lists of drivers."""
    return pa.ListArray.from_arrays(pa.array(np.zeros(count + 1, dtype=np.int32)), pa.array([], DRIVER))


def band(cooperation: State, conflict: State, weight: Floats, shared: Floats | float = 0.0) -> tuple[Floats, Floats]:
    """How far below and above Σωθ the 90 % band reaches, each (O, W); `weight` (O, P, W); `shared`: variance that the pairs have together, (O, W)."""
    cumulants = [polygamma(n - 1, cooperation.aged) + (-1) ** n * polygamma(n - 1, conflict.aged) for n in (2, 3, 4)]
    second, third, fourth = (np.einsum("opw,pw->ow", weight**n, k) for n, k in zip((2, 3, 4), cumulants, strict=True))
    sd = np.sqrt(np.maximum(second + shared, 1e-12))
    skew, excess = third / sd**3, fourth / sd**4
    low, high = (sd * (z + (z**2 - 1) * skew / 6 + (z**3 - 3 * z) * excess / 24 - (2 * z**3 - 5 * z) * skew**2 / 36) for z in (-Z, Z))
    return low, high


def strongest(panel: Panel, scope: Scope, states: tuple[State, State], weight: Floats, shown: NDArray[np.bool_]) -> pa.Array:
    """Per object and week shown the events that did most, strongest first, as `_drivers` tells them: pairs, then members, then the pact."""
    ids, entry, pair, t, effect = _effects(panel, scope, states)
    pairs, weeks = scope.inside.shape
    parts = [(pair, t, effect, entry)]
    ends = _ends(scope)
    for member in (ends[pair, 0], ends[pair, 1], np.full(len(pair), len(scope.actors))):
        told = np.where(member >= 0, effect * weight[member, pair, t], 0.0)
        parts.append((pairs + member, t, told, entry))
    o, t, effect, entry = (np.concatenate(column) for column in zip(*parts, strict=True))
    strong = np.abs(effect) >= FAINT
    o, t, effect, entry = o[strong], t[strong], effect[strong], entry[strong]
    order = np.lexsort((entry, -np.abs(effect), o * weeks + t))
    key = (o * weeks + t)[order]
    first = np.flatnonzero(np.diff(key, prepend=-1))
    rank = np.arange(len(key)) - np.repeat(first, np.diff(np.append(first, len(key))))
    order, key = order[rank < STRONGEST], key[rank < STRONGEST]
    shown_key = np.flatnonzero(shown)
    keep = np.isin(key, shown_key)
    counts = np.bincount(key[keep], minlength=shown.size)[shown_key]
    offsets = pa.array(np.concatenate([[0], np.cumsum(counts)]).astype(np.int32))
    told_ids = pa.array(ids, pa.string()).take(pa.array(entry[order][keep]))
    return pa.ListArray.from_arrays(offsets, pa.StructArray.from_arrays([told_ids, pa.array(effect[order][keep])], names=["event", "effect"]))


def _effects(panel: Panel, scope: Scope, states: tuple[State, State]) -> tuple[list[str], Ints, Ints, Ints, Floats]:
    """±[ψ(a) − ψ(a − what is left of the event)] of each entry in each week from its own on: ids; entry, pair, week and effect of those not faint."""
    place = {int(p): i for i, p in enumerate(scope.index)}
    told = [e for e in panel.entries if e[1] in place and scope.exposure[place[e[1]], e[2]] > 0]
    told.sort(key=lambda e: (e[2], e[0]))
    pair, week = np.array([place[e[1]] for e in told], dtype=np.int64), np.array([e[2] for e in told], dtype=np.int64)
    side = np.array([e[3] == "K" for e in told], dtype=np.int64)
    shape = np.stack([s.a for s in states])
    level = digamma(shape)
    phi = np.stack([s.dispersion for s in states])
    age, counted = np.cumsum(np.log(ageing(scope.exposure)), axis=1), np.array([e[4] for e in told], dtype=np.float64)
    found: list[tuple[Ints, Floats]] = []
    for t in range(len(panel.weeks)):
        n = int(np.searchsorted(week, t, "right"))
        p, k = pair[:n], side[:n]
        left = counted[:n] / phi[k, p, t] * np.exp(age[p, t] - age[p, week[:n]])
        effect = np.where(k == 1, -1.0, 1.0) * (level[k, p, t] - digamma(shape[k, p, t] - left))
        strong = np.flatnonzero(np.abs(effect) >= FAINT)
        found.append((strong, effect[strong]))
    entry = np.concatenate([e for e, _ in found])
    weeks = np.repeat(np.arange(len(found)), [len(e) for e, _ in found])
    return [e[0] for e in told], entry, pair[entry], weeks, np.concatenate([f for _, f in found])


def _ends(scope: Scope) -> Ints:
    """Rows of the members at both ends of each pair, (P, 2); −1 for the pact itself."""
    row = {actor: i for i, actor in enumerate(scope.actors)}
    return np.array([[row.get(end, -1) for end in pair] for pair in scope.pairs], dtype=np.int64).reshape(len(scope.pairs), 2)
