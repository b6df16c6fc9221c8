"""`pactwatch export` and `pactwatch world`: what a run left, and what is declared."""

import os
import sys
from datetime import date
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from .. import atlas, worldcheck
from ..nouns import Bad
from . import present
from .asked import day_of
from .told import Faults

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
        present.export(lake, table, form, out)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


@world.command(epilog="Example: pactwatch world check")
def check(folder: Annotated[Path | None, typer.Argument(help="A world folder; by default the one in use.")] = None) -> None:
    """Check what is declared: overlapping terms of office, unknown codes, double names."""
    faults = Faults()
    for line in worldcheck.faults(atlas.world(folder or atlas.WORLD), atlas.places(folder or atlas.WORLD)):
        faults(Bad(line))
    faults.end()
    present.world_counts(Console(highlight=False))


@world.command(epilog="Example: pactwatch world show KGZ --on 2022-10-17")
def show(
    actor: Annotated[str, typer.Argument(help="An actor's code or English name.")],
    on: Annotated[str | None, typer.Option("--on", help="The day, YYYY-MM-DD; by default today.")] = None,
) -> None:
    """Show an actor: names, who held which office that day, the pacts it belonged to."""
    present.actor(actor, day_of(on, "--on") or date.today(), Console(highlight=False))
