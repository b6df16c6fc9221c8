"""The hatching that means "not read": diagonal strokes as a point's own shape, for Vega-Lite has no patterns."""

from typing import Any

from .style import GREY

LABEL = "not read"


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


def legend(offset: int = 8, label: str = LABEL) -> dict[str, Any]:
    """A shape channel whose only use is its legend entry: what hatching means here."""
    path = strokes(18, 11, 5)
    look = {"title": None, "orient": "bottom", "symbolSize": 4, "symbolStrokeColor": GREY, "symbolStrokeWidth": 0.8, "labelOffset": 10,
            "offset": offset}
    return {"datum": label, "type": "nominal", "scale": {"domain": [label], "range": [path]}, "legend": look}
