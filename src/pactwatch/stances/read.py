"""An article → its attitudes."""

import math
from collections.abc import Mapping, Sequence
from typing import Any

from ..contracts import Language
from ..nouns import Actor, Article, Pact, Span, Stance
from .entities import Entity, Names
from .frames import Features
from .lexicon import Lexicon, sentences
from .pairs import Look, Meeting, Page, Pair, lay_out, meetings

Entities = Sequence[Sequence[Any]]  # rows [start, stop, type]
Chosen = tuple[Pair, str, float]


def choose(chances: Mapping[Pair, Mapping[str, float]], bars: Mapping[str, float]) -> list[Chosen]:
    """The pairs likely enough, likeliest first. `lean` lets the bar of each polarity rise where a text says much of it, and fall where little."""
    over = {pair: {p: row[p] / bars[p] for p in ("pos", "neg")} for pair, row in chances.items()}
    bar = {p: max((row[p] for row in over.values()), default=1.0) ** bars["lean"] for p in ("pos", "neg")}
    found = [(pair, max(row, key=lambda p: row[p])) for pair, row in over.items()]
    kept = [(pair, p, chances[pair][p]) for pair, p in found if over[pair][p] >= bar[p]]
    return sorted(kept, key=lambda row: (-over[row[0]][row[1]], row[0]))


def logit(chance: float) -> float:
    return math.log(max(chance, 1e-6) / max(1 - chance, 1e-6))


def calibrated(chance: float, line: Sequence[float]) -> float:
    """The chance that comes true as often as it says: `line` is slope and shift of its log odds."""
    return 1 / (1 + math.exp(-line[0] * logit(chance) - line[1]))


class Reader:
    """Reads attitudes in one language. `models`: those of models/stance.json.z."""

    def __init__(self, language: Language, declared: Mapping[str, Any], camps: Mapping[str, Any], actors: Mapping[str, Actor],
                 pacts: Mapping[str, Pact], models: Mapping[str, Any]) -> None:
        self.language, self.models = language, models
        self.lexicon = Lexicon(language, declared)
        self.names = Names(actors, pacts, language, camps)

    def page(self, text: str, given: Entities | None) -> Page:
        """The text laid out, with the entities given, or found here where none are."""
        spans = list(sentences(text, self.language))
        entities: list[Entity] = self.names.given(text, given) if given is not None else self.names.found(text, spans)
        return lay_out([self.lexicon.read(text, *span) for span in spans], entities, self.lexicon)

    def features(self, text: str, given: Entities | None) -> tuple[Page, dict[Pair, list[Meeting]], dict[Pair, Features]]:
        """The page, where each pair meets, and the features of each pair."""
        page = self.page(text, given)
        met = meetings(page, self.lexicon, self.models.get("sentence"))
        look = Look(page, self.names, self.lexicon, met)
        return page, met, {pair: look.features(pair) for pair in met}

    def stances(self, article: Article, given: Entities | None = None) -> list[Stance]:
        """The attitudes of an article, likeliest first."""
        page, met, features = self.features(article.text, given)
        chances = {pair: self.models["pair"].chances(row) for pair, row in features.items()}
        return [self.stance(article, page, met[chosen[0]], chosen) for chosen in choose(chances, self.models["bars"])]

    def stance(self, article: Article, page: Page, rows: list[Meeting], chosen: Chosen) -> Stance:
        pair, polarity, chance = chosen
        sure = calibrated(chance, self.models["calibration"])
        return Stance(article.id, *pair, polarity, round(sure, 3), tuple(self.spans(article.text, page, rows, pair, polarity)))

    def spans(self, text: str, page: Page, rows: list[Meeting], pair: Pair, polarity: str) -> list[Span]:
        """The sentence that says it most plainly: both mentions and the words; for a pair that never meets, its first mentions."""
        if not rows:
            return [self.first(text, page, name, means) for name, means in zip(pair, ("source", "target"), strict=True)]
        best = max(rows, key=lambda m: m.chances[polarity])
        said = page.said[best.at]
        low, high = min(best.source.first, best.target.first), max(best.source.last, best.target.last)
        words = [end.at for end in page.ends[best.at] if end.hit.polarity == polarity and ({end.source, end.target} & set(pair) or low < end.at < high)]
        rows_ = [(best.source.first, best.source.last, "source"), (best.target.first, best.target.last, "target"), *((at, at, "words") for at in words)]
        return [self.span(text, said.tokens[first].start, said.tokens[last].stop, means) for first, last, means in rows_]

    def first(self, text: str, page: Page, name: str, means: str) -> Span:
        at = page.at[name][0]
        place = next(p for p in page.places[at] if p.name == name)
        return self.span(text, page.said[at].tokens[place.first].start, page.said[at].tokens[place.last].stop, means)

    @staticmethod
    def span(text: str, start: int, stop: int, means: str) -> Span:
        return Span(start, stop, text[start:stop], means)
