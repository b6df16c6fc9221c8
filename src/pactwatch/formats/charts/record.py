"""Whether chances kept their word: said against came; PIT by tenths; figures of several methods with their intervals."""

from collections.abc import Mapping, Sequence
from typing import Any

from .style import BLUE, GREY, INK, PAPER, RULE, chart

SIDE = 300
Row = dict[str, Any]
Dot = tuple[float, float, int]


def reliability(title: str, bands: Sequence[Dot], late: Sequence[Dot] = (), what: str = "settled forecasts") -> Row:
    """`bands`: (said, came, how many) of `what`. On the diagonal a chance is what it says; the number stands beside its dot. What was entered `late`, when what
    came may have been known, stands in a panel of its own, in hollow marks without a line."""
    if not bands and not late:
        return {}
    count, after = (sum(many for _, _, many in dots) for dots in (bands, late))
    panels = {f"{count} entered in time": bands, f"{after} entered late: no test of foresight": late}
    rows = [{"said": said, "came": came, "count": many, "panel": panel, "late": dots is late}
            for panel, dots in panels.items() for said, came, many in dots]
    body: Row = {"data": {"values": rows}, **(_apart(list(panels)) if late else _square())}
    told = "; ".join(f"{'entered late: ' if r['late'] else ''}said {r['said']:.0%}, came {r['came']:.0%} of {r['count']}" for r in rows)
    return chart(title, [f"{count + after} {what}; figures: how many; dashed: as said, so it came"], f"{title}. {told}.", body)


def _apart(panels: Sequence[str]) -> Row:
    """Beside each other, so that a warning cannot be overlooked and figures of the one do not lie on those of the other."""
    header = {"title": None, "labelFontSize": 12.5, "labelColor": INK}
    return {"facet": {"field": "panel", "type": "nominal", "sort": panels, "header": header}, "columns": 2, "spec": _square()}


def _square() -> Row:
    axis = {"format": "%", "values": [0, 0.2, 0.4, 0.6, 0.8, 1], "gridColor": RULE}
    ends: Row = {end: {"field": end, "type": "quantitative", "axis": {**axis, "title": end}, "scale": {"domain": [0, 1]}} for end in ("said", "came")}
    even = {"data": {"values": [{"said": 0, "came": 0}, {"said": 1, "came": 1}]}, "mark": {"type": "line", "color": GREY, "strokeDash": [3, 3]}}
    line = {"transform": [{"filter": "!datum.late"}], "mark": {"type": "line", "color": BLUE}}
    fill = {"condition": {"test": "datum.late", "value": PAPER}, "value": BLUE}
    dot = {"mark": {"type": "point", "filled": True, "stroke": BLUE, "strokeWidth": 1.5, "size": 60, "opacity": 1}, "encoding": {"fill": fill}}
    figure = {"mark": {"type": "text", "dx": 8, "dy": 10, "align": "left", "color": INK}, "encoding": {"text": {"field": "count"}}}
    return {"width": SIDE, "height": SIDE, "encoding": {"x": ends["said"], "y": ends["came"]}, "layer": [even, line, dot, figure]}


def tenths(title: str, shares: Mapping[str, Sequence[float]]) -> Row:
    """PIT histograms side by side, name → ten shares; the line at a tenth is where bands are right."""
    rows = [{"name": name, "tenth": i + 1, "share": share} for name, part in shares.items() for i, share in enumerate(part)]
    bar = {"mark": {"type": "bar", "color": BLUE, "width": {"band": 0.92}},
           "encoding": {"x": {"field": "tenth", "type": "ordinal", "axis": {"title": None, "labelAngle": 0}},
                        "y": {"field": "share", "type": "quantitative", "axis": {"format": "%", "title": None, "tickCount": 4}}}}
    even = {"mark": {"type": "rule", "color": INK, "strokeDash": [3, 3]}, "encoding": {"y": {"datum": 0.1}}}
    facet = {"field": "name", "type": "nominal", "columns": 2, "sort": list(shares), "header": {"title": None, "labelFontSize": 12}}
    body = {"data": {"values": rows}, "facet": facet, "spec": {"width": 230, "height": 110, "layer": [bar, even]}, "columns": 2}
    told = "; ".join(f"{name}: " + ", ".join(f"{s:.0%}" for s in part) for name, part in shares.items())
    return chart(title, ["Where what came lay in its prediction, by tenths; flat at the dashed line where bands are right"], f"{title}. {told}.", body)


def dots(title: str, subtitle: str, rows: Sequence[tuple[str, str, float, float, float]]) -> Row:
    """Figures with intervals: (method, figure, value, low, high), a panel a figure; the last method, the product's own, is filled."""
    own = rows[-1][0]
    values = [{"method": m.replace("_", " "), "figure": f, "value": v, "low": low, "high": high, "own": m == own} for m, f, v, low, high in rows]
    order = list(dict.fromkeys(v["method"] for v in values))
    y = {"field": "method", "type": "nominal", "sort": order, "axis": {"title": None, "labelColor": INK}}
    x: Row = {"field": "value", "type": "quantitative", "scale": {"zero": False}, "axis": {"title": None, "tickCount": 4, "gridColor": RULE}}
    span = {"mark": {"type": "rule", "color": GREY}, "encoding": {"x": {**x, "field": "low"}, "x2": {"field": "high"}, "y": y}}
    fill = {"condition": {"test": "datum.own", "value": BLUE}, "value": "#ffffff"}
    dot = {"mark": {"type": "point", "size": 55, "stroke": BLUE, "opacity": 1, "filled": True, "strokeWidth": 1.5}, "encoding": {"x": x, "y": y, "fill": fill}}
    facet = {"field": "figure", "type": "nominal", "sort": list(dict.fromkeys(v["figure"] for v in values)), "header": {"title": None, "labelFontSize": 12}}
    body = {"data": {"values": values}, "facet": facet, "columns": 3, "spec": {"width": 150, "height": 130, "layer": [span, dot]},
            "resolve": {"scale": {"x": "independent"}}}
    told = "; ".join(f"{v['figure']} {v['method']} {v['value']:.3f}" for v in values)
    return chart(title, [subtitle], f"{title}. {told}.", body)
