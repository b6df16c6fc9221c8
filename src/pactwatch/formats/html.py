"""A brief as one self-contained page: style, fonts and charts inside, no script, nothing fetched."""

import base64
import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from ..nouns import Brief
from . import charts
from .view import evidence, words
from .view.image import own, picture, source
from .view.plain import CONTROL
from .view.state import KEY, State, legend, states
from .view.whole import whole

HERE = Path(__file__).parent
SERIF, SANS = "Source Serif 4", "Source Sans 3"
CYRILLIC = "U+0301, U+0400-045F, U+0490-0491, U+04B0-04B1, U+2116"
FACES = (  # family, style, weights, file stem
    (SERIF, "normal", "200 900", "source-serif-4-{}-wght-normal"),
    (SERIF, "italic", "200 900", "source-serif-4-{}-wght-italic"),
    (SANS, "normal", "400", "source-sans-3-{}-400-normal"),
    (SANS, "normal", "600", "source-sans-3-{}-600-normal"),
)


def write(brief: Brief, path: str) -> None:
    """Write the page to the path as UTF-8."""
    with whole(path) as half:
        half.write_text(page(brief), encoding="utf-8")


def page(brief: Brief) -> str:
    """The page as text. All of the brief's text is escaped; only http and https addresses become links."""
    env = Environment(
        loader=FileSystemLoader(HERE / "templates"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    env.globals.update(_helpers(brief))
    return CONTROL.sub("", env.get_template("brief.html.j2").render(_fields(brief)).lstrip())


def _helpers(brief: Brief) -> dict[str, Any]:
    plain = {f.__name__: f for f in (words.day, words.short_day, words.signed, words.band, words.link, words.language, words.language_name)}
    bound = {f.__name__: partial(f, brief) for f in (words.name, words.told, words.question, evidence.outlet)}
    return {**plain, **bound, "at": _at, "tied": tied, "ended": ended}


def _fields(brief: Brief) -> dict[str, Any]:
    held, drawn = states(brief), list(_charts(brief))
    chart = next((c for c in drawn if c[0] == charts.LEAD and own(brief.image)), None)
    return {
        "b": brief, "css": _faces() + Markup((HERE / "templates" / "brief.css").read_text(encoding="utf-8")),
        "states": held, "half": _half(held), "legend": f"{KEY}. {legend(brief)}", "paragraphs": evidence.paragraphs(brief),
        "notes": evidence.notes(brief), "rests": evidence.all_rests(brief), "charts": [c for c in drawn if c is not chart],
        "lead": chart, "image_source": source(brief),
        "source_line": linked(brief.source_line),
        "events": words.by_date(brief.events), "picture": picture(brief), "outlets": list(evidence.sources(brief).values()),
    }


def _faces() -> Markup:
    """The fonts as `@font-face` rules with their bytes inside."""
    rules = []
    for family, style, weight, stem in FACES:
        for script, extent in (("latin", ""), ("cyrillic", f"unicode-range:{CYRILLIC};")):
            data = base64.b64encode((HERE / "fonts" / f"{stem.format(script)}.woff2").read_bytes()).decode()
            face = f"font-family:'{family}';font-style:{style};font-weight:{weight};font-display:swap;{extent}"
            rules.append(f"@font-face{{{face}src:url(data:font/woff2;base64,{data}) format('woff2')}}")
    return Markup("\n".join(rules) + "\n")


def _charts(brief: Brief) -> Iterator[tuple[str, str, Markup]]:
    """(name, description, SVG); the ids inside each picture carry its name, since a page holds several."""
    for name, spec in charts.specs(brief).items():
        drawn = re.sub(r'(\bid="|url\(#|href="#)', rf"\g<1>{name}-", charts.svg(spec))
        yield name, charts.alt(spec), Markup(drawn)


def _half(held: list[State]) -> float:
    return max([1.0, *(abs(v) for s in held for v in (s.reading.low, s.reading.high))])


def _at(value: float, half: float) -> float:
    """Where a value lies in a gauge 200 wide with zero in the middle."""
    return round(100 + 96 * value / half, 1)


TIED = re.compile(r"\S+\[[ivxlc]+\]|\d{1,2} (?:January|February|March|April|May|June|July|August|September|October|November|December) \d{4}|\d+ %")
SHORT = 30  # letters of a word that a mark may hold fast; a longer one, an address, must be free to break


def tied(text: str) -> Markup:
    """Text whose dates, and whose notes' marks with the word before them, no line's end cuts."""
    parts, at = list[Markup](), 0
    for found in TIED.finditer(text):
        parts += [escape(text[at:found.start()]), Markup('<span class="tied">{}</span>').format(found[0])]
        at = found.end()
    return Markup("").join([*parts, escape(text[at:])])


def ended(text: str, mark: str) -> Markup:
    """As `tied`, with the sentence's raised number held to its last word."""
    head, space, last = text.rpartition(" ")
    if len(last) > SHORT:
        return tied(text) + Markup("<sup>{}</sup>").format(mark)
    return tied(head + space) + Markup('<span class="tied">{}<sup>{}</sup></span>').format(last, mark)


def linked(text: str) -> Markup:
    """Text with its http and https addresses made links; all else escaped."""
    parts = re.split(r"(https?://[^\s<>\"”]+[^\s<>\"”.,;)])", text)
    return Markup("").join(
        Markup('<a href="{0}" rel="noopener noreferrer">{0}</a>').format(part) if i % 2 and words.link(part) else tied(part)
        for i, part in enumerate(parts)
    )
