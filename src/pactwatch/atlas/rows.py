"""Rows of declared files → nouns."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from ..nouns import Actor, Bad, Image, Member, Office, Pact, Place, Source, Watch
from .files import LANGUAGES, load, need


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


def place(data: Mapping[str, Any], where: str) -> Place:
    names = {lang: tuple(data[lang]) for lang in LANGUAGES if lang in data}
    at = data.get("at")
    if at is not None and not (isinstance(at, list) and len(at) == 2 and abs(at[0]) <= 90 and abs(at[1]) <= 180):
        raise Bad(f"{where}: 'at' must be latitude and longitude in degrees, is {at!r}; write at = [40.06, 70.82]")
    return Place(need(data, "en", list, where)[0], need(data, "kind", str, where), names, data.get("state"), (at[0], at[1]) if at else None,
                 str(data.get("note", "")))


def watch(path: Path) -> Watch:
    """A watch as its file declares it."""
    data = load(path)
    image = Image(**data["image"]) if "image" in data else None
    return Watch(need(data, "id", str, path.name), str(data.get("title", data["id"])), need(data, "pact", str, path.name),
                 str(data.get("region", "")), tuple(data.get("languages", ())), need(data, "since", date, path.name),
                 tuple(data.get("sources", ())), tuple(str(path.parent / name) for name in data.get("articles", ())), image,
                 str(data.get("byline", "")), attitudes="attitudes" in data and need(data, "attitudes", bool, path.name))
