"""A sentence laid out → drafts of deeds: for each hit the likeliest type, act and pair of ends, chosen together."""

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from math import exp
from typing import Any

from ..contracts import Floats
from .acts import Senses, act_of
from .agreement import backwards
from .ends import Part, Parts, pair, role
from .families import bucket
from .features import declared, deed_features
from .frame import Candidate, Frame
from .grammar import negated
from .lexicon import Hit
from .scene import facts, scene, topics_near
from .scorer import Scorer, Sums
from .speaker import speaker

NOTHING = "nothing"
BEST = 4  # candidates of each end that are paired
PAIRS = 8  # pairs that are looked at closely
TYPES = 2  # types of a hit that are tried
RIVAL = 0.25  # a second type is tried from this chance on
FLOOR = 0.25  # hits less likely than this to tell anything are left
Ends = tuple[float, float, Parts]  # scores at source and target, and what made them


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
    """The chance of each type."""
    return {name: chance for name, chance in zip(model.classes, chances.tolist(), strict=True) if name != NOTHING}


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
        known = self.ends
        found = [known[part] for part in parts]
        return sum([source for source, _ in found]), sum([target for _, target in found])

    def pairs(self, hit: Hit, frame: Frame, type_: str, plain: list[Ends]) -> list[tuple[float, Candidate, Candidate]]:
        """The pairs of the best candidates, each with its score."""
        added = [self.sums(row.with_type(type_)) for _, _, row in plain]
        first = [row[0] + more[0] for row, more in zip(plain, added, strict=True)]
        second = [row[1] + more[1] for row, more in zip(plain, added, strict=True)]
        sources, targets, able_ = highest(first), highest(second), frame.candidates
        rough = sorted(((first[s] + second[t], s, t) for s in sources for t in targets
                        if able(able_[s], able_[t]) and not backwards(hit, able_[s], able_[t], frame)), reverse=True)
        return [(score + self.pair(hit, able_[s], able_[t], frame, type_), able_[s], able_[t]) for score, s, t in rough[:PAIRS]]

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


def draft(hit: Hit, chances: Floats, frame: Frame, models: Mapping[str, Any], senses: Senses) -> Found | None:
    """The likeliest deed of a hit, by the chances of what it tells: type and ends together."""
    model: Scorer = models["deed"]
    something = 1.0 - float(chances[model.classes.index(NOTHING)])
    if something < FLOOR:
        return None
    best: Found | None = None
    types = by_type(model, chances)
    ranker: Ranker = models["ranker"]
    plain = ranker.plain(hit, frame)
    for type_ in sorted(types, key=lambda t: -types[t])[:TYPES]:
        if best and types[type_] <= max(best.probability, RIVAL):
            break
        told = ends(ranker.pairs(hit, frame, type_, plain))
        if told and (best is None or types[type_] * told[0] > best.probability):
            best = Found(hit, type_, None, told[1], told[2], something, types[type_] / something, told[0], types[type_] * told[0])
    return best and replace(best, act=act_of(hit, best.type, (best.source.pact, best.target.pact), frame, models, senses))


def drafts(frame: Frame, models: Mapping[str, Any], senses: Senses, by_member: frozenset[str] = frozenset()) -> list[Found]:
    """The deeds that the hits of a sentence may tell, in order; of the same deed told twice the likelier."""
    best: dict[Any, Found] = {}
    chances = models["deed"].all_probabilities([deed_features(hit, frame, senses) for hit in frame.hits]) if frame.hits else ()
    for hit, row in zip(frame.hits, chances, strict=True):
        told = draft(hit, row, frame, models, senses)
        found = told and voiced(turned(told, by_member), frame)
        if found and (found.key not in best or best[found.key].probability < found.probability):
            best[found.key] = found
    return sorted(best.values(), key=lambda f: f.hit.first)


def turned(found: Found, by_member: frozenset[str]) -> Found:
    """A deed that only members do to a pact, told the other way about, is turned: drills "in Kyrgyzstan being canceled"."""
    wrong = found.act in by_member and found.source.pact and not found.target.pact
    return replace(found, source=found.target, target=found.source) if wrong else found


def voiced(found: Found, frame: Frame) -> Found:
    """Bad conduct told in somebody's words is that speaker's complaint: "the statement of Rahmon that Moscow does not respect its partners"."""
    says = speaker(found.hit, frame) if found.type == "ACCUSE" and set(found.hit.senses) == {"insult"} else None
    voice = next((c for c in frame.candidates if says and c.mention and says[0] <= c.mention.first <= says[1]), None)
    if voice is None or set(voice.actors) & set(found.source.actors):
        return found
    return replace(found, source=voice, target=found.source)


def judged(found: list[Found], frame: Frame, models: Mapping[str, Any], senses: Senses) -> list[Found]:
    """The drafts with the chance that each is right, seen beside the others of its sentence."""
    keep = models.get("keep")
    return found if keep is None else [replace(f, probability=keep.chance(keep_features(f, found, frame, senses))) for f in found]


MARKS = (0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95)


def steps(name: str, value: float) -> list[str]:
    """A number as the marks that it has passed, so that a linear scorer can bend it."""
    return passed(name)[:bisect_left(MARKS, value)]


@lru_cache(16)
def passed(name: str) -> list[str]:
    return [f"{name}>{mark}" for mark in MARKS]


def keep_features(found: Found, others: list[Found], frame: Frame, senses: Senses) -> list[str]:
    """For whether a draft is right as a whole: how sure its parts are, and what the sentence tells beside it."""
    rivals = [o for o in others if o is not found and o.probability > found.probability]
    close = any(abs(o.hit.first - found.hit.first) < 4 for o in rivals)
    same = any({*o.source.actors, *o.target.actors} == {*found.source.actors, *found.target.actors} for o in rivals)
    ends_ = "".join("c" if c.mention is None else "a" if c.mention.kind == "adjective" else "p" if c.mention.kind.startswith("pointer") else "m"
                    for c in (found.source, found.target))
    sense = found.hit.senses[0]
    topics, no = topics_near(found.hit, frame), negated(found.hit, frame)
    told = [d.partition("/")[0] for s in found.hit.senses if s for d in declared(senses[s], topics, no)]
    return ["bias", *steps("all", found.probability), *steps("something", found.something), *steps("share", found.share), *steps("fit", found.fit),
            f"type={found.type}", f"act={found.act}", f"ends={ends_}", f"rank={min(len(rivals), 3)}", f"close={close:d}", f"same={same:d}|close={close:d}",
            f"sense={sense or 'learned'}", f"as declared={found.type in told:d}", f"shape={facts(found.hit, frame).shape}",
            f"candidates={bucket(len(frame.candidates))}", f"sizes={len(found.source.actors) * len(found.target.actors) > 1}",
            f"spot={found.source.titled:d}{found.target.titled:d}{ends_}", f"hits={bucket(len(frame.hits))}", f"everyday={scene(frame).often}"]
