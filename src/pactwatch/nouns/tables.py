"""Tables coded by others, and the codes in them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

Codes = Sequence[tuple[str, date | None, date | None, str | None]]  # code, since, until, actor; None: known, and nobody's
Deed = tuple[str, str, str | None, str | None, int, float]  # code, name, type, act, quad, score


@dataclass(frozen=True, slots=True)
class TableSource:
    """How the lake reads one file of events coded by others: what stands in it, and what becomes of it.

    `columns`: the file's columns in order with their DuckDB types; `fields`: field of the lake's rows → SQL over those columns. The fields
    `date`, `id`, `code`, `type`, `quad`, `score`, `sources`, `source_sector`, `target_sector`, `official`, `release` go over as they are (what is not told
    is null); `source` and `target` are the codes of actors (with `lists`, lists of them: a row per source and target), looked up among `actors`,
    `source_else` and `target_else` names to try where there is no code; `place` is looked up among `places`. `deeds` says what tells the
    deed: "cameo" (a CAMEO code), "cameo_names" (its name) or "plover" (a type).
    """

    system: str
    columns: Mapping[str, str]
    fields: Mapping[str, str]
    deeds: str
    actors: str  # a code table of world/codes
    places: str = ""
    form: str = "text"  # or parquet
    delimiter: str = "\t"
    quote: str = ""
    header: bool = False
    encoding: str = "utf-8"
    nulls: tuple[str, ...] = ("",)
    day: str = ""  # strptime form of its dates; empty: ISO
    lists: bool = False
    counted: str = ""  # a query for (mentioned, sources), id and number, where another file counts them
    since: date = date(1800, 1, 1)  # no event lies before
    undated: str = "no date"  # what a row lacks whose field `date` is null
    release: str = ""  # what its events are called, where the file's map says so
    alone: bool = True  # a second file of the same weeks is a second table of them; False: a feed, whose files reach back
