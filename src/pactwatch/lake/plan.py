"""The SQL that takes one file of events coded by others to the lake's rows."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pyarrow as pa

from ..nouns import Codes, Deed, TableSource
from .ask import text

REJECTS = 100_000  # rows set aside in one file; more is no accident
FEW = 40  # dated codes that are spelt out; a table with more, as of the names of office holders, is joined
NUMBERS = {"quad": "TINYINT", "score": "DOUBLE"}
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


def rows(source: TableSource, path: Path, release: str, run: str, tables: Mapping[str, pa.Table]) -> str:
    """The lake's rows: codes looked up in `tables` (actors, places, deeds) as they stood on the day. What `prepared` makes must be there."""
    plain = apart(told(source, path)) if source.lists else told(source, path)
    actor = {end: end_of(end, source, tables["actors"]) for end in ("source", "target")}
    named = f"coalesce(release, {text(release)})" if "release" in source.fields else constant(release)
    deed = "lower(replace(code, '-', ' '))" if source.deeds == "cameo_names" else "code"
    code = {"cameo": "code", "cameo_names": "coalesce(deed_code, code)", "plover": "CASE WHEN type IS NULL THEN code END"}[source.deeds]
    place = lookup("places", tables["places"], "place") if source.places else "NULL::VARCHAR"
    act = "coalesce(act, deed_act::VARCHAR)" if "act" in source.fields else "deed_act"
    count = "coalesce(m.sources, r.sources)" if source.counted else "sources"
    return f"""
      SELECT {named} AS release, date, source_actor AS source, target_actor AS target, source_sector, target_sector, {code} AS code, type, {act} AS act,
        {told_or("quad", source)}::TINYINT AS quad, {told_or("score", source)} AS score, id, {count}::INTEGER AS sources,
        {constant(source.system)} AS system, {constant(run)} AS run, official, CASE WHEN source_actor IS NULL THEN source END AS source_code,
        CASE WHEN target_actor IS NULL THEN target END AS target_code, place_actor AS place, CASE WHEN place_actor IS NULL THEN place END AS place_code
      FROM (SELECT t.*, {actor["source"]} AS source_actor, {actor["target"]} AS target_actor, {place} AS place_actor,
        {deeds_of(tables["deeds"], deed, source)} FROM ({plain}) t {joined(source, tables)}) r
      {f"LEFT JOIN ({source.counted}) m ON m.mentioned = r.id" if source.counted else ""}"""


def told_or(field: str, source: TableSource) -> str:
    """What the table tells, else what the deed stands for."""
    return field if field in source.fields else f"deed_{field}"


def constant(word: str) -> str:
    """A word that every row bears: as an enumeration it is written once."""
    return f"{text(word)}::ENUM({text(word)})"


def end_of(end: str, source: TableSource, table: pa.Table) -> str:
    """The actor at an end: of its code, else, where it has none, of the name beside it."""
    own = lookup("actors", table, end)
    if f"{end}_else" not in source.fields:
        return own
    return f"coalesce({own}, CASE WHEN {end} IS NULL THEN {lookup('actors', table, f'{end}_else')} END)"


def prepared(tables: Mapping[str, pa.Table]) -> list[str]:
    """Enumerations of the codes: to place a word in one and take the list's member of that place costs a quarter of a join. Names become a
    table to join: many of a file are declared nowhere, and a word that an enumeration has not costs a thousand that it has."""
    made = []
    for name, table in tables.items():
        keys = table["code"].to_pylist()
        if name == "deeds":
            made += [_enum("deeds_code", keys), _enum("deeds_name", [n.lower() for n in table["name"].to_pylist() if n])]
            made += [_enum(f"deeds_{field}_told", sorted({w for w in table[field].to_pylist() if w})) for field in ("type", "act")]
        else:
            made += [_enum(f"{name}_actor", sorted({a for a in table["actor"].to_pylist() if a}))]
            made.append(_terms(name) if _many(table) else _enum(f"{name}_always", [row["code"] for row in _always(table)]))
    return made


def _terms(name: str) -> str:
    """The codes of a table as a relation in which none means two actors on a day: a later term ends the one before."""
    after = "lead(since) OVER (PARTITION BY code ORDER BY since)"
    return f"""CREATE TEMP TABLE {name}_terms AS SELECT code AS named, since, least(until, coalesce({after}, until)) AS until, actor::{name}_actor AS means
        FROM {name}"""


def joined(source: TableSource, tables: Mapping[str, pa.Table]) -> str:
    """The joins that `lookup` of names rests on, one for each column of them."""
    columns = {end: "actors" for end in ("source", "target", "source_else", "target_else") if end in source.fields} | ({"place": "places"} if source.places else {})
    return " ".join(f"LEFT JOIN {name}_terms {key}_term ON {key}_term.named = t.{key} AND t.date >= {key}_term.since AND t.date < {key}_term.until"
                    for key, name in columns.items() if _many(tables[name]))


def _enum(name: str, values: Sequence[str]) -> str:
    return f"CREATE TYPE {name} AS ENUM ({', '.join(text(v) for v in values or [''])})"


def _always(table: pa.Table) -> list[dict[str, Any]]:
    return [row for row in table.to_pylist() if row["since"] == FIRST and row["until"] == LAST]


def _dated(table: pa.Table) -> list[dict[str, Any]]:
    return [row for row in table.to_pylist() if row["since"] != FIRST or row["until"] != LAST]


def _many(table: pa.Table) -> bool:
    return len(_dated(table)) > FEW


def lookup(name: str, table: pa.Table, key: str) -> str:
    """The actor of a code: of one that always meant the same, else of one that did so on the day."""
    if _many(table):
        return f"{key}_term.means"
    always = "[" + ", ".join(text(row["actor"]) if row["actor"] else "NULL" for row in _always(table)) + "]"
    first = f"({always}::{name}_actor[])[enum_code(TRY_CAST({key} AS {name}_always)) + 1]"
    cases = " ".join(f"WHEN {key} = {text(row['code'])} AND {_during(row)} THEN {text(row['actor'])}" for row in _dated(table))
    return f"coalesce({first}, (CASE {cases} END)::{name}_actor)" if cases else first


def _during(row: Mapping[str, Any]) -> str:
    return f"date >= {_day(row['since'])} AND date < {_day(row['until'])}"


def _day(day: date) -> str:
    return f"DATE {text(day.isoformat())}"


def deeds_of(table: pa.Table, key: str, source: TableSource) -> str:
    """What a deed stands for: its type and act, and of quad, score and code what the table does not tell."""
    named = source.deeds == "cameo_names"
    rows = [r for r in table.to_pylist() if r["name"] or not named]
    at = f"enum_code(TRY_CAST({key} AS {'deeds_name' if named else 'deeds_code'})) + 1"
    wanted = ["type", "act", *(f for f in ("quad", "score") if f not in source.fields), *(["code"] if named else [])]
    lists = {f: ", ".join("NULL" if r[f] is None else str(r[f]) if f in NUMBERS else text(r[f]) for r in rows) for f in wanted}
    kinds = {**NUMBERS, "code": "VARCHAR", "type": "deeds_type_told", "act": "deeds_act_told"}
    return ", ".join(f"([{lists[f]}]::{kinds[f]}[])[{at}] AS {'type' if f == 'type' else f'deed_{f}'}" for f in wanted)


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
