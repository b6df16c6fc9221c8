"""`pactwatch measure`: readings of a pact from the tables in the lake, in the terminal and kept."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Annotated, Any

import pyarrow as pa
import pyarrow.compute as pc
import typer
from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table

from .. import atlas, counts, lake, run
from ..contracts import Panel
from ..nouns import Bad, Pact, Reading, percent
from .asked import day_of, pact_of
from .present import ARROW, day, name, signed

LAKE = Path("out/lake")
POWERS = 3
WIDE = 110  # columns of a terminal in which the drivers stand in the table; in a narrower one they follow it
LIKELY = 0.55
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Measured:
    """A pact's panel and all its readings, as columns."""

    pact: Pact
    panel: Panel
    readings: pa.Table
    until: date


def command(
    pact: Annotated[str, typer.Argument(help="The pact's code, as CSTO.")],
    folder: Annotated[Path, typer.Option("--lake", help="The lake that the tables were imported into.")] = LAKE,
    release: Annotated[str | None, typer.Option(help="Which release, where the lake holds several.")] = None,
    since: Annotated[str | None, typer.Option(help="The first day to count, YYYY-MM-DD.")] = None,
    until: Annotated[str | None, typer.Option(help="The last day to know, YYYY-MM-DD.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="The readings of the last week that is over, as JSON.")] = False,
) -> None:
    """Measure a pact from imported tables: cohesion with its band, attention, what went to outside powers, coverage, drivers.

    All weekly readings of pairs, members and the pact are kept in the lake; take them out with: pactwatch export readings.
    """
    files = lake.rows(folder)
    found = measure(files, [pact_of(pact)], release, day_of(since, "--since"), day_of(until, "--until"))[0]
    latest, refused = last_week(found), keep(folder, found)  # kept before they are shown: who shows them to `head` keeps them, too
    if as_json:
        print(json.dumps(latest.to_pylist(), default=str, indent=1, ensure_ascii=False))
    else:
        show(found, latest, files, Console(highlight=False))
    if refused:
        raise refused


def keep(folder: Path, found: Measured) -> Bad | None:
    """The readings into the lake, in the place of an earlier measure's; where a watch's run lies there, which they would put out, why they are not kept."""
    if others := [table for table in lake.held(folder) if table != "readings"]:
        return Bad(f"{folder}: these readings are not kept, for here lies the run of a watch ({', '.join(others)}); import tables into a lake of their own, "
                  f"as --lake {LAKE}")
    lake.publish(folder, {"readings": found.readings}, {"pact": found.pact.id, "code": run.version(), "world": run.world_version()})
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
    for indicator in (run.plugin("indicators", which) for which in run.plugins("indicators")):
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


def show(found: Measured, latest: pa.Table, files: Sequence[Path], console: Console) -> None:
    rows: list[Row] = latest.to_pylist()
    by = {(r["indicator"], r["of"]): r for r in rows}
    own = [r for r in rows if r["indicator"] == "cohesion"]
    deeds = deeds_of(files, {d["event"] for r in own for d in r["drivers"]})
    week, events = own[0]["week"], len(found.panel.entries)
    console.print(f"\n[bold]{found.pact.title}[/] ({found.pact.id}), week of {day(week)}")
    console.print(f"{events:,} events within the pact in {len(found.panel.weeks)} weeks; coverage {own[0]['coverage']:.2f} of the usual")
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    for title in ("", "cohesion,\n90 % band", "8 weeks", "attention", "outside\npowers"):
        table.add_column(title, no_wrap=True)
    if wide := console.width >= WIDE:
        table.add_column("what drove it", overflow="fold")
    for r in sorted(own, key=lambda r: (r["level"] != "pact", r["value"])):
        title = f"[bold]{r['of']}[/]" if r["level"] == "pact" else name(r["of"])
        band = f"{signed(r['value'])}\n[dim]{signed(r['low'])} to {signed(r['high'])}[/]"
        cells = (title, band, moved(r["fell"]), f"{by['attention', r['of']]['value']:.1f}", courted(by.get(("courting", r["of"]))))
        table.add_row(*cells, *([drove(r, deeds)] if wide else []))
    console.print(table)
    if not wide:
        told = [(name(r["of"]), drove(r, deeds)) for r in own if r["drivers"]]
        console.print("\n".join(f"[bold]{of}[/]\n  {what.replace(chr(10), chr(10) + '  ')}" for of, what in told))
    console.print("[dim]8 weeks: ↓ fell, ↑ rose, with the probability; → neither is likely. Attention: events a usual week. "
                  "Outside powers: their share of cooperation.[/]")


def moved(fell: float) -> str:
    direction = "weaker" if fell >= LIKELY else "stronger" if fell <= 1 - LIKELY else "unchanged"
    return ARROW[direction] + (f" {percent(max(fell, 1 - fell))}%" if direction != "unchanged" else "")


def courted(r: Row | None) -> str:
    """«62 %» and who takes most of it."""
    if r is None:
        return ""
    return f"{r['value']:.0%}\n[dim]{', '.join(d['event'] for d in r['drivers'][:POWERS])}[/]"


def drove(r: Row, deeds: dict[str, str]) -> str:
    return "\n".join(f"{signed(d['effect'])} {deeds[d['event']]}" for d in r["drivers"][:3] if d["event"] in deeds) or "no event"


def deeds_of(files: Sequence[Path], ids: set[str]) -> dict[str, str]:
    """«RUS → KAZ Consult, 9 Oct 2018» for each id."""
    wanted = pa.table({"id": pa.array(sorted(ids), pa.string())})
    names = {code: title for code, title, *_ in atlas.cameo()}
    rows = lake.fetch("SELECT DISTINCT ON (e.id) e.id, e.date, e.source, e.target, e.code, e.type, e.act FROM events e JOIN wanted USING (id)",
                      {"events": files, "wanted": wanted})
    return {i: f"{source} → {target} {act or names.get(code, type_ or code)}, {day(when)}" for i, when, source, target, code, type_, act in rows}
