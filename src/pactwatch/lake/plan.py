"""The SQL that takes one file of events coded by others to the lake's rows."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from ..nouns import TableSource
from . import known
from .ask import text

NAMES = "names"  # the code table in which people stand, too
REJECTS = 100_000  # rows set aside in one file; more is no accident
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
    """The lake's rows: codes looked up among actors, places and deeds as they stood on the day. What `known.prepared` makes must be there."""
    plain = apart(told(source, path)) if source.lists else told(source, path)
    named = f"coalesce(t.release, {text(release)})" if "release" in source.fields else constant(release)
    code = {"cameo": "t.code", "cameo_names": "coalesce(deed.code, t.code)", "plover": "CASE WHEN deed.type IS NULL THEN t.code END"}[source.deeds]
    act = "coalesce(t.act, deed.act::VARCHAR)" if "act" in source.fields else "deed.act"
    one, other, place = (actor(key, source) for key in ("source", "target", "place"))
    return f"""
      SELECT {named} AS release, t.date, {one} AS source, {other} AS target, t.source_sector, t.target_sector, {code} AS code,
        deed.type, {act} AS act, {told_or("quad", source)}::TINYINT AS quad, {told_or("score", source)} AS score, t.id,
        {"coalesce(counted.sources, t.sources)" if source.counted else "t.sources"}::INTEGER AS sources,
        {constant(source.system)} AS system, {constant(run)} AS run, t.official, CASE WHEN {one} IS NULL THEN t.source END AS source_code,
        CASE WHEN {other} IS NULL THEN t.target END AS target_code, {place} AS place, CASE WHEN {place} IS NULL THEN t.place END AS place_code
      FROM ({plain}) t {" ".join(joins(source))}"""


def joins(source: TableSource) -> Iterator[str]:
    """An end is known by its code, else, where it has none, by the name beside it; a name of many words may be that of an office holder."""
    for end in ("source", "target"):
        key = f"coalesce(t.{end}, t.{end}_else)" if f"{end}_else" in source.fields else f"t.{end}"
        yield known.actor("actors", key, end)
        if source.actors == NAMES:
            yield known.person("actors", key, end)
    if source.places:
        yield known.actor("places", "t.place", "place")
    yield known.deed(source.deeds)
    if source.counted:
        yield f"LEFT JOIN ({source.counted}) counted ON counted.mentioned = t.id"


def actor(key: str, source: TableSource) -> str:
    """What the joins of an end, or of the place, have found."""
    if key == "place":
        return "place.actor" if source.places else "NULL::VARCHAR"
    return f"coalesce({key}.actor, {key}_too.actor)" if source.actors == NAMES else f"{key}.actor"


def told_or(field: str, source: TableSource) -> str:
    """What the table tells, else what the deed stands for."""
    return f"t.{field}" if field in source.fields else f"deed.{field}"


def constant(word: str) -> str:
    """A word that every row bears: as an enumeration it is written once."""
    return f"{text(word)}::ENUM({text(word)})"


def faults(source: TableSource, today: date) -> dict[str, str]:
    """What makes a row that parses no event: reason → predicate over the fields told."""
    last = today + timedelta(1)
    found = {
        source.undated: "date IS NULL", "no id": "id IS NULL",
        f"its date lies outside {source.since} to {last}": f"date NOT BETWEEN DATE '{source.since}' AND DATE '{last}'",
        "its quad is not 1 to 4": "quad NOT BETWEEN 1 AND 4",
        "its score lies beyond ±10": "abs(score) > 10",
    }
    return found | ({"its code is no CAMEO code": "length(code) NOT BETWEEN 2 AND 4 OR code GLOB '*[!0-9]*'"} if source.deeds == "cameo" else {})
