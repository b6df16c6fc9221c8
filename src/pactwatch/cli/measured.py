"""`pactwatch alarms`, `chart`, `forecast`, `forecasts`: what is asked of a finished run. What answers is loaded when asked for."""

import json
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from .. import run
from ..nouns import Bad
from .told import Faults, fail

KINDS = ("line", "strip", "matrix", "pair", "reliability")
Lake = Annotated[Path, typer.Option(help="The lake of a finished run.")]
Desk = Annotated[Path, typer.Option(help="The file that forecasts are kept in.")]
Pact = Annotated[str, typer.Argument(help="A pact's code.")]
LAKE = Path("out/csto/lake")


def alarms(
    pact: Annotated[str, typer.Argument(help="A pact's code; left out, all pacts of --pacts.")] = "",
    lake: Annotated[Path, typer.Option(help="The lake of a finished run, or one that tables were imported into.")] = LAKE,
    events: Annotated[Path | None, typer.Option(help="Instead of --lake: a Parquet file of events between states.")] = None,
    pacts: Annotated[Path | None, typer.Option(help="With tables, a CSV of pact, member, since, until instead of the declared members.")] = None,
    since: Annotated[str, typer.Option(help="Only weeks from this day on, YYYY-MM-DD.")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Print rows as JSON.")] = False,
) -> None:
    """Weeks in which a pair's conflict was more than its past lets expect: sudden, with false discoveries held to a tenth, or drifting, by a CUSUM.

    Each alarm names the pair, the week, its events, and how often alarms as loud were false on a past that is known.
    """
    from . import alarm

    faults = Faults()
    try:
        rows = alarm.rows(pact, lake, events, pacts, since, faults)
    except Bad as bad:
        fail(bad)
    print(json.dumps(rows, indent=1)) if as_json else alarm.show(rows, Console(highlight=False))
    faults.end()


def chart(
    pact: Pact,
    kinds: Annotated[list[str] | None, typer.Argument(help=f"Which: {', '.join(KINDS)}; by default all.")] = None,
    pair: Annotated[str, typer.Option(help="The pair to draw, as KGZ-TJK; by default the three with most alarms and conflict.")] = "",
    lake: Lake = LAKE,
    desk: Desk = run.DESK,
    out: Annotated[Path, typer.Option(help="The folder to write to.")] = Path("out/csto/charts"),
) -> None:
    """Draw a pact: its line with band, events and alarms, members' strip, pairs' matrix, a pair's weeks with the fan ahead, the record's reliability.

    Each chart says how much was read and hatches weeks that were not; each can be read in grey.
    """
    wanted = list(kinds or KINDS)
    if unknown := [kind for kind in wanted if kind not in KINDS]:
        fail(Bad(f"chart '{unknown[0]}' is not known; choose among {', '.join(KINDS)}"))
    from ..formats import charts
    from .chart import specs

    try:
        written = [file for name, spec in specs(pact.upper(), wanted, pair.upper(), lake, desk).items() for file in charts.keep(spec, out, name)]
    except Bad as bad:
        fail(bad)
    for file in written:
        Console(highlight=False).print(str(file), soft_wrap=True)


def forecast(
    pact: Pact,
    day: Annotated[str, typer.Option("--date", help="The day they are made, YYYY-MM-DD; by default the last with news that the run looked at.")] = "",
    lake: Lake = LAKE,
    desk: Desk = run.DESK,
) -> None:
    """Forecast a pact's next weeks from a finished run, and keep the forecasts: what was made on a day is never changed.

    T1: material conflict of two members within 4 weeks. T2: more conflict events than in the last 4. T3: a member's step out within 3, 6, 12 months.
    """
    from . import foretell

    try:
        made, new = foretell.make(pact.upper(), day, lake, desk)
    except Bad as bad:
        fail(bad)
    console = Console(highlight=False)
    console.print(f"\n{made[0].pact}, {made[0].made}: {len(made)} forecasts, {new} of them new; kept in {desk}", soft_wrap=True)
    console.print(foretell.listed(made))
    console.print(f"[dim]{foretell.THIN}[/]")


def forecasts(
    pact: Annotated[str | None, typer.Option(help="Only this pact's.")] = None,
    lake: Lake = LAKE,
    desk: Desk = run.DESK,
) -> None:
    """Settle what is due by its written rule, and show the record: every forecast with its outcome, and whether chances kept their word."""
    from . import foretell

    try:
        foretell.show(foretell.settled(pact.upper() if pact else None, lake, desk), Console(highlight=False))
    except Bad as bad:
        fail(bad)
