"""The atlas: declared files → nouns. The only door to world/; a typing error is told with file and field."""

import hashlib
import os
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from babel import Locale
from babel.core import get_global

from .nouns import Actor, Bad, Image, Member, Office, Pact, Place, Source, Watch

WORLD = Path(__file__).parent / "world"
PLUGINS = Path(os.environ["PACTWATCH_PLUGINS"]) if "PACTWATCH_PLUGINS" in os.environ else None
OFFICE_KEYS = {"role", "since", "until", "gender", "surname_first"}
LANGUAGES = ("ru", "en", "uk", "kk", "ky")


@dataclass(frozen=True, slots=True)
class Deeds:
    """acts.toml: types with quad and score, acts with rung, senses with what they mean."""

    types: Mapping[str, Mapping[str, Any]]
    acts: Mapping[str, Mapping[str, Any]]
    senses: Mapping[str, Mapping[str, Any]]
    scores: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class World:
    actors: Mapping[str, Actor]
    pacts: Mapping[str, Pact]
    sources: Mapping[str, Source]
    deeds: Deeds


def load(path: Path) -> dict[str, Any]:
    """A declared file. Raises Bad with file and line where it is not TOML."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise Bad(f"{path}: no such file; name a file that exists") from None
    except UnicodeDecodeError as error:
        raise Bad(f"{path}: not UTF-8 at byte {error.start}; save it as UTF-8") from None
    except tomllib.TOMLDecodeError as error:
        raise Bad(f"{path.name}: {error}; mend the TOML there") from None


def need(data: Mapping[str, Any], key: str, kind: type, where: str) -> Any:
    """data[key] of that type, else Bad."""
    if key not in data:
        raise Bad(f"{where}: field '{key}' is missing; add it")
    if not isinstance(data[key], kind):
        raise Bad(f"{where}: field '{key}' must be {kind.__name__}, is {data[key]!r}; mend it")
    return data[key]


def office(data: Mapping[str, Any], where: str) -> Office:
    names = {key: str(value) for key, value in data.items() if key in LANGUAGES}
    names |= {f"{key[:2]}_alt": "|".join(value) for key, value in data.items() if key.endswith("_alt") and isinstance(value, list)}
    if data.get("surname_first"):
        names["surname_first"] = "yes"
    until = data.get("until")
    if until is not None and type(until) is not date:
        raise Bad(f"{where}: 'until' must be a date, is {until!r}; write until = 2020-01-31")
    return Office(str(data.get("role", "office")), names, need(data, "since", date, where), until, str(data.get("gender", "m")))


def actor(data: Mapping[str, Any], where: str) -> Actor:
    words = {lang: {key: tuple(data[lang][key]) for key in data[lang] if isinstance(data[lang][key], list)}
             for lang in LANGUAGES if lang in data}
    offices = tuple(office(row, f"{where}: office {number}") for number, row in enumerate(data.get("office", ()), 1))
    return Actor(need(data, "id", str, where), need(data, "kind", str, where), words, offices, data.get("cow"))


def pact(data: Mapping[str, Any], where: str) -> Pact:
    rows = [(row, f"{where}: member {number}") for number, row in enumerate(data.get("member", ()), 1)]
    members = tuple(Member(need(row, "actor", str, at), need(row, "since", date, at), row.get("until")) for row, at in rows)
    generic = data.get("generic", "pact")
    return Pact(data["id"], str(data.get("title", data["id"])), str(data.get("treaty", "")), data.get("lead"), members,
                generic if isinstance(generic, str) else "pact")


def source(data: Mapping[str, Any], where: str) -> Source:
    text = {key: str(data.get(key, "")) for key in ("language", "country", "city", "kind", "description", "url", "reliability", "period")}
    return Source(id=need(data, "id", str, where), title=need(data, "title", str, where), names=tuple(data.get("names", ())),
                  domains=tuple(data.get("domains", ())), **text)


FORMER = {"FXX", "TMP", "ZAR", "YUG", "SCG", "SUN", "DDR", "YMD", "BUR", "ANT", "ROM", "QUU", "XKK", "ZZZ", "QOO"}  # codes withdrawn


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


def place(data: Mapping[str, Any], where: str) -> Place:
    names = {lang: tuple(data[lang]) for lang in LANGUAGES if lang in data}
    at = data.get("at")
    if at is not None and not (isinstance(at, list) and len(at) == 2 and abs(at[0]) <= 90 and abs(at[1]) <= 180):
        raise Bad(f"{where}: 'at' must be latitude and longitude in degrees, is {at!r}; write at = [40.06, 70.82]")
    return Place(need(data, "en", list, where)[0], need(data, "kind", str, where), names, data.get("state"), (at[0], at[1]) if at else None,
                 str(data.get("note", "")))


@lru_cache(4)
def places(folder: Path = WORLD) -> tuple[Place, ...]:
    """The declared places, read once."""
    rows = [(row, f"{path.name}: place {number}") for path in sorted((folder / "places").glob("*.toml"))
            for number, row in enumerate(load(path).get("place", ()), 1)]
    return tuple(place(row, where) for row, where in rows)


def small(folder: Path) -> Iterator[Actor]:
    """The states of states.toml, a few lines each; none where there is no such file."""
    path = folder / "states.toml"
    for id_, row in load(path).items() if path.exists() else ():
        yield actor({"id": id_, "kind": "state", **row}, f"states.toml: {id_}")


def others(declared: set[str]) -> Iterator[Actor]:
    """Every territory that nothing declares, by its CLDR names."""
    territories = {lang: Locale(lang).territories for lang in ("en", "ru")}
    for two, three in alpha3().items():
        if three not in declared and two in territories["en"]:
            yield Actor(three, "state", {lang: {"names": (names[two],)} for lang, names in territories.items() if two in names})


@lru_cache(4)
def world(folder: Path = WORLD) -> World:
    """Everything declared, read once."""
    states = [(path, load(path)) for path in sorted((folder / "actors").glob("*.toml"))]
    unions = [(path, load(path)) for path in sorted((folder / "pacts").glob("*.toml"))]
    actors = {a.id: a for a in (actor(data, path.name) for path, data in states + unions)}
    actors |= {a.id: a for a in small(folder)}
    actors |= {a.id: a for a in others(set(actors))}
    pacts = {p.id: p for p in (pact(data, path.name) for path, data in unions)}
    rows = [(row, path.name) for path in sorted((folder / "sources").glob("*.toml")) for row in load(path).get("source", ())]
    data = load(folder / "acts.toml")
    scores = {key: float(row["score"]) for key, row in data["types"].items()} | data["scores"]
    deeds = Deeds(data["types"], data["acts"], data["senses"], scores)
    return World(actors, pacts, {s.id: s for s in (source(row, where) for row, where in rows)}, deeds)


def words_file(language: str) -> Path:
    """words/<language>.toml of the world, or of the plug-ins' folder."""
    own = WORLD / "words" / f"{language}.toml"
    return own if own.exists() or PLUGINS is None else PLUGINS / "words" / f"{language}.toml"


@lru_cache(8)
def words(language: str) -> Mapping[str, Any]:
    """What a language calls senses, topics, bodies and pointers, and its namesakes of states; small words that have a twin stand as their twins."""
    data, alike = load(words_file(language)), twins(language)
    plain = {name: {key: twinned(text, alike) if isinstance(text, str) else text for key, text in section.items()}
             for name, section in data.items() if name != "twins"}
    return (plain if alike else data) | {"namesakes": load(WORLD / "namesakes.toml").get(language, {})}


def twins(language: str) -> dict[str, str]:
    """Small words of a language that are read as those of a kindred one: «який» as «который»."""
    return {word: twin for twin, many in load(words_file(language)).get("twins", {}).items() for word in many.split()}


def twinned(entries: str, alike: Mapping[str, str]) -> str:
    """A list of entries with its small words as their twins."""
    return " ".join("_".join(alike.get(word, word) for word in entry.split("_")) for entry in entries.split())


@lru_cache(8)
def attitudes(name: str) -> Mapping[str, Any]:
    """attitudes/<language>.toml, the words of an attitude; or attitudes/camps.toml, who usually stands with whom. Raises Bad where there is none."""
    return load(WORLD / "attitudes" / f"{name}.toml")


def watch(path: Path) -> Watch:
    """A watch as its file declares it."""
    data = load(path)
    image = Image(**data["image"]) if "image" in data else None
    return Watch(need(data, "id", str, path.name), str(data.get("title", data["id"])), need(data, "pact", str, path.name),
                 str(data.get("region", "")), tuple(data.get("languages", ())), need(data, "since", date, path.name),
                 tuple(data.get("sources", ())), tuple(str(path.parent / name) for name in data.get("articles", ())), image,
                 str(data.get("byline", "")), attitudes="attitudes" in data and need(data, "attitudes", bool, path.name))


@lru_cache(512)
def styles(actor: str) -> frozenset[str]:
    """What an actor calls itself, lower case: the words of its declared names and what a pact is called for short: «республика», "kingdom", "bloc"."""
    found = world().actors.get(actor)
    return frozenset(word for words in (found.words.values() if found else ()) for key in ("names", "generic") for name in words.get(key, ())
                     for word in name.lower().split())


def holder(actor: Actor, role: str, day: date) -> Office | None:
    """Who held that office of the actor on that day."""
    return next((o for o in actor.offices if o.role == role and o.since <= day and (o.until is None or day < o.until)), None)


CODES = ("names", "fips", "cow", "cameo_countries")
Code = tuple[str, date | None, date | None, str | None]  # code, since, until, actor; None: known, and nobody's


@lru_cache(8)
def codes(kind: str) -> tuple[Code, ...]:
    """A code table of world/codes. `iso3` and `names` know all declared actors; `states` is iso3, then COW numbers, then names."""
    if kind == "states":
        rows = {row[:3]: row for table in ("names", "cow", "iso3") for row in codes(table)}
        return tuple(rows.values())
    if kind not in (*CODES, "iso3"):
        raise Bad(f"code table '{kind}' is not declared; choose among {', '.join((*CODES, 'iso3', 'states'))}")
    data = load(WORLD / "codes" / f"{kind}.toml") if kind in CODES else {}
    found: dict[str, str | None] = {**dict.fromkeys(data.get("none", ())), **data.get("codes", {}), **data.get("groups", {})}
    dated = [(str(row["code"]), row.get("since"), row.get("until"), str(row["actor"])) for row in data.get("dated", ())]
    taken = found.keys() | {row[0] for row in dated}
    own = named_actors() if kind == "names" else {a: a for a in world().actors} if kind in ("iso3", "cameo_countries") else {}
    found |= {code: actor for code, actor in own.items() if code not in taken}
    people = office_holders(taken | own.keys()) if kind == "names" else []
    return (*((code, None, None, actor) for code, actor in found.items()), *dated, *people)


def named_actors() -> dict[str, str]:
    """English names → actors; a name that two bear is nobody's."""
    pairs = [(name, a.id) for a in named(world().actors, "en").values() for name in a.words.get("en", {}).get("names", ())]
    owners: dict[str, set[str]] = {}
    for name, id_ in pairs:
        owners.setdefault(name, set()).add(id_)
    return {name: min(ids) for name, ids in owners.items() if len(ids) == 1}


def office_holders(taken: set[str]) -> list[Code]:
    """English names of heads, ministers and secretaries-general with their terms, one row a name, actor and term, where nobody else bears the name
    on the same day: Stoltenberg is Norway, then NATO."""
    terms: dict[str, dict[str, list[Office]]] = {}
    for a in world().actors.values():
        for o in a.offices:
            for name in {o.names.get("en", ""), *o.names.get("en_alt", "").split("|")} - {"", *taken}:
                terms.setdefault(name, {}).setdefault(a.id, []).append(o)
    return [row for name, held in terms.items() if not crossing(rows := spelt(name, held)) for row in rows]


def spelt(name: str, held: Mapping[str, Sequence[Office]]) -> list[Code]:
    """The terms of all who bear a name, in the order of time."""
    return sorted(((name, since, until, actor) for actor, offices in held.items() for since, until in spells(offices)),
                  key=lambda row: row[1] or date.min)


def crossing(rows: Sequence[Code]) -> bool:
    """Whether two terms share a day."""
    return any((one[2] or date.max) > (next_[1] or date.min) for one, next_ in pairwise(rows))


def spells(held: Sequence[Office]) -> list[tuple[date, date | None]]:
    """Terms that touch or overlap, as one: nobody may be found twice on a day."""
    made: list[tuple[date, date | None]] = []
    for o in sorted(held, key=lambda o: o.since):
        if made and (made[-1][1] is None or o.since <= made[-1][1]):
            since, until = made[-1]
            made[-1] = (since, None if until is None or o.until is None else max(until, o.until))
        else:
            made.append((o.since, o.until))
    return made


@lru_cache(1)
def cameo() -> tuple[tuple[str, str, str | None, str | None, int, float], ...]:
    """CAMEO as declared: code, name, PLOVER type, act, quad, Goldstein score."""
    data = load(WORLD / "codes" / "cameo.toml")
    return tuple((code, row["name"], row.get("type"), row.get("act"), data["quads"][code[:2]], float(row["score"])) for code, row in data["codes"].items())


def bodies(system: str) -> Mapping[str, tuple[str, ...]]:
    """What speaks for a state in a system's tables."""
    return {key: tuple(values) for key, values in load(WORLD / "codes" / "bodies.toml")[system].items()}


@lru_cache(1)
def codes_version() -> str:
    """A hash of the code tables and of who is declared: with others, the same table becomes other rows."""
    digest = hashlib.sha256()
    for path in sorted(p for folder in ("codes", "actors", "pacts") for p in (WORLD / folder).glob("*.toml")):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]
