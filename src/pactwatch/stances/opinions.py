"""A sentence → opinions with their words: who holds what of whom, and the words that say so."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Any, NamedTuple

from ..nouns import Article, Span, Stance
from .frames import Features
from .lexicon import Lexicon, Said, sentences
from .sentence import CONTENT
from .ties import Scene, Stretch, facing, lemma, part, tie, untold
from .weights import Softmax, shares

SECOND = 0.35  # from which chance a further candidate is a target, too
UNTOLD = ("nobody", "author")
LEAST = 0.1  # from which chance a name is weighed as a target


class Opinion(NamedTuple):
    """`holder`: tokens of the sentence, None where nobody is named; `author`: the writer holds it. All stretches are of tokens."""

    holder: Stretch | None
    author: bool
    target: Stretch
    words: Stretch
    polarity: str
    probability: float


def word(said: Said, at: int) -> Features:
    """Whether a token tells an opinion."""
    hit, own = said.hits[at], lemma(said, at)
    found = [f"w={own}", f"pos={part(said, at)}", f"end={own[-3:]}", f"begin={own[:5]}", f"before={lemma(said, at - 1)}", f"after={lemma(said, at + 1)}"]
    found += [f"hit={hit.name}", f"says={hit.polarity}"] if hit else ["nohit"]
    for name, step in (("left", -1), ("right", 1)):
        beside = said.hits[at + step] if 0 <= at + step < len(said.hits) else None
        found.append(f"{name}={beside.polarity}" if beside else f"{name}=none")
    found += [f"around={h.polarity}" for h in said.hits if h] + (["capital"] if said.capitals[at] else [])
    return dict.fromkeys([*found, *numbered(said, at)], 1.0)


def numbered(said: Said, at: int) -> Iterator[str]:
    """A token's neighbours, grammar and letters, and how many capitals stand about."""
    own, size = lemma(said, at), len(said.tokens)
    yield from (f"-2={lemma(said, at - 2)}", f"2={lemma(said, at + 2)}", f"two={own}_{lemma(said, at + 1)}", f"two={lemma(said, at - 1)}_{own}")
    yield from (f"mark={mark}" for form in said.forms[at][:1] for mark in form.marks)
    yield from (f"begin={own[:4]}", f"begin={own[:3]}", f"end={own[-2:]}", f"end={own[-4:]}", f"size{min(size // 8, 5)}")
    yield from (f"pos-1={part(said, at - 1) if at else '|'}", f"pos1={part(said, at + 1) if at + 1 < size else '|'}")
    yield f"capitals{min(sum(said.capitals[1:]), 4)}"
    yield from (f"capital{i - at}" for i in range(max(0, at - 3), min(size, at + 4)) if said.capitals[i] and i != at)


class Opinions:
    """`models`: word, target, holder, and the bars, of models/opinions.json.z."""

    def __init__(self, lexicon: Lexicon, models: Mapping[str, Any]) -> None:
        self.lexicon, self.models = lexicon, models
        weights = models["holder"].weights
        self.drawn = Softmax(("this",), {name.removeprefix("H"): row for name, row in weights.items() if name.startswith("H")})

    def expressions(self, said: Said) -> Iterator[tuple[Stretch, str, float]]:
        """Runs of words that tell an opinion of one polarity; a small word between two of them joins."""
        model: Softmax = self.models["word"]
        telling = [at for at in range(len(said.tokens)) if part(said, at) in CONTENT]
        read = dict(zip(telling, model.all_chances([word(said, at) for at in telling]), strict=True))
        chances: list[dict[str, float]] = [read.get(at, {}) for at in range(len(said.tokens))]
        likelier = [max((row.get(p, 0.0), p) for p in ("neg", "pos")) for row in chances]
        marks = [polarity if sure >= self.models["bars"]["word"] else "" for sure, polarity in likelier]
        for at in range(1, len(marks) - 1):
            if not chances[at] and said.forms[at] and marks[at - 1] == marks[at + 1]:
                marks[at] = marks[at - 1]
        for polarity, run in groupby(range(len(marks)), key=lambda at: marks[at]):
            inside = list(run)
            if polarity:
                yield (inside[0], inside[-1]), polarity, max(likelier[i][0] for i in inside)

    def stances(self, article: Article) -> Iterator[Stance]:
        """The opinions of an article, sentence by sentence. The source is "" where nobody is named, and AUTHOR where the writer speaks."""
        for start, stop in sentences(article.text, self.lexicon.language):
            said, found = self.read(article.text, start, stop)
            for one in found:
                parts = (("source", one.holder), ("target", one.target), ("words", one.words))
                spans = {means: self.span(article.text, said, at, means) for means, at in parts if at}
                source = spans["source"].text if one.holder else "AUTHOR" if one.author else ""
                yield Stance(article.id, source, spans["target"].text, one.polarity, one.probability, tuple(spans.values()))

    @staticmethod
    def span(text: str, said: Said, at: Stretch, means: str) -> Span:
        start, stop = said.tokens[at[0]].start, said.tokens[at[1]].stop
        return Span(start, stop, text[start:stop], means)

    def read(self, text: str, start: int, stop: int) -> tuple[Said, list[Opinion]]:
        """The opinions of one sentence, in order of their words."""
        said = self.lexicon.read(text, start, stop)
        scene = Scene(said, text, self.lexicon.words["say"])
        found = [opinion for told in self.expressions(said) for opinion in self.of(scene, *told)]
        return said, [opinion for opinion in found if opinion.probability >= self.models["bars"]["opinion"]]

    def of(self, scene: Scene, words: Stretch, polarity: str, chance: float) -> Iterator[Opinion]:
        """The opinions that one expression tells: the likeliest targets, each with its likeliest holder. The probability is of all three together."""
        others, sure, drawn = self.ends(scene, words, polarity)
        for target, likely in zip(others, sure, strict=True):
            if likely == max(sure) or likely >= SECOND:
                holders = self.holders(scene, words, polarity, target, drawn)
                best = max(holders, key=lambda who: holders[who])
                sure_ = round(chance * likely * holders[best], 3)
                yield Opinion(best if isinstance(best, tuple) else None, best == "author", target, words, polarity, sure_)

    def ends(self, scene: Scene, words: Stretch, polarity: str) -> tuple[list[Stretch], list[float], dict[Stretch, float]]:
        """The candidates, their chances to be the target, and what speaks for each as a holder of whatever target."""
        others = scene.free(words)
        ties = [tie(scene, words, polarity, o) for o in others]
        return others, self.models["target"].among(ties), dict(zip(others, self.drawn.scores(ties), strict=True))

    def holders(self, scene: Scene, words: Stretch, polarity: str, target: Stretch, drawn: Mapping[Stretch, float]) -> dict[Stretch | str, float]:
        """The chances of each candidate, of nobody and of the author to hold the opinion of a target."""
        model: Softmax = self.models["holder"]
        others: list[Stretch | str] = [o for o in drawn if o != target]
        scores = [drawn[o] + more for o, more in zip(drawn, model.scores(facing(scene, words, target, o) for o in drawn), strict=True) if o != target]
        away = model.scores(untold(scene, words, polarity, target, who) for who in UNTOLD)
        return dict(zip([*others, *UNTOLD], shares([*scores, *away]), strict=True))

    def between(self, scene: Scene, words: Stretch, polarity: str, named: Mapping[Stretch, str]) -> dict[tuple[str, str], float]:
        """(holder, target) → the chance that the one holds of the other what `words` tell. `named`: the candidates that count, with their names."""
        others, sure, drawn = self.ends(scene, words, polarity)
        found: dict[tuple[str, str], float] = defaultdict(float)
        for target, likely in zip(others, sure, strict=True):
            if likely >= LEAST and target in named:
                holders = self.holders(scene, words, polarity, target, drawn)
                for o in named:
                    found[named[o], named[target]] += likely * holders.get(o, 0.0)
        return found
