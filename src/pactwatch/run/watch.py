"""A watch from its articles to its brief: the order of the verbs."""

import os
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from .. import atlas, desk
from ..contracts import Code, Complain, Progress
from ..nouns import Article, Bad, Brief, Claim, Event, Forecast, Pact, Reading, Watch
from .article import claims_of, sentences_of
from .attitudes import Heard, listen
from .built import languages, needs
from .verbs import code, gather, measure

DESK = Path(os.environ.get("PACTWATCH_DESK", "out/desk.sqlite"))


@dataclass(frozen=True, slots=True)
class Run:
    """All that a run of a watch made."""

    watch: Watch
    pact: Pact
    day: date
    articles: dict[str, Article]
    claims: list[Claim]
    events: list[Event]
    readings: list[Reading]
    brief: Brief | None
    unread: tuple[str, ...]  # why some articles were not coded
    heard: Heard | None = None  # None: nobody asked for attitudes


def watch_file(name: str) -> Path:
    """A watch by its file, or by the name of a bundled one."""
    for place in (Path(name), atlas.WORLD / "watches" / name / "watch.toml"):
        if place.is_file():
            return place
    bundled = sorted(p.parent.name for p in (atlas.WORLD / "watches").glob("*/watch.toml"))
    raise Bad(f"{name}: no such watch; name a watch.toml or one of the bundled: {', '.join(bundled)}")


def run(name: str, day: date | None, progress: Progress, complain: Complain, by: Code = claims_of, attitudes: bool | None = None) -> Run:
    """A watch from its articles to its brief for a day (where none is given, the last on which it tells of the pact).

    `attitudes`: whether to read them, too; None: as the watch declares.

    The rooms that only this verb needs are loaded here: to code a text takes half the time to start.
    """
    from .. import events

    watch = atlas.watch(watch_file(name))
    pact, articles = declared(watch), gather(watch, complain)
    dated = [a.published for a in articles.values() if a.published]
    if not dated:
        of = f" of its sources ({', '.join(watch.sources)})" if watch.sources else ""
        raise Bad(f"watch '{watch.id}': no dated article{of} since {watch.since}; add articles{', name more sources' if of else ''} or set 'since' earlier")
    progress("reading", len(articles), len(articles))
    claims = list(code(articles.values(), progress, complain, by))
    found = events.join(claims, articles)
    progress("joining", len(found), len(found))
    day = day or last_day(found, pact) or max(dated)
    heard = listen(articles.values(), progress) if (watch.attitudes if attitudes is None else attitudes) else None
    made = Run(watch, pact, day, articles, claims, found, measure(found, articles, pact, day, heard), None, unread(articles.values()), heard)
    return replace(made, brief=written(made))


def declared(watch: Watch) -> Pact:
    pacts = atlas.world().pacts
    if watch.pact not in pacts:
        raise Bad(f"watch '{watch.id}': pact '{watch.pact}' is not declared; add world/pacts/{watch.pact}.toml or name one of {', '.join(sorted(pacts))}")
    return pacts[watch.pact]


def unread(articles: Iterable[Article]) -> tuple[str, ...]:
    """Why some articles are not coded: their language is known and has no coder."""
    silent = {a.language for a in articles if a.language in atlas.LANGUAGES and a.language not in languages()}
    return tuple(sorted(f"no coder for {code}" + (f"; {needs(code)}" if needs(code) else "") for code in silent))


def written(made: Run) -> Brief:
    """The brief of what was measured, with the forecasts that were open that day."""
    from ..briefs import Read, compose, desktop

    world, phrases = atlas.world(), atlas.load(atlas.WORLD / "phrases_en.toml")
    cuts = {a.id: sentences_of(a) for a in made.articles.values()}
    read = Read(made.articles, made.claims, made.events, made.readings, cuts)
    brief = compose(desktop(made.watch, made.pact, made.day, read, world, phrases))
    return replace(brief, forecasts=on_record(made.pact, made.day))


def last_day(found: Iterable[Event], pact: Pact) -> date | None:
    """The last day with news within the pact: between two that are the pact or its members."""
    days = [e.date for e in found if e.date and not e.background and {e.source, e.target} <= {pact.id, *pact.members_on(e.date)}]
    return max(days, default=None)


def on_record(pact: Pact, day: date) -> tuple[Forecast, ...]:
    """The pact's forecasts that were open on a day: made of a watch by then, not due before; an outcome that came later is not told."""
    return tuple(replace(f, outcome=None) for f in desk.forecasts(DESK, pact.id) if not f.release and f.made <= day <= f.due)
