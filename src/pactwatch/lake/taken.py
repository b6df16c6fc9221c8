"""What is to be taken in of tables coded by others, and what the lake holds of them: a manifest of imports, each naming its files."""

import json
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from ..nouns import Bad, TableSource
from .store import IMPORTS, held, listed, put, whole


@dataclass(frozen=True, slots=True)
class Import:
    """One file that was taken in. `key` hashes its bytes and all that decides what becomes of them."""

    key: str
    system: str
    name: str  # the file's, as it was called
    windows: dict[str, tuple[str, str]]  # release → its first and last day
    rows: int
    rejected: int
    repeated: int  # rows whose key the file, or an earlier one of the release, told already
    unknown: dict[str, dict[str, int]]  # which field → code → rows
    files: dict[str, str]  # table → Parquet file
    made: dict[str, str] = field(default_factory=dict)  # run, code, world, at


@dataclass(frozen=True, slots=True)
class Taken:
    """What came of a file: its import, and whether the lake had it already."""

    found: Import
    already: bool


@dataclass(frozen=True, slots=True)
class Job:
    """One file to take: `path` is the plain file, `name` what it was called, `key` its hash with all that decides what becomes of it."""

    source: TableSource
    path: Path
    name: str
    key: str
    release: str
    run: str
    today: date


def imports(folder: Path) -> list[Import]:
    """All imports of a lake, oldest first."""
    place = folder / IMPORTS
    if not place.exists():
        return []
    rows = listed(place)
    return [Import(**{**row, "windows": {r: (a, b) for r, (a, b) in row["windows"].items()}}) for row in rows]


def only_tables(folder: Path) -> bool:
    """Whether events coded by others were taken in, and no watch was run there."""
    return "events" not in held(folder) and any("rows" in i.files for i in imports(folder))


def keep(folder: Path, made: list[Import]) -> None:
    """Writes the manifest anew, by rename."""
    rows: list[dict[str, Any]] = [asdict(row) for row in made]
    put(folder / IMPORTS, json.dumps(rows, indent=1, ensure_ascii=False).encode())


def rows(folder: Path, table: str = "rows", release: str | None = None) -> list[Path]:
    """The Parquet files of a table (rows, rejected, or a kind of structure), of a release or of all. Raises Bad where there are none."""
    found = [whole(folder / i.files[table]) for i in imports(folder) if table in i.files and (release is None or release in i.windows)]
    if not found:
        what = f"release '{release}'" if release else f"table '{table}'"
        raise Bad(f"{folder}: holds no {what}; import one with: pactwatch import … --lake {folder}")
    return found


def window(found: Import) -> tuple[date, date]:
    """First and last day of all its releases."""
    days = [date.fromisoformat(day) for pair in found.windows.values() for day in pair]
    return min(days), max(days)
