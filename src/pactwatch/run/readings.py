"""Readings of pacts from the tables in the lake, as columns."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from .. import atlas, counts, lake
from ..contracts import Panel
from ..nouns import Bad, Pact, Reading
from .plugs import plugin, plugins
from .stamp import version, world_version

LAKE = Path("out/lake")


@dataclass(frozen=True, slots=True)
class Measured:
    """A pact's panel and all its readings, as columns."""

    pact: Pact
    panel: Panel
    readings: pa.Table
    until: date


def keep(folder: Path, found: Measured) -> Bad | None:
    """The readings into the lake, in the place of an earlier measure's; where a watch's run lies there, which they would put out, why they are not kept."""
    if others := [table for table in lake.held(folder) if table != "readings"]:
        return Bad(f"{folder}: these readings are not kept, for here lies the run of a watch ({', '.join(others)}); import tables into a lake of their own, "
                  f"as --lake {LAKE}")
    lake.publish(folder, {"readings": found.readings}, {"pact": found.pact.id, "code": version(), "world": world_version()})
    return None


def measure(files: Sequence[Path], pacts: Sequence[Pact], release: str | None = None, since: date | None = None, until: date | None = None) -> list[Measured]:
    """All readings of these pacts. Raises Bad for an empty window, and where no event is told within a pact that is asked for alone."""
    world = atlas.world()
    weights = counts.scale([row[5] for row in atlas.cameo()])
    organisations = [a.id for a in world.actors.values() if a.kind != "state"]
    shares = atlas.load(atlas.WORLD / "capabilities.toml")["shares"]
    made = counts.panels(files, pacts, weights, organisations, release=release, since=since, until=until, capabilities=shares)
    found = [Measured(p, made[p.id], readings(made[p.id]), made[p.id].weeks[-1] + timedelta(6)) for p in pacts if p.id in made]
    if len(pacts) == 1 and not found:
        raise Bad(f"pact '{pacts[0].id}': had fewer than two members in these weeks, so no pair to measure; choose other days with --since and --until")
    if len(pacts) == 1 and not found[0].panel.entries:
        raise Bad(f"pact '{pacts[0].id}': no event between its members from {found[0].panel.weeks[0]} to {found[0].until}; choose other days or import more")
    return found


def readings(panel: Panel) -> pa.Table:
    """Every indicator's readings as columns: by its `columns` where it has them, else from its nouns."""
    parts = []
    for indicator in (plugin("indicators", which) for which in plugins("indicators")):
        parts.append(indicator.columns(panel) if hasattr(indicator, "columns") else lake.table(Reading, indicator.read(panel)))
    return pa.concat_tables(part.cast(lake.schema(Reading)) for part in parts)


def last_week(found: Measured, on: date | None = None) -> pa.Table:
    """The readings of the last week that is over, of the pact and its members."""
    weeks = found.panel.weeks
    over = [w for w in weeks if w + timedelta(6) <= (on or last_day(found))] or [weeks[0]]
    rows = found.readings.filter(pc.equal(found.readings["week"], pa.scalar(over[-1])))
    return rows.filter(pc.is_in(rows["level"], pa.array(["pact", "member"])))


def last_day(found: Measured) -> date:
    """The last week counts as over where it was read about as usual: a broken one is thin."""
    weeks, coverage = found.panel.weeks, found.panel.coverage
    return weeks[-1] + timedelta(6) if coverage[-1] >= 0.7 else weeks[-1] - timedelta(1)


def deeds(files: Sequence[Path], ids: set[str]) -> list[tuple[Any, ...]]:
    """The rows of events, each once: id, date, source, target, code, type, act."""
    wanted = pa.table({"id": pa.array(sorted(ids), pa.string())})
    return lake.fetch("SELECT DISTINCT ON (e.id) e.id, e.date, e.source, e.target, e.code, e.type, e.act FROM events e JOIN wanted USING (id)",
                      {"events": files, "wanted": wanted})
