"""What a whole text says of an attitude between two names: its sentences summed up, how the two are told, and who they are."""

import math
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from . import evidence
from .balance import POLARITIES, Balance
from .entities import Names
from .evidence import Evidence
from .frames import Features
from .lexicon import Lexicon
from .pairs import Meeting, Page, Pair, gap


class Look:
    """The features of pairs in one text."""

    def __init__(self, page: Page, names: Names, lexicon: Lexicon, met: Mapping[Pair, Sequence[Meeting]], said: Mapping[Pair, Sequence[Evidence]]) -> None:
        self.page, self.met, self.said = page, met, said
        self.often = {name: len(at) for name, at in page.at.items()}
        self.rank = {name: i for i, name in enumerate(sorted(self.often, key=lambda n: -self.often[n]))}
        self.speaks = self.speakers(lexicon.words["say"])
        self.tone = self.tones()
        self.camp = {name: names.camp(name) for name in page.at}
        self.side = {name: names.sides.get(camp, "-") for name, camp in self.camp.items()}
        self.actor = {name: names.actor(name) for name in page.at}
        self.one = {name: actor[0] if actor else name for name, actor in self.actor.items()}  # Moscow and Russia are one here
        self.pooled, self.meet = self.pools(), self.meets()
        self.balance = Balance(self.pooled)
        self.circle = self.circles()
        self.whole = max(1, sum(sum(circle) for circle in self.circle.values()))
        self.sources, self.targets = ({name: dict(alone(name)) for name in page.at} for alone in (self.source, self.target))

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

    def pools(self) -> dict[tuple[str, str, str], float]:
        """What is said between two actors, by whatever names: (one, other, polarity) → the sum of the chances."""
        found: dict[tuple[str, str, str], float] = defaultdict(float)
        for (one, other), rows in self.said.items():
            for row in rows:
                found[self.one[one], self.one[other], row.polarity] += row.chance
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
        found = self.sources[pair[0]] | self.targets[pair[1]]
        for part in (self.sentences, self.counts, self.evidence, self.company, self.people, self.tongue):
            found.update(part(pair))
        return found

    def source(self, name: str) -> Iterator[tuple[str, float]]:
        """What one name brings along as a source, whatever the target."""
        yield from (("fa", math.log(self.often[name])), ("ra", 1 / (1 + self.rank[name])), ("pa", self.page.at[name][0] / len(self.page.said)))
        yield from (("spk", self.speaks[name] / self.often[name]), ("spkn", math.log1p(self.speaks[name])), ("Ydeg", math.log1p(len(self.circle[name]))))
        yield from ((f"src{p}", math.log1p(self.tone["tgt", name, p])) for p in POLARITIES)
        yield from self.who(name, 1)

    def target(self, name: str) -> Iterator[tuple[str, float]]:
        """What one name brings along as a target."""
        yield from (("fc", math.log(self.often[name])), ("rc", 1 / (1 + self.rank[name])), ("pc", self.page.at[name][0] / len(self.page.said)))
        yield "Ydegb", math.log1p(len(self.circle[name]))
        yield from ((f"{key}{p}", math.log1p(self.tone[key, name, p])) for key in ("tgt", "lone") for p in POLARITIES)
        yield from self.who(name, 2)

    def who(self, name: str, end: int) -> Iterator[tuple[str, float]]:
        """Kind, camp, side, the name itself, and what kind of name it is."""
        kind, camp, actor = self.page.kinds[name], self.camp[name], self.actor[name]
        yield from ((f"t{end}{kind}", 1.0), (f"B{end}{camp}", 1.0), (f"C{end}{self.side[name]}", 1.0), (f"N{end}{name}", 1.0))
        yield f"k{end}{actor[1] if actor else 'un' + kind}", 1.0

    def sentences(self, pair: Pair) -> Iterator[tuple[str, float]]:
        """The grammar and the words of attitude of the sentences where the two meet."""
        total: Features = {}
        for met in self.met[pair]:
            for name, value in met.features.items():
                total[name] = total.get(name, 0.0) + value
        yield from ((f"A:{name}", math.log1p(value)) for name, value in total.items())

    def counts(self, pair: Pair) -> Iterator[tuple[str, float]]:
        """How often and where the two are told."""
        one, other = (self.often[name] for name in pair)
        many = len(self.met[pair])
        if not many:
            yield "apart", 1.0
            yield "gap", 1 / gap(self.page, pair)
        yield "n", math.log1p(many)
        yield f"n{min(many, 3)}", 1.0
        yield from (("both", math.log(min(one, other))), ("share", many / min(one, other)), ("docpairs", math.log(len(self.met))))

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
        yield from self.balance.features((one, other))

    def company(self, pair: Pair) -> Iterator[tuple[str, float]]:
        """Whether the two meet more often than each meets others."""
        many, circles = len(self.met[pair]), [self.circle[name] for name in pair]
        ranks = [1 / (1 + len(circle) - bisect_right(circle, many)) for circle in circles]
        if many:
            yield from (("Yo", ranks[0]), ("Yi", ranks[1]), ("Ym", ranks[0] * ranks[1]))
        sums = [1 + sum(circle) for circle in circles]
        yield "Ypmi", math.log((many + 0.2) * self.whole / (sums[0] * sums[1]))

    def people(self, pair: Pair) -> Iterator[tuple[str, float]]:
        """Who the two are to each other: kinds, camps, sides, and the names themselves."""
        one, other = pair
        yield from ((f"t{self.page.kinds[one]}>{self.page.kinds[other]}", 1.0), (f"B{self.camp[one]}>{self.camp[other]}", 1.0))
        yield from ((f"C{self.side[one]}>{self.side[other]}", 1.0), (f"N{one}>{other}", 1.0), (f"NN{'|'.join(sorted(pair))}", 1.0))
        if self.actor[one] and self.one[one] == self.one[other]:
            yield "sameactor", 1.0
        if self.camp[one] == self.camp[other] != "-":
            yield "Csame", 1.0

    def tongue(self, pair: Pair) -> Iterator[tuple[str, float]]:
        """How the text speaks of the target; an expert whom nobody declared mostly speaks of the text's chief topic."""
        one, other = pair
        if self.actor[one] is None and self.page.kinds[one] == "PER" and self.speaks[one]:
            yield from (("expert", 1.0), (f"expert>{self.camp[other]}", 1.0), ("expertrc", 1 / (1 + self.rank[other])))
            yield from ((f"expert{p}", math.log1p(self.tone["tgt", other, p])) for p in POLARITIES)
