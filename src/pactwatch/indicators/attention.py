"""Attention: how much is told of a pair, a member or the pact, whatever it says: events per usual week of reading.

Shown beside cohesion so that neither passes for the other. The rate is filtered as cohesion is, on unweighted
counts; its band holds 90 % of the gamma posterior. An unread week leaves the rate and widens the band.
"""

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray
from scipy.stats import gamma

from ..contracts import Floats, Panel
from ..gamma import fit
from ..nouns import Reading
from . import _columns
from ._scope import Scope, within

BAND = (0.05, 0.95)


def read(panel: Panel) -> list[Reading]:
    """Weekly readings of every pair within the pact, every member and the pact."""
    scope = within(panel)
    count = len(scope.pairs)
    pairs = [("pair", "-".join(pair)) for pair in scope.pairs]
    members = [("member", m) for m in scope.actors]
    return [
        *_level(panel, scope, pairs, np.eye(count)),
        *_level(panel, scope, members, scope.joins.astype(np.float64)),
        *_level(panel, scope, [("pact", panel.pact)], np.ones((1, count))),
    ]


def _level(panel: Panel, scope: Scope, names: list[tuple[str, str]], joined: Floats) -> list[Reading]:
    """Readings of the objects of one level; `joined` (O, P) says which pairs each is made of."""
    volume, shown = joined @ scope.volume, joined @ scope.inside > 0
    state = fit(volume, shown * panel.coverage, volume)
    rate = state.a / state.b
    low, high = (gamma.ppf(q, state.aged) * rate / state.aged for q in BAND)
    return [
        Reading(
            "attention", level, of, panel.weeks[t], float(rate[o, t]), float(low[o, t]), float(high[o, t]),
            float(panel.coverage[t]), float(volume[o, t]),
        )
        for o, (level, of) in enumerate(names)
        for t in np.flatnonzero(shown[o])
    ]  # fmt: skip


def columns(panel: Panel) -> pa.Table:
    """What `read` tells, as an Arrow table, for big panels."""
    scope = within(panel)
    levels = (
        ([("pair", "-".join(pair)) for pair in scope.pairs], scope.volume, scope.inside),
        ([("member", m) for m in scope.actors], scope.joins @ scope.volume, scope.joins @ scope.inside),
        ([("pact", panel.pact)], scope.volume.sum(axis=0, keepdims=True), scope.inside.any(axis=0, keepdims=True)),
    )
    return pa.concat_tables([_rows(panel, *level) for level in levels])


def _rows(panel: Panel, names: list[tuple[str, str]], volume: Floats, shown: NDArray[np.bool_]) -> pa.Table:
    state = fit(volume, shown * panel.coverage, volume)
    rate = state.a / state.b
    low, high = (gamma.ppf(q, state.aged) * rate / state.aged for q in BAND)
    return _columns.table("attention", names, panel, shown, {"value": rate, "low": low, "high": high, "volume": volume})
