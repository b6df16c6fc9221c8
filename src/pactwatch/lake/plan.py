"""The SQL that takes one file of events coded by others to the lake's rows."""

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

import pyarrow as pa

from ..contracts import Codes, Deed, TableSource
from .ask import text

REJECTS = 100_000  # rows set aside in one file; more is no accident
FIRST, LAST = date(1, 1, 1), date(9999, 12, 31)
# the fields that a feed may tell, with their types; `source_else` and `target_else` are names to try where there is no code
TOLD = {
    "date": "DATE", "source": "VARCHAR", "target": "VARCHAR", "source_else": "VARCHAR", "target_else": "VARCHAR", "source_sector": "VARCHAR",
    "target_sector": "VARCHAR", "code": "VARCHAR", "act": "VARCHAR", "quad": "TINYINT", "score": "DOUBLE", "id": "VARCHAR", "sources": "INTEGER",
    "place": "VARCHAR", "official": "BOOLEAN", "release": "VARCHAR",
}  # fmt: skip


def reader(source: TableSource, path: Path, rejects: str = "reject") -> str:
    """The file as a relation; what does not parse goes to <rejects>_errors."""
    if source.form == "parquet":
        return f"read_parquet({text(path)})"
    columns = ", ".join(f"{text(name)}: {text(kind)}" for name, kind in source.columns.items())
    options = {
        "delim": text(source.delimiter), "header": str(source.header).lower(), "quote": text(source.quote), "escape": text(source.quote),
        "auto_detect": "false",
        "columns": "{" + columns + "}", "nullstr": "[" + ", ".join(text(n) for n in source.nulls) + "]", "encoding": text(source.encoding),
        "store_rejects": "true", "rejects_table": text(f"{rejects}_errors"), "rejects_scan": text(f"{rejects}_scans"), "rejects_limit": str(REJECTS),
        **({"dateformat": text(source.day)} if source.day else {}),
    }  # fmt: skip
    return f"read_csv({text(path)}, {', '.join(f'{k} = {v}' for k, v in options.items())})"


def told(source: TableSource, path: Path, rejects: str = "reject") -> str:
    """What the file tells, field by field, before anything is looked up."""
    fields = {name: f"CAST({source.fields[name]} AS {kind})" if name in source.fields else f"CAST(NULL AS {kind})" for name, kind in TOLD.items()}
    if source.lists:
        fields |= {end: source.fields[end] for end in ("source", "target")}
    return f"SELECT {', '.join(f'{sql} AS {name}' for name, sql in fields.items())} FROM {reader(source, path, rejects)}"


def apart(query: str) -> str:
    """A row per source and target of a row with lists of them; an empty list is one end that nobody names."""
    for end in ("source", "target"):
        query = f"SELECT * EXCLUDE ({end}), unnest(CASE WHEN len({end}) > 0 THEN {end} ELSE [NULL] END) AS {end} FROM ({query})"
    return query


def rows(source: TableSource, path: Path, release: str, run: str) -> str:
    """The lake's rows: codes looked up among the relations `actors`, `places` and `deeds` as they stood on the day."""
    plain = apart(told(source, path)) if source.lists else told(source, path)
    deed = "lower(d.name) = lower(replace(r.code, '-', ' '))" if source.deeds == "cameo_names" else "d.code = r.code"
    code = {"cameo": "r.code", "cameo_names": "coalesce(d.code, r.code)", "plover": "CASE WHEN d.code IS NULL THEN r.code END"}[source.deeds]
    return f"""
      SELECT coalesce(r.release, {text(release)}) AS release, r.date, s.actor AS source, t.actor AS target, r.source_sector, r.target_sector,
        {code} AS code, d.type, coalesce(r.act, d.act) AS act, coalesce(r.quad, d.quad)::TINYINT AS quad, coalesce(r.score, d.score) AS score, r.id,
        {"coalesce(m.sources, r.sources)" if source.counted else "r.sources"}::INTEGER AS sources, {text(source.system)} AS system, {text(run)} AS run,
        r.official, coalesce(r.source, CASE WHEN s.actor IS NOT NULL THEN r.source_else END) AS source_code,
        coalesce(r.target, CASE WHEN t.actor IS NOT NULL THEN r.target_else END) AS target_code, {"p.actor" if source.places else "NULL::VARCHAR"} AS place,
        r.place AS place_code
      FROM ({plain}) r
      {lookup("actors", "s", "coalesce(r.source, r.source_else)" if "source_else" in source.fields else "r.source")}
      {lookup("actors", "t", "coalesce(r.target, r.target_else)" if "target_else" in source.fields else "r.target")}
      {lookup("places", "p", "r.place") if source.places else ""}
      LEFT JOIN deeds d ON {deed}
      {f"LEFT JOIN ({source.counted}) m ON m.id = r.id" if source.counted else ""}"""


def lookup(table: str, name: str, key: str) -> str:
    return f"LEFT JOIN {table} {name} ON {name}.code = {key} AND r.date >= {name}.since AND r.date < {name}.until"


def codes(rows: Codes) -> pa.Table:
    """A code table as a relation; a term without an end never ends."""
    columns = zip(*((c, since or FIRST, until or LAST, actor) for c, since, until, actor in rows), strict=True)
    kinds = (pa.string(), pa.date32(), pa.date32(), pa.string())
    return pa.table([pa.array(list(column), kind) for column, kind in zip(columns, kinds, strict=True)], names=["code", "since", "until", "actor"])


def deeds(rows: Sequence[Deed]) -> pa.Table:
    """Deeds as a relation: code, name, type, act, quad, score. Of codes of one name the longest bears it."""
    kinds = (pa.string(), pa.string(), pa.string(), pa.string(), pa.int8(), pa.float64())
    owner = {n.replace("-", " ").lower(): c for c, n, *_ in rows}  # "040" rather than "04"
    once = [(c, n.replace("-", " ") if owner[n.replace("-", " ").lower()] == c else None, *rest) for c, n, *rest in rows]
    return pa.table([pa.array(list(column), kind) for column, kind in zip(zip(*once, strict=True), kinds, strict=True)],
                    names=["code", "name", "type", "act", "quad", "score"])


def faults(source: TableSource, today: date) -> dict[str, str]:
    """What makes a row that parses no event: reason → predicate over the fields told."""
    last = today + timedelta(1)
    found = {
        "no date": "date IS NULL",
        f"its date lies outside {source.since} to {last}": f"date NOT BETWEEN DATE '{source.since}' AND DATE '{last}'",
        "its quad is not 1 to 4": "quad NOT BETWEEN 1 AND 4",
        "its score lies beyond ±10": "abs(score) > 10",
    }
    return found | ({"its code is no CAMEO code": "NOT regexp_full_match(code, '[0-9]{2,4}')"} if source.deeds == "cameo" else {})
