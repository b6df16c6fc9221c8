"""Who stands at the two ends of an attitude's word, by case, preposition and order."""

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from .lexicon import Hit, Said

CASES = frozenset(("nom", "gen", "dat", "acc", "ins", "loc"))
VERBS = ("VERB", "INF", "GERUND", "PART")
BEFORE, AFTER, BESIDE = 15, 10, 3  # tokens within which an end is sought; how near a quality stands
Features = dict[str, float]


class Place(NamedTuple):
    """A mention in a sentence: tokens `first` to `last`, both inside, its name, cases, and the preposition before it."""

    first: int
    last: int
    name: str
    cases: frozenset[str]
    prep: str | None


class End(NamedTuple):
    """A hit with its two ends, by name; None where the sentence does not tell it. `at`: the hit's token."""

    source: str | None
    target: str | None
    hit: Hit
    at: int


def place(said: Said, first: int, last: int, name: str, prepositions: frozenset[str]) -> Place:
    cases: frozenset[str] = frozenset()
    for form in said.forms[first][:3]:
        cases |= form.marks & CASES
    prep = next((said.tokens[i].lower for i in range(first - 1, max(-1, first - 3), -1) if said.tokens[i].lower in prepositions), None)
    return Place(first, last, name, cases, prep)


def ends(said: Said, places: list[Place]) -> list[End]:
    """Every hit of a sentence with its ends."""
    taken = {i for p in places for i in range(p.first, p.last + 1)}
    return [end(said, places, at, hit) for at, hit in enumerate(said.hits) if hit and at not in taken]


def end(said: Said, places: list[Place], at: int, hit: Hit) -> End:
    before = [p for p in places if p.last < at and at - p.last <= BEFORE]
    after = [p for p in places if p.first > at and p.first - at <= AFTER]
    subjects = [p for p in before if "nom" in p.cases and p.prep is None]
    if hit.way == "quality":
        return quality(places, subjects, at, hit)
    form = next(iter(said.forms[at]), None)
    if form and form.pos in VERBS and "pass" in form.marks:
        doer = next((p.name for p in after if "ins" in p.cases), None)
        return End(doer, subjects[-1].name if subjects else None, hit, at)
    source = next(reversed(subjects or before), None)
    target = next((p for p in after if p.cases - {"nom"}), None)
    if target is None and form and form.pos in VERBS and subjects and before[-1] is not subjects[-1]:
        target = before[-1]  # «Москва Запад не боится»
    return End(source.name if source else None, target.name if target else None, hit, at)


def away(place: Place, at: int) -> int:
    return min(abs(place.first - at), abs(place.last - at))


def quality(places: list[Place], subjects: list[Place], at: int, hit: Hit) -> End:
    """What a quality is said of: the nearest mention; who says it: the subject, if that is another."""
    near = min(places, key=lambda p: away(p, at), default=None)
    target = near.name if near and away(near, at) <= BESIDE else None
    subject = subjects[0].name if subjects else None
    return End(subject if subject != target else None, target, hit, at)


def count(features: Features, names: Iterable[str], much: float = 1.0) -> None:
    """Adds to the counts of the features named."""
    for name in names:
        features[name] = features.get(name, 0.0) + much


def features(found: list[End]) -> dict[tuple[str, str], Features]:
    """Per ordered pair of names what the hits between them say."""
    pairs: dict[tuple[str, str], Features] = defaultdict(dict)
    for one in found:
        if one.source and one.target and one.source != one.target:
            count(pairs[one.source, one.target], [f"F{one.hit.way}{one.hit.polarity}"])
            count(pairs[one.target, one.source], [f"Fr{one.hit.way}{one.hit.polarity}"])
    return pairs
