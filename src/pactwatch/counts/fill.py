"""The panels of pacts, filled from the lake by one query each for counts and for entries."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from .. import lake
from ..contracts import Floats, Panel
from ..nouns import Pact
from .expression import MEMBERS, Scale, Weeks, expressions, sql, weekly
from .weeks import learned, window

FIRST, LAST = date(1, 1, 1), date(9999, 12, 31)


def panels(
    files: Sequence[Path], pacts: Sequence[Pact], weights: Scale, organisations: Sequence[str], *, release: str | None = None, until: date | None = None,
    since: date | None = None, capabilities: Mapping[str, float] | None = None,
) -> dict[str, Panel]:  # fmt: skip
    """The panel of each pact, from one query each for counts and for entries. A pact with fewer than two members in the window is left out."""
    span, read = window(files, release, until, since)
    import ibis

    weights = replace(weights, learned=learned(files, span)) if since else weights

    events, _ = expressions(span, weights, organisations)
    held = ibis.table(events.schema(), name="held")
    moving = held.filter(held.allied, held.weight > 0).order_by("pact", "week", "id")
    relations: dict[str, Any] = {"events": files, "members": memberships(pacts), "held": sql(events)}
    counted, own = lake.answers([sql(weekly(held)), sql(moving)], relations)
    made = {p.id: _panel(p, span, read, _of(counted, p.id), _of(own, p.id), capabilities or {}) for p in pacts}
    return {id_: panel for id_, panel in made.items() if panel is not None}


def memberships(pacts: Sequence[Pact]) -> pa.Table:
    """Who was in which pact, [since, until); a pact is in itself always."""
    rows = [(p.id, m.actor, m.since, m.until or LAST) for p in pacts for m in p.members] + [(p.id, p.id, FIRST, LAST) for p in pacts]
    kinds = (pa.string(), pa.string(), pa.date32(), pa.date32())
    return pa.table([pa.array(list(c), k) for c, k in zip(zip(*rows, strict=True), kinds, strict=True)], names=list(MEMBERS))


def _of(table: pa.Table, pact: str) -> pa.Table:
    return table.filter(pc.equal(table["pact"], pact)).combine_chunks()


def _panel(pact: Pact, span: Weeks, read: Any, counted: pa.Table, own: pa.Table, capabilities: Mapping[str, float]) -> Panel | None:
    weeks = span.weeks
    members = tuple(tuple(sorted({*pact.members_on(m), *pact.members_on(m + timedelta(6))})) for m in weeks)
    present = sorted(set(chain.from_iterable(members)))
    if len(present) < 2:
        return None
    allied = {(a, b) for a in (*present, pact.id) for b in (*present, pact.id) if a < b}
    told = list(zip(counted["a"].to_pylist(), counted["b"].to_pylist(), strict=True))
    pairs = tuple(sorted(allied | set(told)))
    at = {pair: i for i, pair in enumerate(pairs)}
    flat = np.array([at[pair] for pair in told], dtype=np.int64) * len(weeks) + counted["week"].to_numpy()
    shape = (len(pairs), len(weeks))
    arrays = [_spread(flat, counted[c], shape) for c in ("cooperation", "conflict", "volume")]
    pair = [at[p] for p in zip(own["a"].to_pylist(), own["b"].to_pylist(), strict=True)]
    columns = (own["id"].to_pylist(), pair, own["week"].to_pylist(), own["channel"].to_pylist(), own["weight"].to_pylist())
    return Panel(
        pact=pact.id, lead=pact.lead, pairs=pairs, weeks=weeks, cooperation=arrays[0], conflict=arrays[1], volume=arrays[2],
        coverage=np.asarray(read, dtype=np.float64), members=members, entries=tuple(zip(*columns, strict=True)), capabilities=dict(capabilities),
    )  # fmt: skip


def _spread(flat: NDArray[np.int64], column: pa.ChunkedArray, shape: tuple[int, int]) -> Floats:
    """A column of counts as (P, W)."""
    every = np.bincount(flat, column.fill_null(0).to_numpy().astype(np.float64), shape[0] * shape[1])
    return every.reshape(shape).astype(np.float64)
