"""Takes a small table that is no table of events: the users' own copies of structural data."""

import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import pyarrow as pa

from ..nouns import Bad
from .ask import connect, files, text, unreadable
from .store import made_for, put
from .taken import Import, imports, keep

PARQUET = (".parquet", ".pq")


@dataclass(frozen=True, slots=True)
class Copy:
    """What is to be taken: files (plain path, what it was called) of a `kind`, as one `table`; `key` hashes all that decides what becomes of them.

    `query` makes SQL over the relation `raw` from the names of a file's columns and what it was called; `relations`: the code tables that it joins.
    """

    table: str
    kind: str
    key: str
    paths: Sequence[tuple[Path, str]]
    query: Callable[[Sequence[str], str], str]
    relations: Mapping[str, pa.Table]


def aside(folder: Path, copy: Copy, made: Mapping[str, str]) -> tuple[Import, bool]:
    """The copy in the place of an earlier import of its table; whether the lake had it already.

    Raises Bad for a file that cannot be read, or from which nothing comes.
    """
    before = imports(folder)
    same = next((i for i in before if i.key == copy.key), None)
    if same:
        return same, True
    con = connect()
    try:
        count = _told(con, copy)
        unknown, file = _unknown(con), _stored(con, folder, copy.table)
    finally:
        con.close()
    stamp, names = {**made, "at": datetime.now(UTC).isoformat(timespec="seconds")}, ", ".join(name for _, name in copy.paths)
    found = Import(copy.key, copy.kind, names, {}, count, 0, 0, {"actor": unknown} if unknown else {}, {copy.table: file}, stamp)
    keep(folder, [*(i for i in before if copy.table not in i.files), found])
    return found, False


def _told(con: Any, copy: Copy) -> int:
    """Reads all files into the relation `told`; how many rows that makes."""
    for name, relation in copy.relations.items():
        con.register(name, relation)
    for n, (path, name) in enumerate(copy.paths):
        make = "CREATE TEMP TABLE told AS" if n == 0 else "INSERT INTO told"
        try:
            con.execute(f"CREATE OR REPLACE TEMP TABLE raw AS SELECT * FROM {_reader(path)}")
            columns = [row[0] for row in con.execute("DESCRIBE raw").fetchall()]
            con.execute(f"{make} {copy.query(columns, name)}")
        except unreadable() as error:
            raise Bad(f"{name}: cannot be read ({str(error).splitlines()[0]}); fetch it again") from None
    count = int(con.execute("SELECT count(*) FROM told").fetchone()[0])
    if not count:
        raise Bad(f"{copy.paths[0][1]}: no row of {copy.kind} could be read; is the file whole?")
    return count


def _stored(con: Any, folder: Path, table: str) -> str:
    """The relation `told` as a Parquet file of the lake; its name, which tells its content."""
    with made_for(folder), tempfile.TemporaryDirectory(prefix=".taking-", dir=folder) as place:
        part = Path(place) / "told.parquet"
        con.execute(f"COPY told TO {text(part)} (FORMAT parquet, COMPRESSION zstd)")
        content = part.read_bytes()
        name = f"{table}-{sha256(content).hexdigest()[:12]}.parquet"
        put(folder / name, content)
    return name


def _reader(path: Path) -> str:
    if path.suffix.lower() in PARQUET:
        return files([path])
    return f"read_csv({text(path)}, delim = ',', quote = '\"', escape = '\"', header = true, all_varchar = true, strict_mode = false)"


def _unknown(con: Any) -> dict[str, int]:
    """Codes of states that nobody knows, with their rows."""
    names = [row[0] for row in con.execute("DESCRIBE told").fetchall()]
    ends = [(name, name.removesuffix("_code")) for name in names if name.endswith("_code")]
    every = " UNION ALL ".join(f"SELECT {code} AS c FROM told WHERE {actor} IS NULL AND {code} IS NOT NULL" for code, actor in ends)
    return dict(con.execute(f"SELECT c, count(*) FROM ({every}) GROUP BY 1 ORDER BY 2 DESC, 1").fetchall())
