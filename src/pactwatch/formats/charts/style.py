"""Type and colour of the charts.

The scale runs from rust (conflict) through paper to steel blue (cooperation): told apart by all common kinds of colour
blindness. In grey both ends are dark, so every coloured cell also bears its sign in print.
"""

import math
from collections.abc import Iterable
from typing import Any

SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"
FONT = "'Source Sans 3', 'Liberation Sans', Arial, sans-serif"
INK, GREY, RULE, PAPER = "#1f1d1a", "#645f57", "#d9d4c9", "#ffffff"
RUST, BLUE = "#a33d12", "#1d5a80"
RAMP = ["#86290b", "#c9683a", "#eab896", "#f5f2eb", "#b4cedb", "#5a94b3", "#154f76"]
FLIP = 0.72  # of the scale: beyond it white can be read better than ink

CONFIG: dict[str, Any] = {
    "font": FONT,
    "view": {"stroke": None},
    "axis": {
        "labelColor": GREY, "labelFontSize": 11.5, "titleColor": GREY, "titleFontSize": 11.5, "titleFontWeight": "normal",
        "domain": False, "ticks": False, "gridColor": RULE, "labelPadding": 6, "labelFont": FONT, "titleFont": FONT,
    },
    "legend": {
        "labelColor": GREY, "labelFontSize": 11.5, "titleColor": GREY, "titleFontSize": 11.5, "titleFontWeight": "normal",
        "labelFont": FONT, "titleFont": FONT,
    },
    "title": {
        "anchor": "start", "frame": "bounds", "font": FONT, "fontSize": 15, "fontWeight": 600, "color": INK, "offset": 14,
        "subtitleFont": FONT, "subtitleFontSize": 12, "subtitleColor": GREY, "subtitlePadding": 4, "subtitleLineHeight": 16,
    },
    "text": {"font": FONT, "fontSize": 11.5, "color": INK},
}


def chart(title: str, subtitle: list[str], description: str, body: dict[str, Any]) -> dict[str, Any]:
    """A specification with title, description and the house's style around the body."""
    head = {"$schema": SCHEMA, "description": description, "title": {"text": title, "subtitle": subtitle}}
    return {**head, "background": None, "padding": 4, **body, "config": CONFIG}


def reach(values: Iterable[float]) -> float:
    """Half the width of the colour scale: the largest size among the values, up to the next half, from 1 to 4."""
    largest = max((abs(v) for v in values), default=1.0)
    return min(4.0, max(1.0, math.ceil(largest * 2) / 2))


def colour(field: str, half: float) -> dict[str, Any]:
    """The colour channel of cohesion from −half to +half, with its legend."""
    steps = [half * (i - 3) / 3 for i in range(7)]
    legend = {
        "title": "Cohesion: conflict (−) to cooperation (+)", "orient": "bottom", "direction": "horizontal", "gradientLength": 230,
        "gradientThickness": 9, "values": [-half, 0, half], "labelExpr": "datum.value === 0 ? '0' : replace(format(datum.value, '+.1~f'), '-', '−')",
        "titlePadding": 6, "titleLimit": 320,
    }
    return {
        "field": field, "type": "quantitative", "legend": legend,
        "scale": {"domain": steps, "range": RAMP, "interpolate": "lab", "clamp": True},
    }
