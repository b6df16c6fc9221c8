"""Member × month: one row a member, one cell a month."""

from collections import defaultdict
from datetime import date
from typing import Any

from ...nouns import Brief, Reading
from ..view.words import name, signed
from . import hatch
from .style import FLIP, INK, RULE, chart, colour, reach

MONTHS, WIDTH, HEIGHT = 18, 580, 30
Row = dict[str, Any]


def strip(brief: Brief, basis: str = "") -> dict[str, Any]:
    """The specification; empty where the series holds no member."""
    rows = cells(brief)
    if not rows:
        return {}
    months = sorted({r["month"] for r in rows})
    members = _order(rows)
    half = reach(r["value"] for r in rows if r["value"] is not None)
    step = min(54.0, WIDTH / len(months))
    body = {
        "data": {"values": rows}, "width": step * len(months), "height": HEIGHT * len(members),
        "layer": _layers(step, half), "encoding": _places(members, months), "resolve": {"legend": {"shape": "independent"}},
    }
    silent = f"; {hatch.SILENT} nothing told of it" if any(r["text"] == hatch.SILENT for r in rows) else ""
    subtitle = [f"Mean cohesion of the weeks that were read in each month; the most strained member first{silent}", *([basis] if basis else [])]
    return chart("How each member stands, month by month", subtitle, _described(brief, rows), body)


def cells(brief: Brief) -> list[Row]:
    """A row per member and month: the mean of the weeks read, or None where none was, or where nothing told bears on the member; a week belongs to its
    Monday's month."""
    read: dict[tuple[str, str], list[Reading]] = defaultdict(list)
    for r in brief.series:
        if r.indicator == "cohesion" and r.level == "member":
            held = read[name(brief, r.of), f"{r.week:%Y-%m}"]
            if r.coverage > 0:
                held.append(r)
    last = sorted({month for _, month in read})[-MONTHS:]
    return [_cell(member, month, held) for (member, month), held in sorted(read.items()) if month in last]


def _cell(member: str, month: str, held: list[Reading]) -> Row:
    told = any(r.drivers for r in held)
    mean = round(sum(r.value for r in held) / len(held), 3) if told else None
    shown = signed(mean, 1) if mean is not None else hatch.SILENT if held else ""
    return {"member": member, "month": month, "value": mean, "text": shown}


def _order(rows: list[Row]) -> list[str]:
    latest = {r["member"]: r["value"] for r in rows if r["value"] is not None}
    return sorted({r["member"] for r in rows}, key=lambda m: (latest.get(m, 99.0), m))


def _places(members: list[str], months: list[str]) -> Row:
    names = {m: _month(m, i == 0) for i, m in enumerate(months)}
    axis = {"title": None, "orient": "top", "labelAngle": 0, "labelExpr": f"{names}[datum.value]",
            "labelLineHeight": 13, "labelPadding": 20}
    rows = {"title": None, "labelColor": INK, "labelFontSize": 12.5}
    return {
        "x": {"field": "month", "type": "ordinal", "sort": months, "axis": axis, "scale": {"padding": 0}},
        "y": {"field": "member", "type": "nominal", "sort": members, "axis": rows, "scale": {"padding": 0}},
    }


def _month(month: str, first: bool) -> list[str]:
    day = date.fromisoformat(f"{month}-01")
    return [str(day.year) if first or day.month == 1 else "", f"{day:%b}"]


def _layers(step: float, half: float) -> list[Row]:
    read, silent, unread = hatch.FILTERS
    path = hatch.strokes(step - 2, HEIGHT - 2, 6)
    text = "datum.text" if step >= 27 else "datum.value < 0 ? '−' : '+'"
    ink = {"condition": {"test": f"abs(datum.value) > {FLIP * half}", "value": "#ffffff"}, "value": INK}
    square = {"type": "rect", "stroke": "#ffffff", "strokeWidth": 2}
    return [
        {"transform": [read], "mark": square, "encoding": {"color": colour("value", half)}},
        {"transform": [hatch.NO_VALUE], "mark": {"type": "rect", "fill": "#fbfaf7", "stroke": RULE, "strokeWidth": 0.6}},
        {"transform": [unread], "mark": hatch.mark(path)},
        {"mark": {"type": "point", "size": 4, "opacity": 0}, "encoding": {"shape": hatch.legend()}},
        {"transform": [read, {"calculate": text, "as": "shown"}], "mark": {"type": "text", "fontSize": 11},
         "encoding": {"text": {"field": "shown"}, "color": ink}},
        hatch.dot(silent),
    ]


def _described(brief: Brief, rows: list[Row]) -> str:
    latest = {r["member"]: r for r in rows}
    said = "; ".join(f"{m} {hatch.said(r['text'])}" for m, r in latest.items())
    unread = sum(not r["text"] for r in rows)
    return (f"Grid of the members of {name(brief, brief.pact)} by month, coloured by cohesion. Latest month: {said}. "
            f"{unread} of {len(rows)} cells were not read and are hatched.")
