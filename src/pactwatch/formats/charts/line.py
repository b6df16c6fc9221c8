"""The pact's weekly cohesion with its 90 % band, the weeks not read, the main events, and attention beneath."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from ...nouns import Brief, Reading
from ..view.words import band, name, short_day, signed
from . import hatch
from .events import Row, marked, notes
from .style import BLUE, GREY, INK, PAPER, RULE, RUST, chart, reach

WIDTH, PLOT, BARS, LINE = 620, 145, 34, 16
ROOM = 0.1  # of the width, kept free at the right for the last figure


def line(brief: Brief, alarms: Sequence[date] = (), basis: str = "") -> dict[str, Any]:
    """The specification; empty where the series does not hold the pact. `alarms`: weeks in which a pair of the pact broke; `basis`: a line on what was read."""
    weeks = [r for r in brief.series if r.indicator == "cohesion" and r.level == "pact" and r.of == brief.pact]
    weeks = sorted(weeks, key=lambda r: r.week)
    if not weeks:
        return {}
    scale = _Scale(weeks)
    labels = marked(brief, weeks, scale.x, WIDTH * (1 - ROOM))
    rows = [_row(r, scale) for r in weeks]
    head = (max((row["row"] for row in labels), default=-1) + 1) * LINE
    last = (brief.date, "last week" if basis else "this brief")
    body = {"data": {"values": rows}, "vconcat": [_main(rows, labels, scale, head, last, alarms), _bars(rows, scale)], "spacing": 10}
    subtitle = ["Weekly log ratio of cooperation to conflict; shaded: its 90\N{NO-BREAK SPACE}% band; dots: weeks read"
                + ("; ▼: a pair broke" if alarms else ""), *([basis] if basis else [])]
    return chart(f"{name(brief, brief.pact)}: how it holds together", subtitle, _described(brief, weeks), body)


class _Scale:
    """Where a day and a value lie, in pixels and in the axes' own units."""

    def __init__(self, weeks: list[Reading]) -> None:
        self.start = weeks[0].week
        self.days = max(7, (weeks[-1].week - self.start).days + 7)
        self.week = WIDTH * (1 - ROOM) * 7 / self.days
        top = max(0.25, *(r.high for r in weeks))
        foot = min(-0.25, *(r.low for r in weeks))
        self.foot, self.top = foot - 0.05 * (top - foot), top + 0.05 * (top - foot)

    def x(self, day: date) -> float:
        return (day - self.start).days * self.week / 7


def _row(r: Reading, scale: _Scale) -> Row:
    return {"week": r.week.isoformat(), "x": scale.x(r.week), "value": r.value if r.coverage > 0 else None, "carried": r.value,
            "low": r.low, "high": r.high, "read": r.coverage > 0, "volume": r.volume}


def _across(axis: Row | None) -> Row:
    return {"field": "x", "type": "quantitative", "axis": axis, "scale": {"domain": [0, WIDTH], "nice": False, "zero": False}}


def _main(rows: list[Row], labels: list[Row], scale: _Scale, head: int, made: tuple[date, str], alarms: Sequence[date]) -> Row:
    per_pixel = (scale.top - scale.foot) / PLOT
    domain = [scale.foot, scale.top + head * per_pixel]
    half = reach([scale.foot, scale.top])
    ticks = [t for t in (-4, -3, -2, -1, 0, 1, 2, 3, 4) if scale.foot <= t <= scale.top and abs(t) <= half + 1]
    axis = {"grid": False, "values": ticks, "format": "+d", "title": None, "labelExpr": "datum.value === 0 ? '0' : replace(datum.label, '-', '−')"}
    y: Row = {"field": "value", "type": "quantitative", "scale": {"domain": domain, "nice": False, "zero": False}, "axis": axis}
    layers = [*_unread(scale, scale.foot, scale.top, PLOT + head), *_band_and_line([t for t in ticks if t]),
              *notes(labels, scale.top, per_pixel, LINE), *_last(rows, *made), *_broken(alarms, scale)]
    return {"width": WIDTH, "height": PLOT + head, "encoding": {"x": _across(None), "y": y}, "layer": layers}


def _unread(scale: _Scale, foot: float, top: float, below: float) -> list[Row]:
    gap = scale.week / max(1, round(scale.week / 6))
    path = hatch.strokes(scale.week, PLOT, gap)
    where = {"calculate": f"datum.x + {scale.week / 2}", "as": "centre"}
    unread = [{"filter": "!datum.read"}, where]
    middle = {"calculate": f"{(foot + top) / 2}", "as": "middle"}
    key = hatch.legend(at=(WIDTH * (1 - ROOM) - 70, below + 8))
    there: Row = {"x": {"field": "centre", "type": "quantitative"}, "y": {"field": "middle", "type": "quantitative"}}
    return [
        {"transform": [*unread, middle], "mark": hatch.mark(path), "encoding": there},
        {"transform": [middle], "mark": {"type": "point", "size": 4, "opacity": 0}, "encoding": {"shape": key, "y": there["y"]}},
    ]


def _band_and_line(ticks: list[int]) -> list[Row]:
    end = WIDTH * (1 - ROOM)
    grid = {"mark": {"type": "rule", "color": RULE}, "data": {"values": [{"x": 0, "end": end, "value": t} for t in ticks]},
            "encoding": {"x2": {"field": "end"}}}
    zero = {"mark": {"type": "rule", "color": INK, "strokeWidth": 0.8}, "data": {"values": [{"x": 0, "end": end, "value": 0}]},
            "encoding": {"x2": {"field": "end"}}}
    shade = {"mark": {"type": "area", "color": BLUE, "opacity": 0.2, "interpolate": "linear"},
             "encoding": {"y": {"field": "low", "type": "quantitative"}, "y2": {"field": "high"}}}
    drawn = {"mark": {"type": "line", "color": BLUE, "strokeWidth": 2.2, "invalid": "break-paths-show-domains"}}
    carried = {"mark": {"type": "line", "color": BLUE, "strokeWidth": 0.9, "opacity": 0.7}, "encoding": {"y": {"field": "carried", "type": "quantitative"}}}
    read = {"transform": [{"filter": "datum.read"}], "mark": {"type": "point", "filled": True, "size": 16, "color": BLUE, "opacity": 1}}
    return [*([grid] if ticks else []), shade, zero, carried, drawn, read]


def _last(rows: list[Row], made: date, what: str) -> list[Row]:
    """The week of the brief: the last week that had begun by its date; `what` it is called."""
    held = [r for r in rows if r["week"] <= made.isoformat()]
    if not held or held[-1]["value"] is None:
        return []
    here = {**held[-1], "text": signed(held[-1]["value"]), "under": what}
    data = {"data": {"values": [here]}}
    side = {"type": "text", "align": "left", "dx": 9}
    return [
        {**data, "mark": {"type": "rule", "color": GREY, "strokeDash": [2, 3]}, "encoding": {"y": {"field": "low"}, "y2": {"field": "high"}}},
        {**data, "mark": {"type": "point", "filled": True, "size": 70, "color": BLUE, "stroke": PAPER, "strokeWidth": 1.5, "opacity": 1}},
        {**data, "mark": {**side, "dy": -1, "fontWeight": 600, "fontSize": 14, "color": BLUE}, "encoding": {"text": {"field": "text"}}},
        {**data, "mark": {**side, "dy": 13, "color": GREY}, "encoding": {"text": {"field": "under"}}},
    ]


def _broken(alarms: Sequence[date], scale: _Scale) -> list[Row]:
    """A mark at the foot for each week with an alarm, once a week."""
    end = scale.start + timedelta(scale.days)
    rows = [{"x": scale.x(week) + scale.week / 2, "value": scale.foot} for week in sorted(set(alarms)) if scale.start <= week < end]
    mark = {"type": "point", "shape": "triangle-down", "filled": True, "color": RUST, "size": 55, "opacity": 1, "dy": -6}
    return [{"data": {"values": rows}, "mark": mark}] if rows else []


def _bars(rows: list[Row], scale: _Scale) -> Row:
    names = {f"{x:g}": told for x, told in _months(rows, scale).items()}  # as JavaScript writes a number: a nought without ".0"
    axis = {"values": [float(x) for x in names], "title": None, "labelExpr": f"{names}[datum.value]",
            "labelAlign": "left", "labelPadding": 5, "labelLineHeight": 13, "grid": False, "ticks": True, "tickColor": RULE}
    most = max((r["volume"] for r in rows), default=0) or 1
    y = {"field": "volume", "type": "quantitative", "scale": {"domain": [0, most]}, "title": None,
         "axis": {"values": [0, most], "format": ".0f"}}
    path = hatch.strokes(scale.week, BARS, scale.week / max(1, round(scale.week / 6)))
    to = {"calculate": f"datum.x + {scale.week}", "as": "end"}
    centre = {"calculate": f"datum.x + {scale.week / 2}", "as": "centre"}
    bar = {"transform": [{"filter": "datum.read"}, to], "mark": {"type": "rect", "color": "#b5aea1", "stroke": PAPER, "strokeWidth": 1},
           "encoding": {"x": _across(axis), "x2": {"field": "end"}, "y": y, "y2": {"datum": 0}}}
    gone = {"transform": [{"filter": "!datum.read"}, centre], "mark": hatch.mark(path),
            "encoding": {"x": {"field": "centre", "type": "quantitative"}, "y": {"datum": most / 2}}}
    title = {"text": "Attention: events read each week", "fontSize": 11.5, "fontWeight": "normal", "color": GREY, "offset": 4}
    return {"width": WIDTH, "height": BARS, "title": title, "layer": [bar, gone]}


def _months(rows: list[Row], scale: _Scale) -> dict[float, list[str]]:
    """Where each month begins, in pixels, with its label; every third month where the series is long."""
    first, last = date.fromisoformat(rows[0]["week"]), date.fromisoformat(rows[-1]["week"])
    starts = [date(y, m, 1) for y in range(first.year, last.year + 1) for m in range(1, 13)]
    held = [d for d in starts if first <= d <= last]
    every = 1 if len(held) <= 18 else 3
    kept = [d for d in held if (d.month - 1) % every == 0]
    return {round(scale.x(d), 2): [f"{d:%b}", str(d.year) if i == 0 or d.month == 1 else ""] for i, d in enumerate(kept)}


def _described(brief: Brief, weeks: list[Reading]) -> str:
    read = [r for r in weeks if r.coverage > 0]
    span = f"from {short_day(weeks[0].week)} to {short_day(weeks[-1].week)}"
    missing = f"{len(weeks) - len(read)} of {len(weeks)} weeks were not read and are hatched."
    if not read:
        return f"Weekly cohesion of {name(brief, brief.pact)} {span}. {missing}"
    last = f"Last read week: {signed(read[-1].value)}, 90\N{NO-BREAK SPACE}% band {band(read[-1])}."
    return f"Line of the weekly cohesion of {name(brief, brief.pact)} {span}. {last} {missing}"
