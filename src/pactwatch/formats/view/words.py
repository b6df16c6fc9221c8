"""The running English of events, pairs, dates and figures, the same in every format."""

import re
from collections.abc import Iterable
from datetime import date
from urllib.parse import urlsplit

from ...nouns import Brief, Event, Forecast, Reading

MINUS = "\N{MINUS SIGN}"

DEEDS = {
    "exercise_join": "joins exercise",
    "exercise_skip": "skips exercise",
    "exercise_cancel": "cancels exercise",
    "summit_attend": "attends summit",
    "summit_skip": "skips summit",
    "member_join": "joins",
    "member_leave": "leaves",
    "member_suspend": "suspends membership",
    "member_threaten_leave": "threatens to leave",
    "help_request": "asks for help",
    "help_grant": "grants help",
    "help_refuse": "refuses help",
    "mediation_offer": "offers mediation",
    "mediation_accept": "accepts mediation",
    "mediation_refuse": "refuses mediation",
    "base_open": "opens base",
    "base_close": "closes base",
    "arms_transfer": "transfers arms",
    "clash": "clash",
    "ceasefire": "ceasefire",
    "criticism": "criticizes",
    "praise": "praises",
    "dues_stop": "stops paying dues",
    "sanction": "imposes sanctions",
    "border_close": "closes border",
    "ambassador_recall": "recalls ambassador",
    "AGREE": "agrees",
    "CONSULT": "consults",
    "SUPPORT": "supports",
    "CONCEDE": "concedes",
    "COOPERATE": "cooperates",
    "AID": "gives aid",
    "RETREAT": "pulls back",
    "REQUEST": "makes a demand",
    "APPEAL": "makes an appeal",  # CAMEO's 02, which PLOVER counts among requests
    "ACCUSE": "accuses",
    "REJECT": "refuses",
    "THREATEN": "threatens",
    "PROTEST": "protests",
    "SANCTION": "reduces relations",
    "MOBILIZE": "mobilizes",
    "COERCE": "coerces",
    "ASSAULT": "uses armed force",
}

TURNED = {  # where the type makes another deed of the act
    ("sanction", "CONCEDE"): "lifts sanctions",
    ("sanction", "THREATEN"): "threatens sanctions",
    ("sanction", "REQUEST"): "asks for sanctions",
    ("border_close", "CONCEDE"): "reopens border",
    ("border_close", "COERCE"): "blockades",
    ("exercise_join", "AGREE"): "agrees to exercise",
    ("exercise_cancel", "REJECT"): "refuses to host exercise",
    ("member_join", "AGREE"): "agrees to join",
    ("member_join", "REQUEST"): "asks to join",
    ("member_join", "REJECT"): "declines to join",
    ("member_join", "CONCEDE"): "drops objection to joining",
    ("member_join", "THREATEN"): "threatens over membership",
    ("member_leave", "REQUEST"): "asks to leave",
    ("member_leave", "THREATEN"): "threatens to leave",
    ("member_suspend", "REQUEST"): "asks for suspension",
    ("help_grant", "AGREE"): "agrees to help",
    ("arms_transfer", "AGREE"): "agrees on arms",
    ("arms_transfer", "REQUEST"): "asks for arms",
    ("arms_transfer", "REJECT"): "refuses arms",
    ("arms_transfer", "SANCTION"): "halts arms",
    ("base_open", "AGREE"): "agrees to base",
    ("base_open", "REQUEST"): "asks for base",
    ("base_open", "REJECT"): "refuses base",
    ("base_close", "REQUEST"): "asks to close base",
    ("base_close", "REJECT"): "refuses to close base",
    ("ceasefire", "AGREE"): "agrees to ceasefire",
    ("ceasefire", "REQUEST"): "calls for ceasefire",
    ("ceasefire", "REJECT"): "refuses ceasefire",
    ("criticism", "REQUEST"): "demands a change of course",
}

QUADS = {
    "verbal cooperation": ("AGREE", "CONSULT", "SUPPORT", "CONCEDE"),
    "material cooperation": ("COOPERATE", "AID", "RETREAT"),
    "verbal conflict": ("REQUEST", "ACCUSE", "REJECT", "THREATEN"),
    "material conflict": ("PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"),
}


def quad(type_: str) -> str:
    """The PLOVER quadrant of an event type; empty where the type is not one of the sixteen."""
    return next((name for name, types in QUADS.items() if type_ in types), "")


def name(brief: Brief, actor: str) -> str:
    """The English name of an actor, else its id."""
    return brief.names.get(actor, actor)


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
    words = (TURNED.get((event.act or "", event.type)) or DEEDS.get(event.act or "") or DEEDS.get(event.type)
             or (event.act or event.type).replace("_", " ").lower())
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
    """What a forecast asks, in words: its own question, which is frozen, has the codes and leaves the day to another column."""
    ends, by = [name(brief, actor) for actor in forecast.of.split("-")], f"by {day(forecast.due)}?"
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


LANGUAGES = {"ru": "Russian", "en": "English", "uk": "Ukrainian", "kk": "Kazakh", "ky": "Kyrgyz", "hy": "Armenian", "tg": "Tajik",
             "be": "Belarusian", "uz": "Uzbek", "az": "Azerbaijani", "ka": "Georgian", "tr": "Turkish", "zh": "Chinese",
             "ar": "Arabic", "fa": "Persian", "fr": "French", "de": "German", "es": "Spanish", "pl": "Polish"}


def language_name(code: str) -> str:
    """`Russian` for `ru`; the code itself where it is not in the list."""
    return LANGUAGES.get(code.split("-", maxsplit=1)[0].lower(), code)
