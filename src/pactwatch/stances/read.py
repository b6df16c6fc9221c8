"""An article → its attitudes."""

import math
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np

from ..contracts import Language
from ..nouns import Actor, Article, Pact, Span, Stance
from .entities import Entity, Names
from .evidence import Evidence, gather
from .frames import Features
from .lexicon import Lexicon, sentences
from .look import Look
from .opinions import Opinions
from .pairs import Meeting, Page, Pair, lay_out, meetings
from .weights import Softmax, load

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


def likely(model: Softmax, features: Mapping[Pair, Features]) -> dict[Pair, dict[str, float]]:
    """Pair → chance of each polarity. The model's two columns are log odds: that there is an attitude at all, and that, if so, it is positive."""
    if not features:
        return {}
    told, positive = (1 / (1 + np.exp(-model.totals(list(features.values()))))).T
    return {pair: {"pos": pos, "neg": neg} for pair, pos, neg in zip(features, (told * positive).tolist(), (told * (1 - positive)).tolist(), strict=True)}


class Reading(NamedTuple):
    """A text laid out, where each pair meets, what its sentences say of it, and its features."""

    page: Page
    met: dict[Pair, list[Meeting]]
    said: dict[Pair, list[Evidence]]
    features: dict[Pair, Features]


class Reader:
    """Reads attitudes in one language. `models`: those of models/stance.json.z; the opinions in sentences are read by models/opinions.json.z."""

    def __init__(self, language: Language, declared: Mapping[str, Any], camps: Mapping[str, Any], actors: Mapping[str, Actor],
                 pacts: Mapping[str, Pact], models: Mapping[str, Any]) -> None:
        self.language, self.models = language, models
        self.lexicon = Lexicon(language, declared)
        self.opinions = Opinions(self.lexicon, load("opinions"))
        self.names = Names(actors, pacts, language, camps)

    def page(self, text: str, given: Entities | None) -> Page:
        """The text laid out, with the entities given, or found here where none are."""
        spans = list(sentences(text, self.language))
        entities: list[Entity] = self.names.given(text, given) if given is not None else self.names.found(text, spans)
        return lay_out([self.lexicon.read(text, *span) for span in spans], entities, self.lexicon)

    def read(self, text: str, given: Entities | None) -> Reading:
        page = self.page(text, given)
        met, said = meetings(page, self.lexicon), gather(page, text, self.opinions)
        look = Look(page, self.names, self.lexicon, met, said)
        return Reading(page, met, said, {pair: look.features(pair) for pair in met})

    def stances(self, article: Article, given: Entities | None = None) -> list[Stance]:
        """The attitudes of an article, likeliest first."""
        reading = self.read(article.text, given)
        return [self.stance(article, reading, chosen) for chosen in choose(likely(self.models["pair"], reading.features), self.models["bars"])]

    def stance(self, article: Article, reading: Reading, chosen: Chosen) -> Stance:
        pair, polarity, chance = chosen
        sure = calibrated(chance, self.models["calibration"])
        return Stance(article.id, *pair, polarity, round(sure, 3), tuple(self.spans(article.text, reading, pair, polarity)))

    def spans(self, text: str, reading: Reading, pair: Pair, polarity: str) -> list[Span]:
        """The sentence that says it most plainly: both mentions and the words; for a pair that never meets, its first mentions."""
        page, rows = reading.page, reading.met[pair]
        if not rows:
            return [self.first(text, page, name, means) for name, means in zip(pair, ("source", "target"), strict=True)]
        says = {m.at: sum(e.chance for e in reading.said.get(pair, ()) if e.at == m.at and e.polarity == polarity) for m in rows}
        best = max(rows, key=lambda m: (says[m.at], sum(end.hit.polarity == polarity for end in page.ends[m.at])))
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
