"""Any other table of events, by a map: a TOML file that says which column is what.

    release = "icews18"
    [fields]            # field of the lake's rows = column of the file; date, source, target and code are required
    date = "date"
    source = "s"
    target = "o"
    code = "r"
    [actors]
    codes = "names"     # names, iso3, cow, fips or cameo_countries
    inside = '\\(([^()]+)\\)$'  # the part of the cell that names the state; where it does not match, the whole cell
    titles = true       # «Head of Government (Kazakhstan)»: the declared titles of a state's bodies tell who speaks for it
    [deeds]
    by = "cameo_names"  # cameo (a code), cameo_names (its name) or plover (a type)

Parquet is known by its ending, other files are text: `delimiter`, `header`, `encoding`, `day` (how dates are written, as %d.%m.%Y).
"""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from .. import atlas
from ..nouns import Bad, TableSource

FIELDS = ("date", "source", "target", "code", "quad", "score", "id", "sources", "source_sector", "target_sector", "place", "release", "official")
REQUIRED = ("date", "source", "target", "code")
KINDS = {"date": "DATE", "quad": "TINYINT", "score": "DOUBLE", "sources": "INTEGER", "official": "BOOLEAN"}
DEEDS = ("cameo", "cameo_names", "plover")


def table(path: Path, lines: Sequence[str]) -> TableSource:
    """A table without a map cannot be read: which column is what would be a guess."""
    raise Bad(f"{path}: a table of no known system needs a map of its columns; write one and give it with --map MAP.toml (see docs/tables.md)")


def mapped(path: Path, lines: Sequence[str], map_: Path) -> TableSource:
    """The table as the map declares it."""
    data = atlas.load(map_)
    columns = {str(k): str(v) for k, v in atlas.need(data, "fields", dict, map_.name).items()}
    actors, by, release = data.get("actors", {}), str(data.get("deeds", {}).get("by", "cameo")), str(data.get("release", ""))
    check(columns, by, map_.name)
    parquet = path.suffix.lower() in (".parquet", ".pq")
    names = stored(path) if parquet else cells(path, lines, data)
    for name in columns.values():
        if name not in names:
            raise Bad(f"{path}{'' if parquet else ', line 1'}: no column '{name}', which {map_.name} names; the columns are {', '.join(names[:12])}")
    delimiter = str(data.get("delimiter", ","))
    return TableSource(
        system="table", form="parquet" if parquet else "text", columns={} if parquet else kinds(names, columns), deeds=by,
        header=bool(data.get("header", True)), delimiter=delimiter, quote='"' if delimiter == "," else "", encoding=str(data.get("encoding", "utf-8")),
        actors=str(actors.get("codes", "iso3")), places=str(actors.get("codes", "iso3")) if "place" in columns else "",
        nulls=("", "NA"), release=release, day=str(data.get("day", "")), fields=fields(columns, actors, release or path.stem),
    )  # fmt: skip


def check(columns: Mapping[str, str], by: str, where: str) -> None:
    """Raises Bad for a map that says too little, or what nobody knows."""
    for name in REQUIRED:
        if name not in columns:
            raise Bad(f"{where}: [fields] has no '{name}'; name the column that holds it")
    if unknown := [name for name in columns if name not in FIELDS]:
        raise Bad(f"{where}: [fields] '{unknown[0]}' is not known; choose among {', '.join(FIELDS)}")
    if by not in DEEDS:
        raise Bad(f"{where}: [deeds] by = '{by}' is not known; choose among {', '.join(DEEDS)}")


def stored(path: Path) -> list[str]:
    """The names of the columns of a Parquet file."""
    try:
        return list(pq.read_schema(path).names)
    except (pa.ArrowException, OSError) as error:
        raise Bad(f"{path}: cannot be read as Parquet ({str(error).splitlines()[0]}); fetch it again") from None


def cells(path: Path, lines: Sequence[str], data: Mapping[str, Any]) -> list[str]:
    """The names of the columns: of the header, or col1, col2 … where there is none."""
    first = lines[0].lstrip("\ufeff").split(str(data.get("delimiter", ",")))
    return [name.strip('"') for name in first] if data.get("header", True) else [f"col{i}" for i in range(1, len(first) + 1)]


def kinds(names: Sequence[str], columns: Mapping[str, str]) -> dict[str, str]:
    """The columns with what their field must be, so that a cell that is not is told by its line."""
    wanted = {name: KINDS[field] for field, name in columns.items() if field in KINDS}
    return {name: wanted.get(name, "VARCHAR") for name in names}


def fields(columns: Mapping[str, str], actors: Mapping[str, Any], release: str) -> dict[str, str]:
    """Field → SQL over the file's columns."""
    found = {field: quoted(name) for field, name in columns.items()}
    found.setdefault("id", f"{literal(release + ':')} || row_number() OVER ()")
    found.setdefault("sources", "1")
    if actors.get("titles"):
        found["official"] = f"{titled(found['source'])} AND {titled(found['target'])}"
    found.setdefault("official", "true")
    if "inside" in actors:
        found |= {end: inside(found[end], str(actors["inside"])) for end in ("source", "target")}
    return found


def inside(cell: str, pattern: str) -> str:
    try:
        re.compile(pattern)
    except re.error as error:
        raise Bad(f"[actors] inside = {pattern!r} is no pattern ({error}); mend it") from None
    return f"coalesce(nullif(regexp_extract({cell}, {literal(pattern)}, 1), ''), {cell})"


def titled(cell: str) -> str:
    """Whether «Title (State)» is a body of the state; a name without brackets may be the state or an office holder."""
    titles = ", ".join(literal(title) for title in atlas.bodies("titles")["bodies"])
    return f"(NOT contains({cell}, '(') OR regexp_extract({cell}, '^(.*) \\(', 1) IN ({titles}))"


def literal(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"


def quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
