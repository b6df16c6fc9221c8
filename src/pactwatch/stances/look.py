"""What a whole text says of an attitude between two names: its sentences summed up, how the two are told, and who they are."""

import math
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from . import evidence
from .entities import Names
from .evidence import Evidence
from .frames import Features
from .lexicon import Lexicon
from .pairs import Meeting, Page, Pair, gap

POLARITIES = ("neg", "pos")


class Look:
    """The features of pairs in one text."""

    def __init__(self, page: Page, names: Names, lexicon: Lexicon, met: Mapping[Pair, Sequence[Meeting]], said: Mapping[Pair, Sequence[Evidence]]) -> None:
        self.page, self.names, self.met, self.said = page, names, met, said
        self.often = {name: len(at) for name, at in page.at.items()}
        self.rank = {name: i for i, name in enumerate(sorted(self.often, key=lambda n: -self.often[n]))}
        self.speaks = self.speakers(lexicon.words["say"])
        self.tone = self.tones()
        self.camp = {name: names.camp(name) for name in page.at}
        self.actor = {name: names.actor(name) for name in page.at}
        self.one = {name: actor[0] if actor else name for name, actor in self.actor.items()}  # Moscow and Russia are one here
        self.pooled, self.meet = self.pools(), self.meets()
        self.circle = self.circles()
        self.whole = max(1, sum(sum(circle) for circle in self.circle.values()))

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

    def pools(self) -> Counter[tuple[str, str, str]]:
        """What is said between two actors, by whatever names: (one, other, polarity) → the sum of the chances."""
        found: Counter[tuple[str, str, str]] = Counter()
        for (one, other), rows in self.said.items():
            for evidence in rows:
                found[self.one[one], self.one[other], evidence.polarity] += evidence.chance
        return found

    def meets(self) -> Counter[Pair]:
        """How often two actors meet in a sentence, by whatever names."""
        found: Counter[Pair] = Counter()
        for (one, other), rows in self.met.items():
            found[self.one[one], self.one[other]] += len(rows)
        return found

    def circles(self) -> dict[str, list[int]]:
        """How often a name meets each of those whom it meets, rising."""
        found: dict[str, list[int]] = {name: [] for name in self.page.at}
        for (one, _), rows in self.met.items():
            if rows:
                found[one].append(len(rows))
        return {name: sorted(counts) for name, counts in found.items()}

    def features(self, pair: Pair) -> Features:
        found: Features = {}
        for part in (self.sentences, self.counts, self.evidence, self.company, self.people, self.tongue):
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

    def evidence(self, pair: Pair) -> Iterator[tuple[str, float]]:
        """What the opinions in the sentences say, here and the other way round, and between the same actors by other names."""
        yield from evidence.features(pair, self.said)
        one, other = (self.one[name] for name in pair)
        for polarity in POLARITIES:
            yield f"PE{polarity}", math.log(self.pooled[one, other, polarity] + 0.01)
            yield f"PEr{polarity}", math.log(self.pooled[other, one, polarity] + 0.01)
        yield "Pn", math.log1p(self.meet[one, other])
        if self.meet[one, other] > len(self.met[pair]):
            yield "Pmore", 1.0

    def company(self, pair: Pair) -> Iterator[tuple[str, float]]:
        """Whether the two meet more often than each meets others."""
        many, circles = len(self.met[pair]), [self.circle[name] for name in pair]
        ranks = [1 / (1 + len(circle) - bisect_right(circle, many)) for circle in circles]
        if many:
            yield from (("Yo", ranks[0]), ("Yi", ranks[1]), ("Ym", ranks[0] * ranks[1]))
        sums = [1 + sum(circle) for circle in circles]
        yield from (("Ydeg", math.log1p(len(circles[0]))), ("Ydegb", math.log1p(len(circles[1]))))
        yield "Ypmi", math.log((many + 0.2) * self.whole / (sums[0] * sums[1]))

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
        for polarity in POLARITIES:
            tones = (("tgt", "tgt", other), ("lone", "lone", other), ("src", "tgt", one))
            yield from ((name + polarity, math.log1p(self.tone[key, who, polarity])) for name, key, who in tones)
        if self.actor[one] is None and self.page.kinds[one] == "PER" and self.speaks[one]:
            yield from (("expert", 1.0), (f"expert>{self.camp[other]}", 1.0), ("expertrc", 1 / (1 + self.rank[other])))
            yield from ((f"expert{p}", math.log1p(self.tone["tgt", other, p])) for p in POLARITIES)
