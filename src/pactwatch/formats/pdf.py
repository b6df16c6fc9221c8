"""A brief as a tagged PDF, set by Typst with the fonts of the package; nothing is fetched.

PDF/UA-1 wants a letter for every character. Latin and Cyrillic are in the package; a text in another script is set with the
fonts of the machine, and where those lack a letter too, the file is tagged but makes no claim to the standard.
"""

import json
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import typst

from ..nouns import Brief
from . import charts
from .view.image import held, own
from .view.plain import plain
from .view.whole import whole

HERE = Path(__file__).parent


def write(brief: Brief, path: str) -> None:
    """Write the PDF to the path. The brief's text is data to the template, never markup."""
    with TemporaryDirectory() as folder:
        place = Path(folder)
        (place / "brief.json").write_text(json.dumps(_data(brief, place), ensure_ascii=False), encoding="utf-8")
        template = place / "brief.typ"
        template.write_text((HERE / "templates" / "brief.typ").read_text(encoding="utf-8"), encoding="utf-8")
        made = _compiled(template)
    with whole(path) as half:
        half.write_bytes(made)


def _data(brief: Brief, place: Path) -> dict[str, Any]:
    """What the template is given. `drawn`: what its picture shows where that is its own chart, which is shown whole; a photograph is cut to the page."""
    drawn = _charts(brief, place)
    alt = drawn.pop(charts.LEAD, {}).get("alt", "") if own(brief.image) else ""
    return {**plain(brief), "charts": list(drawn.values()), "picture": _picture(brief, place), "drawn": alt}


def _compiled(template: Path) -> bytes:
    options: tuple[dict[str, Any], ...] = ({"ignore_system_fonts": True, "pdf_standards": "ua-1"}, {"pdf_standards": "ua-1"})
    for option in options:
        try:
            return _compile(template, option)
        except typst.TypstError:
            continue
    return _compile(template, {})


def _compile(template: Path, option: dict[str, Any]) -> bytes:
    return bytes(typst.compile(str(template), root=str(template.parent), font_paths=[str(HERE / "fonts")], **option))


def _charts(brief: Brief, place: Path) -> dict[str, dict[str, str]]:
    found = {}
    for name, spec in charts.specs(brief).items():
        (place / f"{name}.svg").write_text(charts.svg(spec), encoding="utf-8")
        found[name] = {"file": f"{name}.svg", "alt": charts.alt(spec)}
    return found


def _picture(brief: Brief, place: Path) -> str | None:
    found = held(brief)
    if found is None:
        return f"{charts.LEAD}.svg" if own(brief.image) and (place / f"{charts.LEAD}.svg").is_file() else None
    data, _, extension = found
    (place / f"picture.{extension}").write_bytes(data)
    return f"picture.{extension}"
