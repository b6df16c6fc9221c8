"""`pactwatch measure`: readings of a pact from the tables in the lake, in the terminal and kept."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

import pyarrow as pa
import typer
from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table

from .. import atlas, lake, run
from ..nouns import BACK
from ..run.readings import LAKE, Measured, deeds, keep, last_week, measure
from .asked import day_of
from .present import DRIVERS, day, effects, moved, name, signed, span

POWERS = 3
WIDE = 110  # columns of a terminal in which the drivers stand in the table; in a narrower one they follow it
Row = dict[str, Any]


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
    found = measure(files, [run.pact_of(pact)], release, day_of(since, "--since"), day_of(until, "--until"))[0]
    latest, refused = last_week(found), keep(folder, found)  # kept before they are shown: who shows them to `head` keeps them, too
    if as_json:
        print(json.dumps(latest.to_pylist(), default=str, indent=1, ensure_ascii=False))
    else:
        show(found, latest, files, Console(highlight=False))
    if refused:
        raise refused


def show(found: Measured, latest: pa.Table, files: Sequence[Path], console: Console) -> None:
    rows: list[Row] = latest.to_pylist()
    by = {(r["indicator"], r["of"]): r for r in rows}
    own = [r for r in rows if r["indicator"] == "cohesion"]
    events = told(files, {d["event"] for r in own for d in r["drivers"]})
    week, counted = own[0]["week"], len(found.panel.entries)
    console.print(f"\n[bold]{found.pact.title}[/] ({found.pact.id}), week of {day(week)}")
    console.print(f"{counted:,} events within the pact in {len(found.panel.weeks)} weeks; coverage {own[0]['coverage']:.2f} of the usual")
    back = span(min(BACK, week - found.panel.weeks[0]))
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    for title in ("", "cohesion,\n90 % band", back, "attention", "outside\npowers"):
        table.add_column(title, no_wrap=True)
    if wide := console.width >= WIDE:
        table.add_column("what drove it", overflow="fold")
    for r in sorted(own, key=lambda r: (r["level"] != "pact", r["value"])):
        title = f"[bold]{r['of']}[/]" if r["level"] == "pact" else name(r["of"])
        band = f"{signed(r['value'])}\n[dim]{signed(r['low'])} to {signed(r['high'])}[/]"
        cells = (title, band, moved(r["fell"], ""), f"{by['attention', r['of']]['value']:.1f}", courted(by.get(("courting", r["of"]))))
        table.add_row(*cells, *([drove(r, events)] if wide else []))
    console.print(table)
    if not wide:
        driven = [(name(r["of"]), drove(r, events)) for r in own if r["drivers"]]
        console.print("\n".join(f"[bold]{of}[/]\n  {what.replace(chr(10), chr(10) + '  ')}" for of, what in driven))
    console.print(f"[dim]{back}: ↓ fell, ↑ rose, with the probability; → neither is likely. Attention: events a usual week. "
                  "Outside powers: their share of cooperation.[/]")


def courted(r: Row | None) -> str:
    """«62 %» and who takes most of it."""
    if r is None:
        return ""
    return f"{r['value']:.0%}\n[dim]{', '.join(d['event'] for d in r['drivers'][:POWERS])}[/]"


def drove(r: Row, events: dict[str, str]) -> str:
    return effects((d["effect"], events[d["event"]]) for d in r["drivers"][:DRIVERS] if d["event"] in events)


def told(files: Sequence[Path], ids: set[str]) -> dict[str, str]:
    """«RUS → KAZ Consult, 9 Oct 2018» for each id."""
    names = {code: title for code, title, *_ in atlas.cameo()}
    return {i: f"{source} → {target} {act or names.get(code, type_ or code)}, {day(when)}" for i, when, source, target, code, type_, act in deeds(files, ids)}
