"""Declared names → an index from first word to what may follow and whom it means."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from ..contracts import Language
from ..nouns import Actor, Office
from .words import NameWords

NAMESAKE = ""  # the actor of names that hold a state's name and mean none: «Латинская Америка»
KINDS = {"names": "name", "places": "place", "bodies": "body", "exercises": "exercise", "adjectives": "adjective", "demonyms": "demonym"}


@dataclass(frozen=True, slots=True)
class Name:
    """One written form: the words after the first, whom it means, in which cases; for a person, when."""

    rest: tuple[str, ...]
    actor: str
    kind: str
    cases: frozenset[str]
    lower: bool = False  # may be written small: adjectives and demonyms in Russian
    given: tuple[str, ...] = ()  # a person's other names, by their first three letters
    since: date | None = None
    until: date | None = None
    weak: bool = False  # a family name that is a word too
    capitals: bool = False  # stands for an actor only in capital letters: "US", «ВАМ»

    def holds(self, day: date | None) -> bool:
        """Whether the office was held that day; always where the day is not known."""
        return day is None or ((self.since is None or self.since <= day) and (self.until is None or day < self.until))


Index = dict[str, list[Name]]


def spellings(office: Office, language: str) -> Iterator[str]:
    names = [office.names.get(language, ""), *office.names.get(f"{language}_alt", "").split("|")]
    yield from (name for name in names if name.strip())


def collective(parts: list[str]) -> bool:
    """«Переходный военный совет» holds an office as a whole; a person's small words are short or joined: «бен», «аль-Асад»."""
    return any(part[0].islower() and len(part) > 4 and "-" not in part for part in parts[1:])


def person(office: Office, actor: str, language: Language, words: NameWords) -> Iterator[tuple[str, Name]]:
    """A holder of an office: the family name bends, given names are told by their beginnings."""
    for spelling in spellings(office, language.code):
        parts = [part for part in spelling.replace("ё", "е").split() if part not in words.junior]
        if collective(parts):
            for form, cases in language.name_forms(" ".join(parts), "body"):
                yield form[0], Name(form[1:], actor, "person", cases, False, (), office.since, office.until)
            continue
        surname = parts[-1]
        weak = surname.lower() in words.weak or len(surname) < 3
        given = tuple(part.lower()[:3] for part in parts[:-1])
        if "surname_first" in office.names and len(parts) > 1:
            for form, cases in language.name_forms(surname, "surname", office.gender):
                yield parts[0].lower(), Name((*(p.lower() for p in parts[1:-1]), *form), actor, "person", cases, False, (), office.since, office.until)
            continue
        for form, cases in language.name_forms(surname, "surname", office.gender):
            yield form[0], Name(form[1:], actor, "person", cases, False, given, office.since, office.until, weak)


def declared(actor: Actor, language: Language, words: NameWords) -> Iterator[tuple[str, Name]]:
    """The names, places, bodies, adjectives and demonyms of an actor in a language."""
    for key, kind in KINDS.items():
        for name in actor.words.get(language.code, {}).get(key, ()):
            for form, cases in language.name_forms(name, kind):
                told = "pact" if kind == "name" and actor.kind != "state" else kind
                yield form[0], Name(form[1:], actor.id, told, cases, words.bends and kind in ("adjective", "demonym"),
                                     capitals=name.isupper() and name.isalpha() and len(name) > 1)


def index(actors: Mapping[str, Actor], language: Language, words: NameWords, namesakes: Mapping[str, Iterable[str]]) -> Index:
    """All names, the longest first under each first word."""
    found: Index = {}
    others = Actor(NAMESAKE, "state", {language.code: {kind: tuple(names) for kind, names in namesakes.items()}})
    for actor in (*actors.values(), others):
        rows: Iterable[tuple[str, Name]] = declared(actor, language, words)
        for first, name in (*rows, *(row for office in actor.offices for row in person(office, actor.id, language, words))):
            if len(first) > 1:
                found.setdefault(first, []).append(name)
    for names in found.values():
        names.sort(key=lambda name: -len(name.rest))
    return found
