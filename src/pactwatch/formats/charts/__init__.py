"""The charts of a brief as Vega-Lite specifications, and their SVG and PNG.

`specs` gives plain dicts with the data inside, so that a specification can be kept, read and drawn again anywhere.
"""

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from ...nouns import Brief
from ..view.whole import whole
from .draw import png, svg
from .line import line
from .matrix import matrix
from .pair import Ahead, Week, pair
from .record import dots, reliability, tenths
from .strip import strip

Spec = dict[str, Any]
LEAD = "line"  # of the charts that which leads a brief with no picture of its own

__all__ = ["LEAD", "Ahead", "Spec", "Week", "alt", "dots", "keep", "pair", "png", "reliability", "specs", "svg", "tenths", "write"]


def specs(brief: Brief, alarms: Sequence[date] = (), basis: str = "") -> dict[str, Spec]:
    """The charts by name (`line`, `strip`, `matrix`); one for which the series holds nothing is left out.

    `alarms`: weeks marked on the pact's line; `basis`: what the series was read from, where that is no brief's watch.
    """
    made = {LEAD: line(brief, alarms, basis), "strip": strip(brief, basis), "matrix": matrix(brief, basis)}
    return {name: spec for name, spec in made.items() if spec}


def alt(spec: Spec) -> str:
    """The description of a chart for those who do not see it."""
    return str(spec.get("description", ""))


def write(brief: Brief, folder: str) -> None:
    """Write each chart as `<name>.svg`, `<name>.png` and `<name>.vl.json` into the folder, which is made if need be."""
    for name, spec in specs(brief).items():
        keep(spec, Path(folder), name)


def keep(spec: Spec, place: Path, name: str) -> list[Path]:
    """Writes one chart in its three forms; the files."""
    place.mkdir(parents=True, exist_ok=True)
    files = [place / f"{name}.{ending}" for ending in ("vl.json", "svg", "png")]
    made = ((json.dumps(spec, ensure_ascii=False, indent=1) + "\n").encode(), svg(spec).encode(), png(spec))
    for file, data in zip(files, made, strict=True):
        with whole(file) as half:
            half.write_bytes(data)
    return files
