"""`pactwatch run`: a watch from its articles to its brief."""

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import MofNCompleteColumn

from .. import run
from ..nouns import Bad
from . import attitudes, chosen, present
from .asked import day_of
from .bars import bars
from .errors import Faults

FORMATS = ("html", "pdf", "docx", "md", "csv", "parquet", "plover")


def command(
    watch: Annotated[str, typer.Argument(help="A bundled watch by its name, or a watch.toml.")] = "csto",
    day: Annotated[str | None, typer.Option("--date", help="The day of the brief, YYYY-MM-DD; by default the last with news of the pact.")] = None,
    out: Annotated[Path | None, typer.Option(help="The folder to write to; by default out/ and the id of the watch.")] = None,
    formats: Annotated[str, typer.Option(help="Formats of the brief and its events, with commas.")] = ",".join(FORMATS),
    coder: chosen.Named = chosen.OWN, endpoint: chosen.Endpoint = "", model: chosen.Model = "",
    attitudes: attitudes.Asked = None,
) -> None:
    """Read a watch, code it, measure the pact and write the brief."""
    wanted = [name for name in formats.split(",") if name]
    known = run.plugins("formats")
    if unknown := [name for name in wanted if name not in known]:
        raise Bad(f"--formats: '{unknown[0]}' is not known; choose among {', '.join(known)}")
    faults = Faults()
    by = chosen.coder(coder, endpoint, model, faults)
    with bars(9, MofNCompleteColumn()) as progress:
        made = run.run(watch, day_of(day), progress, faults, by, attitudes)
        written = run.save(made, present.folder(out, made.watch.id), wanted, progress)
    present.summary(made, written, Console(highlight=False))
    faults.end()
