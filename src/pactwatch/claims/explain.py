"""Why a claim was made: the article is coded once more, and each choice is told beside its runner-up.

A linear scorer decides by a sum of weights, so the reasons for one answer against another are the differences of their weights. The daily
path does not pass here: what is told is taken from the same scorers and features, after the fact.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from ..nouns import Article, Claim
from .acts import NONE, act_features, in_sight, scored
from .coder import Coder, lasting
from .decode import NOTHING, by_type, drafts
from .ends import role_features
from .features import deed_features
from .found import Found
from .frame import Candidate, Frame
from .keep import keep_features
from .pair import pair_features
from .ranker import barring, pairs
from .scope import taken_back
from .scorer import Scorer
from .status import status_features

REASONS = 5  # told of a choice


@dataclass(frozen=True, slots=True)
class Reason:
    """A named feature and what it weighs for the chosen answer against the runner-up, in log odds; negative: against it.

    Of the ends it says whose it is: "source: …", "target: …", "pair: …", and "rival source: …" where only the runner-up has it.
    """

    feature: str
    weight: float


@dataclass(frozen=True, slots=True)
class Choice:
    """One question that was decided: the answer with its chance, the runner-up with its own, the strongest reasons.

    `question`: type, act, ends, status or whole (whether the claim as a whole is right).
    """

    question: str
    chosen: str
    chance: float
    rival: str
    rival_chance: float
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Explained:
    """A claim with its sentence (`start`, `stop`: offsets into the article's text), its choices, and the rules that overrode the scorers."""

    claim: Claim
    start: int
    stop: int
    choices: tuple[Choice, ...]
    rules: tuple[str, ...]


def strongest(weights: Mapping[str, float]) -> tuple[Reason, ...]:
    """The reasons that weigh most, for or against, in that order; of equals the first by name."""
    rows = sorted(((f, w) for f, w in weights.items() if abs(w) >= 0.005), key=lambda row: (-abs(row[1]), row[0]))
    return tuple(Reason(f, round(w, 3)) for f, w in sorted(rows[:REASONS], key=lambda row: -row[1]))


def between(model: Scorer, features: Iterable[str], chosen: str, rival: str) -> dict[str, float]:
    """What each feature weighs for one class against another."""
    one, other = model.classes.index(chosen), model.classes.index(rival)
    return {f: float(model.weights[model.rows[f], one] - model.weights[model.rows[f], other]) for f in features if f in model.rows}


def type_choice(deed: Found, frame: Frame, coder: Coder) -> Choice:
    """The type against the likeliest other, *nothing happened* among them."""
    model: Scorer = coder.models["deed"]
    features = deed_features(deed.hit, frame, coder.senses)
    chances = model.probabilities(features)
    types = by_type(model, chances)
    types[NOTHING] = max(0.0, 1 - sum(types.values()))
    rival = max((t for t in types if t != deed.type), key=lambda t: types[t])
    return Choice("type", deed.type, types[deed.type], rival, types[rival], strongest(between(model, features, deed.type, rival)))


def act_choice(deed: Found, frame: Frame, coder: Coder) -> Choice | None:
    """The act, or that it is none, against the likeliest other that a deed of the type may be; None where there is no choice."""
    model: Scorer = coder.models["act"]
    known = [act for act in coder.models["acts"].get(deed.type, ()) if act in model.classes]
    if len(known) < 2:
        return None
    pacts = deed.source.pact, deed.target.pact
    features = act_features(deed.hit, deed.type, pacts, frame)
    chances = dict(zip(model.classes, map(float, model.probabilities(features)), strict=True))
    mine = scored(deed.hit, deed.type, pacts, frame, coder.models)
    rival = max((act for act in known if act != mine), key=lambda act: chances[act])
    whole = sum(chances[act] for act in known)
    reasons = strongest(between(model, features, mine, rival))
    return Choice("act", "no act" if mine == NONE else mine, chances[mine] / whole, "no act" if rival == NONE else rival, chances[rival] / whole, reasons)


def ends_of(source: Candidate, target: Candidate) -> str:
    return f"{', '.join(source.actors)} → {', '.join(target.actors)}" if source is not target else " ↔ ".join(source.actors)


def pair_weights(deed: Found, source: Candidate, target: Candidate, frame: Frame, coder: Coder) -> Counter[str]:
    """What each feature of a pair weighs; it says whose it is: "source: …", "target: …", "pair: …"."""
    found: Counter[str] = Counter()
    for name, features in (("source", role_features(deed.hit, source, frame, deed.type)),
                           ("target", role_features(deed.hit, target, frame, deed.type)),
                           ("pair", pair_features(deed.hit, source, target, frame, deed.type))):
        for feature in features:
            found[f"{name}: {feature}"] += coder.models[name].single.get(feature, 0.0)
    return found


def ends_choice(deed: Found, frame: Frame, coder: Coder) -> Choice | None:
    """The two ends against the likeliest other two; None where nobody else could be meant."""
    rows = pairs(deed.hit, frame, deed.type, coder.models)
    top = max(score for score, _, _ in rows)
    votes: dict[tuple[tuple[str, ...], tuple[str, ...]], float] = {}
    for score, s, t in rows:
        votes[s.actors, t.actors] = votes.get((s.actors, t.actors), 0.0) + float(np.exp(score - top))
    mine = max(votes, key=lambda k: votes[k])
    others = [row for row in rows if (row[1].actors, row[2].actors) != mine]
    if not others:
        return None
    rival = max((k for k in votes if k != mine), key=lambda k: votes[k])
    _, source, target = max((r for r in rows if (r[1].actors, r[2].actors) == mine), key=lambda r: r[0])
    _, source_, target_ = max((r for r in others if (r[1].actors, r[2].actors) == rival), key=lambda r: r[0])
    own, foreign = pair_weights(deed, source, target, frame, coder), pair_weights(deed, source_, target_, frame, coder)
    weights = {f: w for f, w in own.items() if f not in foreign} | {f"rival {f}": -w for f, w in foreign.items() if f not in own}
    whole = sum(votes.values())
    return Choice("ends", ends_of(source, target), votes[mine] / whole, ends_of(source_, target_), votes[rival] / whole, strongest(weights))


def status_choice(deed: Found, frame: Frame, coder: Coder) -> Choice:
    model: Scorer = coder.models["status"]
    features = status_features(deed.hit, frame, deed.type)
    chances = model.probabilities(features)
    first, second = (model.classes[i] for i in np.argsort(-chances, kind="stable")[:2])
    by_class = dict(zip(model.classes, map(float, chances), strict=True))
    return Choice("status", first, by_class[first], second, by_class[second], strongest(between(model, features, first, second)))


def whole_choice(deed: Found, drafted: list[Found], frame: Frame, coder: Coder) -> Choice | None:
    """Whether the claim as a whole is right, seen beside the other drafts of its sentence."""
    keep: Scorer | None = coder.models.get("keep")
    draft = next((d for d in drafted if d.hit is deed.hit and d.type == deed.type), None)
    if keep is None or draft is None:
        return None
    features = keep_features(draft, drafted, frame, coder.senses)
    reasons = strongest({f: keep.single[f] for f in features if f in keep.single})
    return Choice("whole", f"told (from {coder.threshold:.0%} on)", deed.probability, "not told", 1 - deed.probability, reasons)


def overruled(deed: Found, ends: Choice | None, frame: Frame, coder: Coder) -> Iterator[str]:
    """The rules that had the last word over the scorers."""
    if ends and ends.chosen != ends_of(deed.source, deed.target):
        yield ("the two ends were turned: it is the member that does this to its pact" if deed.act in coder.by_member
               else "bad conduct told in somebody's words is that speaker's complaint")
    rule = barring(deed.hit, deed.target, deed.source, frame) if deed.source is not deed.target else None
    if rule and rule.__doc__:
        yield f"{ends_of(deed.target, deed.source)} is ruled out: {' '.join(rule.__doc__.split())}"
    act = scored(deed.hit, deed.type, (deed.source.pact, deed.target.pact), frame, coder.models)
    if act not in (NONE, deed.act) and in_sight(act, deed.hit, deed.type, frame, coder.senses) == deed.act:
        yield "an act of which nothing here speaks gave way to that of which a sentence before does"
    said = status_choice(deed, frame, coder).chosen
    status, because = taken_back(said, deed.type, deed.hit, frame)
    if because:
        yield f"{status} where the scorer says {said}: {because}"
    if lasting(deed.hit, frame):
        yield "a clash that went on for years is history"


def why(deed: Found, drafted: list[Found], frame: Frame, coder: Coder) -> tuple[tuple[Choice, ...], tuple[str, ...]]:
    """All choices of a deed, and the rules."""
    ends = ends_choice(deed, frame, coder)
    rows = (type_choice(deed, frame, coder), act_choice(deed, frame, coder), ends, status_choice(deed, frame, coder), whole_choice(deed, drafted, frame, coder))
    return tuple(row for row in rows if row), tuple(overruled(deed, ends, frame, coder))


def explain(coder: Coder, article: Article) -> Iterator[Explained]:
    """The claims of an article, the same that `coder.claims` makes and in their order, each with its reasons."""
    for frame in coder.frames(article):
        drafted: list[Any] = drafts(frame, coder.models, coder.senses, coder.by_member)
        deeds = coder.deeds(frame)
        for deed in deeds:
            choices, rules = why(deed, drafted, frame, coder)
            for claim in coder.write(article, frame, deed):
                yield Explained(claim, frame.line.start, frame.line.stop, choices, rules)
        frame.before.story.extend(d.earlier for d in deeds)
