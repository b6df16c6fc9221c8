"""What was told already: two tables of the same weeks, and rows whose key an earlier file, or the same one, holds."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from ..nouns import Bad, TableSource
from .taken import Import, window

SPARSE = 32  # numbers for each that is used: beyond it a row of marks is no shorter than the ids
SHARED_DAYS = 7  # two tables may meet in a week, not tell the same weeks
Windows = Mapping[str, tuple[str, str]]  # release → its first and last day


def apart(source: TableSource, name: str, before: Sequence[Import], windows: Windows) -> None:
    """Two tables of the same weeks count every event twice: raises Bad for the second."""
    for old in before:
        same = {r: w for r, w in windows.items() if r in old.windows}
        if source.alone and same and (days := _days(old.windows, same)) > SHARED_DAYS:
            first, last = window(old)
            raise Bad(f"{name}: tells the same {days} days of release '{next(iter(same))}' as {old.name} ({first} to {last}), which was imported on "
                      f"{old.made.get('at', '')[:10]}; two tables of the same weeks count double: give it a --release of its own, or another --lake")


def meets(source: TableSource, old: Import, windows: Windows) -> bool:
    """Whether an earlier file may hold a key of this one: of a release of it, and, where the day is part of the key, of the same days."""
    return bool(set(old.windows) & set(windows)) and (not source.alone or _days(old.windows, windows) > 0)


def _days(old: Windows, new: Windows) -> int:
    """Days that both windows of a release hold, at the most of all releases."""
    held = [0]
    for release in old.keys() & new.keys():
        (a, b), (c, d) = ((date.fromisoformat(x) for x in pair) for pair in (old[release], new[release]))
        held.append((min(b, d) - max(a, c)).days + 1)
    return max(held)


def key(source: TableSource) -> list[str]:
    """The columns that tell one row from another: (id, date), with both ends where a row may name several; of a feed the id alone, which is given once."""
    return ["release", "id", *(["date"] if source.alone else []), *(["source", "source_code", "target", "target_code"] if source.lists else [])]


def first(columns: Sequence[str], at: str, had: str) -> str:
    """A query for the rows of `at` whose key is not in `had`; of several with one key the earliest."""
    order = f"row_number() OVER (PARTITION BY {', '.join(columns)} ORDER BY date, code, source, target, sources DESC)"
    match = " AND ".join(f"a.{k} IS NOT DISTINCT FROM b.{k}" for k in columns)
    return f"""SELECT * EXCLUDE (n) FROM (SELECT *, {order} AS n FROM {at}) a
        WHERE n = 1 AND NOT EXISTS (SELECT 1 FROM {had} b WHERE {match})"""


def different(place: Path) -> bool:
    """Whether the ids of a file are plainly all different: numbers, and each marked but once in a row of marks. To see that takes a quarter of the time of
    counting distinct words. False says nothing."""
    try:
        numbers = pc.cast(pq.read_table(place, columns=["id"])["id"], pa.int64()).combine_chunks()
    except pa.ArrowInvalid:
        return False
    if not len(numbers) or numbers.null_count:
        return False
    found = numbers.to_numpy()
    first, last = int(found.min()), int(found.max())
    if last - first > SPARSE * len(found):
        return False
    marks = np.zeros(last - first + 1, dtype=np.bool_)
    marks[found - first] = True
    return int(np.count_nonzero(marks)) == len(found)
