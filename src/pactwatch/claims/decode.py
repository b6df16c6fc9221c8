"""A sentence laid out → drafts of deeds: for each hit the likeliest type, act and pair of ends, chosen together."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from ..contracts import Floats
from .acts import Senses, act_of
from .features import deed_features
from .found import Found, turned, voiced
from .frame import Frame
from .lexicon import Hit
from .ranker import Ranker, ends
from .scorer import Scorer

NOTHING = "nothing"
TYPES = 2  # types of a hit that are tried
RIVAL = 0.25  # a second type is tried from this chance on
FLOOR = 0.25  # hits less likely than this to tell anything are left


def by_type(model: Scorer, chances: Floats) -> dict[str, float]:
    """The chance of each type."""
    return {name: chance for name, chance in zip(model.classes, chances.tolist(), strict=True) if name != NOTHING}


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
        rows = ranker.pairs(hit, frame, type_, plain)
        told = ends(rows)
        if told and (best is None or types[type_] * told[0] > best.probability):
            best = voiced(Found(hit, type_, None, told[1], told[2], something, types[type_] / something, told[0], types[type_] * told[0]), rows, frame)
    return best and replace(best, act=act_of(hit, best.type, (best.source.pact, best.target.pact), frame, models, senses))


def drafts(frame: Frame, models: Mapping[str, Any], senses: Senses, by_member: frozenset[str] = frozenset()) -> list[Found]:
    """The deeds that the hits of a sentence may tell, in order; of the same deed told twice the likelier."""
    best: dict[Any, Found] = {}
    chances = models["deed"].all_probabilities([deed_features(hit, frame, senses) for hit in frame.hits]) if frame.hits else ()
    for hit, row in zip(frame.hits, chances, strict=True):
        told = draft(hit, row, frame, models, senses)
        found = told and turned(told, by_member)
        if found and (found.key not in best or best[found.key].probability < found.probability):
            best[found.key] = found
    return sorted(best.values(), key=lambda f: f.hit.first)
