"""The running English of events, pairs, dates and figures, the same in every format."""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit

from ... import atlas
from ...nouns import Brief, Event, Forecast, Reading

MINUS = "\N{MINUS SIGN}"

QUADS = ("verbal cooperation", "material cooperation", "verbal conflict", "material conflict")  # PLOVER's, in their order


@lru_cache(1)
def phrases() -> Mapping[str, Any]:
    """How English tells it, as declared."""
    return atlas.load(atlas.WORLD / "phrases_en.toml")


def quad(type_: str) -> str:
    """The PLOVER quadrant of an event type; empty where the type is not one of the sixteen."""
    declared = atlas.world().deeds.types.get(type_)
    return QUADS[declared["quad"] - 1] if declared else ""


def name(brief: Brief, actor: str) -> str:
    """The English name of an actor, else its id."""
    return brief.names.get(actor, actor)


def the(name: str) -> str:
    """A name in running English: `the United Arab Emirates`, `the CSTO`, `NATO`, `Qatar`."""
    words = phrases()["names"]
    return f"the {name}" if name in words["article"] or (name.isupper() and name not in words["bare"]) else name


def label(brief: Brief, of: str, level: str) -> str:
    """The English label of what a reading is of: `KGZ-TJK` gives `Kyrgyzstan–Tajikistan`."""
    parts = of.split("-") if level == "pair" else [of]
    return "–".join(name(brief, part) for part in parts)


def day(value: date | None) -> str:
    """`17 October 2022`; `undated` where no date is known."""
    return f"{value.day} {value:%B %Y}" if value else "undated"


def short_day(value: date | None) -> str:
    """`17 Oct 2022`."""
    return f"{value.day} {value:%b %Y}" if value else "undated"


def signed(value: float, digits: int = 2) -> str:
    """A figure with a true minus and an explicit plus; zero bears no sign."""
    text = f"{abs(value):.{digits}f}"
    if float(text) == 0:
        return text
    return (MINUS if value < 0 else "+") + text


def band(reading: Reading) -> str:
    """`−1.32 to −0.38`."""
    return f"{signed(reading.low)} to {signed(reading.high)}"


def deed(event: Event) -> str:
    """What was done, in two or three words; of a pair in the plural: "consult"."""
    short, act = phrases()["short"], event.act or ""
    words = short["turned"].get(act, {}).get(event.type) or short.get(act) or short.get(event.type) or (act or event.type).replace("_", " ").lower()
    words = re.sub(r"^(\w+)s\b", r"\1", words) if event.symmetric else words
    marks = {"planned": "plan: ", "denied": "denied: ", "cancelled": "called off: ", "hypothetical": "mooted: "}
    return marks.get(event.status, "") + words


def by_date(events: Iterable[Event]) -> list[Event]:
    """The latest first; those without a date at the end."""
    return sorted(events, key=lambda e: (e.date is None, -(e.date or date.min).toordinal(), e.id))


def told(brief: Brief, event: Event) -> str:
    """`Kyrgyzstan → CSTO: cancels exercise`; a two-way arrow where both did it."""
    arrow = "↔" if event.symmetric else "→"
    return f"{name(brief, event.source)} {arrow} {name(brief, event.target)}: {deed(event)}"


def question(brief: Brief, forecast: Forecast) -> str:
    """What a forecast asks, in words."""
    return asked(brief.names, forecast)


def asked(names: Mapping[str, str], forecast: Forecast) -> str:
    """What a forecast asks, by the names of its actors: its own question, which is frozen, has the codes and leaves the day to another column."""
    ends, by = [the(names.get(actor, actor)) for actor in forecast.of.split("-")], f"by {day(forecast.due)}?"
    if forecast.kind == "T3":
        return f"Will {ends[0]} take a step out of the pact {by}"
    if forecast.kind in ("T1", "T2") and len(ends) == 2:
        what = "material conflict" if forecast.kind == "T1" else f"{forecast.least} or more conflict events"
        return f"Will there be {what} between {ends[0]} and {ends[1]} {by}"
    return forecast.question


def link(url: str | None) -> str | None:
    """The address if it is plain http or https, else None: nothing else may become a link."""
    if not url or re.search(r"[\s\x00-\x1f\x7f]", url):
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme.lower() in ("http", "https") and parts.netloc else None


def language(code: str) -> str:
    """A language tag fit for an attribute; `und` where the code is not one."""
    return code if re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", code) else "und"


def language_name(code: str) -> str:
    """`Russian` for `ru`; the code itself where it is not in the list."""
    return str(phrases()["languages"].get(code.split("-", maxsplit=1)[0].lower(), code))
