"""A sentence laid out → drafts of deeds: for each hit the likeliest type, act and pair of ends, chosen together."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..contracts import Floats
from . import features as look
from .frame import Candidate, Frame
from .lexicon import Hit
from .scorer import Scorer

NOTHING = "nothing"
BEST = 4  # candidates of each end that are paired
PAIRS = 8  # pairs that are looked at closely
TYPES = 2  # types of a hit that are tried
RIVAL = 0.25  # a second type is tried from this chance on
FLOOR = 0.25  # hits less likely than this to tell anything are left
Senses = Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Found:
    """A deed told by a hit, with its two ends, before it becomes claims.

    `something`: chance that the hit tells a deed; `share`: of its type among the sixteen; `fit`: of these two ends among
    all pairs; `probability`: that the whole is right.
    """

    hit: Hit
    type: str
    act: str | None
    source: Candidate
    target: Candidate
    something: float
    share: float
    fit: float
    probability: float

    @property
    def key(self) -> tuple[tuple[str, ...], tuple[str, ...], str]:
        return self.source.actors, self.target.actors, self.type


def able(source: Candidate, target: Candidate) -> bool:
    """Two ends with nobody in common, or one pair that does it to each other."""
    return len(source.actors) == 2 if source is target else not set(source.actors) & set(target.actors)


def by_type(model: Scorer, chances: Floats) -> dict[str, float]:
    """The chance of each type: the sum of its acts."""
    names, index = types_of(model.classes)
    sums = np.bincount(index, chances).tolist()
    return {name: chance for name, chance in zip(names, sums, strict=True) if name != NOTHING}


@lru_cache(16)
def types_of(classes: tuple[str, ...]) -> tuple[list[str], NDArray[np.intp]]:
    """The types among labels, and which of them each label is."""
    types = [label.partition("/")[0] for label in classes]
    names = list(dict.fromkeys(types))
    return names, np.array([names.index(t) for t in types])


def act_of(model: Scorer, chances: Floats, type_: str) -> str | None:
    """The likeliest act of a type."""
    mine = [i for i, label in enumerate(model.classes) if label.partition("/")[0] == type_]
    return model.classes[max(mine, key=lambda i: float(chances[i]))].partition("/")[2] or None


def highest(scores: list[float]) -> list[int]:
    """Where the highest scores stand, the highest first."""
    return sorted(range(len(scores)), key=scores.__getitem__, reverse=True)[:BEST]


def pairs(hit: Hit, frame: Frame, type_: str, models: Mapping[str, Scorer]) -> list[tuple[float, Candidate, Candidate]]:
    """The pairs of the best candidates, each with its score."""
    rows = [look.role_features(hit, c, frame, type_) for c in frame.candidates]
    first, second = ([models[end].score(row) for row in rows] for end in ("source", "target"))
    sources, targets = highest(first), highest(second)
    rough = sorted(((first[s] + second[t], s, t) for s in sources for t in targets if able(frame.candidates[s], frame.candidates[t])), reverse=True)
    found = []
    for score, s, t in rough[:PAIRS]:
        source, target = frame.candidates[s], frame.candidates[t]
        found.append((score + models["pair"].score(look.pair_features(hit, source, target, frame, type_)), source, target))
    return found


def ends(hit: Hit, frame: Frame, type_: str, models: Mapping[str, Scorer]) -> tuple[float, Candidate, Candidate] | None:
    """The likeliest two actors, with their chance among all pairs. Mentions of the same actors vote together."""
    rows = pairs(hit, frame, type_, models)
    if not rows:
        return None
    weights = np.exp(np.array([row[0] for row in rows]) - max(row[0] for row in rows))
    votes: dict[tuple[tuple[str, ...], tuple[str, ...]], float] = {}
    for weight, (_, source, target) in zip(weights, rows, strict=True):
        votes[source.actors, target.actors] = votes.get((source.actors, target.actors), 0.0) + float(weight)
    best = max(votes, key=lambda k: votes[k])
    _, source, target = max((row for row in rows if (row[1].actors, row[2].actors) == best), key=lambda row: row[0])
    return votes[best] / float(weights.sum()), source, target


def draft(hit: Hit, frame: Frame, models: Mapping[str, Scorer], senses: Senses) -> Found | None:
    """The likeliest deed of a hit: type and ends together."""
    model = models["deed"]
    chances = model.probabilities(look.deed_features(hit, frame, senses))
    types = by_type(model, chances)
    something = sum(types.values())
    if something < FLOOR:
        return None
    best: Found | None = None
    for type_ in sorted(types, key=lambda t: -types[t])[:TYPES]:
        if best and types[type_] <= max(best.probability, RIVAL):
            break
        told = ends(hit, frame, type_, models)
        if told and (best is None or types[type_] * told[0] > best.probability):
            act = act_of(model, chances, type_)
            best = Found(hit, type_, act, told[1], told[2], something, types[type_] / something, told[0], types[type_] * told[0])
    return best


def drafts(frame: Frame, models: Mapping[str, Scorer], senses: Senses, by_member: frozenset[str] = frozenset()) -> list[Found]:
    """The deeds that the hits of a sentence may tell, in order; of the same deed told twice the likelier."""
    best: dict[Any, Found] = {}
    for hit in frame.hits:
        told = draft(hit, frame, models, senses)
        found = told and turned(told, by_member)
        if found and (found.key not in best or best[found.key].probability < found.probability):
            best[found.key] = found
    return sorted(best.values(), key=lambda f: f.hit.first)


def turned(found: Found, by_member: frozenset[str]) -> Found:
    """A deed that only members do to a pact, told the other way about, is turned: drills "in Kyrgyzstan being canceled"."""
    wrong = found.act in by_member and found.source.pact and not found.target.pact
    return replace(found, source=found.target, target=found.source) if wrong else found


def judged(found: list[Found], frame: Frame, models: Mapping[str, Scorer], senses: Senses) -> list[Found]:
    """The drafts with the chance that each is right, seen beside the others of its sentence."""
    keep = models.get("keep")
    return found if keep is None else [replace(f, probability=keep.chance(keep_features(f, found, frame, senses))) for f in found]


def steps(name: str, value: float) -> list[str]:
    """A number as the marks that it has passed, so that a linear scorer can bend it."""
    return [f"{name}>{mark}" for mark in (0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95) if value > mark]


def keep_features(found: Found, others: list[Found], frame: Frame, senses: Senses) -> list[str]:
    """For whether a draft is right as a whole: how sure its parts are, and what the sentence tells beside it."""
    rivals = [o for o in others if o is not found and o.probability > found.probability]
    close = any(abs(o.hit.first - found.hit.first) < 4 for o in rivals)
    same = any({*o.source.actors, *o.target.actors} == {*found.source.actors, *found.target.actors} for o in rivals)
    ends_ = "".join("c" if c.mention is None else "a" if c.mention.kind == "adjective" else "p" if c.mention.kind.startswith("pointer") else "m"
                    for c in (found.source, found.target))
    sense = found.hit.senses[0]
    topics, no = look.topics_near(found.hit, frame), look.negated(found.hit, frame)
    told = [d.partition("/")[0] for s in found.hit.senses if s for d in look.declared(senses[s], topics, no)]
    return ["bias", *steps("all", found.probability), *steps("something", found.something), *steps("share", found.share), *steps("fit", found.fit),
            f"type={found.type}", f"act={found.act}", f"ends={ends_}", f"rank={min(len(rivals), 3)}", f"close={close:d}", f"same={same:d}|close={close:d}",
            f"sense={sense or 'learned'}", f"as declared={found.type in told:d}", f"shape={look.shape(found.hit, frame)}",
            f"candidates={look.bucket(len(frame.candidates))}", f"sizes={len(found.source.actors) * len(found.target.actors) > 1}",
            f"spot={found.source.titled:d}{found.target.titled:d}{ends_}", f"hits={look.bucket(len(frame.hits))}"]
