"""Who stands at the two ends of a hit's deed: pairs of candidates, each with its score, and the likeliest of them."""

from collections.abc import Iterable, Mapping
from itertools import islice
from math import exp, fsum
from typing import Any

from . import agreement, cases, order
from .ends import Part, Parts, role
from .frame import Candidate, Frame
from .lexicon import Hit
from .pair import pair
from .scorer import Scorer, Sums

BEST = 4  # candidates of each end that are paired
FEW = 6  # that do something to each other
PAIRS = 5  # pairs that are looked at closely
Ends = tuple[float, float, Parts]  # scores at source and target, and what made them
OF_ANY = (*cases.OF_ANY, *agreement.OF_ANY, *order.OF_ANY)
BARRED = (*cases.OF_VERBS, *agreement.OF_VERBS, *OF_ANY)  # rules that tell a pair the wrong way about


def backwards(hit: Hit, source: Candidate, target: Candidate, frame: Frame) -> bool:
    """Whether grammar rules a pair out."""
    return barring(hit, source, target, frame) is not None


def barring(hit: Hit, source: Candidate, target: Candidate, frame: Frame) -> cases.Rule | None:
    """The first rule that rules a pair out."""
    doer = source.mention
    if doer is None:
        return None
    return next((rule for rule in (BARRED if cases.active(hit) else OF_ANY) if rule(hit, doer, target.mention, frame)), None)


def able(source: Candidate, target: Candidate) -> bool:
    """Two ends with nobody in common, or a few that do it to each other: "Mali, Burkina Faso and Niger signed a pact"."""
    return 2 <= len(source.actors) <= FEW if source is target else not set(source.actors) & set(target.actors)


def highest(scores: list[float]) -> list[int]:
    """Where the highest scores stand, the highest first."""
    return sorted(range(len(scores)), key=scores.__getitem__, reverse=True)[:BEST]


class Ranker:
    """Ranks the ends of a hit by the scorers "source", "target" and "pair"."""

    def __init__(self, models: Mapping[str, Scorer]) -> None:
        self.ends, self.both = Sums(models["source"], models["target"]), Sums(models["pair"])

    def plain(self, hit: Hit, frame: Frame) -> list[Ends]:
        """Each candidate's scores at the two ends whatever the type, and what its type adds."""
        rows = [role(hit, c, frame) for c in frame.candidates]
        return [(*self.sums(row.plain), row) for row in rows]

    def sums(self, parts: Iterable[Part]) -> tuple[float, float]:
        known, source, target = self.ends, 0.0, 0.0
        for part in parts:
            one, other = known[part]
            source += one
            target += other
        return source, target

    def pairs(self, hit: Hit, frame: Frame, type_: str, plain: list[Ends]) -> list[tuple[float, Candidate, Candidate]]:
        """The pairs of the best candidates, each with its score."""
        added = [self.sums(row.with_type(type_)) for _, _, row in plain]
        first = [row[0] + more[0] for row, more in zip(plain, added, strict=True)]
        second = [row[1] + more[1] for row, more in zip(plain, added, strict=True)]
        sources, targets, able_ = highest(first), highest(second), frame.candidates
        rough = sorted([(first[s] + second[t], s, t) for s in sources for t in targets if able(able_[s], able_[t])], reverse=True)
        fit = islice((row for row in rough if not backwards(hit, able_[row[1]], able_[row[2]], frame)), PAIRS)
        return [(score + self.pair(hit, able_[s], able_[t], frame, type_), able_[s], able_[t]) for score, s, t in fit]

    def pair(self, hit: Hit, source: Candidate, target: Candidate, frame: Frame, type_: str) -> float:
        known, parts = self.both, pair(hit, source, target, frame)
        return sum([known[part][0] for part in (*parts.plain, *parts.with_type(type_))])


def pairs(hit: Hit, frame: Frame, type_: str, models: Mapping[str, Any]) -> list[tuple[float, Candidate, Candidate]]:
    """The pairs of the best candidates of a hit for a type, each with its score."""
    ranker: Ranker = models["ranker"]
    return ranker.pairs(hit, frame, type_, ranker.plain(hit, frame))


def ranked(models: Mapping[str, Any]) -> Mapping[str, Any]:
    """The models with the ranker of ends made of them; a coder that is still to learn has none."""
    return {**models, "ranker": Ranker(models)} if "pair" in models else models


def ends(rows: list[tuple[float, Candidate, Candidate]]) -> tuple[float, Candidate, Candidate] | None:
    """Of scored pairs the likeliest two actors, with their chance among all pairs. Mentions of the same actors vote together."""
    if not rows:
        return None
    top = max(row[0] for row in rows)
    weights = [exp(row[0] - top) for row in rows]
    votes: dict[tuple[tuple[str, ...], tuple[str, ...]], float] = {}
    for weight, (_, source, target) in zip(weights, rows, strict=True):
        votes[source.actors, target.actors] = votes.get((source.actors, target.actors), 0.0) + weight
    best = max(votes, key=lambda k: votes[k])
    _, source, target = max((row for row in rows if (row[1].actors, row[2].actors) == best), key=lambda row: row[0])
    return votes[best] / sum(weights), source, target


def complained(rows: list[tuple[float, Candidate, Candidate]], voice: Candidate, doer: Candidate) -> float:
    """Of scored pairs the chance that one of two complains of the other: that the other does it, whomever to, or the one to the other."""
    top = max(row[0] for row in rows)
    weights = [exp(row[0] - top) for row in rows]
    fits = [source.actors == doer.actors or (source.actors, target.actors) == (voice.actors, doer.actors) for _, source, target in rows]
    return fsum([weight for weight, fit in zip(weights, fits, strict=True) if fit]) / fsum(weights)
