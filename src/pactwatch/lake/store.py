"""Nouns ↔ Parquet. A table is published by an atomic rename with a manifest; nothing in it is ever edited."""

import dataclasses
import hashlib
import json
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, get_type_hints

import pyarrow as pa
import pyarrow.parquet as pq

from ..nouns import Article, Attitude, Bad, Claim, Driver, Event, Reading, Span

SPAN = pa.struct([("start", pa.int64()), ("stop", pa.int64()), ("text", pa.string()), ("means", pa.string())])
DRIVER = pa.struct([("event", pa.string()), ("effect", pa.float64())])
COLUMN: Mapping[Any, pa.DataType] = {
    str: pa.string(), str | None: pa.string(), date: pa.date32(), date | None: pa.date32(), float: pa.float64(), float | None: pa.float64(),
    bool: pa.bool_(), int: pa.int64(),
    tuple[str, ...]: pa.list_(pa.string()), tuple[Span, ...]: pa.list_(SPAN), tuple[Driver, ...]: pa.list_(DRIVER)}
MAGIC = b"PAR1"  # the last bytes of a Parquet file
IMPORTS = "imports.json"  # the manifest of tables coded by others
TABLES: Mapping[str, type] = {"articles": Article, "claims": Claim, "events": Event, "readings": Reading, "attitudes": Attitude}


def schema(noun: type) -> pa.Schema:
    """The columns of a noun, in the order of its fields."""
    kinds = get_type_hints(noun)
    return pa.schema([(f.name, COLUMN[kinds[f.name]]) for f in dataclasses.fields(noun)])


def table(noun: type, rows: Iterable[Any]) -> pa.Table:
    """Nouns → an Arrow table; an empty one has the columns all the same."""
    return pa.Table.from_pylist([dataclasses.asdict(row) for row in rows], schema(noun))


def publish(folder: Path, tables: Mapping[str, Sequence[Any] | pa.Table], made: Mapping[str, str]) -> Path:
    """Writes all tables of a run and then its manifest, each by rename: a killed run leaves the last manifest true.

    `made` says which run, code and world made them. Raises Bad where the disk is full or the folder cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        files = {name: _store(folder, name, rows if isinstance(rows, pa.Table) else table(TABLES[name], rows)) for name, rows in tables.items()}
        manifest = folder / "manifest.json"
        body = {"made": {**made, "at": datetime.now(UTC).isoformat(timespec="seconds")}, "tables": files}
        put(manifest, json.dumps(body, indent=1, ensure_ascii=False).encode())
        return manifest
    except OSError as error:
        raise Bad(f"{error.filename or folder}: cannot be written ({error.strerror or error}); free space or choose another folder with --out") from None


def _store(folder: Path, name: str, data: pa.Table) -> dict[str, Any]:
    """The Parquet file of a table, named by its content: the same rows are the same file."""
    sink = pa.BufferOutputStream()
    pq.write_table(data, sink, compression="zstd")
    content = sink.getvalue().to_pybytes()
    digest = hashlib.sha256(content).hexdigest()
    place = folder / f"{name}-{digest[:12]}.parquet"
    if not place.exists():
        put(place, content)
    return {"file": place.name, "rows": data.num_rows, "sha256": digest}


@contextmanager
def made_for(folder: Path) -> Iterator[None]:
    """The folder, made if need be. Where what it was made for fails, it goes again, with the parents that were made, as far as they are empty."""
    new = [place for place in (folder, *folder.parents) if not place.exists()]
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        why = "is a file" if isinstance(error, FileExistsError) else f"cannot be made ({error.strerror})"
        raise Bad(f"{folder}: {why}; name a folder that can be written to with --lake") from None
    try:
        yield
    except BaseException:
        for place in new:
            with suppress(OSError):
                place.rmdir()
        raise


def put(place: Path, content: bytes) -> None:
    """Writes a file by rename, so that it is there whole or not at all."""
    part = place.with_name(f".{place.name}.{os.getpid()}.part")
    try:
        with part.open("wb") as sink:
            sink.write(content)
            sink.flush()
            os.fsync(sink.fileno())
        part.replace(place)
    finally:
        part.unlink(missing_ok=True)


def listed(manifest: Path) -> Any:
    """What a manifest says. Raises Bad where it is damaged."""
    try:
        return json.loads(manifest.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise Bad(f"{manifest}: cannot be read ({error}); put it back from a copy, or make the lake anew in another folder") from None


def whole(place: Path) -> Path:
    """A Parquet file of the lake. Raises Bad where it is gone or breaks off."""
    try:
        with place.open("rb") as file:
            file.seek(-len(MAGIC), os.SEEK_END)
            damaged = file.read() != MAGIC
    except OSError:
        damaged = True
    if damaged:
        raise Bad(f"{place}: is gone or breaks off; put it back from a copy, or make the lake anew in another folder")
    return place


def day(folder: Path) -> date | None:
    """The day that the last finished run was made for; None where it is not told."""
    manifest = folder / "manifest.json"
    try:
        told = listed(manifest)["made"].get("day") if manifest.exists() else None
        return date.fromisoformat(told) if told else None
    except (KeyError, TypeError, ValueError, AttributeError):
        raise Bad(f"{manifest}: tells no day that the run was made for; put it back from a copy, or make the lake anew in another folder") from None


def held(folder: Path) -> list[str]:
    """The tables of the last finished run; none where there is no run."""
    manifest = folder / "manifest.json"
    return list(listed(manifest)["tables"]) if manifest.exists() else []


def read(folder: Path, name: str) -> pa.Table:
    """A table of the last finished run. Raises Bad where there is no run, or one that made no such table: `measure` keeps readings alone."""
    manifest = folder / "manifest.json"
    if not manifest.exists():
        what = "tables coded by others, but " if (folder / IMPORTS).exists() else ""
        raise Bad(f"{folder}: holds {what}no finished run; make one with: pactwatch run csto, or name another with --lake")
    tables = listed(manifest)["tables"]
    if name not in tables:
        raise Bad(f"{folder}: what was made last there keeps {', '.join(tables)} and no {name}; name the lake of a watch, made with: pactwatch run csto")
    return pq.read_table(whole(folder / tables[name]["file"]))
