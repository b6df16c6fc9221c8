"""What the sentences of a text say of a pair: opinions where two names meet, each with the chance that the one holds it of the other."""

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from .frames import Place
from .pairs import Page, Pair
from .plain import Plain
from .ties import Scene, Stretch

LITTLE = 0.003  # an evidence that says nothing: where the logarithm of the chances begins


class Evidence(NamedTuple):
    """What one expression of sentence `at` says; `chance`: that it tells this polarity, of this holder and this target."""

    at: int
    polarity: str
    chance: float


def gather(page: Page, text: str, opinions: Plain) -> dict[Pair, list[Evidence]]:
    """The evidence of each pair, in the order of the text. Sentences that name one alone say nothing of a pair."""
    found: dict[Pair, list[Evidence]] = defaultdict(list)
    for at, places in sorted(page.places.items()):
        if len({p.name for p in places}) > 1:
            for pair, evidence in of(page, at, text, opinions):
                found[pair].append(evidence)
    return found


def of(page: Page, at: int, text: str, opinions: Plain) -> Iterator[tuple[Pair, Evidence]]:
    """The evidence of one sentence."""
    told = list(opinions.expressions(page.said[at]))
    if told:
        scene = Scene(page.said[at], text, opinions.lexicon.words["say"])
        named = by_name(scene.others, page.places[at])
        for words, polarity, chance in told:
            for pair, sure in opinions.between(scene, words, polarity, named).items():
                if pair[0] != pair[1]:
                    yield pair, Evidence(at, polarity, chance * sure)


def by_name(candidates: Sequence[Stretch], places: Sequence[Place]) -> dict[Stretch, str]:
    """The candidates that hold a mention, with its name: the first, where they hold two."""
    found: dict[Stretch, str] = {}
    for o in candidates:
        name = next((p.name for p in places if o[0] <= p.last and p.first <= o[1]), None)
        if name:
            found[o] = name
    return found


def features(pair: Pair, said: Mapping[Pair, Sequence[Evidence]]) -> Iterator[tuple[str, float]]:
    """The most, all together (noisy-or) and the sum of what is said of a pair; and of the pair turned about."""
    total = {}
    for polarity in ("pos", "neg"):
        chances = [e.chance for e in said.get(pair, ()) if e.polarity == polarity]
        total[polarity] = sum(chances)
        if chances:
            yield from ((f"E{polarity}max", max(chances)), (f"E{polarity}any", either(chances)), (f"E{polarity}sum", math.log1p(10 * total[polarity])))
            yield f"E{polarity}log", risen(chances)
        back = [e.chance for e in said.get((pair[1], pair[0]), ()) if e.polarity == polarity]
        if back:
            yield from ((f"Er{polarity}any", either(back)), (f"Er{polarity}log", risen(back)))
    yield "Ediff", math.log(total["pos"] + 0.02) - math.log(total["neg"] + 0.02)


def either(chances: Sequence[float]) -> float:
    """Noisy-or: the chance that one at least is true."""
    return 1 - math.prod(1 - min(c, 0.99) for c in chances)


def risen(chances: Sequence[float]) -> float:
    return math.log(either(chances) + LITTLE) - math.log(LITTLE)
