"""The attitudes of a watch: those of all articles in a language that they were measured in."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from .. import atlas
from ..contracts import Progress
from ..nouns import Article, Attitude
from .article import attitudes_of, known_language
from .built import languages


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


@lru_cache(1)
def measured() -> tuple[str, ...]:
    """The languages in which attitudes were measured, as their words declare: only these are kept."""
    return tuple(code for code in languages() if (atlas.WORLD / "attitudes" / f"{code}.toml").exists() and "measured" in atlas.attitudes(code))


def listen(articles: Iterable[Article], progress: Progress) -> Heard:
    """The attitudes of all articles in a language that they were measured in. An article of no known language was told when it was coded."""
    from .. import events

    every, told, heard, unheard = list(articles), list[Attitude](), list[Article](), Counter[str]()
    for done, article in enumerate(every, 1):
        code = known_language(article) or article.language or "unknown"
        if code in measured():
            heard.append(article)
            told.extend(attitudes_of(article))
        else:
            unheard[code] += 1
        progress("attitudes", done, len(every))
    first = events.syndicated(heard)
    return Heard(told, {a.id: a.published for a in heard if a.published and first[a.id] == a.id}, dict(unheard.most_common()))
