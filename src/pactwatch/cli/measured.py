"""`pactwatch alarms`, `chart`, `forecast`, `forecasts`: what is asked of a finished run. What answers is loaded when asked for."""

import json
from datetime import date
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from .. import run
from ..nouns import Bad
from .asked import day_of
from .errors import Faults, err, fail

KINDS = ("line", "strip", "matrix", "pair", "reliability")
Desk = Annotated[Path, typer.Option(help="The file that forecasts are kept in.")]
Either = Annotated[Path, typer.Option(help="The lake of a finished run, or one that tables were imported into.")]
Pacts = Annotated[Path | None, typer.Option(help="With tables, a CSV of pact, member, since, until instead of the declared members.")]
Release = Annotated[str | None, typer.Option(help="With tables, which release, where the lake holds several.")]
Pact = Annotated[str, typer.Argument(help="A pact's code.")]
LAKE = Path("out/csto/lake")


def alarms(
    pact: Annotated[str, typer.Argument(help="A pact's code; left out, all pacts of --pacts.")] = "",
    lake: Either = LAKE,
    events: Annotated[Path | None, typer.Option(help="Instead of --lake: a Parquet file of events between states.")] = None,
    pacts: Pacts = None,
    since: Annotated[str, typer.Option(help="Only weeks from this day on, YYYY-MM-DD.")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Print rows as JSON.")] = False,
) -> None:
    """Weeks in which a pair's conflict was more than its past lets expect: sudden, with false discoveries held to a tenth, or drifting, by a CUSUM.

    Each alarm names the pair, the week, its events, and how often alarms as loud were false on a past that is known.
    """
    from ..run import alarms as sounded
    from . import alarm

    faults = Faults()
    try:
        rows = sounded.rows(pact, lake, events, pacts, day_of(since, "--since") or date.min, alarm.deed, faults)
    except Bad as bad:
        fail(bad)
    print(json.dumps(rows, indent=1)) if as_json else alarm.show(rows, Console(highlight=False))
    faults.end()


def chart(
    pact: Pact,
    kinds: Annotated[list[str] | None, typer.Argument(help=f"Which: {', '.join(KINDS)}; by default all.")] = None,
    pair: Annotated[str, typer.Option(help="The pair to draw, as KGZ-TJK; by default the three with most alarms and conflict.")] = "",
    lake: Either = LAKE,
    desk: Desk = run.DESK,
    out: Annotated[Path | None, typer.Option(help="The folder to write to; by default charts, beside the lake.")] = None,
    pacts: Pacts = None,
    release: Release = None,
) -> None:
    """Draw a pact: its line with band, events and alarms, members' strip, pairs' matrix, a pair's weeks with the fan ahead, the record's reliability.

    Each chart says how much was read and hatches weeks that were not; each can be read in grey. Of imported tables as of a run; reliability needs a record.
    """
    wanted, faults = list(kinds or KINDS), Faults()
    if unknown := [kind for kind in wanted if kind not in KINDS]:
        fail(Bad(f"chart '{unknown[0]}' is not known; choose among {', '.join(KINDS)}"))
    from ..formats import charts
    from ..run.charts import specs

    try:
        drawn, without = specs(pact, wanted, pair.upper(), lake, desk, pacts, release, faults)
        written = [file for name, spec in drawn.items() for file in charts.keep(spec, out or lake.parent / "charts", name)]
    except Bad as bad:
        fail(bad)
    console = Console(highlight=False)
    for file in written:
        console.print(str(file), soft_wrap=True)
    for gone in without:
        faults(gone) if kinds else console.print(f"[dim]{gone}[/]", soft_wrap=True)
    faults.end()


def forecast(
    pact: Pact,
    day: Annotated[str, typer.Option("--date", help="The day they are made, YYYY-MM-DD; by default the last with news that the run looked at.")] = "",
    lake: Either = LAKE,
    desk: Desk = run.DESK,
    pacts: Pacts = None,
    release: Release = None,
) -> None:
    """Forecast a pact's next weeks from a finished run or imported tables, and keep the forecasts: what was made on a day is never changed.

    T1: material conflict of two members within 4 weeks. T2: more conflict events than in the last 4. T3, of a run only, for tables hardly tell of such
    steps: a member's step out within 3, 6, 12 months.
    """
    from ..run import forecasts as foreseen
    from . import foretell

    faults = Faults()
    try:
        with err.status("learning"):  # of tables from all pairs, a quarter of a minute a year
            made, new = foreseen.make(pact, day_of(day), lake, desk, pacts, release, faults)
    except Bad as bad:
        fail(bad)
    console = Console(highlight=False)
    console.print(f"\n{made[0].pact}, {made[0].made}: {len(made)} forecasts, {new} of them new; kept in {desk}", soft_wrap=True)
    console.print(foretell.listed(made))
    console.print(f"[dim]{foretell.notes(made)}[/]", soft_wrap=True)
    faults.end()


def forecasts(
    pact: Annotated[str | None, typer.Option(help="Only this pact's.")] = None,
    lake: Either = LAKE,
    desk: Desk = run.DESK,
) -> None:
    """Settle what is due by its written rule, and show the record: every forecast with its outcome, and whether chances kept their word."""
    from ..run import forecasts as foreseen
    from . import foretell

    try:
        foretell.show(foreseen.settled(pact.upper() if pact else None, lake, desk), Console(highlight=False))
    except Bad as bad:
        fail(bad)
