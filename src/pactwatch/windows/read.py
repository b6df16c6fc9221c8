"""A Parquet file of events, checked: its columns, its dates, its codes. It stays in Arrow."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from functools import reduce
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from ..nouns import Bad

COLUMNS = ("release", "date", "source", "target", "code", "quad", "goldstein")
KEPT = {"release": pa.string(), "date": pa.date32(), "source": pa.string(), "target": pa.string(), "code": pa.string(), "type": pa.string(),
        "quad": pa.int64(), "score": pa.float64(), "official": pa.bool_()}  # the columns of the lake's rows that are looked at
FIRST = date(1945, 1, 1)  # no table of events reaches further back


def parquet(place: Path) -> pa.Table:
    """The columns of a Parquet file of events between states. Raises Bad where it cannot be read or lacks one."""
    try:
        names = pq.read_schema(place).names
    except (OSError, pa.ArrowInvalid) as error:
        raise Bad(f"{place}: cannot be read as Parquet ({str(error).splitlines()[0][:80]}); name a file of events or a lake") from None
    if missing := [name for name in COLUMNS if name not in names]:
        raise Bad(f"{place}: column '{missing[0]}' is missing; it needs {', '.join(COLUMNS)}")
    return check(pq.read_table(place, columns=list(COLUMNS)), str(place))


def rows(places: Sequence[Path], cameo: Mapping[str, str], where: str) -> pa.Table:
    """The lake's rows as such a table: those with two ends and a quad, and where a system tells who speaks, of state bodies only.

    `cameo`: event type → CAMEO code, for systems that tell types alone.
    """
    told = pa.concat_tables([_plain(pq.read_table(place, columns=list(KEPT))) for place in places])
    whole = [pc.is_valid(told[name]) for name in ("date", "source", "target", "quad")]
    told = told.filter(reduce(pc.and_, [*whole, pc.fill_null(told["official"], True)]))
    codes = pc.index_in(pc.fill_null(told["type"], ""), pa.array(list(cameo), pa.string()))
    by_type = pc.fill_null(pc.take(pa.array(list(cameo.values()), pa.string()), codes), "")
    code = pc.coalesce(told["code"], by_type)
    columns = {"release": told["release"], "date": told["date"], "source": told["source"], "target": told["target"], "code": code, "quad": told["quad"],
               "goldstein": pc.fill_null(told["score"], 0.0)}
    return check(pa.table(columns), where)


def _plain(table: pa.Table) -> pa.Table:
    """Words that every row bears are kept once in the file; here they are words again."""
    return pa.table({name: pc.cast(table[name], kind) for name, kind in KEPT.items()})


def check(table: pa.Table, where: str) -> pa.Table:
    """The table with its date as date32 and no empty cell. Raises Bad on no row, on a date out of range, on a quad that is none."""
    if table.num_rows == 0:
        raise Bad(f"{where}: holds no event; import some first")
    empty = next((name for name in COLUMNS if table[name].null_count), None)
    if empty:
        raise Bad(f"{where}: column '{empty}' has {table[empty].null_count} empty cells; fill them or leave those rows out")
    table = _typed(table, where)
    low, high = pc.min_max(table["date"]).as_py().values()
    if low < FIRST or high > date.today() + timedelta(1):
        raise Bad(f"{where}: dates run from {low} to {high}, out of range; mend those before {FIRST} or in the future")
    low, high = pc.min_max(table["quad"]).as_py().values()
    if low < 1 or high > 4:
        raise Bad(f"{where}: column 'quad' holds {low if low < 1 else high}; a quad is 1, 2, 3 or 4")
    return table


def _typed(table: pa.Table, where: str) -> pa.Table:
    kinds: dict[str, Any] = {"date": pa.date32(), "quad": pa.int64(), "goldstein": pa.float64()}
    columns = {}
    for name in COLUMNS:
        try:
            columns[name] = pc.cast(table[name], kinds.get(name, pa.string()), safe=name != "date")
        except (pa.ArrowInvalid, pa.ArrowNotImplementedError):
            raise Bad(f"{where}: column '{name}' is {table[name].type}, which is no {kinds.get(name, 'text')}; shifted columns?") from None
    return pa.table(columns)


def actors(table: pa.Table) -> set[str]:
    """Who is told of."""
    return {name for side in ("source", "target") for name in pc.unique(table[side]).to_pylist()}
