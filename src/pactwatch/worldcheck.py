"""What a declared world must not hold: overlapping terms, unknown codes, double names."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise

from .atlas import World, alpha3
from .nouns import Actor, Place

SHARED = ("spokesperson",)  # roles that several people hold at once: a president's and a ministry's
UNCODED = {"XKX", "PSE", "TWN"}  # states that ISO or CLDR lists otherwise


def faults(world: World, places: Sequence[Place] = ()) -> list[str]:
    """One line a fault; none where all is well."""
    return [*overlaps(world), *codes(world), *members(world), *doubles(world), *misplaced(places, world)]


def overlaps(world: World) -> Iterator[str]:
    for actor in world.actors.values():
        roles = defaultdict(list)
        for office in actor.offices:
            roles[office.role].append(office)
            if office.until and office.until <= office.since:
                yield f"{actor.id}: {office.role} {office.names.get('en')}: 'until' {office.until} is not after 'since' {office.since}; mend the dates"
        for role, terms in roles.items():
            terms.sort(key=lambda o: o.since)
            for one, next_ in pairwise(terms):
                if not role.startswith(SHARED) and (one.until or date.max) > next_.since:
                    yield f"{actor.id}: {role}: {one.names.get('en')} and {next_.names.get('en')} overlap on {next_.since}; give the first an 'until'"


def codes(world: World) -> Iterator[str]:
    known = set(alpha3().values()) | UNCODED
    for actor in world.actors.values():
        if actor.kind == "state" and actor.id not in known:
            yield f"{actor.id}: no ISO 3166 alpha-3 code; mend 'id'"
    for source in world.sources.values():
        if source.country not in world.actors:
            yield f"source {source.id}: country '{source.country}' is not declared; mend it"
        if source.reliability not in "ABCDEF" or len(source.reliability) != 1:
            yield f"source {source.id}: reliability '{source.reliability}' is none of A to F; mend it"


def members(world: World) -> Iterator[str]:
    for pact in world.pacts.values():
        if pact.lead and pact.lead not in world.actors:
            yield f"{pact.id}: lead '{pact.lead}' is not declared; mend it"
        terms = defaultdict(list)
        for member in pact.members:
            if member.actor not in world.actors:
                yield f"{pact.id}: member '{member.actor}' is not declared; mend it or add its file"
            terms[member.actor].append(member)
        for actor, rows in terms.items():
            rows.sort(key=lambda m: m.since)
            if any((a.until or date.max) > b.since for a, b in pairwise(rows)):
                yield f"{pact.id}: two memberships of {actor} overlap; give the first an 'until'"


def names(actor: Actor) -> Iterator[tuple[str, str]]:
    for language, words in actor.words.items():
        for key in ("names", "places"):
            for name in words.get(key, ()):
                yield language, name


def doubles(world: World) -> Iterator[str]:
    """A name or place of two actors would make one of them disappear."""
    owners: dict[tuple[str, str], str] = {}
    for actor in world.actors.values():
        for key in names(actor):
            other = owners.setdefault((key[0], key[1].lower()), actor.id)
            if other != actor.id:
                yield f"{actor.id}: {key[0]} name '{key[1]}' is {other}'s too; keep it with one"


def misplaced(places: Sequence[Place], world: World) -> Iterator[str]:
    """A place of a state that is not declared, or under a name that another has."""
    owners: dict[tuple[str, str], str] = {}
    for place in places:
        if place.state and place.state not in world.actors:
            yield f"place {place.id}: state '{place.state}' is not declared; mend it or leave it out"
        for language, name in ((language, name) for language, names in place.names.items() for name in names):
            other = owners.setdefault((language, name.lower()), place.id)
            if other != place.id:
                yield f"place {place.id}: {language} name '{name}' is {other}'s too; keep it with one"
