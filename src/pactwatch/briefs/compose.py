"""What lies on the desk on a day → the brief of that day."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from ..nouns import Article, Brief, Claim, Event, Image, Reading
from . import quotes
from .commentary import Commentary, commentary
from .desktop import FRESH, UNNAMED, Desktop
from .drivers import INDICATOR, latest
from .drivers import effects as all_effects
from .drivers import movers as all_movers
from .headline import headline
from .names import Names
from .notes import source_line
from .phrases import Teller
from .pick import article as pick
from .pick import bearing
from .told import Told, told

SHOWN = timedelta(weeks=104)  # how far back the charts reach


def credibility(desk: Desktop, events: Sequence[Event]) -> str:
    """Admiralty figure of what the excerpt tells, by the middle number of independent sources of its events.

    Three or more: 1 (confirmed by others); two: 2; one: 3; if another outlet denies one of the deeds: 4, or 5 if two do;
    no event: 6 (cannot be judged).
    """
    if not events:
        return "6"
    deeds = {(e.source, e.target, e.act) for e in events if e.status == "actual" and e.act}
    denials = [e for e in desk.events.values() if e.status == "denied" and (e.source, e.target, e.act) in deeds]
    if denials:
        return "5" if max(desk.independent(e) for e in denials) > 1 else "4"
    counts = sorted(desk.independent(e) for e in events)
    return {0: "3", 1: "3", 2: "2"}.get(counts[len(counts) // 2], "1")


def _scores(desk: Desktop, article: Article, effects: dict[str, float]) -> list[float]:
    """Bearing of the claims in each sentence of the article."""
    own = [c for c in desk.claims.values() if c.article == article.id]
    return [sum(bearing(desk, c, effects) for c in own if start <= c.start < stop) for start, stop in desk.sentences[article.id]]


def _latest(desk: Desktop) -> tuple[Reading, ...]:
    """The latest finished week of the pact and of each member."""
    found = [latest(desk, "pact", desk.pact.id), *(latest(desk, "member", m) for m in desk.members)]
    return tuple(r for r in found if r)


def _named(
    desk: Desktop, said: Told, text: Commentary, readings: Sequence[Reading]
) -> tuple[tuple[Event, ...], tuple[Claim, ...], tuple[Article, ...]]:
    """Events that a sentence or a driver names, their claims, and the articles of those."""
    sentences = [s for p in text.paragraphs for s in p] + [s for n in text.notes for s in n.sentences]
    ids = dict.fromkeys([e for s in sentences for e in s.events] + [d.event for r in readings for d in r.drivers])
    events = tuple(desk.events[e] for e in ids if e in desk.events)
    claim_ids = dict.fromkeys([c.id for c in said.claims] + [c for e in events for c in e.claims if c in desk.claims])
    claims = tuple(desk.claims[c] for c in claim_ids)
    passages = [p.article for s in sentences for p in s.passages]
    articles = dict.fromkeys([c.article for c in claims] + passages)
    return events, claims, tuple(desk.articles[a] for a in articles)


def _series(desk: Desktop) -> tuple[Reading, ...]:
    """The cohesion of the last two years: what the charts draw."""
    return tuple(r for r in desk.readings if r.indicator == INDICATOR and r.week > desk.day - SHOWN)


def _names(desk: Desktop, names: Names, readings: Sequence[Reading], events: Sequence[Event], claims: Sequence[Claim]) -> dict[str, str]:
    """Actor id → English name, of all that a table or chart can name."""
    pairs = {actor for r in _series(desk) for actor in r.of.split("-")} | {r.of for r in readings}
    deeds = {a for e in events for a in e.pair} | {a for c in claims for a in (c.source, c.target)}
    return {actor: names.plain(actor) for actor in sorted(desk.circle | pairs | deeds)}


def _own_image(desk: Desktop, names: Names) -> Image | None:
    """The product's own chart where the watch declares no picture: no file and no address, the formats draw it from the series."""
    if latest(desk, "pact", desk.pact.id) is None:
        return None
    return Image(f"How {names.the(desk.pact.id)} has held together, week by week", "", None, "Pactwatch", "CC BY 4.0")


def _printed(article: Article) -> Article:
    """The article as the brief shows it: its English title set like the rest of the brief; the original's is left as it came."""
    return replace(article, title_en=quotes.typeset(article.title_en)) if article.title_en else article


def _warnings(desk: Desktop, article: Article) -> tuple[str, ...]:
    source, now = desk.source(article), latest(desk, "pact", desk.pact.id)
    found = []
    if source is None:
        outlet = "The article names no outlet" if desk.outlet(article) == UNNAMED else f"The outlet {desk.outlet(article)} is not declared"
        found.append(f"{outlet}: its city, kind, and reliability are not known.")
    if article.language != "en" and not article.title_en:
        found.append("Nobody has translated the title of the article.")
    if now and now.coverage < 0.5:
        found.append(f"Thin coverage: {100 * now.coverage:.0f} % of the usual number of articles was read that week.")
    if now and (desk.day - now.week).days > 27:
        found.append(f"The latest cohesion reading of the pact is of the week of {now.week}: nothing newer is on record.")
    missing = {d.event for r in _latest(desk) for d in r.drivers} - set(desk.events)
    if missing:
        found.append(f"The latest readings rest in part on {len(missing)} event(s) that were not published by the day of the brief.")
    return tuple(found)


def compose(desk: Desktop) -> Brief:
    """The brief of a day, from what was published on or before it. Forecasts are left empty for the caller to fill in.

    Raises `Bad` if no dated article of the watch's languages exists by that day.
    """
    teller, effects = Teller(Names(desk.actors, desk.pact, desk.phrases["names"]), desk.phrases), all_effects(desk)
    article, choice = pick(desk, effects)
    return _written(desk, teller, article, choice, effects)


def _written(desk: Desktop, teller: Teller, article: Article, choice: tuple[str, ...], effects: dict[str, float]) -> Brief:
    scores = _scores(desk, article, effects)
    excerpt, untranslated = quotes.excerpt(desk, article, scores)
    story = told(desk, teller, article, excerpt, effects)
    said, movers, text = story.said, all_movers(desk, effects), commentary(story)
    readings = _latest(desk)
    named = _named(desk, said, text, readings)
    held = tuple(map(_printed, named[2] if article in named[2] else (article, *named[2])))
    covered = article.published is not None and article.published >= desk.day - FRESH and any(scores)
    starts = [start for start, _ in desk.sentences[article.id]]
    return Brief(
        pact=desk.pact.id,
        date=desk.day,
        region=desk.watch.region,
        byline=desk.watch.byline or "Pactwatch, composed by machine",
        headline=headline(desk, teller.names, movers, covered),
        image=desk.watch.image or _own_image(desk, teller.names),
        pull_quote=quotes.pull_quote(excerpt, dict(zip(starts, scores, strict=True)), desk.phrases["quotes"]["leaning"]),
        commentary=text.paragraphs,
        source_line=source_line(desk, article),
        article=_printed(article),
        source=desk.source(article),
        excerpt=excerpt,
        notes=text.notes,
        credibility=credibility(desk, [desk.events[e] for e in desk.events_of(said.claims)]),
        readings=readings,
        series=_series(desk),
        forecasts=(),
        events=named[0],
        claims=named[1],
        articles=held,
        warnings=(*choice, *untranslated, *_warnings(desk, article), *text.warnings),
        names=_names(desk, teller.names, readings, named[0], named[1]),
        sources=tuple(dict.fromkeys(s for a in held if (s := desk.source(a)))),
    )
