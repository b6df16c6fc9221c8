"""`pactwatch attitudes`: how the actors of a watch are told to stand to each other, from the lake of a finished run."""

import json
from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta
from itertools import groupby
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from .. import lake
from ..nouns import Bad, percent
from ..run.pacts import pair_of
from .measured import LAKE
from .present import day, signed

Asked = Annotated[bool | None, typer.Option("--attitudes/--no-attitudes", help="Read attitudes, too, as 'attitudes = true' in the watch asks; it takes "
                                            "from two thirds of the time of coding to as much again. No cohesion hears of them. Show: pactwatch attitudes.")]
WORTH = ("Net tone: from −1 to 1, near 0 with a wide band where little was told. Expected: each attitude counts with its chance to be right. On long analysis "
         "never seen, two positive in five and three negative in five of a pair were right, mostly for knowing who likes whom; on short news nobody has "
         "measured them. Read the words before you quote one.")
MOST = 3  # attitudes shown of a pair in the table of all
NAMES = ("positive", "negative")
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Tones:
    """The readings of each pair, week by week, and the attitudes and articles by id."""

    weeks: dict[str, list[Row]]  # pair → {pair, week, tone, low, high, coverage, told, positive, negative, drivers}; counts None where nothing was read
    attitudes: dict[str, Row]
    articles: dict[str, Row]


def command(
    pair: Annotated[str, typer.Argument(help="A pair, as KGZ-TJK: its weeks, and its attitudes with their words. By default all pairs.")] = "",
    folder: Annotated[Path, typer.Option("--lake", help="The lake of a finished run.")] = LAKE,
    as_json: Annotated[bool, typer.Option("--json", help="A row a pair and week as JSON.")] = False,
) -> None:
    """Show how the actors of a watch are told to stand to each other: a net tone with its band, and expected positive and negative attitudes.

    For a run made with: pactwatch run WATCH --attitudes. An indicator beside cohesion, never in it; only Russian texts are read for it, and a
    week without any is told as not read. On long analysis never seen, two positive in five and three negative in five of a pair were right
    (docs/bench.md), mostly for knowing who liked whom in the press of 2014 to 2016; on short news nobody has measured them.
    """
    told, wanted = read(folder), pair_of(pair)
    if wanted and wanted not in told.weeks:
        raise Bad(f"pair '{pair}': {folder} tells no dated attitude of it with the pact or a member at one end; name one of "
                  f"{', '.join(told.weeks) or 'another lake'}, or take all with: pactwatch export attitudes")
    shown = {of: rows for of, rows in told.weeks.items() if wanted in ("", of)}
    if as_json:
        print(json.dumps([row for rows in shown.values() for row in rows], default=str, indent=1, ensure_ascii=False))
    else:
        show(told, wanted, Console(highlight=False))


def read(folder: Path) -> Tones:
    """Raises Bad for a lake without attitudes."""
    if "attitudes" not in (tables := lake.held(folder)) and tables:
        raise Bad(f"{folder}: the last run read no attitudes; make one with: pactwatch run WATCH --attitudes")
    attitudes, articles = ({row["id"]: row for row in lake.read(folder, table).to_pylist()} for table in ("attitudes", "articles"))
    return Tones(weeks(lake.read(folder, "readings").to_pylist()), attitudes, articles)


def weeks(readings: list[Row]) -> dict[str, list[Row]]:
    """The weeks of each pair from its first attitude on, pairs by name."""
    counts = {(r["of"], r["week"], r["indicator"]): r for r in readings if r["indicator"].startswith("attitudes_")}
    found: dict[str, list[Row]] = defaultdict(list)
    for r in sorted((r for r in readings if r["indicator"] == "attitudes"), key=lambda r: (r["of"], r["week"])):
        row = {"pair": r["of"], "week": r["week"], "tone": r["value"], "low": r["low"], "high": r["high"], "coverage": r["coverage"],
               "told": int(r["volume"])}
        for name in NAMES:
            count = counts.get((r["of"], r["week"], f"attitudes_{name}"))
            row |= {name: count and count["value"], f"{name}_low": count and count["low"], f"{name}_high": count and count["high"]}
        found[r["of"]].append({**row, "drivers": r["drivers"]})
    return dict(found)


def show(told: Tones, pair: str, console: Console) -> None:
    every = told.attitudes.values()
    between = [a for a in every if a["source"] and a["target"] and a["source"] != a["target"]]
    where = f"{len({a['article'] for a in every})} of {len(told.articles)} articles"
    console.print(f"\n{len(every)} attitudes, {len(between)} of them between two actors, in {where}")
    if not told.weeks:
        console.print("None is dated and between two actors with the pact or a member at one end: there is no tone to show.")
        return
    console.print(by_week(told.weeks[pair]) if pair else by_pair(told))
    for attitude in sorted((a for a in between if pair == "-".join(sorted((a["source"], a["target"])))), key=lambda a: str(a["date"])):
        console.print(quoted(attitude, told.articles[attitude["article"]]), soft_wrap=True)
    console.print(f"[dim]{WORTH}[/]")


def by_pair(told: Tones) -> Table:
    """Each pair as it stands in the last week, the most told first."""
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    for title in ("", "net tone, 90 % band", "expected\npositive", "expected\nnegative", "last told"):
        table.add_column(title, no_wrap=True)
    table.add_column("what moves it most", overflow="fold")
    sums = {of: [sum(row[name] or 0.0 for row in rows) for name in NAMES] for of, rows in told.weeks.items()}
    for of, rows in sorted(told.weeks.items(), key=lambda item: (-sum(sums[item[0]]), item[0])):
        last = max(row["week"] for row in rows if row["told"])
        moved = [line(told.attitudes[d["event"]]) for d in rows[-1]["drivers"][:MOST] if d["event"] in told.attitudes]
        table.add_row(of, tone(rows[-1]), *(f"{total:.1f}" for total in sums[of]), f"week of {day(last)}", "\n".join(moved))
    return table


def by_week(rows: list[Row]) -> Table:
    """The weeks of a pair; those not read stand together, as do those read in which nothing was told, with the tone that is left after them."""
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    for title in ("week of", "expected positive, band", "expected negative, band", "net tone, 90 % band"):
        table.add_column(title, no_wrap=True)
    for what, few in ((what, list(few)) for what, few in groupby(rows, key=state)):
        if what == "told":
            for row in few:
                table.add_row(day(row["week"]), *(counted(row, name) for name in NAMES), tone(row))
        else:
            table.add_row(*(f"[dim]{cell}[/]" for cell in (day(few[0]["week"]), f"{what}, {weeks_of(few)}", "", tone(few[-1]))))
    return table


def state(row: Row) -> str:
    return "not read" if row["coverage"] == 0 else "told" if row["told"] else "none told"


def weeks_of(rows: list[Row]) -> str:
    return "1 week" if len(rows) == 1 else f"{len(rows)} weeks to {day(rows[-1]['week'] + timedelta(6))}"


def counted(row: Row, name: str) -> str:
    return f"{row[name]:.2f}, {row[f'{name}_low']:.0f} to {row[f'{name}_high']:.0f}" if row[name] else "none"


def tone(row: Row) -> str:
    return f"{signed(row['tone'])}, {signed(row['low'])} to {signed(row['high'])}"


def line(a: Row) -> str:
    """«Путин → Ереван neg 31 %, 9 Oct 2022»."""
    return escape(f"{a['source_name']} → {a['target_name']} {a['polarity']} {percent(a['probability'])}%, {day(a['date'])}")


def quoted(a: Row, article: Row) -> str:
    """An attitude, its words, and the passage that it rests on."""
    words = ", ".join(f"«{s['text']}»" for s in a["spans"] if s["means"] == "words") or "no word: two names alone, a guess"
    passage = " ".join(article["text"][a["start"]:a["stop"]].split())
    return f"{line(a)}  [dim]{escape(words)}[/]\n    {escape(a['article'])}: {escape(passage)}"
