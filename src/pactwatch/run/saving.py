"""What a run leaves: its tables in the lake, the brief in the wanted formats, the charts."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from .. import atlas, lake
from ..contracts import Progress
from ..nouns import Bad, Brief
from .plugs import plugin
from .stamp import version, world_version
from .watch import Run

TABLES = ("csv", "parquet", "plover")  # formats that hold the events
ENDINGS = {"plover": "jsonl"}


def save(made: Run, folder: Path, wanted: Sequence[str], progress: Progress) -> list[Path]:
    """The lake, the brief in the wanted formats and its charts; the files written."""
    stamp = {"watch": made.watch.id, "day": made.day.isoformat(), "code": version(), "world": world_version()}
    tables: dict[str, Sequence[Any]] = {"articles": list(made.articles.values()), "claims": made.claims, "events": made.events, "readings": made.readings}
    if made.heard:
        tables["attitudes"] = made.heard.attitudes
    written = [lake.publish(folder / "lake", tables, stamp)]
    if made.brief is None:
        return written
    whole = everything(made, made.brief)
    for done, name in enumerate(wanted, 1):
        place = folder / (f"events.{ENDINGS.get(name, name)}" if name in TABLES else f"brief.{name}")
        put(name, whole if name in TABLES else made.brief, place)
        written.append(place)
        progress("writing", done, len(wanted) + 1)
    charts = folder / "charts"
    put("charts", made.brief, charts)
    progress("writing", len(wanted) + 1, len(wanted) + 1)
    return [*written, charts]


def put(name: str, brief: Brief, place: Path) -> None:
    """Writes a brief in a format, or raises Bad in one line."""
    try:
        plugin("formats", name).write(brief, str(place))
    except OSError as error:
        raise Bad(f"{place}: cannot be written ({error.strerror or error}); free space or choose another folder with --out") from None


def everything(made: Run, brief: Brief) -> Brief:
    """The brief with all events known by its day, not only those that it names: what the tables of events hold."""
    known = tuple(e for e in made.events if e.date is None or e.date <= made.day)
    names = {a.id: a.name("en") for a in atlas.world().actors.values()}
    return replace(brief, events=known, claims=tuple(made.claims), articles=tuple(made.articles.values()), names=names)
