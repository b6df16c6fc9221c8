"""The desk: what people and schedules write, in SQLite. Forecasts lie here, frozen when made: nothing but their outcome is ever added.

The desk notes when a forecast was put on record, so that one made afterwards for a day long past cannot pass for an early one.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import astuple, fields, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from .nouns import Bad, Forecast

COLUMNS = tuple(f.name for f in fields(Forecast))
TABLE = f"CREATE TABLE IF NOT EXISTS forecasts (id TEXT PRIMARY KEY, {', '.join(COLUMNS[1:])})"
FROZEN = f"""CREATE TRIGGER IF NOT EXISTS frozen BEFORE UPDATE OF {', '.join(c for c in COLUMNS if c != 'outcome')} ON forecasts
BEGIN SELECT RAISE(ABORT, 'a forecast is frozen when made'); END"""
LATER = ("entered", "release")  # what older records did not note: the entry is not known, so taken as late; the events were a watch's


@contextmanager
def opened(place: Path) -> Iterator[sqlite3.Connection]:
    """The desk's file, made where there is none; one transaction. Raises Bad where it is no desk or cannot be written."""
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        with closing(sqlite3.connect(place, timeout=30)) as desk, desk:
            desk.execute("PRAGMA journal_mode = WAL")
            desk.execute(TABLE)
            had = {name for _, name, *_ in desk.execute("PRAGMA table_info(forecasts)")}
            for name in (n for n in LATER if n not in had):
                desk.execute(f"ALTER TABLE forecasts ADD COLUMN {name}")
                desk.execute("DROP TRIGGER IF EXISTS frozen")  # made anew, to hold the column, too
            desk.execute(FROZEN)
            yield desk
    except (sqlite3.Error, OSError) as error:
        raise Bad(f"{place}: cannot be used as a desk ({error}); name another file with --desk") from None


def freeze(place: Path, made: Iterable[Forecast]) -> int:
    """Keeps forecasts, each with the time of its entry; one that is on record stays as it was made. How many were new."""
    now = datetime.now(UTC).replace(microsecond=0)
    with opened(place) as desk:
        before = desk.total_changes
        rows = [tuple(v.isoformat() if isinstance(v, date) else v for v in astuple(replace(f, entered=now))) for f in made]
        desk.executemany(f"INSERT OR IGNORE INTO forecasts ({', '.join(COLUMNS)}) VALUES ({', '.join('?' * len(COLUMNS))})", rows)
        return desk.total_changes - before


def forecasts(place: Path, pact: str | None = None) -> list[Forecast]:
    """All that are on record, the oldest first; of one pact, or of all."""
    if not place.exists():
        return []
    with opened(place) as desk:
        found = desk.execute(f"SELECT {', '.join(COLUMNS)} FROM forecasts WHERE pact = ? OR ? IS NULL ORDER BY made, due, of, kind", (pact, pact))
        return [_noun(dict(zip(COLUMNS, row, strict=True))) for row in found]


def resolve(place: Path, outcomes: Iterable[tuple[str, bool]]) -> None:
    """Adds outcomes, by id; an outcome that is on record stays."""
    with opened(place) as desk:
        desk.executemany("UPDATE forecasts SET outcome = ? WHERE id = ? AND outcome IS NULL", [(int(came), id_) for id_, came in outcomes])


def _noun(row: dict[str, Any]) -> Forecast:
    days = {name: date.fromisoformat(str(row[name])) for name in ("made", "due")}
    outcome = None if row["outcome"] is None else bool(row["outcome"])
    entered = datetime.fromisoformat(row["entered"]) if row["entered"] else None
    return Forecast(**{**row, **days, "outcome": outcome, "entered": entered, "release": row["release"] or ""})
