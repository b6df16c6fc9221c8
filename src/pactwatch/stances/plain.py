"""Opinions between names, read plainly: single words, and ends by where they stand. What `evidence.py` weighs is learned from these.

The fuller way of `opinions.py` finds more opinions, but attitudes between names were told a point worse by it.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Any, ClassVar

from .frames import Features
from .lexicon import Lexicon, Said
from .sentence import CONTENT
from .ties import Scene, Stretch, facing, known, lemma, part, tie, untold
from .weights import Softmax, shares

UNTOLD = ("nobody", "author")
LEAST = 0.1  # from which chance a name is weighed as a target


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


class Plain:
    """`models`: word, target, holder, and the bars, of models/evidence.json.z. `fully`: whether the ends are read by all that is known of them."""

    fully: ClassVar[bool] = False

    def __init__(self, lexicon: Lexicon, models: Mapping[str, Any]) -> None:
        self.lexicon, self.models = lexicon, models
        weights = models["holder"].weights
        self.drawn = Softmax(("this",), {name.removeprefix("H"): row for name, row in weights.items() if name.startswith("H")})

    def expressions(self, said: Said) -> Iterator[tuple[Stretch, str, float]]:
        """Runs of words that tell an opinion of one polarity; a small word between two of them joins."""
        model: Softmax = self.models["word"]
        telling = [at for at in range(len(said.tokens)) if part(said, at) in CONTENT]
        read = dict(zip(telling, model.each(word(said, at) for at in telling), strict=True))
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

    def ends(self, scene: Scene, words: Stretch, polarity: str) -> tuple[list[Stretch], list[float], dict[Stretch, float]]:
        """The candidates, their chances to be the target, and what speaks for each as a holder of whatever target."""
        others, model = scene.free(words, self.fully), self.models["target"]
        ties = [tie(scene, words, polarity, o, self.fully) for o in others]
        before = model.scores(known(scene, o) if self.fully else () for o in others)
        return others, shares([a + b for a, b in zip(model.scores(ties), before, strict=True)]), dict(zip(others, self.drawn.scores(ties), strict=True))

    def holders(self, scene: Scene, words: Stretch, polarity: str, target: Stretch, drawn: Mapping[Stretch, float]) -> dict[Stretch | str, float]:
        """The chances of each candidate, of nobody and of the author to hold the opinion of a target."""
        model: Softmax = self.models["holder"]
        others: list[Stretch | str] = [o for o in drawn if o != target]
        near = model.scores(facing(scene, words, target, o, self.fully) for o in drawn)
        scores = [drawn[o] + more for o, more in zip(drawn, near, strict=True) if o != target]
        away = model.scores(untold(scene, words, polarity, target, who, self.fully) for who in UNTOLD)
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
