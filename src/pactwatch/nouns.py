"""The nouns of Pactwatch: what travels between the rooms. Frozen dataclasses, standard library only.

Offsets count Unicode code points from the start of the article's stored text; `stop` is exclusive.
A date is a `datetime.date`, or None where the article does not give one: nothing is guessed.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

QUADS = ("verbal cooperation", "material cooperation", "verbal conflict", "material conflict")
LIKELY = 0.55  # where ICD 203 begins to say "likely"
STATUSES = ("actual", "planned", "denied", "cancelled", "hypothetical")


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of an article's text and what it means there: `source`, `target`, `trigger`, `speaker`; `when 2022-09`, `place Batken`
    say besides what the words stand for, a time as ISO 8601 writes it or a declared place."""

    start: int
    stop: int
    text: str
    means: str


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
class Office:
    """Who held which office of an actor, `since` inclusive, `until` exclusive (None: still, or not known)."""

    role: str  # head_of_state, head_of_government, foreign_minister, defence_minister, secretary_general …
    names: dict[str, str]
    since: date
    until: date | None = None
    gender: str = "m"


@dataclass(frozen=True, slots=True)
class Actor:
    """A state (ISO 3166 alpha-3), a pact or an organisation. `words` holds per language the lists of its file."""

    id: str
    kind: str  # state, pact, organisation
    words: dict[str, dict[str, tuple[str, ...]]]
    offices: tuple[Office, ...] = ()
    cow: int | None = None

    def name(self, language: str = "en") -> str:
        """The first name in that language, else the id."""
        names = self.words.get(language, {}).get("names", ())
        return names[0] if names else self.id


@dataclass(frozen=True, slots=True)
class Place:
    """A town, village, base, region, strait … `id` is its first English name; `state`: by international recognition, None where that
    is open; `at`: latitude and longitude in degrees, None where they were not checked."""

    id: str
    kind: str
    names: dict[str, tuple[str, ...]]
    state: str | None = None
    at: tuple[float, float] | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Member:
    actor: str
    since: date
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Pact:
    id: str
    title: str
    treaty: str
    lead: str | None
    members: tuple[Member, ...]
    generic: str = "pact"  # the common noun of the pact in running English: alliance, bloc, union

    def members_on(self, day: date) -> tuple[str, ...]:
        """Ids of those who were members on that day."""
        return tuple(m.actor for m in self.members if m.since <= day and (m.until is None or day < m.until))


@dataclass(frozen=True, slots=True)
class Claim:
    """What one article says: who did what to whom, by which words. `start`, `stop`: the evidence. `date`: the day that the
    sentence tells, if it tells one that is not still to come; else the article's."""

    id: str
    article: str
    start: int
    stop: int
    date: date | None
    source: str
    target: str
    type: str
    act: str | None
    status: str
    symmetric: bool = False
    background: bool = False
    speaker: str | None = None
    probability: float = 1.0
    spans: tuple[Span, ...] = ()
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Stance:
    """An attitude that one article tells: of `source` towards `target`, both as the article names them. `polarity`: pos or neg."""

    article: str
    source: str
    target: str
    polarity: str
    probability: float
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Attitude:
    """A stance as it is kept: who the two ends are, and where in which text it stands.

    `source`, `target`: actors, None where an end is nobody declared (a party, an expert, the West); the names are the text's, in their
    dictionary form. `start`, `stop`: the sentence or sentences that the spans stand in. `date`: the article's day; `sha256`: of its text.
    """

    id: str
    article: str
    date: date | None
    source: str | None
    target: str | None
    source_name: str
    target_name: str
    polarity: str
    probability: float
    start: int
    stop: int
    spans: tuple[Span, ...] = ()
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class Event:
    """What claims agree on. `sources`: the independent ones; a syndicated copy adds none."""

    id: str
    date: date | None
    source: str
    target: str
    type: str
    act: str | None
    status: str
    symmetric: bool
    background: bool
    weight: float  # the largest probability among its claims, 0..1
    claims: tuple[str, ...]
    articles: tuple[str, ...]
    sources: tuple[str, ...]

    @property
    def pair(self) -> tuple[str, str]:
        """The two actors in alphabetical order: a dyad has no direction."""
        return (self.source, self.target) if self.source < self.target else (self.target, self.source)


@dataclass(frozen=True, slots=True)
class Driver:
    """What leaving one event out would take from a reading: reading with it minus reading without it."""

    event: str
    effect: float


def percent(chance: float) -> int:
    """A probability in whole percent, cut: rounded up it would pass into the next of ICD 203's terms."""
    return min(int(100 * chance + 1e-9), 99)


@dataclass(frozen=True, slots=True)
class Reading:
    """One indicator of one object in one week (`week`: its Monday), with a 90 % band and its coverage.

    `of` is a pact ("CSTO"), a member ("KGZ") or a pair ("KGZ-TJK"); `level` says which.
    `coverage` is articles read that week over the usual number: 0 means nothing was read.
    """

    indicator: str
    level: str
    of: str
    week: date
    value: float
    low: float
    high: float
    coverage: float
    volume: float = 0.0
    drivers: tuple[Driver, ...] = ()
    fell: float | None = None  # probability that the value lies below that of eight weeks before

    @property
    def direction(self) -> str:
        """weaker, stronger or unchanged: a direction is named from where ICD 203 says "likely"."""
        if self.fell is None or 1 - LIKELY < self.fell < LIKELY:
            return "unchanged"
        return "weaker" if self.fell >= LIKELY else "stronger"


@dataclass(frozen=True, slots=True)
class Forecast:
    """A dated probability, frozen when made, resolved by its written rule."""

    id: str
    question: str
    horizon: str
    made: date
    due: date
    probability: float
    forecaster: str
    rule: str
    outcome: bool | None = None
    pact: str = ""
    kind: str = ""  # T1: material conflict of a pair; T2: at least `least` conflict events of it; T3: a member's step on the ladder
    of: str = ""  # "KGZ-TJK", or a member
    least: int = 1
    base: float | None = None  # the base rate when it was made, to be scored against
    entered: datetime | None = None  # when it was put on record, UTC, by the desk's clock; `made` is the day that it speaks from

    @property
    def late(self) -> bool:
        """Put on record after the day it speaks from (a day is left for clocks apart), or nobody knows when: what came may have been known by then."""
        return self.entered is None or self.entered.date() > self.made + timedelta(1)

    @property
    def dated(self) -> str:
        """The day it speaks from, and, where it was put on record later, that day, too."""
        return f"{self.made}, entered {self.entered:%Y-%m-%d}" if self.entered and self.late else str(self.made)


@dataclass(frozen=True, slots=True)
class Verdict:
    """An analyst's judgement beside a claim or event. Nothing coded is ever edited."""

    of: str
    who: str
    when: str
    what: str
    why: str
    withdrawn: str | None = None


@dataclass(frozen=True, slots=True)
class Image:
    caption: str
    file: str
    url: str | None
    attribution: str
    licence: str


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


@dataclass(frozen=True, slots=True)
class Watch:
    """What the user declares: the pact, the sources and languages, since when, and where the articles lie."""

    id: str
    title: str
    pact: str
    region: str
    languages: tuple[str, ...]
    since: date
    sources: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()
    image: Image | None = None
    byline: str = ""
    notes: tuple[tuple[str, str], ...] = field(default=())
    attitudes: bool = False  # whether a run reads attitudes, too


@dataclass(frozen=True, slots=True)
class TableSource:
    """How the lake reads one file of events coded by others: what stands in it, and what becomes of it.

    `columns`: the file's columns in order with their DuckDB types; `fields`: field of the lake's rows → SQL over those columns. The fields
    `date`, `id`, `code`, `type`, `quad`, `score`, `sources`, `source_sector`, `target_sector`, `official`, `release` go over as they are (what is not told
    is null); `source` and `target` are the codes of actors (with `lists`, lists of them: a row per source and target), looked up among `actors`,
    `source_else` and `target_else` names to try where there is no code; `place` is looked up among `places`. `deeds` says what tells the
    deed: "cameo" (a CAMEO code), "cameo_names" (its name) or "plover" (a type).
    """

    system: str
    columns: Mapping[str, str]
    fields: Mapping[str, str]
    deeds: str
    actors: str  # a code table of world/codes
    places: str = ""
    form: str = "text"  # or parquet
    delimiter: str = "\t"
    quote: str = ""
    header: bool = False
    encoding: str = "utf-8"
    nulls: tuple[str, ...] = ("",)
    day: str = ""  # strptime form of its dates; empty: ISO
    lists: bool = False
    counted: str = ""  # a query for (mentioned, sources), id and number, where another file counts them
    since: date = date(1800, 1, 1)  # no event lies before
    undated: str = "no date"  # what a row lacks whose field `date` is null
    release: str = ""  # what its events are called, where the file's map says so
    alone: bool = True  # a second file of the same weeks is a second table of them; False: a feed, whose files reach back


Codes = Sequence[tuple[str, date | None, date | None, str | None]]  # code, since, until, actor; None: known, and nobody's
Deed = tuple[str, str, str | None, str | None, int, float]  # code, name, type, act, quad, score


class Bad(Exception):
    """Bad input. The message is one line: what, where, how to mend it. The command line exits with 2."""
