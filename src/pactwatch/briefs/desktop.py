"""What lies on the analyst's desk on the day of the brief: nothing that was published later."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlsplit

from ..atlas import World
from ..nouns import Actor, Article, Claim, Event, Pact, Passage, Reading, Source, Watch

WINDOW = timedelta(weeks=12)  # how far back a member's deeds explain its direction
FRESH = timedelta(days=21)  # how old the excerpted article may be
UNNAMED = "an outlet that is not named"


@dataclass(frozen=True, slots=True)
class Read:
    """All that was read, coded and measured, whenever it was published. `sentences`: article id → sentence offsets."""

    articles: Mapping[str, Article]
    claims: Sequence[Claim]
    events: Sequence[Event]
    readings: Sequence[Reading]
    sentences: Mapping[str, Sequence[tuple[int, int]]]


@dataclass(frozen=True, slots=True)
class Desktop:
    """The inputs of a brief, cut off at its day. Maps are by id."""

    watch: Watch
    pact: Pact
    day: date
    articles: Mapping[str, Article]
    claims: Mapping[str, Claim]
    events: Mapping[str, Event]
    event_of: Mapping[str, str]  # claim id → event id
    readings: tuple[Reading, ...]
    actors: Mapping[str, Actor]
    sources: Mapping[str, Source]
    sentences: Mapping[str, Sequence[tuple[int, int]]]
    phrases: Mapping[str, Any]

    @property
    def members(self) -> tuple[str, ...]:
        return self.pact.members_on(self.day)

    @property
    def circle(self) -> frozenset[str]:
        """The pact and its members."""
        return frozenset((self.pact.id, *self.members))

    def source(self, article: Article) -> Source | None:
        return self.sources.get(article.source) if article.source else None

    def outlet(self, article: Article) -> str:
        """The outlet's title; of an undeclared one, the host of the article's address."""
        source = self.source(article)
        host = urlsplit(article.url or "").hostname or article.source or UNNAMED
        return source.title if source else host.removeprefix("www.")

    def passage(self, claim: Claim) -> Passage:
        """The whole sentence in which the claim's evidence lies, so that a reader can judge it."""
        around = [(a, b) for a, b in self.sentences.get(claim.article, ()) if a < claim.stop and claim.start < b]
        start, stop = min([claim.start, *(a for a, _ in around)]), max([claim.stop, *(b for _, b in around)])
        return Passage(claim.article, start, stop, self.articles[claim.article].text[start:stop])

    def events_of(self, claims: Sequence[Claim]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(self.event_of[c.id] for c in claims if c.id in self.event_of))

    def independent(self, event: Event) -> int:
        """Independent sources of an event by that day: never more than articles of different outlets read by then."""
        known = [self.articles[a] for a in event.articles if a in self.articles]
        return min(len(event.sources), len({self.outlet(a) for a in known}))

    def recent(self, event: Event) -> bool:
        return event.date is not None and self.day - WINDOW <= event.date <= self.day


def _event_dated(event: Event, day: date) -> bool:
    return event.date is None or event.date <= day or event.status in ("planned", "hypothetical", "cancelled", "denied")


def desktop(watch: Watch, pact: Pact, day: date, all_: Read, world: World, phrases: Mapping[str, Any]) -> Desktop:
    """Cut everything off at the day. The week of the day itself counts as far as it was read; an undated article cannot be placed and is left out.

    `phrases`: world/phrases_en.toml as loaded.
    """
    read = {id_: a for id_, a in all_.articles.items() if a.published is not None and a.published <= day}
    said = {c.id: c for c in all_.claims if c.article in read}
    agreed = {e.id: e for e in all_.events if any(a in read for a in e.articles) and _event_dated(e, day)}
    event_of = {c: e.id for e in agreed.values() for c in e.claims if c in said}
    known = tuple(r for r in all_.readings if r.known(day))
    return Desktop(watch, pact, day, read, said, agreed, event_of, known, world.actors, world.sources, all_.sentences, phrases)
