"""Cells without a value: hatched where nothing was read, a dot where what was read tells nothing of it.

The hatching is diagonal strokes as a point's own shape, for Vega-Lite has no patterns.
"""

from typing import Any

from .style import GREY

LABEL = "not read"
SILENT = "·"
NO_VALUE = {"filter": "datum.value === null"}
FILTERS = ({"filter": "datum.value !== null"}, {"filter": f"datum.text === '{SILENT}'"}, {"filter": "datum.text === ''"})  # with a value, silent, unread


def said(text: str) -> str:
    """What a cell shows, in words."""
    return "nothing told" if text == SILENT else text or LABEL


def dot(silent: dict[str, Any]) -> dict[str, Any]:
    """The layer that marks silent cells: they were read, and their value would only be where the measure starts."""
    return {"transform": [silent], "mark": {"type": "text", "text": SILENT, "fontSize": 14, "color": GREY}}


def strokes(width: float, height: float, gap: float) -> str:
    """An SVG path of rising diagonals, `gap` apart along the foot, cut to a box of that size centred on the origin.

    Units are pixels at a point size of 4. Boxes side by side join without a seam if `gap` divides their width.
    """
    found = []
    at = -height + (height % gap)
    while at < width:
        left, right = max(0.0, at), min(width, at + height)
        if right - left > 0.3:
            x0, y0 = left - width / 2, height / 2 - (left - at)
            x1, y1 = right - width / 2, height / 2 - (right - at)
            found.append(f"M{x0:.2f},{y0:.2f}L{x1:.2f},{y1:.2f}")
        at += gap
    return "".join(found)


def mark(path: str) -> dict[str, Any]:
    """The point mark that draws the strokes at their own size."""
    return {"type": "point", "shape": path, "size": 4, "stroke": GREY, "strokeWidth": 0.7, "opacity": 0.45, "filled": False}


def legend(offset: int = 8, label: str = LABEL, at: tuple[float, float] | None = None) -> dict[str, Any]:
    """A shape channel whose only use is its legend entry: what hatching means here. `at`: where in the view it stands; below it otherwise."""
    path = strokes(18, 11, 5)
    look = {"title": None, "symbolSize": 4, "symbolStrokeColor": GREY, "symbolStrokeWidth": 0.8, "labelOffset": 10,
            **({"orient": "none", "legendX": at[0], "legendY": at[1]} if at else {"orient": "bottom", "offset": offset})}
    return {"datum": label, "type": "nominal", "scale": {"domain": [label], "range": [path]}, "legend": look}
