"""The command line: one command a verb, each with help and an example."""

import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from .. import atlas, run, worldcheck
from ..lint import lint as lint_text
from ..nouns import Bad, Claim
from . import attitudes, backtest, chosen, explain, imports, measure, measured, present, relate, stance, structured
from .told import Faults, complain, err, fail

app = typer.Typer(no_args_is_help=True, add_completion=False, rich_markup_mode="markdown", pretty_exceptions_enable=False,
                  help="Pactwatch reads the foreign press on a security pact and measures how it holds together.\n\nStart with: **pactwatch run csto**")
world_app = typer.Typer(no_args_is_help=True, help="What is declared: actors, offices, pacts, sources.")
app.add_typer(world_app, name="world")
app.add_typer(backtest.app, name="backtest")
app.command(epilog="Example: pactwatch alarms CSTO --since 2022-09-01, or of imported tables: pactwatch alarms CSTO --lake out/lake")(measured.alarms)
app.command(name="attitudes", epilog="Example: pactwatch attitudes KGZ-TJK --lake out/csto/lake")(attitudes.command)
app.command(epilog="Example: pactwatch chart CSTO pair --pair KGZ-TJK")(measured.chart)
app.command(epilog="Example: pactwatch forecast CSTO --date 2022-10-17")(measured.forecast)
app.command(epilog="Example: pactwatch forecasts --pact CSTO")(measured.forecasts)
app.add_typer(imports.app, name="import")
app.command(name="measure", epilog="Example: pactwatch measure CSTO --lake out/lake --until 2018-09-30")(measure.command)
app.command(name="structure", epilog="Example: pactwatch structure CSTO --on 2018-09-30 --lake out/lake")(structured.command)
imports.app.command(name="structure", epilog="Example: pactwatch import structure atop atop5_1m.csv --lake out/lake")(structured.take)
FORMATS = ("html", "pdf", "docx", "md", "csv", "parquet", "plover")
Lines = Annotated[str, typer.Argument(metavar="FILE.jsonl", help="JSON Lines, or - for standard input.")]


def day_of(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        fail(Bad(f"--date: {text!r} is no day; write YYYY-MM-DD, as 2022-10-17"))


@contextmanager
def bar() -> Iterator[Callable[[str, int, int], None]]:
    """A progress bar a step, on standard error."""
    columns = (TextColumn("{task.description:>9}"), BarColumn(28), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=err, transient=not err.is_terminal) as progress:
        tasks: dict[str, Any] = {}

        def step(what: str, done: int, total: int) -> None:
            if what not in tasks:
                tasks[what] = progress.add_task(what, total=max(total, 1))
            progress.update(tasks[what], completed=done, total=max(total, 1))

        yield step


@app.command(name="run", epilog="Example: pactwatch run csto --date 2022-10-17 --out out/csto")
def run_command(
    watch: Annotated[str, typer.Argument(help="A bundled watch by its name, or a watch.toml.")] = "csto",
    day: Annotated[str | None, typer.Option("--date", help="The day of the brief, YYYY-MM-DD; by default the last with news of the pact.")] = None,
    out: Annotated[Path, typer.Option(help="The folder to write to.")] = Path("out"),
    formats: Annotated[str, typer.Option(help="Formats of the brief and its events, with commas.")] = ",".join(FORMATS),
    coder: chosen.Named = chosen.OWN, endpoint: chosen.Endpoint = "", model: chosen.Model = "",
    attitudes: attitudes.Asked = None,
) -> None:
    """Read a watch, code it, measure the pact and write the brief."""
    wanted = [name for name in formats.split(",") if name]
    known = run.plugins("formats")
    if unknown := [name for name in wanted if name not in known]:
        fail(Bad(f"--formats: '{unknown[0]}' is not known; choose among {', '.join(known)}"))
    faults = Faults()
    try:
        by = chosen.coder(coder, endpoint, model, faults)
        with bar() as progress:
            made = run.run(watch, day_of(day), progress, faults, by, attitudes)
            folder = out / made.watch.id if out == Path("out") else out
            written = run.save(made, folder, wanted, progress)
        present.summary(made, written, Console(highlight=False))
    except Bad as bad:
        fail(bad)
    faults.end()


def row_of(claim: Claim) -> dict[str, Any]:
    """A claim as `code` prints it."""
    return {"article": claim.article, "start": claim.start, "end": claim.stop, "date": claim.date.isoformat() if claim.date else None,
            "source": claim.source, "target": claim.target, "type": claim.type, "act": claim.act, "status": claim.status, "symmetric": claim.symmetric,
            "background": claim.background, "speaker": claim.speaker, "probability": claim.probability,
            "spans": [{"start": s.start, "end": s.stop, "text": s.text, "means": s.means} for s in claim.spans]}


@app.command(epilog="Example: pactwatch code articles.jsonl > claims.jsonl")
def code(file: Lines, coder: chosen.Named = chosen.OWN, endpoint: chosen.Endpoint = "", model: chosen.Model = "") -> None:
    """Code articles: a line of JSON per claim, with who did what to whom and the words that say so.

    Each line of FILE is {id, lang?, published, title, text, url?, source?}. A line that cannot be read is told on standard error,
    the rest goes on, and the exit code is 2.
    """
    faults = Faults()
    try:
        by = chosen.coder(coder, endpoint, model, faults)
        for article in run.plugin("feeds", "jsonl").articles(file, faults):
            try:
                for claim in by(article):
                    print(json.dumps(row_of(claim), ensure_ascii=False))
            except Bad as bad:
                faults(bad)
    except Bad as bad:
        fail(bad)
    faults.end()


@app.command(name="explain", epilog="Example: pactwatch explain articles.jsonl --html why.html")
def explain_command(
    file: Lines,
    html: Annotated[Path | None, typer.Option("--html", metavar="OUT.html", help="Write a page instead of printing to the terminal.")] = None,
) -> None:
    """Say why each claim was made: the marked sentence, what decided between the answer and its runner-up, the probability.

    Each line of FILE is an article as `code` reads it. The page holds all it needs and opens in any browser.
    """
    faults, console = Faults(), Console(highlight=False)
    try:
        if html:
            explain.write(list(explain.told(file, faults)), html)
            console.print(f"{html}", soft_wrap=True, markup=False)
        else:
            for article, claims in explain.told(file, faults):
                explain.show(article, claims, console)
    except Bad as bad:
        fail(bad)
    faults.end()


@app.command(name="relate", epilog='Example: echo \'{"id": 1, "text": "Paris accused Bamako.", "source": [0, 5], "target": [14, 20]}\' | pactwatch relate -')
def relate_command(file: Lines) -> None:
    """Say what the source does to the target: the likeliest of the 16 event types, a line of JSON each.

    Each line of FILE is {id, text, source: [start, stop], target: [start, stop]}, offsets in code points; an end that the text does
    not name is left out. `lang` tells the language, where the letters do not.
    """
    faults = Faults()
    try:
        for answer in relate.answers(file, faults):
            print(json.dumps(answer, ensure_ascii=False))
    except Bad as bad:
        fail(bad)
    faults.end()


@app.command(name="stance", epilog="Example: pactwatch stance articles.jsonl --no-entities > stances.jsonl")
def stance_command(
    file: Lines,
    entities: Annotated[bool, typer.Option(help="Take the entities that a line gives; --no-entities finds them all the same.")] = True,
    opinions: Annotated[bool, typer.Option("--opinions", help="Opinions of single sentences with their words, whoever holds them, instead.")] = False,
) -> None:
    """Print attitudes between named entities: a line of JSON each, {article, source, target, polarity, probability, spans}.

    Each line of FILE is {id, text, lang?, entities?}, entities as [[start, stop, type], …] in code points. Where a line gives none, they are found.
    """
    faults = Faults()
    try:
        for answer in stance.answers(file, entities, opinions, faults):
            print(json.dumps(answer, ensure_ascii=False))
    except Bad as bad:
        fail(bad)
    faults.end()


@app.command(name="lint", epilog="Example: pactwatch lint out/csto/brief.md")
def lint_command(file: Annotated[Path, typer.Argument(help="A brief in Markdown.")]) -> None:
    """Check a brief: quotation, citation, support, dates, estimative language, licence. Exit code 1 where something is found."""
    try:
        text = file.read_bytes().decode("utf-8")
    except OSError as error:
        fail(Bad(f"{file}: cannot be read ({error.strerror}); name a brief in Markdown"))
    except UnicodeDecodeError as error:
        fail(Bad(f"{file}: not UTF-8 at byte {error.start}; save it as UTF-8"))
    try:
        found = lint_text(text, atlas.load(atlas.WORLD / "lint.toml"), present.actors_in)
    except Bad as bad:
        fail(bad)
    present.findings(str(file), found, Console(highlight=False))
    raise typer.Exit(1 if found else 0)


@app.command(epilog="Example: pactwatch export events --format csv --out events.csv")
def export(
    table: Annotated[str, typer.Argument(help="articles, claims, events, readings, attitudes; of imports rows, rejected, structural tables.")] = "events",
    lake: Annotated[Path, typer.Option(help="The lake of a finished run.")] = Path("out/csto/lake"),
    form: Annotated[str, typer.Option("--format", help="csv, jsonl or parquet.")] = "csv",
    out: Annotated[str, typer.Option(help="A file, or - for standard output.")] = "-",
) -> None:
    """Take a table of the last run out of the lake."""
    try:
        present.export(lake, table, form, out)
    except Bad as bad:
        fail(bad)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


@world_app.command("check", epilog="Example: pactwatch world check")
def world_check(folder: Annotated[Path | None, typer.Argument(help="A world folder; by default the one in use.")] = None) -> None:
    """Check what is declared: overlapping terms of office, unknown codes, double names."""
    try:
        found = worldcheck.faults(atlas.world(folder or atlas.WORLD), atlas.places(folder or atlas.WORLD))
    except Bad as bad:
        fail(bad)
    for line in found:
        complain(Bad(line))
    if found:
        raise typer.Exit(2)
    present.world_counts(Console(highlight=False))


@world_app.command("show", epilog="Example: pactwatch world show KGZ --on 2022-10-17")
def world_show(
    actor: Annotated[str, typer.Argument(help="An actor's code or English name.")],
    on: Annotated[str | None, typer.Option("--on", help="The day, YYYY-MM-DD; by default today.")] = None,
) -> None:
    """Show an actor: names, who held which office that day, the pacts it belonged to."""
    try:
        present.actor(actor, day_of(on) or date.today(), Console(highlight=False))
    except Bad as bad:
        fail(bad)


def main() -> None:
    """The entry point. What nobody foresaw about files ends in one line, too."""
    try:
        app()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError as error:
        complain(Bad(f"{error.filename or 'output'}: {error.strerror or error}; free space or choose another place"))
        raise SystemExit(2) from None
