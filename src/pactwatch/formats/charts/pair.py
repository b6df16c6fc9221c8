"""One pair: conflict events each week, what was expected of them, alarms, and the fan of the weeks ahead."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from ..view.words import short_day
from . import hatch
from .style import BLUE, GREY, INK, PAPER, RUST, chart

WIDTH, HEIGHT = 620, 200
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Week:
    """A week of the pair; `low` to `high`: where 90 % of such weeks were expected; `alarm`: "sudden", "drift" or ""."""

    week: date
    count: float
    low: float
    high: float
    coverage: float
    alarm: str = ""


@dataclass(frozen=True, slots=True)
class Ahead:
    """A week to come: quantiles at 5, 25, 50, 75 and 95 %."""

    week: date
    quantiles: tuple[float, ...]


def pair(title: str, past: Sequence[Week], ahead: Sequence[Ahead], basis: str = "") -> Row:
    """The specification; empty where there is no past. `basis`: what was counted, where that needs saying."""
    if not past:
        return {}
    step = WIDTH / (len(past) + len(ahead))
    rows = [_row(w, i * step, step) for i, w in enumerate(past)]
    fan = [_fan(a, (len(past) + i) * step, step) for i, a in enumerate(ahead)]
    top = max(1.0, *(max(r["count"], r["high"]) for r in rows), *(f["q95"] for f in fan)) * 1.12
    axis = {"values": [r["x"] for r in rows[:: max(1, len(rows) // 5)]], "labelExpr": _labels(rows), "title": None, "grid": False}
    encoding: Row = {
        "x": {"field": "x", "type": "quantitative", "scale": {"domain": [0, WIDTH], "nice": False, "zero": False}, "axis": axis},
        "y": {"field": "count", "type": "quantitative", "scale": {"domain": [0, top], "nice": False}, "axis": _whole(top)},
    }
    layers = [*_past(step, top), *_future(fan)]
    body = {"width": WIDTH, "height": HEIGHT, "encoding": encoding, "layer": layers, "data": {"values": rows}}
    read = sum(w.coverage > 0 for w in past)
    alarms = sum(bool(w.alarm) for w in past)
    said = f"{read} of {len(past)} weeks were read; {alarms or 'no'} alarm{'' if alarms == 1 else 's'}."
    subtitle = ["Conflict events a week (bars), where 90\N{NO-BREAK SPACE}% of such weeks were expected (band), alarms (▼ sudden, ▽ drift)", said + basis]
    return chart(title, subtitle, f"{title}: conflict events a week from {short_day(past[0].week)} to {short_day(past[-1].week)}. {said}", body)


def _row(w: Week, x: float, step: float) -> Row:
    return {"week": w.week.isoformat(), "x": x, "end": x + step, "centre": x + step / 2, "count": w.count, "low": w.low, "high": w.high,
            "read": w.coverage > 0, "alarm": w.alarm}


def _fan(a: Ahead, x: float, step: float) -> Row:
    names = ("q05", "q25", "q50", "q75", "q95")
    return {"x": x, "end": x + step, **dict(zip(names, a.quantiles, strict=True))}


def _labels(rows: Sequence[Row]) -> str:
    told = {repr(r["x"]).removesuffix(".0"): short_day(date.fromisoformat(r["week"])) for r in rows}  # a number as JavaScript writes it
    return f"{told}[datum.value]"


def _whole(top: float) -> Row:
    """An axis with whole numbers only: of events there is no half."""
    step = max(1, round(top / 4))
    return {"title": None, "values": list(range(0, int(top) + 1, step)), "format": "d"}


def _past(step: float, top: float) -> list[Row]:
    band = {"transform": [{"filter": "datum.read"}], "mark": {"type": "rect", "color": BLUE, "opacity": 0.18},
            "encoding": {"x2": {"field": "end"}, "y": {"field": "low", "type": "quantitative"}, "y2": {"field": "high"}}}
    bars = {"transform": [{"filter": "datum.read && datum.count > 0"}], "mark": {"type": "rect", "color": INK, "stroke": PAPER, "strokeWidth": 0.5},
            "encoding": {"x2": {"field": "end"}, "y2": {"datum": 0}}}
    path = hatch.strokes(step, HEIGHT, step / max(1, round(step / 6)))
    unread = {"transform": [{"filter": "!datum.read"}, {"calculate": str(top / 2), "as": "middle"}], "mark": hatch.mark(path),
              "encoding": {"x": {"field": "centre", "type": "quantitative"}, "y": {"field": "middle", "type": "quantitative"}}}
    key = {"mark": {"type": "point", "size": 4, "opacity": 0}, "encoding": {"shape": hatch.legend()}}
    alarms = [{"transform": [{"filter": f"datum.alarm == '{kind}'"}, {"calculate": f"{top * 0.96}", "as": "up"}],
               "mark": {"type": "point", "shape": "triangle-down", "filled": filled, "color": RUST, "size": 60, "opacity": 1},
               "encoding": {"x": {"field": "centre", "type": "quantitative"}, "y": {"field": "up", "type": "quantitative"}}}
              for kind, filled in (("sudden", True), ("drift", False))]
    return [unread, key, band, bars, *alarms]


def _future(fan: Sequence[Row]) -> list[Row]:
    if not fan:
        return []
    data = {"data": {"values": list(fan)}}
    wide, narrow = ({**data, "mark": {"type": "rect", "color": GREY, "opacity": opacity},
                     "encoding": {"x2": {"field": "end"}, "y": {"field": low, "type": "quantitative"}, "y2": {"field": high}}}
                    for low, high, opacity in (("q05", "q95", 0.22), ("q25", "q75", 0.4)))
    middle = {**data, "mark": {"type": "rule", "color": INK, "strokeWidth": 1.6},
              "encoding": {"x2": {"field": "end"}, "y": {"field": "q50", "type": "quantitative"}}}
    return [wide, narrow, middle]
