"""The main events on the pact's line: those with the largest effect on the pact's reading."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from ...nouns import Brief, Event, Reading
from ..view.words import deed, name, signed, told
from .labels import Label, place
from .style import GREY, INK, PAPER, RUST

MOST, FEW = 5, 3
Row = dict[str, Any]
Held = tuple[Event, date, float]


def main(brief: Brief, weeks: list[Reading]) -> list[Held]:
    """Up to five (event, its date, its largest effect), by date; of one day and actor only the strongest."""
    first, last = weeks[0].week, weeks[-1].week + timedelta(days=6)
    effects: dict[str, float] = {}
    every = [r for r in (*brief.readings, *brief.series) if r.drivers]
    for driver in (d for r in [r for r in every if r.level == "pact"] or every for d in r.drivers):
        if abs(driver.effect) > abs(effects.get(driver.event, 0.0)):
            effects[driver.event] = driver.effect
    dated = [(e, e.date, effects[e.id]) for e in brief.events if e.id in effects and e.date and first <= e.date <= last]
    chosen: dict[tuple[date, str], Held] = {}
    for row in sorted(dated, key=lambda r: -abs(r[2])):
        chosen.setdefault((row[1], row[0].source), row)
    return sorted(list(chosen.values())[:MOST], key=lambda r: r[1])


def marked(brief: Brief, weeks: list[Reading], x: Callable[[date], float], width: float) -> list[Row]:
    """A row per main event: where it lies, the label and the label's place."""
    held, labels = _fitting(main(brief, weeks), brief, x, width)
    found = []
    for (_, day, effect), label in zip(held, labels, strict=True):
        value = _value(weeks, day)
        found.append({"x": label.x, "text": label.text, "row": label.row, "align": label.align, "value": value, "bad": effect < 0})
    return found


def _fitting(held: list[Held], brief: Brief, x: Callable[[date], float], width: float) -> tuple[list[Held], list[Label]]:
    """The events that can be named without touching, with their labels: rather three with both ends than five with one."""
    both, one = (_greedy(held, words, brief, x, width) for words in (told, _who))
    chosen, words = (both, told) if len(both) >= min(FEW, len(held)) else (one, _who)
    return chosen, _placed(chosen, words, brief, x, width)


def _greedy(held: list[Held], words: Callable[[Brief, Event], str], brief: Brief, x: Callable[[date], float], width: float) -> list[Held]:
    """The heaviest first, each kept that can be named beside those before it."""
    chosen: list[Held] = []
    for row in sorted(held, key=lambda r: -abs(r[2])):
        more = [h for h in held if h in chosen or h is row]
        chosen = more if _placed(more, words, brief, x, width) else chosen
    return chosen


def _placed(held: list[Held], words: Callable[[Brief, Event], str], brief: Brief, x: Callable[[date], float], width: float) -> list[Label]:
    """Places for «15 Oct: Tajikistan → Russia: criticizes (−0.03)»; none where they cannot but touch."""
    return place([(x(day), f"{day.day} {day:%b}: {words(brief, event)} ({signed(effect)})") for event, day, effect in held], width)


def _who(brief: Brief, event: Event) -> str:
    if event.symmetric:
        return f"{name(brief, event.source)}–{name(brief, event.target)} {deed(event)}"
    return f"{name(brief, event.source)} {deed(event)}"


def _value(weeks: list[Reading], day: date) -> float:
    """The pact's value in the week of that day, where its leader ends; zero line where that week is missing."""
    return next((r.value for r in weeks if r.week <= day < r.week + timedelta(days=7)), 0.0)


def notes(rows: list[Row], top: float, per_pixel: float, line: int) -> list[Row]:
    """The layers: leader, dot, and the label twice, first as a halo."""
    if not rows:
        return []
    most = max(r["row"] for r in rows) + 1
    for r in rows:
        r["label"] = top + (most - r["row"] - 0.6) * line * per_pixel
    made: list[Row] = [{
        "data": {"values": rows}, "mark": {"type": "rule", "color": GREY, "strokeWidth": 0.7},
        "encoding": {"y": {"field": "value", "type": "quantitative"}, "y2": {"field": "label"}},
    }, {
        "data": {"values": rows}, "mark": {"type": "point", "filled": True, "size": 34, "stroke": PAPER, "strokeWidth": 1, "opacity": 1},
        "encoding": {"color": {"condition": {"test": "datum.bad", "value": RUST}, "value": INK}},
    }]
    return made + [layer for align in ("left", "right") for layer in _texts([r for r in rows if r["align"] == align], align)]


def _texts(rows: list[Row], align: str) -> list[Row]:
    if not rows:
        return []
    mark = {"type": "text", "align": align, "dx": 4 if align == "left" else -4, "baseline": "middle"}
    where: Row = {"y": {"field": "label", "type": "quantitative"}, "text": {"field": "text"}}
    halo = {"data": {"values": rows}, "mark": {**mark, "stroke": PAPER, "strokeWidth": 3, "strokeJoin": "round"}, "encoding": where}
    return [halo, {"data": {"values": rows}, "mark": mark, "encoding": where}]
