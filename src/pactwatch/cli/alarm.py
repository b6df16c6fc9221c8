"""Alarms in the terminal: pairs whose week was surprising, with the events, and how often such alarms were false."""

from typing import Any

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table

from .. import atlas
from ..nouns import Event
from .present import counted, name, told

Row = dict[str, Any]


def deed(event: Event) -> str:
    """«Kyrgyzstan → Tajikistan: accuses, 9 Oct 2022»."""
    return told(event, name)


def show(rows: list[Row], console: Console) -> None:
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    several = len({row.get("release") for row in rows}) > 1
    for title in (*(["release"] if several else []), "week", "pair", "kind", "by chance", "false a\npair-year", "events"):
        table.add_column(title, no_wrap=title == "week", overflow="fold")
    for row in rows:
        false = "more often" if row["false_per_pair_year"] is None else f"{row['false_per_pair_year']:.2f}"
        ends = "–\n".join(map(name, row["pair"].split("–")))
        events = "\n".join(row["events"])
        table.add_row(*([row["release"]] if several else []), row["week"], ends, row["kind"], odds(row["chance"]), false, events)
    console.print(table)
    past = atlas.load(atlas.WORLD / "alarms.toml")["told"]
    console.print(f"[dim]{counted(len(rows), 'alarm')}. How often alarms as loud were false: measured on {past}; silence is not calm.[/]")


def odds(chance: float) -> str:
    """1 in so many."""
    if chance > 0.5:
        return "–"
    return f"1 in {1 / chance:,.0f}" if chance > 1e-6 else "< 1 in a million"
