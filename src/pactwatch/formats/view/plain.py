"""A brief as plain lists and strings, each already worded, for the formats that lay out pages by themselves."""

import re
from dataclasses import asdict
from typing import Any

from ...nouns import Article, Brief, Forecast, Source
from . import evidence, words
from .image import source
from .state import KEY, State, legend, states

Plain = dict[str, Any]
CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")


def plain(brief: Brief) -> Plain:
    """All fields of the form in its order, and what stands beside them. JSON and XML can hold it."""
    made: Plain = cleaned(_fields(brief))
    return made


def cleaned(value: Any) -> Any:
    """The same value without control characters, for which no font has a letter and no XML a place."""
    if isinstance(value, str):
        return CONTROL.sub("", value)
    if isinstance(value, dict):
        return {k: cleaned(v) for k, v in value.items()}
    return [cleaned(v) for v in value] if isinstance(value, list) else value


def _fields(brief: Brief) -> Plain:
    return {
        "pact": words.name(brief, brief.pact), "region": brief.region, "date": words.day(brief.date), "byline": brief.byline,
        "headline": brief.headline, "image": _image(brief), "pull_quote": brief.pull_quote, "warnings": list(brief.warnings),
        "states": [_state(brief, s) for s in states(brief)], "legend": legend(brief), "key": KEY,
        "commentary": [[_sentence(r) for r in p] for p in evidence.paragraphs(brief)], "source_line": brief.source_line,
        "address": words.link(brief.article.url), "excerpt": _excerpt(brief),
        "notes": [{"mark": mark, "sentences": [_sentence(r) for r in held]} for mark, held in evidence.notes(brief)],
        "forecasts": [_forecast(brief, f) for f in brief.forecasts], "rests": [_rest(brief, r) for r in evidence.all_rests(brief)],
        "events": _events(brief), "facts": _facts(brief), "outlets": [_outlet(s) for s in evidence.sources(brief).values()],
        "articles": [_article(brief, a) for a in brief.articles],
    }


def _image(brief: Brief) -> Plain | None:
    return {**asdict(brief.image), "url": brief.image.url or source(brief), "file": ""} if brief.image else None


def _state(brief: Brief, s: State) -> Plain:
    drivers = [{"text": words.told(brief, e) if e else f"event {key}", "effect": words.signed(x)} for e, key, x in s.drivers]
    change = f"{words.signed(s.change)} in {s.since}" if s.change is not None else ""
    word = s.word if s.read else f"{s.word}, nothing read that week"
    return {
        "label": s.label, "level": s.level, "word": word, "chance": s.chance, "move": s.move, "arrow": s.arrow,
        "figure": words.signed(s.reading.value), "band": words.band(s.reading), "change": change, "drivers": drivers,
        "value": s.reading.value, "low": s.reading.low, "high": s.reading.high,
    }


def _sentence(r: evidence.Rest) -> Plain:
    return {"mark": r.mark, "text": r.text, "kind": r.kind}


def _excerpt(brief: Brief) -> Plain:
    rows = [
        {"original": pair.original, "translation": pair.translation, "new": i == 0}
        for paragraph in brief.excerpt for i, pair in enumerate(paragraph)
    ]
    a = brief.article
    return {"lang": words.language(a.language), "language": words.language_name(a.language), "title": a.title_en or a.title,
            "translator": a.translator or "", "rows": rows}


def _forecast(brief: Brief, f: Forecast) -> Plain:
    outcome = {None: "open", True: "yes", False: "no"}[f.outcome]
    entered = f", entered {words.short_day(f.entered.date())}" if f.entered and f.late else ""
    return {"question": words.question(brief, f), "rule": f.rule, "probability": f"{f.probability:.0%}".replace("%", "\N{NO-BREAK SPACE}%"),
            "due": words.short_day(f.due), "made": words.short_day(f.made) + entered, "forecaster": f.forecaster, "outcome": outcome}


def _rest(brief: Brief, r: evidence.Rest) -> Plain:
    events = [f"{words.told(brief, e)}, {words.day(e.date)}" for e in r.events]
    quotes = [{"parts": [list(p) for p in q.parts], "cite": f"{q.title}, {q.outlet}, {q.date}", "url": q.url, "lang": q.lang} for q in r.quotes]
    return {**_sentence(r), "events": events, "quotes": quotes, "readings": list(r.readings)}


def _events(brief: Brief) -> list[Plain]:
    return [
        {"date": words.short_day(e.date), "text": words.told(brief, e) + (" (background)" if e.background else ""), "type": e.type,
         "act": e.act or "", "status": e.status, "sources": str(len(e.sources)), "weight": f"{e.weight:.2f}"}
        for e in words.by_date(brief.events)
    ]


def _facts(brief: Brief) -> list[list[str]]:
    a, s = brief.article, brief.source
    rated = f"{s.title}, rated {s.reliability}{brief.credibility}" if s else f"source not rated; information {brief.credibility}"
    return [["Excerpted article", rated], ["Address", a.url or "none recorded"], ["Archive copy", f"SHA-256 {a.sha256 or 'not recorded'}"],
            ["Captured", a.captured or "not recorded"], ["Translation", a.translator or "none"]]


def _outlet(s: Source) -> Plain:
    return {"title": s.title, "city": s.city, "language": words.language_name(s.language), "kind": f"{s.kind}, {s.description}",
            "reliability": s.reliability}


def _article(brief: Brief, a: Article) -> Plain:
    title = f"{a.title} ({a.title_en})" if a.title_en else a.title
    return {"title": title, "url": words.link(a.url), "outlet": evidence.outlet(brief, a), "published": words.short_day(a.published),
            "sha256": a.sha256 or "not recorded"}
