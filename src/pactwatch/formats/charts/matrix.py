"""Pairs of members: the latest cohesion of each, as a lower triangle."""

from typing import Any

from ...nouns import Brief, Reading
from ..view.words import name, short_day, signed
from . import hatch
from .style import FLIP, INK, RULE, chart, colour, reach

WIDTH = 580
SILENT = "nothing told"  # of a pair in tables that were read: not the same as unread
Row = dict[str, Any]


def matrix(brief: Brief, basis: str = "") -> dict[str, Any]:
    """The specification; empty where the series holds no pair."""
    last = latest(brief)
    if not last:
        return {}
    actors = sorted({a for of in last for a in of.split("-")}, key=lambda a: name(brief, a))
    half = reach(r.value for r in last.values() if r.drivers)
    rows = [_row(brief, a, b, last) for j, b in enumerate(actors) for a in actors[:j]]
    step = min(78.0, WIDTH / len(actors))
    tall = min(34.0, step)
    named = [name(brief, a) for a in actors]
    body = {
        "data": {"values": rows}, "width": step * (len(actors) - 1), "height": tall * (len(actors) - 1),
        "encoding": _places(named, step), "layer": _layers(step, tall, half, SILENT if basis else hatch.LABEL),
    }
    week = max(r.week for r in last.values())
    silent = f"; {hatch.SILENT} nothing told" if any(r["text"] == hatch.SILENT for r in rows) else ""
    subtitle = [f"Latest cohesion of each pair, week of {short_day(week)}; + cooperation prevails, − conflict prevails{silent}", *([basis] if basis else [])]
    return chart("Who holds with whom", subtitle, _described(rows), body)


def latest(brief: Brief) -> dict[str, Reading]:
    """The last reading of each pair in the series."""
    found: dict[str, Reading] = {}
    for r in brief.series:
        if r.indicator == "cohesion" and r.level == "pair" and (r.of not in found or found[r.of].week < r.week):
            found[r.of] = r
    return found


def _row(brief: Brief, a: str, b: str, last: dict[str, Reading]) -> Row:
    r = last.get(f"{a}-{b}") or last.get(f"{b}-{a}")
    read = r is not None and r.coverage > 0
    value = round(r.value, 3) if r and read and r.drivers else None
    shown = signed(value, 1) if value is not None else hatch.SILENT if read else ""
    return {"left": name(brief, a), "right": name(brief, b), "value": value, "text": shown}


def _places(named: list[str], step: float) -> Row:
    axis = {"title": None, "labelColor": INK, "labelFontSize": 12.5 if step > 60 else 11}
    across = {**axis, "labelAngle": 0 if step > 60 else -45}
    return {
        "x": {"field": "left", "type": "nominal", "sort": named, "axis": across, "scale": {"padding": 0}},
        "y": {"field": "right", "type": "nominal", "sort": named, "axis": axis, "scale": {"padding": 0}},
    }


def _layers(step: float, tall: float, half: float, hatched: str) -> list[Row]:
    read, silent, unread = hatch.FILTERS
    text = "datum.text" if step >= 27 else "datum.value < 0 ? '−' : '+'"
    ink = {"condition": {"test": f"abs(datum.value) > {FLIP * half}", "value": "#ffffff"}, "value": INK}
    return [
        {"transform": [read], "mark": {"type": "rect", "stroke": "#ffffff", "strokeWidth": 2}, "encoding": {"color": colour("value", half)}},
        {"transform": [hatch.NO_VALUE], "mark": {"type": "rect", "fill": "#fbfaf7", "stroke": RULE, "strokeWidth": 0.6}},
        {"transform": [unread], "mark": hatch.mark(hatch.strokes(step - 2, tall - 2, 6))},
        {"mark": {"type": "point", "size": 4, "opacity": 0}, "encoding": {"shape": hatch.legend(label=hatched)}},
        {"transform": [read, {"calculate": text, "as": "shown"}], "mark": {"type": "text", "fontSize": 12},
         "encoding": {"text": {"field": "shown"}, "color": ink}},
        hatch.dot(silent),
    ]


def _described(rows: list[Row]) -> str:
    said = "; ".join(f"{r['left']}–{r['right']} {hatch.said(r['text'])}" for r in sorted(rows, key=lambda r: r["value"] or 0.0)[:28])
    return f"Triangle of pairs of members, coloured by their latest cohesion: {said}."
