"""What a whole text says of an attitude between two names: its sentences summed up, how the two are told, and who they are."""

import math
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from . import frames, sentence
from .entities import Entity, Names
from .frames import End, Features, Place
from .lexicon import Lexicon, Said
from .weights import Softmax

APART = 2  # sentences by which the mentions of a pair may be apart at the most, where they are told fewer than OFTEN times
OFTEN = 2
UNTOLD = {"neg": 1e-3, "pos": 1e-3}  # what sentences say of a pair that never meets in one
Pair = tuple[str, str]


@dataclass(slots=True)
class Meeting:
    """A sentence in which a pair meets: its number, the two mentions, its features, and the chances it gives each polarity."""

    at: int
    source: Place
    target: Place
    features: Features
    chances: dict[str, float]


@dataclass(slots=True)
class Page:
    """A text laid out: its sentences, the mentions in each, and counts per name."""

    said: list[Said]
    places: dict[int, list[Place]] = field(default_factory=lambda: defaultdict(list))
    kinds: dict[str, str] = field(default_factory=dict)
    at: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))  # name → its sentences, one a mention
    ends: dict[int, list[End]] = field(default_factory=dict)


def lay_out(said: list[Said], entities: list[Entity], lexicon: Lexicon) -> Page:
    page = Page(said)
    starts = [s.start for s in said]
    for entity in entities:
        at = bisect_right(starts, entity.start) - 1
        inside = [i for i, t in enumerate(said[at].tokens) if t.start < entity.stop and t.stop > entity.start] if at >= 0 else []
        if inside:
            page.places[at].append(frames.place(said[at], inside[0], inside[-1], entity.name, lexicon.words["prepositions"]))
            page.kinds.setdefault(entity.name, entity.kind)
            page.at[entity.name].append(at)
    page.ends = {at: frames.ends(said[at], places) for at, places in page.places.items()}
    return page


def meetings(page: Page, lexicon: Lexicon, model: Softmax | None) -> dict[Pair, list[Meeting]]:
    """Every ordered pair of names that meets in a sentence, or stands near enough, with the sentences."""
    found: dict[Pair, list[Meeting]] = {}
    for at in sorted(page.places):
        for source, target in closest(page.places[at]):
            others = len({p.name for p in page.places[at]})
            features = sentence.pair(page.said[at], source, target, others, lexicon.words)
            met = Meeting(at, source, target, features, UNTOLD)
            found.setdefault((source.name, target.name), []).append(met)
        for pair, told in frames.features(page.ends[at]).items():
            if pair in found and found[pair][-1].at == at:
                found[pair][-1].features.update(told)
    for met in (m for rows in found.values() for m in rows if model):
        met.chances = model.chances(met.features) if model else UNTOLD
    return found | {pair: [] for pair in apart(page, found)}


def closest(places: list[Place]) -> Iterator[tuple[Place, Place]]:
    """For each ordered pair of names in a sentence the two mentions that stand closest."""
    best: dict[Pair, tuple[int, Place, Place]] = {}
    for one in places:
        for other in places:
            if one.name != other.name:
                gap = abs(one.first - other.first)
                if (one.name, other.name) not in best or gap < best[one.name, other.name][0]:
                    best[one.name, other.name] = (gap, one, other)
    yield from ((one, other) for _, one, other in best.values())


def gap(page: Page, pair: Pair) -> int:
    """Sentences between the nearest mentions of a pair."""
    one, other = page.at[pair[0]], page.at[pair[1]]
    return min(abs(a - b) for a in set(one) for b in set(other))


def apart(page: Page, met: dict[Pair, list[Meeting]]) -> Iterator[Pair]:
    """Pairs that no sentence holds, but that stand near each other, or are both told often."""
    for one in page.at:
        for other in page.at:
            pair = (one, other)
            often = min(len(page.at[one]), len(page.at[other])) >= OFTEN
            if one != other and pair not in met and (often or gap(page, pair) <= APART):
                yield pair


class Look:
    """The features of pairs in one text."""

    def __init__(self, page: Page, names: Names, lexicon: Lexicon, met: dict[Pair, list[Meeting]]) -> None:
        self.page, self.names, self.met = page, names, met
        self.often = {name: len(at) for name, at in page.at.items()}
        self.rank = {name: i for i, name in enumerate(sorted(self.often, key=lambda n: -self.often[n]))}
        self.speaks = self.speakers(lexicon.words["say"])
        self.tone = self.tones()
        self.camp = {name: names.camp(name) for name in page.at}
        self.actor = {name: names.actor(name) for name in page.at}
        self.logit = {pair: {p: self.best(rows, p) for p in UNTOLD} for pair, rows in met.items()}

    def speakers(self, say: frozenset[str]) -> Counter[str]:
        """How often each name stands beside a word of speech."""
        found: Counter[str] = Counter()
        for at, places in self.page.places.items():
            lemmas = self.page.said[at].lemmas
            for p in places:
                if any(words & say for words in lemmas[max(0, p.first - 4):p.first] + lemmas[p.last + 1:p.last + 5]):
                    found[p.name] += 1
        return found

    def tones(self) -> Counter[tuple[str, str, str]]:
        """How often each name is the target of a polarity; and how often nobody is named as its source."""
        found: Counter[tuple[str, str, str]] = Counter()
        for end in (e for ends in self.page.ends.values() for e in ends if e.target):
            found["tgt", str(end.target), end.hit.polarity] += 1
            found["lone", str(end.target), end.hit.polarity] += end.source is None
        return found

    @staticmethod
    def best(rows: list[Meeting], polarity: str) -> float:
        top = max((m.chances[polarity] for m in rows), default=UNTOLD[polarity])
        return math.log(top / (1 - top))

    def features(self, pair: Pair) -> Features:
        found: Features = {}
        for part in (self.sentences, self.counts, self.opinions, self.people, self.tongue):
            found.update(part(pair))
        return found

    def sentences(self, pair: Pair) -> Iterator[tuple[str, float]]:
        """What the sentences say, single words left out."""
        total: Features = {}
        for met in self.met[pair]:
            for name, value in met.features.items():
                if name[0] != "L" and "=" not in name:
                    total[name] = total.get(name, 0.0) + value
        yield from ((f"A:{name}", math.log1p(value)) for name, value in total.items())

    def counts(self, pair: Pair) -> Iterator[tuple[str, float]]:
        """How often and where the two are told."""
        one, other = (self.often[name] for name in pair)
        many, size = len(self.met[pair]), len(self.page.said)
        if not many:
            yield "apart", 1.0
            yield "gap", 1 / gap(self.page, pair)
        yield "n", math.log1p(many)
        yield f"n{min(many, 3)}", 1.0
        yield from (("fa", math.log(one)), ("fc", math.log(other)), ("both", math.log(min(one, other))), ("share", many / min(one, other)))
        yield from (("ra", 1 / (1 + self.rank[pair[0]])), ("rc", 1 / (1 + self.rank[pair[1]])))
        yield from (("pa", self.page.at[pair[0]][0] / size), ("pc", self.page.at[pair[1]][0] / size), ("docpairs", math.log(len(self.met))))

    def opinions(self, pair: Pair) -> Iterator[tuple[str, float]]:
        """What the sentence model makes of the sentences, here and the other way round."""
        rows, back = self.met[pair], self.logit.get((pair[1], pair[0]), {})
        for polarity, logit in self.logit[pair].items():
            chances = [m.chances[polarity] for m in rows] or [UNTOLD[polarity]]
            yield f"O{polarity}max", max(chances)
            yield f"O{polarity}any", 1 - math.prod(1 - c for c in chances)
            yield f"O{polarity}logit", logit
            yield f"O{polarity}sum", math.log1p(sum(chances))
            yield f"R{polarity}", back.get(polarity, logit)
        yield "Odiff", self.logit[pair]["pos"] - self.logit[pair]["neg"]

    def people(self, pair: Pair) -> Iterator[tuple[str, float]]:
        """Who the two are: kind, camp, side, and the names themselves."""
        camps = [self.camp[name] for name in pair]
        sides = [self.names.sides.get(camp, "-") for camp in camps]
        kinds, actors = [self.page.kinds[name] for name in pair], [self.actor[name] for name in pair]
        for letter, (first, second) in (("t", kinds), ("B", camps), ("C", sides), ("N", pair)):
            yield from ((f"{letter}{first}>{second}", 1.0), (f"{letter}1{first}", 1.0), (f"{letter}2{second}", 1.0))
        yield "NN" + "|".join(sorted(pair)), 1.0
        yield from ((f"k{number}{actor[1] if actor else 'un' + kind}", 1.0) for number, (actor, kind) in enumerate(zip(actors, kinds, strict=True), 1))
        if actors[0] and actors[1] and actors[0][0] == actors[1][0]:
            yield "sameactor", 1.0
        if camps[0] == camps[1] != "-":
            yield "Csame", 1.0

    def tongue(self, pair: Pair) -> Iterator[tuple[str, float]]:
        """Who speaks, and how the text speaks of the target; an expert whom nobody declared mostly speaks of the text's chief topic."""
        one, other = pair
        yield from (("spk", self.speaks[one] / self.often[one]), ("spkn", math.log1p(self.speaks[one])))
        for polarity in UNTOLD:
            tones = (("tgt", "tgt", other), ("lone", "lone", other), ("src", "tgt", one))
            yield from ((name + polarity, math.log1p(self.tone[key, who, polarity])) for name, key, who in tones)
        if self.actor[one] is None and self.page.kinds[one] == "PER" and self.speaks[one]:
            yield from (("expert", 1.0), (f"expert>{self.camp[other]}", 1.0), ("expertrc", 1 / (1 + self.rank[other])))
            yield from ((f"expert{p}", math.log1p(self.tone["tgt", other, p])) for p in UNTOLD)
