"""Specifications → SVG and PNG, with the fonts of the package: the same picture on every machine."""

from functools import cache
from pathlib import Path
from typing import Any

import vl_convert

FONTS = Path(__file__).parent.parent / "fonts"
VEGA_LITE = "6.1"


@cache
def _fonts() -> None:
    vl_convert.register_font_directory(str(FONTS))


def svg(spec: dict[str, Any]) -> str:
    """The chart as SVG; its text stays text."""
    _fonts()
    return str(vl_convert.vegalite_to_svg(spec, vl_version=VEGA_LITE))


def png(spec: dict[str, Any], scale: float = 3.0) -> bytes:
    """The chart as PNG, `scale` pixels to a unit: 3 gives about 300 dots per inch at page width."""
    _fonts()
    opaque = {**spec, "background": "#ffffff"}  # soft edges over nothing turn grey in print
    return bytes(vl_convert.vegalite_to_png(opaque, vl_version=VEGA_LITE, scale=scale))
