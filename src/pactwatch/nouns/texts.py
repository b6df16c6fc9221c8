"""Where words come from: outlets, their articles, and stretches of an article's text."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Source:
    """An outlet. `reliability` is its Admiralty letter, A to F."""

    id: str
    title: str
    language: str
    country: str
    city: str
    kind: str  # newspaper, news agency, broadcaster, news site …
    description: str  # what follows "focusing on" in a source line
    url: str
    reliability: str
    period: str = ""  # daily, weekly …
    names: tuple[str, ...] = ()  # other spellings found in texts, «Коммерсантъ»
    domains: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Article:
    """A text as it was fetched; it never changes. `sha256` is of the UTF-8 text."""

    id: str
    language: str
    title: str
    text: str
    published: date | None
    source: str | None = None
    url: str | None = None
    captured: str | None = None
    sha256: str = ""
    title_en: str | None = None
    translation: tuple[str, ...] = ()  # English, one per sentence of the text; empty where nobody made one
    translator: str | None = None


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of an article's text and what it means there: `source`, `target`, `trigger`, `speaker`; `when 2022-09`, `place Batken`
    say besides what the words stand for, a time as ISO 8601 writes it or a declared place."""

    start: int
    stop: int
    text: str
    means: str
