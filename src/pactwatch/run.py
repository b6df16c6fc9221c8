"""The order of the verbs: read, code, join, measure, brief, write. The only place that loads plug-ins."""

import gc
import hashlib
import importlib
import os
import pkgutil
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from . import atlas, desk, lake, relations
from .claims import Coder
from .claims import scorer as weights
from .claims.lexicon import Lexicon
from .contracts import Code, Language, Token
from .dates import Calendar
from .mentions import Finder
from .nouns import Article, Attitude, Bad, Brief, Claim, Event, Forecast, Pact, Reading, Source, Stance, Watch
from .places import Gazetteer
from .stances import Actors, Opinions, Reader
from .stances import weights as leanings

Progress = Callable[[str, int, int], None]  # what, done, of how many
Spot = tuple[int, int] | None  # where an end stands in a text; None where the text does not name it
KNOWN = ("ru", "en", "uk", "kk", "ky")
PACKAGE = __name__.rpartition(".")[0]


def room(name: str) -> Any:
    """A room of plug-ins, widened by the folder of that name under PACTWATCH_PLUGINS."""
    found = importlib.import_module(f"{PACKAGE}.{name}")
    more = atlas.PLUGINS / name if atlas.PLUGINS else None
    if more and more.is_dir() and str(more) not in found.__path__:
        found.__path__.append(str(more))
    return found


@lru_cache(64)
def plugin(where: str, name: str) -> Any:
    """The plug-in <where>/<name>.py."""
    room(where)
    return importlib.import_module(f"{PACKAGE}.{where}.{name}")


def plugins(where: str, signature: str = "") -> list[str]:
    """The names of a room's plug-ins: the files that have its signature (or another that the room knows: feeds of tables have `table`)."""
    files = (m.name for m in pkgutil.iter_modules(room(where).__path__) if not m.name.startswith("_") and not m.ispkg)
    return sorted(name for name in files if hasattr(plugin(where, name), signature or SIGNATURE[where]))


SIGNATURE = {"languages": "code", "feeds": "articles", "indicators": "read", "formats": "write", "forecasters": "forecast", "coders": "make"}


@lru_cache(1)
def languages() -> dict[str, Language]:
    """The languages that can be coded: a plug-in with words declared for it, and with its dictionary installed."""
    return {name: plugin("languages", name) for name in plugins("languages") if atlas.words_file(name).exists() and not needs(name)}


def needs(language: str) -> str | None:
    """What a language has to be given before it can be read; None where nothing is missing."""
    wants = getattr(plugin("languages", language), "missing", None) if language in plugins("languages") else None
    return str(wants()) if wants and wants() else None


def bar(models: Mapping[str, Any], code: str) -> float:
    """The chance from which a claim is written; a language that none was learned for takes the highest learned."""
    learned: Mapping[str, float] = models.get("threshold", {})
    return learned.get(code, max(learned.values(), default=0.5))


@lru_cache(8)
def finder(code: str) -> Finder:
    """Finds the declared names of a language."""
    return Finder(atlas.named(atlas.world().actors, code), languages()[code], atlas.words(code))


@lru_cache(8)
def coder(code: str, threshold: float | None = None) -> Coder:
    """The coder of a language, built once."""
    world, language, words = atlas.world(), languages()[code], atlas.words(code)
    models = weights.load()
    made = Coder(language, words, world.deeds, models, finder(code).mentions, lambda a: a in world.actors and world.actors[a].kind != "state", atlas.styles,
                 threshold if threshold is not None else bar(models, code),
                 Calendar(language, words).times, Gazetteer(atlas.places(), language).spots)
    gc.freeze()  # names, words and weights stay as long as the process: the collector need not look through them over and over
    return made


@lru_cache(8)
def marker(code: str) -> relations.Marker:
    """Marks the ends told in a sentence, and its words that may tell a deed."""
    language, declared = languages()[code], atlas.world().deeds.senses
    lexicon = Lexicon(language, atlas.words(code))

    def told(words: Sequence[str]) -> Iterator[relations.Told]:
        tokens = [Token(0, 0, word, word) for word in words]
        forms = [language.forms(word) if word[0].islower() else () for word in words]
        for hit in lexicon.hits(tokens, forms):
            yield from (relations.Told(hit.first, sense, declared[sense]["deed"].partition("/")[0]) for sense in hit.senses)

    return relations.Marker(language, told)


def relate(text: str, source: Spot, target: Spot, code: str) -> tuple[str, float]:
    """The type of what one end does to the other, with its probability; in English by a model of its own, elsewhere by the coder's.

    Raises Bad for a language without a coder.
    """
    if code not in languages():
        raise Bad(f"language '{code}' has no coder; write one of {', '.join(languages())} in field 'lang'")
    if code == "en":
        return relations.load().best(marker(code).mark(text, source, target))
    return coder(code).relate(text, source or (0, 0), target or (0, 0))


def language_of(article: Article) -> str:
    """The declared language, else the detected one. Raises Bad for one that nothing here reads."""
    import py3langid

    code = article.language or py3langid.classify(article.text[:2000])[0]
    if code not in KNOWN and code not in languages():
        raise Bad(f"article '{article.id}': language '{code}' is not known; write one of {', '.join(KNOWN)} in field 'lang'")
    return str(code)


def claims_of(article: Article) -> list[Claim]:
    """The claims of one article; none where its language is known and has no coder yet."""
    code = language_of(article)
    return coder(code).claims(article) if code in languages() else []


@lru_cache(4)
def reader(code: str) -> Reader:
    """The reader of attitudes in a language, built once. Raises Bad where the language has no words of attitude."""
    if code not in languages():
        raise Bad(f"language '{code}' has no words of attitude; add attitudes/{code}.toml to the world, or write 'lang' as ru or en")
    world = atlas.world()
    return Reader(languages()[code], atlas.attitudes(code), atlas.attitudes("camps"), atlas.named(world.actors, code), world.pacts, leanings.load("stance"))


def stances_of(article: Article, given: Sequence[Sequence[Any]] | None = None) -> list[Stance]:
    """The attitudes of one article between the entities given, [start, stop, type] each, or found where none are."""
    return reader(language_of(article)).stances(article, given)


def attitudes_of(article: Article) -> list[Attitude]:
    """The attitudes of one article with the actors at their ends. Raises Bad where its language is not read."""
    code = language_of(article)
    names = finder(code)
    return Actors(languages()[code], names.names, names.phrases.build).attitudes(article, stances_of(article))


@lru_cache(1)
def measured() -> tuple[str, ...]:
    """The languages in which attitudes were measured, as their words declare: only these are kept."""
    return tuple(code for code in languages() if (atlas.WORLD / "attitudes" / f"{code}.toml").exists() and "measured" in atlas.attitudes(code))


def opinions_of(article: Article) -> list[Stance]:
    """The opinions of one article with the words that tell them, sentence by sentence."""
    return list(Opinions(reader(language_of(article)).lexicon, leanings.load("opinions")).stances(article))


def source_of(article: Article, sources: Mapping[str, Source]) -> str | None:
    """The declared source: as named, else the longest domain that the address ends with."""
    if article.source in sources:
        return article.source
    parts = urlsplit(article.url or "")
    host, address = (parts.hostname or "").rstrip("."), (parts.hostname or "").rstrip(".") + parts.path
    fit = [(len(d), s.id) for s in sources.values() for d in s.domains if host == d or host.endswith("." + d) or address.startswith(d + "/")]
    return max(fit)[1] if fit else None


@dataclass(frozen=True, slots=True)
class Heard:
    """What was read for attitudes. `days`: article → its day, copies of other texts and undated ones left out; `unheard`: language → articles not read."""

    attitudes: list[Attitude]
    days: dict[str, date]
    unheard: dict[str, int]

    def by(self, day: date) -> "Heard":
        """What was published by a day."""
        days = {article: when for article, when in self.days.items() if when <= day}
        return replace(self, attitudes=[a for a in self.attitudes if a.article in days], days=days)


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


def gather(watch: Watch, complain: Callable[[Bad], None]) -> dict[str, Article]:
    """The watch's articles since its first day, each with its declared source."""
    sources = atlas.world().sources
    found: dict[str, Article] = {}
    for place in watch.articles:
        for article in plugin("feeds", "jsonl").articles(place, complain):
            if article.published is None or article.published >= watch.since:
                found[article.id] = replace(article, source=source_of(article, sources))
    return found


def code(articles: Iterable[Article], progress: Progress, complain: Callable[[Bad], None], by: Code = claims_of) -> Iterator[Claim]:
    """Claims of all articles; one that cannot be read is told and the rest goes on."""
    every = list(articles)
    for done, article in enumerate(every, 1):
        try:
            yield from by(article)
        except Bad as bad:
            complain(bad)
        progress("coding", done, len(every))


def listen(articles: Iterable[Article], progress: Progress) -> Heard:
    """The attitudes of all articles in a language that they were measured in. An article of no known language was told when it was coded."""
    from . import events

    every, told, heard, unheard = list(articles), list[Attitude](), list[Article](), Counter[str]()
    for done, article in enumerate(every, 1):
        try:
            code = language_of(article)
        except Bad:
            code = article.language or "unknown"
        if code in measured():
            heard.append(article)
            told.extend(attitudes_of(article))
        else:
            unheard[code] += 1
        progress("attitudes", done, len(every))
    first = events.syndicated(heard)
    return Heard(told, {a.id: a.published for a in heard if a.published and first[a.id] == a.id}, dict(unheard.most_common()))


def measure(found: Sequence[Event], articles: Mapping[str, Article], pact: Pact, day: date, heard: Heard | None = None) -> list[Reading]:
    """All indicators of the pact up to a day; of attitudes only where some were read."""
    from . import panel

    world = atlas.world()
    states = [a.id for a in world.actors.values() if a.kind == "state"]
    shares = atlas.load(atlas.WORLD / "capabilities.toml")["shares"]
    counted = panel.build(found, articles, pact, world.deeds.scores, day, capabilities=shares, outsiders=states)
    if heard:
        counted = replace(counted, attitudes=tuple(heard.by(day).attitudes), heard=heard.by(day).days)
    return [reading for name in plugins("indicators") for reading in plugin("indicators", name).read(counted)]


def sentences_of(article: Article) -> list[tuple[int, int]]:
    return languages().get(article.language, languages()["ru"]).sentences(article.text)


def last_day(found: Iterable[Event], pact: Pact) -> date | None:
    """The last day with news within the pact: between two that are the pact or its members."""
    days = [e.date for e in found if e.date and not e.background and {e.source, e.target} <= {pact.id, *pact.members_on(e.date)}]
    return max(days, default=None)


def run(name: str, day: date | None, progress: Progress, complain: Callable[[Bad], None], by: Code = claims_of, attitudes: bool | None = None) -> Run:
    """A watch from its articles to its brief for a day (where none is given, the last on which it tells of the pact).

    `attitudes`: whether to read them, too; None: as the watch declares.

    The rooms that only this verb needs are loaded here: to code a text takes half the time to start.
    """
    from . import events
    from .briefs import compose

    watch, world = atlas.watch(watch_file(name)), atlas.world()
    if watch.pact not in world.pacts:
        raise Bad(f"watch '{watch.id}': pact '{watch.pact}' is not declared; add world/pacts/{watch.pact}.toml or name one of {', '.join(sorted(world.pacts))}")
    pact = world.pacts[watch.pact]
    articles = gather(watch, complain)
    dated = [a.published for a in articles.values() if a.published]
    if not dated:
        raise Bad(f"watch '{watch.id}': no dated article since {watch.since}; add articles or set 'since' earlier")
    silent = {a.language for a in articles.values() if a.language in KNOWN and a.language not in languages()}
    unread = tuple(sorted(f"no coder for {code}" + (f"; {needs(code)}" if needs(code) else "") for code in silent))
    progress("reading", len(articles), len(articles))
    claims = list(code(articles.values(), progress, complain, by))
    found = events.join(claims, articles)
    progress("joining", len(found), len(found))
    day = day or last_day(found, pact) or max(dated)
    heard = listen(articles.values(), progress) if (watch.attitudes if attitudes is None else attitudes) else None
    readings = measure(found, articles, pact, day, heard)
    phrases = atlas.load(atlas.WORLD / "phrases_en.toml")
    cuts = {a.id: sentences_of(a) for a in articles.values()}
    brief = compose(watch, pact, day, articles, claims, found, readings, world.actors, world.sources, cuts, phrases)
    brief = replace(brief, forecasts=on_record(pact, day))
    return Run(watch, pact, day, articles, claims, found, readings, brief, unread, heard)


DESK = Path(os.environ.get("PACTWATCH_DESK", "out/desk.sqlite"))


def on_record(pact: Pact, day: date) -> tuple[Forecast, ...]:
    """The pact's forecasts that were open on a day: made by then, not due before; an outcome that came later is not told."""
    return tuple(replace(f, outcome=None) for f in desk.forecasts(DESK, pact.id) if f.made <= day <= f.due)


def save(made: Run, folder: Path, wanted: Sequence[str], progress: Progress) -> list[Path]:
    """The lake, the brief in the wanted formats and its charts; the files written."""
    stamp = {"watch": made.watch.id, "day": made.day.isoformat(), "code": version(), "world": world_version()}
    tables: dict[str, Sequence[Any]] = {"articles": list(made.articles.values()), "claims": made.claims, "events": made.events, "readings": made.readings}
    if made.heard:
        tables["attitudes"] = made.heard.attitudes
    written = [lake.publish(folder / "lake", tables, stamp)]
    if made.brief is None:
        return written
    whole = everything(made, made.brief)
    for done, name in enumerate(wanted, 1):
        place = folder / (f"events.{ENDINGS.get(name, name)}" if name in TABLES else f"brief.{name}")
        put(name, whole if name in TABLES else made.brief, place)
        written.append(place)
        progress("writing", done, len(wanted) + 1)
    charts = folder / "charts"
    put("charts", made.brief, charts)
    progress("writing", len(wanted) + 1, len(wanted) + 1)
    return [*written, charts]


def put(name: str, brief: Brief, place: Path) -> None:
    """Writes a brief in a format, or raises Bad in one line."""
    try:
        plugin("formats", name).write(brief, str(place))
    except OSError as error:
        raise Bad(f"{place}: cannot be written ({error.strerror or error}); free space or choose another folder with --out") from None


def everything(made: Run, brief: Brief) -> Brief:
    """The brief with all events known by its day, not only those that it names: what the tables of events hold."""
    known = tuple(e for e in made.events if e.date is None or e.date <= made.day)
    names = {a.id: a.name("en") for a in atlas.world().actors.values()}
    return replace(brief, events=known, claims=tuple(made.claims), articles=tuple(made.articles.values()), names=names)


TABLES = ("csv", "parquet", "plover")  # formats that hold the events
ENDINGS = {"plover": "jsonl"}


def version() -> str:
    from importlib import metadata

    return metadata.version("pactwatch")


@lru_cache(1)
def world_version() -> str:
    """A hash of everything declared."""
    digest = hashlib.sha256()
    for path in sorted(atlas.WORLD.rglob("*.toml")):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]
