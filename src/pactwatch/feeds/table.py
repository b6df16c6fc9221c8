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
ENCODINGS = ("utf-8", "utf-16", "latin-1")


def table(path: Path, lines: Sequence[str]) -> TableSource:
    """A table without a map cannot be read: which column is what would be a guess."""
    raise Bad(f"{path}: a table of no known system needs a map of its columns; write one and give it with --map MAP.toml (see docs/tables.md)")


def mapped(path: Path, lines: Sequence[str], map_: Path) -> TableSource:
    """The table as the map declares it."""
    data, where = atlas.load(map_), map_.name
    said = atlas.need(data, "fields", dict, where)
    columns = {field: str(atlas.need(said, field, str, f"{where}: [fields]")) for field in said}
    actors, deeds = atlas.may(data, "actors", dict, where, {}), atlas.may(data, "deeds", dict, where, {})
    codes, by, release = (atlas.text(part, key, f"{where}{at}", usual) for part, key, at, usual in (
        (actors, "codes", ": [actors]", "iso3"), (deeds, "by", ": [deeds]", "cameo"), (data, "release", "", "")))
    check(columns, by, codes, where)
    delimiter, header, encoding = atlas.text(data, "delimiter", where, ","), atlas.may(data, "header", bool, where, True), encoded(data, where)
    if len(delimiter) != 1:
        raise Bad(f"{where}: field 'delimiter' must be one sign, is {delimiter!r}; write delimiter = \";\"")
    parquet = path.suffix.lower() in (".parquet", ".pq")
    names = stored(path) if parquet else cells(lines, delimiter, header)
    for name in columns.values():
        if name not in names:
            raise Bad(f"{path}{'' if parquet else ', line 1'}: no column '{name}', which {where} names; the columns are {', '.join(names[:12])}")
    return TableSource(
        system="table", form="parquet" if parquet else "text", columns={} if parquet else kinds(names, columns), deeds=by,
        header=header, delimiter=delimiter, quote='"' if delimiter == "," else "", encoding=encoding, actors=codes, places=codes if "place" in columns else "",
        nulls=("", "NA"), release=release, day=atlas.text(data, "day", where), fields=fields(columns, actors, release or path.stem, where),
    )  # fmt: skip


def encoded(data: Mapping[str, Any], where: str) -> str:
    found = atlas.text(data, "encoding", where, ENCODINGS[0])
    if found not in ENCODINGS:
        raise Bad(f"{where}: encoding '{found}' is not known; choose among {', '.join(ENCODINGS)}, or save the table as UTF-8")
    return found


def check(columns: Mapping[str, str], by: str, codes: str, where: str) -> None:
    """Raises Bad for a map that says too little, or what nobody knows."""
    for name in REQUIRED:
        if name not in columns:
            raise Bad(f"{where}: [fields] has no '{name}'; name the column that holds it")
    if unknown := [name for name in columns if name not in FIELDS]:
        raise Bad(f"{where}: [fields] '{unknown[0]}' is not known; choose among {', '.join(FIELDS)}")
    if by not in DEEDS:
        raise Bad(f"{where}: [deeds] by = '{by}' is not known; choose among {', '.join(DEEDS)}")
    try:
        atlas.codes(codes)
    except Bad as bad:
        raise Bad(f"{where}: [actors] {bad}") from None


def stored(path: Path) -> list[str]:
    """The names of the columns of a Parquet file."""
    try:
        return list(pq.read_schema(path).names)
    except (pa.ArrowException, OSError) as error:
        raise Bad(f"{path}: cannot be read as Parquet ({str(error).splitlines()[0]}); fetch it again") from None


def cells(lines: Sequence[str], delimiter: str, header: bool) -> list[str]:
    """The names of the columns: of the header, or col1, col2 … where there is none."""
    first = lines[0].lstrip("\ufeff").split(delimiter)
    return [name.strip('"') for name in first] if header else [f"col{i}" for i in range(1, len(first) + 1)]


def kinds(names: Sequence[str], columns: Mapping[str, str]) -> dict[str, str]:
    """The columns with what their field must be, so that a cell that is not is told by its line."""
    wanted = {name: KINDS[field] for field, name in columns.items() if field in KINDS}
    return {name: wanted.get(name, "VARCHAR") for name in names}


def fields(columns: Mapping[str, str], actors: Mapping[str, Any], release: str, where: str) -> dict[str, str]:
    """Field → SQL over the file's columns."""
    found = {field: quoted(name) for field, name in columns.items()}
    found.setdefault("id", f"{literal(release + ':')} || row_number() OVER ()")
    found.setdefault("sources", "1")
    if atlas.may(actors, "titles", bool, f"{where}: [actors]"):
        found["official"] = f"{titled(found['source'])} AND {titled(found['target'])}"
    found.setdefault("official", "true")
    if "inside" in actors:
        pattern = grouped(atlas.need(actors, "inside", str, f"{where}: [actors]"), where)
        found |= {end: inside(found[end], pattern) for end in ("source", "target")}
    return found


def grouped(pattern: str, where: str) -> str:
    """A pattern, which must have a group for what it takes."""
    try:
        groups = re.compile(pattern).groups
    except re.error as error:
        raise Bad(f"{where}: [actors] inside = {pattern!r} is no pattern ({error}); mend it") from None
    if not groups:
        raise Bad(f"{where}: [actors] inside = {pattern!r} has no group; put brackets round the part that names the state")
    return pattern


def inside(cell: str, pattern: str) -> str:
    """The first group of a pattern, else the whole cell."""
    return f"coalesce(nullif(regexp_extract({cell}, {literal(pattern)}, 1), ''), {cell})"


def titled(cell: str) -> str:
    """Whether «Title (State)» is a body of the state; a name without brackets may be the state or an office holder."""
    titles = ", ".join(literal(title) for title in atlas.bodies("titles")["bodies"])
    return f"(NOT contains({cell}, '(') OR regexp_extract({cell}, '^(.*) \\(', 1) IN ({titles}))"


def literal(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"


def quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
