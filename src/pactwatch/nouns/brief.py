"""What is watched, and the brief that comes of it."""

from dataclasses import dataclass, field
from datetime import date

from .measured import Forecast, Reading
from .texts import Article, Source
from .told import Claim, Event

# How the files of pictures that every format can show begin: media type and extension.
PICTURES = {b"\x89PNG\r\n\x1a\n": ("image/png", "png"), b"\xff\xd8\xff": ("image/jpeg", "jpg"), b"GIF8": ("image/gif", "gif")}
HEAVIEST = 8_000_000  # bytes of a picture


@dataclass(frozen=True, slots=True)
class Image:
    caption: str
    file: str
    url: str | None
    attribution: str
    licence: str


@dataclass(frozen=True, slots=True)
class Watch:
    """What the user declares: the pact, the languages, since when, where the articles lie, and of which declared sources they may be (none: of any)."""

    id: str
    title: str
    pact: str
    region: str
    languages: tuple[str, ...]
    since: date
    articles: tuple[str, ...] = ()
    image: Image | None = None
    byline: str = ""
    attitudes: bool = False  # whether a run reads attitudes, too
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of an article that bears a sentence out."""

    article: str
    start: int
    stop: int
    text: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a brief with what it rests on. A sentence that rests on nothing is not written."""

    text: str
    events: tuple[str, ...] = ()
    passages: tuple[Passage, ...] = ()
    readings: tuple[str, ...] = ()  # "indicator of week", e.g. "cohesion KGZ 2022-10-10"
    kind: str = "claim"  # claim (attributed), measure (a figure of ours), judgement (estimative), note


@dataclass(frozen=True, slots=True)
class Pair:
    """A sentence of the excerpt and its English; `translation` is None where nobody made one."""

    original: str
    translation: str | None
    passage: Passage


@dataclass(frozen=True, slots=True)
class Note:
    mark: str  # i, ii …
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Brief:
    """The fields of a brief in the order of its form, and beside them what the founding article lacked."""

    pact: str
    date: date
    region: str
    byline: str
    headline: str
    image: Image | None
    pull_quote: str
    commentary: tuple[tuple[Sentence, ...], ...]  # paragraphs
    source_line: str
    article: Article
    source: Source | None
    excerpt: tuple[tuple[Pair, ...], ...]  # paragraphs
    notes: tuple[Note, ...]
    credibility: str  # Admiralty figure, 1 to 6
    readings: tuple[Reading, ...]  # the pact's and its members' latest
    series: tuple[Reading, ...]  # everything the charts draw
    forecasts: tuple[Forecast, ...]
    events: tuple[Event, ...]  # those that any sentence or driver names
    claims: tuple[Claim, ...]
    articles: tuple[Article, ...]
    warnings: tuple[str, ...] = ()  # what the brief must say of itself: no translation, thin coverage
    names: dict[str, str] = field(default_factory=dict)  # actor id → English name, for tables and charts
    sources: tuple[Source, ...] = ()  # the outlets of `articles`, with their reliability
