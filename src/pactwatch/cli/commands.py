"""The command line: one command a verb, each with help and an example."""

import os
import sys

import typer

from ..nouns import Bad
from . import attitudes, backtest, code, explain, imports, lint, lookup, measure, measured, relate, stance, structured, watch
from .errors import Commands, complain

app = typer.Typer(cls=Commands, no_args_is_help=True, add_completion=False, rich_markup_mode="markdown", pretty_exceptions_enable=False,
                  help="Pactwatch reads the foreign press on a security pact and measures how it holds together.\n\nStart with: **pactwatch run csto**")
app.add_typer(lookup.world, name="world")
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
app.command(name="run", epilog="Example: pactwatch run csto --date 2022-10-17 --out out/csto")(watch.command)
app.command(name="code", epilog="Example: pactwatch code articles.jsonl > claims.jsonl")(code.command)
app.command(name="explain", epilog="Example: pactwatch explain articles.jsonl --html why.html")(explain.command)
app.command(name="relate", epilog='Example: echo \'{"id": 1, "text": "Paris accused Bamako.", "source": [0, 5], "target": [14, 20]}\' | pactwatch relate -')(
    relate.command)
app.command(name="stance", epilog="Example: pactwatch stance articles.jsonl --no-entities > stances.jsonl")(stance.command)
app.command(name="lint", epilog="Example: pactwatch lint out/csto/brief.md")(lint.command)
app.command(epilog="Example: pactwatch export events --format csv --out events.csv")(lookup.export)


def main() -> None:
    """The entry point. What nobody foresaw about files ends in one line, too."""
    try:
        app()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError as error:
        complain(Bad(f"{error.filename or 'output'}: {error.strerror or error}; free space or choose another place"))
        raise SystemExit(2) from None
