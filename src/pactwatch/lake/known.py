"""The declared codes as relations to join: what a code meant on a day, and what a deed's code or name stands for."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

import pyarrow as pa

from ..nouns import Codes, Deed
from .ask import text

FIRST, LAST = date(1, 1, 1), date(9999, 12, 31)
DAY_ONE = f"DATE '{FIRST.isoformat()}'"


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


def prepared(tables: Mapping[str, pa.Table]) -> Iterator[str]:
    """Statements that make of the registered code tables what `actor` and `deed` join. Few words come again in many rows: as members of an
    enumeration they are written in a third of the time. Codes are not placed in enumerations themselves: a word that one has not costs
    hundreds that it has, and a table by names is full of them."""
    for name, table in tables.items():
        for column in ("type", "act") if name == "deeds" else ("actor",):
            words = sorted({word for word in table[column].to_pylist() if word})
            yield f"CREATE TYPE {name}_{column} AS ENUM ({', '.join(text(word) for word in words or [''])})"
        yield DEEDS if name == "deeds" else _terms(name)


DEEDS = "CREATE TEMP TABLE deeds_known AS SELECT code, lower(name) AS name, type::deeds_type AS type, act::deeds_act AS act, quad, score FROM deeds"


def _terms(name: str) -> str:
    """The codes of a table, none of which means two actors on a day: a later term ends the one before."""
    after = "lead(since) OVER (PARTITION BY code ORDER BY since)"
    return f"""CREATE TEMP TABLE {name}_known AS
        SELECT code, since, least(until, coalesce({after}, until)) AS until, actor::{name}_actor AS actor FROM {name}"""


def actor(table: str, key: str, as_: str) -> str:
    """The join that finds in `as_.actor` who the code `key` was on the day of the row t, and null where nobody was."""
    return f"LEFT JOIN {table}_known {as_} ON {as_}.code = {key} AND {during(as_)}"


def person(table: str, key: str, as_: str) -> str:
    """The join that finds, for a name of three words or more that nobody is known by, the office holder with its first and last: «Sergey Viktorovich
    Lavrov». Only names that are declared for a time are asked: those of people."""
    short = f"CASE WHEN {as_}.actor IS NULL THEN split_part({key}, ' ', 1) || ' ' || split_part({key}, ' ', -1) END"
    return f"LEFT JOIN {table}_known {as_}_too ON {as_}_too.code = {short} AND {as_}_too.since > {DAY_ONE} AND {during(f'{as_}_too')}"


def during(term: str) -> str:
    return f"t.date >= {term}.since AND t.date < {term}.until"


def deed(by: str) -> str:
    """The join that finds what the deed of the row t stands for, by its code or by CAMEO's name of it."""
    match = "deed.name = lower(replace(t.code, '-', ' '))" if by == "cameo_names" else "deed.code = t.code"
    return f"LEFT JOIN deeds_known deed ON {match}"
