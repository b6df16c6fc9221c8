"""`pactwatch backtest`: how well ruptures would have been found and what comes would have been forecast, on a past that is known.

What replays it is loaded when asked for: scipy takes longer to load than most commands take to run.
"""

import json
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from .asked import day_of
from .errors import Faults, err

app = typer.Typer(no_args_is_help=True, help="Test detection and forecasts on events whose outcome is known.",
                  epilog="Example: pactwatch backtest ruptures --events events.parquet --ruptures ruptures.csv --pacts pacts.csv")
Events = Annotated[Path, typer.Option(help="A Parquet file of events between states, or a lake; each release is a window on its own.")]
Pacts = Annotated[Path, typer.Option(help="A CSV of pact, member, since, until.")]
Json = Annotated[bool, typer.Option("--json", help="Print rows as JSON.")]
Row = dict[str, Any]
RUPTURES = {"auc_now": "AUC now", "within_now": "in pair", "auc_before": "before", "within_before": "in pair", "fa50": "50 %", "fa70": "70 %"}
FORECASTS = {"T1": ("brier", "skill", "auprc", "auc", "logloss", "ece"), "T1_quiet": ("brier", "skill", "auprc", "auc", "logloss", "ece"),
             "T2": ("crps", "skill")}
STEPS = ("brier", "skill", "auc", "logloss", "ece")
TITLES = {"T1": "Material conflict within four weeks (T1)", "T1_quiet": "T1, pairs without material conflict for four weeks",
          "T2": "Conflict events in four weeks (T2)"}


def _answer(read: Callable[[Faults], list[Row]], show: Callable[[Sequence[Row], Console], None], as_json: bool) -> None:
    """Reads the rows and shows them; what was set aside on the way is told, and ends with exit code 2."""
    faults = Faults()
    rows = read(faults)
    _print(rows) if as_json else show(rows, Console(highlight=False))
    faults.end()


@app.command(epilog="Example: pactwatch backtest ruptures --events events.parquet --ruptures ruptures.csv --pacts pacts.csv")
def ruptures(
    events: Events,
    pacts: Pacts,
    ruptures: Annotated[Path, typer.Option(help="A CSV of date, member, other_party, kind, endogenous.")],
    as_json: Json = False,
) -> None:
    """How well each method finds known ruptures, beside the product's own; intervals hold 90 %, by drawing ruptures again."""
    from ..run import backtest as replay

    _answer(lambda faults: replay.ruptures(events, ruptures, pacts, faults), _detections, as_json)


@app.command(epilog="Example: pactwatch backtest forecasts --train 2018.parquet --test 2021.parquet --pacts pacts.csv")
def forecasts(
    train: Annotated[Path, typer.Option(help="Events to learn from: a Parquet file or a lake.")],
    test: Annotated[Path, typer.Option(help="Events to test on; may be the same: then the first six tenths of the weeks teach.")],
    pacts: Pacts,
    since: Annotated[str, typer.Option(help="The first day of the test, YYYY-MM-DD.")] = "",
    until: Annotated[str, typer.Option(help="Learn only from what had come by this day, YYYY-MM-DD.")] = "",
    as_json: Json = False,
) -> None:
    """How good forecasts would have been, from origins four weeks apart; nothing from after an origin is used. Intervals hold 90 %, by drawing pairs again."""
    from ..run import backtest as replay

    def read(faults: Faults) -> list[Row]:
        limits = day_of(since, "--since"), day_of(until, "--until")
        with Progress(console=err, transient=True) as progress:
            task = progress.add_task("forecasting", total=None)
            return replay.forecasts(train, test, pacts, limits, faults, lambda done, total: progress.update(task, completed=done, total=total))

    _answer(read, _forecasts, as_json)


@app.command(epilog="Example: pactwatch backtest bands --events events.parquet --pacts pacts.csv")
def bands(events: Events, pacts: Pacts, as_json: Json = False) -> None:
    """Whether bands hold: how much of what came fell into the 90 % interval, by channel, for the next week and the next four."""
    from ..run import backtest as replay

    _answer(lambda faults: replay.bands(events, pacts, faults), _bands, as_json)


@app.command(epilog="Example: pactwatch backtest steps --ruptures ruptures.csv --pacts pacts.csv")
def steps(
    pacts: Pacts,
    ruptures: Annotated[Path, typer.Option(help="A CSV of date, alliance, member, other_party, kind, endogenous, over many years.")],
    as_json: Json = False,
) -> None:
    """How well members' steps out of their pacts would have been forecast (T3), from origins three months apart, beside the base rate. Such data are thin.

    Intervals hold 90 %, by drawing members again.
    """
    from ..run import steps as replayed

    _answer(lambda faults: replayed.rows(ruptures, pacts, faults), _steps, as_json)


def _steps(rows: Sequence[Row], console: Console) -> None:
    for ahead in dict.fromkeys(row["months"] for row in rows):
        chosen = [row for row in rows if row["months"] == ahead]
        console.print(f"\n[bold]A step within {ahead} months (T3)[/]: {chosen[0]['n']} forecasts, {chosen[0]['came']} came true")
        console.print(_table(chosen, {name: name for name in STEPS}))
    console.print("[dim]Steps are rare and the list is not complete: a chance here rests more on the prior than on the record.[/]")


def _bands(rows: Sequence[Row], console: Console) -> None:
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    for title in ("channel", "weeks", "n", "in the 90 % interval", "PIT by tenths, % (10 each where bands are right)"):
        table.add_column(title, justify="left" if title == "channel" else "right")
    for row in rows:
        table.add_row(row["channel"], str(row["weeks"]), str(row["n"]), f"{row['inside']:.1%}\n[dim]{row['inside_low']:.1%}–{row['inside_high']:.1%}[/]",
                      " ".join(f"{100 * share:.0f}" for share in row["pit"]))
    console.print(table)


def _print(rows: Iterable[Row]) -> None:
    print(json.dumps(list(rows), indent=1))


def _short(value: float | None) -> str:
    """".982": a figure of the literature has no nought before the point."""
    return "–" if value is None else f"{value:.3f}".replace("0.", ".", 1) if abs(value) < 1 else f"{value:.2f}"


def _cell(row: Row, name: str) -> str:
    if row[name] is None:
        return "–"
    return f"{_short(row[name])}\n[dim]{_short(row[f'{name}_low'])}–{_short(row[f'{name}_high'])}[/]"


def _table(rows: Sequence[Row], columns: dict[str, str]) -> Table:
    table = Table(box=SIMPLE_HEAD, pad_edge=False, padding=(0, 0, 0, 0))
    table.add_column("", no_wrap=True)
    for title in columns.values():
        table.add_column(title, justify="right", min_width=9)
    for row in rows:
        bold = "[bold]" if row["method"] == "pactwatch" else ""
        table.add_row(f"{bold}{row['method'].replace('_', ' ')}", *(_cell(row, name) for name in columns))
    return table


def _detections(rows: Sequence[Row], console: Console) -> None:
    console.print(f"\n{rows[0]['n']} ruptures. AUC in the week of the rupture or the next, and in the four weeks before; each also within the pair alone; "
                  "false alarms per pair-year where 50 and 70 % are found. Intervals of 90 %.")
    console.print(_table(rows, RUPTURES))
    own = next(r for r in rows if r["method"] == "pactwatch")
    early = all(own[f"{figure}_low"] is not None and own[f"{figure}_low"] > 0.5 for figure in ("within_before", "within_earlier"))
    said = "both lie above 0.5: some lead time" if early else "do not both lie above 0.5: no lead time is claimed"
    console.print(f"[dim]Four weeks before, the intervals within a pair, against all its weeks and against its earlier ones "
                  f"({' '.join(_cell(own, 'within_earlier').split(chr(10)))}), {said}.[/]")


def _forecasts(rows: Sequence[Row], console: Console) -> None:
    for target, names in FORECASTS.items():
        every = list(dict.fromkeys(r["release"] for r in rows))
        for release in every if len(every) > 2 else every[:1]:
            chosen = [r for r in rows if r["target"] == target and r["release"] == release]
            if chosen:
                what = f"rate {chosen[0]['rate']:.1%}" if target != "T2" else f"mean {chosen[0]['rate']:.2f}"
                console.print(f"\n[bold]{TITLES[target]}[/], {release}: {chosen[0]['n']} forecasts, {what}")
                console.print(_table(chosen, {name: name for name in names}))
