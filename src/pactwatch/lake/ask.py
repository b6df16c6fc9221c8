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


def text(value: object) -> str:
    """A value as an SQL literal."""
    return "'" + str(value).replace("'", "''") + "'"


def files(paths: Sequence[Path]) -> str:
    """Parquet files as a relation."""
    return f"read_parquet([{', '.join(text(p) for p in paths)}], union_by_name = true)"


def ask(query: str, relations: Mapping[str, Sequence[Path] | pa.Table]) -> pa.Table:
    """The answer of a query over named relations: Parquet files or Arrow tables."""
    con = connect()
    try:
        for name, what in relations.items():
            if isinstance(what, pa.Table):
                con.register(name, what)
            else:
                con.execute(f"CREATE VIEW {name} AS SELECT * FROM {files(what)}")
        return con.sql(query).to_arrow_table()
    finally:
        con.close()


def fetch(query: str, relations: Mapping[str, Sequence[Path] | pa.Table]) -> list[tuple[Any, ...]]:
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
