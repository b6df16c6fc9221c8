"""An article → its attitudes."""

import math
from collections.abc import Mapping, Sequence
from itertools import accumulate
from typing import Any, NamedTuple

import numpy as np

from ..contracts import Language
from ..nouns import Actor, Article, Pact, Span, Stance
from .entities import Entity, Names
from .evidence import Evidence, gather
from .frames import Features
from .lexicon import Lexicon, sentences
from .look import Look
from .pairs import Meeting, Page, Pair, lay_out, meetings
from .plain import Plain
from .weights import Softmax, load

Entities = Sequence[Sequence[Any]]  # rows [start, stop, type]
Chosen = tuple[Pair, str, float]
LEAST = 0.1  # below this chance nothing is told
UNSEEN = 0.5


def choose(chances: Mapping[Pair, Mapping[str, float]], recall: Mapping[str, float]) -> list[Chosen]:
    """The attitudes to tell, likeliest first: of each polarity the first of its likeliest pairs, as many as promise the best F.

    `recall`: how much recall weighs against precision, the square of beta. A pair has one polarity at most.
    """
    kept: list[Chosen] = []
    for polarity in ("pos", "neg"):
        rows = sorted((-row[polarity], pair) for pair, row in chances.items() if row[polarity] >= LEAST and likelier(row) == polarity)
        sure = [-chance for chance, _ in rows]
        many = best(sure, sum(row[polarity] for row in chances.values()), recall[polarity])
        kept += [(pair, polarity, chance) for (_, pair), chance in zip(rows[:many], sure, strict=False)]
    return sorted(kept, key=lambda row: (-row[2], row[0]))


def likelier(row: Mapping[str, float]) -> str:
    return "pos" if row["pos"] >= row["neg"] else "neg"


def best(chances: Sequence[float], true: float, weight: float) -> int:
    """How many of the likeliest to take for the best F to be expected: that is right ones over (taken + weight × true), `true` being how many
    there are in all by the chances. UNSEEN keeps a single sure one from silencing all others. Ye, Chai, Lee and Chieu 2012."""
    worth = [right / (many + weight * true + UNSEEN) for many, right in enumerate(accumulate(chances), 1)]
    return worth.index(max(worth)) + 1 if worth else 0


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
    """Reads attitudes in one language. `models`: those of models/stance.json.z; what sentences say is read by models/evidence.json.z."""

    def __init__(self, language: Language, declared: Mapping[str, Any], camps: Mapping[str, Any], actors: Mapping[str, Actor],
                 pacts: Mapping[str, Pact], models: Mapping[str, Any]) -> None:
        self.language, self.models = language, models
        self.lexicon = Lexicon(language, declared)
        self.opinions = Plain(self.lexicon, load("evidence"))
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
        return [self.stance(article, reading, chosen) for chosen in choose(likely(self.models["pair"], reading.features), self.models["recall"])]

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
        plain = max(rows, key=lambda m: (says[m.at], sum(end.hit.polarity == polarity for end in page.ends[m.at])))
        said = page.said[plain.at]
        low, high = min(plain.source.first, plain.target.first), max(plain.source.last, plain.target.last)
        words = [end.at for end in page.ends[plain.at] if end.hit.polarity == polarity and ({end.source, end.target} & set(pair) or low < end.at < high)]
        rows_ = [(plain.source.first, plain.source.last, "source"), (plain.target.first, plain.target.last, "target"), *((at, at, "words") for at in words)]
        return [self.span(text, said.tokens[first].start, said.tokens[last].stop, means) for first, last, means in rows_]

    def first(self, text: str, page: Page, name: str, means: str) -> Span:
        at = page.at[name][0]
        place = next(p for p in page.places[at] if p.name == name)
        return self.span(text, page.said[at].tokens[place.first].start, page.said[at].tokens[place.last].stop, means)

    @staticmethod
    def span(text: str, start: int, stop: int, means: str) -> Span:
        return Span(start, stop, text[start:stop], means)
