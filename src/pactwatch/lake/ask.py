"""DuckDB over Parquet, in memory: the only place that opens it."""

import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pyarrow as pa

Done = Callable[[float], None]  # how much of a query is done, 0..1
POLL = 0.2  # seconds


def connect() -> Any:
    """A connection of its own that downloads nothing and prints nothing."""
    import duckdb  # half of the commands never need it

    con = duckdb.connect()
    for setting in ("autoinstall_known_extensions = false", "enable_progress_bar = true", "enable_progress_bar_print = false"):
        con.execute(f"SET {setting}")
    return con


def unreadable() -> tuple[type[Exception], ...]:
    """How DuckDB says that a file is damaged or not what it was called; any other error is our own."""
    import duckdb

    return duckdb.IOException, duckdb.InvalidInputException, duckdb.ConversionException, duckdb.OutOfRangeException


def reason(e: Mapping[str, Any]) -> str:
    """DuckDB's complaint in few words."""
    says = str(e["says"]).splitlines()[0]
    if e["kind"] == "INVALID ENCODING":
        return "not UTF-8"
    if e["kind"] in ("MISSING COLUMNS", "TOO MANY COLUMNS"):
        return says.replace("Expected Number of Columns: ", "").replace(" Found: ", " columns expected, found ")
    return f"column '{e['name']}': {says.split('. ', 1)[-1]}" if e["kind"] == "CAST" else says


def text(value: object) -> str:
    """A value as an SQL literal."""
    return "'" + str(value).replace("'", "''") + "'"


def files(paths: Sequence[Path]) -> str:
    """Parquet files as a relation."""
    return f"read_parquet([{', '.join(text(p) for p in paths)}], union_by_name = true)"


Relations = Mapping[str, "Sequence[Path] | pa.Table | str"]  # Parquet files, an Arrow table, or a query over those named before it


def answers(queries: Sequence[str], relations: Relations) -> list[pa.Table]:
    """The answers of queries over named relations; a relation that is a query is worked out once."""
    con = connect()
    try:
        for name, what in relations.items():
            if isinstance(what, pa.Table):
                con.register(name, what)
            else:
                form = f"TEMP TABLE {name} AS {what}" if isinstance(what, str) else f"VIEW {name} AS SELECT * FROM {files(what)}"
                con.execute(f"CREATE {form}")
        return [con.sql(query).to_arrow_table() for query in queries]
    finally:
        con.close()


def ask(query: str, relations: Relations) -> pa.Table:
    """The answer of one query."""
    return answers([query], relations)[0]


def fetch(query: str, relations: Relations) -> list[tuple[Any, ...]]:
    """The rows of a small answer."""
    answer = ask(query, relations)
    return list(zip(*(column.to_pylist() for column in answer.columns), strict=True))


@contextmanager
def watched(con: Any, done: Done) -> Iterator[None]:
    """Tells how far the running query is."""
    over = threading.Event()

    def poll() -> None:
        while not over.wait(POLL):
            done(max(con.query_progress(), 0.0) / 100)

    thread = threading.Thread(target=poll, daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()
