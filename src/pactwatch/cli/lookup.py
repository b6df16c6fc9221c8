"""`pactwatch export` and `pactwatch world`: what a run left, and what is declared."""

import csv
import io
import json
import os
import sys
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import pyarrow as pa
import pyarrow.parquet as pq
import typer
from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table

from .. import atlas, lake, worldcheck
from ..formats.csv import inert
from ..nouns import Actor, Bad
from .asked import day_of
from .errors import Faults
from .present import day, name

IMPORTED = ("rows", "rejected", "obligations", "exercises", "votes", "capabilities")  # tables that were brought in
world = typer.Typer(no_args_is_help=True, help="What is declared: actors, offices, pacts, sources.",
                    epilog="Example: pactwatch world show KGZ --on 2022-10-17")


def export(
    table: Annotated[str, typer.Argument(help="articles, claims, events, readings, attitudes; of imports rows, rejected, structural tables.")] = "events",
    lake: Annotated[Path, typer.Option(help="The lake of a finished run.")] = Path("out/csto/lake"),
    form: Annotated[str, typer.Option("--format", help="csv, jsonl or parquet.")] = "csv",
    out: Annotated[str, typer.Option(help="A file, or - for standard output.")] = "-",
) -> None:
    """Take a table of the last run out of the lake."""
    try:
        taken_out(lake, table, form, out)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


@world.command(epilog="Example: pactwatch world check")
def check(folder: Annotated[Path | None, typer.Argument(help="A world folder; by default the one in use.")] = None) -> None:
    """Check what is declared: overlapping terms of office, unknown codes, double names."""
    faults = Faults()
    for line in worldcheck.faults(atlas.world(folder or atlas.WORLD), atlas.places(folder or atlas.WORLD)):
        faults(Bad(line))
    faults.end()
    counts(Console(highlight=False))


@world.command(epilog="Example: pactwatch world show KGZ --on 2022-10-17")
def show(
    actor: Annotated[str, typer.Argument(help="An actor's code or English name.")],
    on: Annotated[str | None, typer.Option("--on", help="The day, YYYY-MM-DD; by default today.")] = None,
) -> None:
    """Show an actor: names, who held which office that day, the pacts it belonged to."""
    shown(actor, day_of(on, "--on") or date.today(), Console(highlight=False))


def shown(wanted: str, on: date, console: Console) -> None:
    """An actor on a day. Raises Bad for one that is not declared."""
    world = atlas.world()
    found = world.actors.get(wanted.upper()) or next((a for a in world.actors.values() if a.name("en").lower() == wanted.lower()), None)
    if found is None:
        raise Bad(f"actor '{wanted}' is not declared; name an ISO code as KGZ or an English name")
    console.print(f"\n[bold]{found.name('en')}[/] ({found.id}), {found.kind}, on {day(on)}\n")
    for language, words in found.words.items():
        for key, values in words.items():
            if values:
                console.print(f"  {language} {key:<11} {', '.join(values)}", highlight=False, soft_wrap=True)
    console.print(offices(found, on))
    pacts = [p.title for p in world.pacts.values() if found.id in p.members_on(on)]
    if found.kind == "state":
        console.print("Member of " + (", ".join(pacts) or "none of the declared pacts"), soft_wrap=True)
    else:
        console.print("Members: " + ", ".join(name(a) for a in world.pacts[found.id].members_on(on)), soft_wrap=True)


def offices(found: Actor, on: date) -> Table:
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    for title in ("office", "held by", "since", "until"):
        table.add_column(title)
    for office in found.offices:
        if office.since <= on and (office.until is None or on < office.until):
            held = f"{office.names.get('en', '')} ({office.names.get('ru', '')})"
            table.add_row(office.role.replace("_", " "), held, day(office.since), day(office.until) if office.until else "")
    return table


def counts(console: Console) -> None:
    world = atlas.world()
    states = [a for a in world.actors.values() if a.kind == "state"]
    full = [a for a in states if a.offices]
    console.print(f"well declared: {len(states)} states ({len(full)} in full), {sum(len(a.offices) for a in states)} terms of office, "
                  f"{len(world.pacts)} pacts and organisations, {len(world.sources)} sources")


def taken_out(folder: Path, table: str, form: str, out: str) -> None:
    """A table of the lake as CSV, JSON Lines or Parquet."""
    if table not in (*lake.TABLES, *IMPORTED):
        raise Bad(f"table '{table}' is not known; choose among {', '.join((*lake.TABLES, *IMPORTED))}")
    if form not in ("csv", "jsonl", "parquet"):
        raise Bad(f"--format: '{form}' is not known; choose csv, jsonl or parquet")
    data = lake.ask("SELECT * FROM told", {"told": lake.rows(folder, table)}) if table in IMPORTED else lake.read(folder, table)
    if form == "parquet":
        if out == "-":
            raise Bad("--out: Parquet is not for the terminal; name a file")
        pq.write_table(data, out)
        return
    text = as_csv(data) if form == "csv" else "".join(json.dumps(row, default=str, ensure_ascii=False) + "\n" for row in data.to_pylist())
    if out == "-":
        sys.stdout.write(text)
    else:
        Path(out).write_text(text, encoding="utf-8", newline="")


def cell(value: Any) -> Any:
    """Lists with ";"; what a spreadsheet would run as a formula is made inert."""
    if isinstance(value, list):
        value = "; ".join(str(v.get("text", v.get("event"))) if isinstance(v, dict) else str(v) for v in value)
    return inert(value) if isinstance(value, str) else value


def as_csv(data: pa.Table) -> str:
    sink = io.StringIO()
    writer = csv.writer(sink)
    writer.writerow(data.column_names)
    writer.writerows([cell(v) for v in row.values()] for row in data.to_pylist())
    return sink.getvalue()
