"""What each sentence rests on: its events, passages and readings, resolved to articles and outlets."""

from collections.abc import Iterator
from dataclasses import dataclass

from ...nouns import Article, Brief, Claim, Event, Passage, Reading, Sentence, Source
from .words import band, day, label, language, link, signed

KINDS = {"claim": "reported", "measure": "our measure", "judgement": "our judgment", "note": "context"}


@dataclass(frozen=True, slots=True)
class Quote:
    """A passage with its place: `parts` are (text, what the marked words mean or None), in order."""

    parts: tuple[tuple[str, str | None], ...]
    article: Article | None
    title: str
    outlet: str
    date: str
    url: str | None
    lang: str


@dataclass(frozen=True, slots=True)
class Rest:
    """A sentence with its mark (`3`), and what bears it out."""

    mark: str
    text: str
    kind: str
    events: tuple[Event, ...]
    quotes: tuple[Quote, ...]
    readings: tuple[str, ...]


def sources(brief: Brief) -> dict[str, Source]:
    """All outlets the brief knows, by id; the source of the excerpt first."""
    known = ([brief.source] if brief.source else []) + list(brief.sources)
    return {s.id: s for s in known}


def outlet(brief: Brief, article: Article | None) -> str:
    """The title of an article's outlet, else its id, else `unknown outlet`."""
    key = article.source if article else None
    held = sources(brief).get(key) if key else None
    return held.title if held else key or "unknown outlet"


def paragraphs(brief: Brief) -> list[list[Rest]]:
    """The commentary, each sentence numbered through from 1."""
    marks = _numbers("")
    return [[_rest(brief, s, next(marks)) for s in paragraph] for paragraph in brief.commentary]


def notes(brief: Brief) -> list[tuple[str, list[Rest]]]:
    """The notes, each sentence marked by its note: `i.1`."""
    return [(n.mark, [_rest(brief, s, f"{n.mark}.{i}") for i, s in enumerate(n.sentences, 1)]) for n in brief.notes]


def all_rests(brief: Brief) -> list[Rest]:
    """Every sentence of commentary and notes, in order."""
    return [r for p in paragraphs(brief) for r in p] + [r for _, rs in notes(brief) for r in rs]


def _numbers(prefix: str) -> Iterator[str]:
    number = 0
    while True:
        number += 1
        yield f"{prefix}{number}"


def _rest(brief: Brief, sentence: Sentence, mark: str) -> Rest:
    events = {e.id: e for e in brief.events}
    held = tuple(events[i] for i in sentence.events if i in events)
    quotes = tuple(quote(brief, p) for p in sentence.passages)
    readings = tuple(reading_line(brief, r) for r in sentence.readings)
    return Rest(mark, sentence.text, KINDS.get(sentence.kind, sentence.kind), held, quotes, readings)


def quote(brief: Brief, passage: Passage) -> Quote:
    """A passage with the words the coder rested on marked in it."""
    article = next((a for a in brief.articles if a.id == passage.article), None)
    if article is None and brief.article.id == passage.article:
        article = brief.article
    title = (article.title_en or article.title) if article else passage.article
    when = day(article.published) if article else "undated"
    parts = tuple(marked(passage, brief.claims))
    lang = language(article.language) if article else "und"
    return Quote(parts, article, title, outlet(brief, article), when, link(article.url) if article else None, lang)


def marked(passage: Passage, claims: tuple[Claim, ...]) -> Iterator[tuple[str, str | None]]:
    """The passage cut where the spans of its article's claims lie; of two that overlap the first stands."""
    at = passage.start
    for start, stop, means in _spans(passage, claims):
        if start < at:
            continue
        if start > at:
            yield passage.text[at - passage.start : start - passage.start], None
        yield passage.text[start - passage.start : stop - passage.start], means
        at = stop
    if at < passage.stop:
        yield passage.text[at - passage.start :], None


def _spans(passage: Passage, claims: tuple[Claim, ...]) -> list[tuple[int, int, str]]:
    held = {
        (s.start, s.stop, s.means)
        for c in claims
        if c.article == passage.article
        for s in c.spans
        if passage.start <= s.start < s.stop <= passage.stop
    }
    return sorted(held)


def find_reading(brief: Brief, key: str) -> Reading | None:
    """The reading that a key such as `cohesion KGZ 2022-10-10` names."""
    for r in (*brief.readings, *brief.series):
        if key == f"{r.indicator} {r.of} {r.week.isoformat()}":
            return r
    return None


def reading_line(brief: Brief, key: str) -> str:
    """A reading in words; the key itself where the brief does not hold it."""
    r = find_reading(brief, key)
    if r is None:
        return key
    week = f"{r.indicator.capitalize()} of {label(brief, r.of, r.level)}, week of {day(r.week)}"
    return f"{week}: {signed(r.value)} (90\N{NO-BREAK SPACE}% band {band(r)}; coverage {100 * r.coverage:.0f}\N{NO-BREAK SPACE}%)"
