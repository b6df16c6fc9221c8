"""The verbs of a run, each over all that a watch has: gather, code, measure. Attitudes are read beside them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from urllib.parse import urlsplit

from .. import atlas
from ..contracts import Code, Complain, Progress
from ..nouns import Article, Bad, Claim, Event, Pact, Reading, Source, Watch
from .article import claims_of, known_language
from .attitudes import Heard
from .plugs import plugin, plugins


def gather(watch: Watch, complain: Complain) -> dict[str, Article]:
    """The watch's articles since its first day, of its sources where it names any, each with its declared source, and its language told where the feed did
    not. Raises `Bad` where a source is not declared."""
    sources = atlas.world().sources
    unknown = [name for name in watch.sources if name not in sources]
    if unknown:
        raise Bad(f"{watch.id}: sources: {unknown[0]!r} is not declared; write the id of an outlet in world/sources, as kommersant")
    found: dict[str, Article] = {}
    for place in watch.articles:
        for article in plugin("feeds", "jsonl").articles(place, complain):
            source = source_of(article, sources)
            if (article.published is None or article.published >= watch.since) and (not watch.sources or source in watch.sources):
                found[article.id] = replace(article, source=source, language=known_language(article) or article.language)
    return found


def source_of(article: Article, sources: Mapping[str, Source]) -> str | None:
    """The declared source: as named, else the longest domain that the address ends with."""
    if article.source in sources:
        return article.source
    parts = urlsplit(article.url or "")
    host, address = (parts.hostname or "").rstrip("."), (parts.hostname or "").rstrip(".") + parts.path
    fit = [(len(d), s.id) for s in sources.values() for d in s.domains if host == d or host.endswith("." + d) or address.startswith(d + "/")]
    return max(fit)[1] if fit else None


def code(articles: Iterable[Article], progress: Progress, complain: Complain, by: Code = claims_of) -> Iterator[Claim]:
    """Claims of all articles; one that cannot be read is told and the rest goes on."""
    every = list(articles)
    for done, article in enumerate(every, 1):
        try:
            yield from by(article)
        except Bad as bad:
            complain(bad)
        progress("coding", done, len(every))


def measure(found: Sequence[Event], articles: Mapping[str, Article], pact: Pact, day: date, heard: Heard | None = None) -> list[Reading]:
    """All indicators of the pact up to a day; of attitudes only where some were read."""
    from .. import panel

    world = atlas.world()
    states = [a.id for a in world.actors.values() if a.kind == "state"]
    shares = atlas.load(atlas.WORLD / "capabilities.toml")["shares"]
    counted = panel.build(found, articles, pact, world.deeds.scores, day, capabilities=shares, outsiders=states)
    if heard:
        counted = replace(counted, attitudes=tuple(heard.by(day).attitudes), heard=heard.by(day).days)
    return [reading for name in plugins("indicators") for reading in plugin("indicators", name).read(counted)]
