"""Everything declared of the world: who acts, who is bound to whom, who publishes, what deeds are; each file read once."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from babel import Locale
from babel.core import get_global

from ..nouns import Actor, Office, Pact, Place, Source
from .fields import need, rows
from .files import WORLD, load
from .rows import actor, pact, place, source

FORMER = {"FXX", "TMP", "ZAR", "YUG", "SCG", "SUN", "DDR", "YMD", "BUR", "ANT", "ROM", "QUU", "XKK", "ZZZ", "QOO"}  # codes withdrawn


@dataclass(frozen=True, slots=True)
class Deeds:
    """acts.toml: types with quad and score, acts with rung, senses with what they mean."""

    types: Mapping[str, Mapping[str, Any]]
    acts: Mapping[str, Mapping[str, Any]]
    senses: Mapping[str, Mapping[str, Any]]
    scores: Mapping[str, float]

    @property
    def rungs(self) -> dict[str, int]:
        """Act → its rung on the ladder of disengagement, of those that have one."""
        return {name: int(row["rung"]) for name, row in self.acts.items() if row["rung"]}

    @property
    def hostile(self) -> frozenset[str]:
        """Types of conflict: a request, which has no score, is none, whatever its quad."""
        return frozenset(name for name, row in self.types.items() if row["quad"] >= 3 and row["score"])

    @property
    def verbal(self) -> frozenset[str]:
        """Types of conflict in words."""
        return frozenset(name for name in self.hostile if self.types[name]["quad"] == 3)


@dataclass(frozen=True, slots=True)
class World:
    actors: Mapping[str, Actor]
    pacts: Mapping[str, Pact]
    sources: Mapping[str, Source]
    deeds: Deeds


@lru_cache(4)
def world(folder: Path = WORLD) -> World:
    """Everything declared, read once."""
    states = [(path, load(path)) for path in sorted((folder / "actors").glob("*.toml"))]
    unions = [(path, load(path)) for path in sorted((folder / "pacts").glob("*.toml"))]
    actors = {a.id: a for a in (actor(data, path.name) for path, data in states + unions)}
    actors |= {a.id: a for a in small(folder)}
    actors |= {a.id: a for a in others(set(actors))}
    pacts = {p.id: p for p in (pact(data, path.name) for path, data in unions)}
    outlets = [source(*row) for path in sorted((folder / "sources").glob("*.toml")) for row in rows(load(path), "source", path.name)]
    types, acts, senses, told = (need(data, key, dict, "acts.toml") for data in [load(folder / "acts.toml")] for key in ("types", "acts", "senses", "scores"))
    scores = {key: float(row["score"]) for key, row in types.items()} | told
    return World(actors, pacts, {s.id: s for s in outlets}, Deeds(types, acts, senses, scores))


def small(folder: Path) -> Iterator[Actor]:
    """The states of states.toml, a few lines each; none where there is no such file."""
    path = folder / "states.toml"
    data = load(path) if path.exists() else {}
    for id_ in data:
        yield actor({"id": id_, "kind": "state", **need(data, id_, dict, "states.toml")}, f"states.toml: {id_}")


def others(declared: set[str]) -> Iterator[Actor]:
    """Every territory that nothing declares, by its CLDR names."""
    territories = {lang: Locale(lang).territories for lang in ("en", "ru")}
    for two, three in alpha3().items():
        if three not in declared and two in territories["en"]:
            yield Actor(three, "state", {lang: {"names": (names[two],)} for lang, names in territories.items() if two in names})


@lru_cache(1)
def alpha3() -> dict[str, str]:
    """ISO alpha-2 → alpha-3, from CLDR's aliases."""
    pairs = get_global("territory_aliases")
    return {new[0]: old for old, new in pairs.items() if len(old) == 3 and old.isalpha() and len(new) == 1 and len(new[0]) == 2 and old not in FORMER}


def named(actors: Mapping[str, Actor], language: str) -> dict[str, Actor]:
    """The actors, with their CLDR names in a language that their files do not tell."""
    territories = {three: Locale(language).territories.get(two) for two, three in alpha3().items()}
    return {id_: replace(actor, words={**actor.words, language: {"names": (str(territories[id_]),)}})
            if language not in actor.words and territories.get(id_) else actor for id_, actor in actors.items()}


@lru_cache(4)
def places(folder: Path = WORLD) -> tuple[Place, ...]:
    """The declared places, read once."""
    return tuple(place(*row) for path in sorted((folder / "places").glob("*.toml")) for row in rows(load(path), "place", path.name))


@lru_cache(512)
def styles(actor: str) -> frozenset[str]:
    """What an actor calls itself, lower case: the words of its declared names and what a pact is called for short: «республика», "kingdom", "bloc"."""
    found = world().actors.get(actor)
    return frozenset(word for words in (found.words.values() if found else ()) for key in ("names", "generic") for name in words.get(key, ())
                     for word in name.lower().split())


def holder(actor: Actor, role: str, day: date) -> Office | None:
    """Who held that office of the actor on that day."""
    return next((o for o in actor.offices if o.role == role and o.since <= day and (o.until is None or day < o.until)), None)
