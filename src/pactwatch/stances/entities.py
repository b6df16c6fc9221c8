"""Named entities: given by the reader or found here, with a name in the dictionary form and a camp."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from ..contracts import Language
from ..nouns import Actor, Pact

KINDS = {"names": "name", "places": "place", "bodies": "body"}
CAPITAL = r"(?:\b(?:аль|эль|ан|ад|ар|ас|ат|аз|эн|эш|эс|al|el|an|ad|ar|as|at|az)-)?[^\W\d_a-zа-яё][\w-]*"  # «аль-Асад» is one word
NAME = re.compile(rf"{CAPITAL}(?:\s+(?:{CAPITAL}|аль|бен|де|фон|ван|of|the|de|von|al)(?=\s+[^\W\d_a-zа-яё]|\b))*")
ENDS = re.compile(r"(?:\s+(?:аль|бен|де|фон|ван|of|the|de|von|al))+$")
ENDINGS = ("а", "у", "е", "ом", "ым", "ой")
Known = dict[str, tuple[str, str]]  # a name as `plain` writes it → (actor, what kind of name)


class Entity(NamedTuple):
    """A stretch of a text that names somebody. `kind`: PER, LOC, ORG or what the reader called it; `name`: one for all forms in the text."""

    start: int
    stop: int
    kind: str
    name: str


def plain(name: str) -> str:
    return " ".join(name.lower().replace("ё", "е").split())


class Names:
    """What a name means: its dictionary form, the actor it belongs to, its camp."""

    def __init__(self, actors: Mapping[str, Actor], pacts: Mapping[str, Pact], language: Language, camps: Mapping[str, Any]) -> None:
        self.language = language
        self.base: Callable[[str], str] = getattr(language, "base_name", str)
        self.sort: Callable[[str], str] = getattr(language, "name_kind", lambda _: "")
        self.written: dict[tuple[str, ...], str] = {}
        self.known: Known = {}
        self.learn(actors)
        self.bodies = {actor.id for actor in actors.values() if actor.kind != "state"}
        self.spell(name for row in camps.values() for name in row["names"])
        self.camps = {plain(name): camp for camp, row in camps.items() for name in row["names"]}
        self.states = {state: camp for camp, row in camps.items() for state in row.get("states", ())}
        self.sides = {camp: row.get("side", "-") for camp, row in camps.items()}
        for camp, row in camps.items():
            self.states |= {m.actor: camp for pact in row.get("pacts", ()) for m in pacts[pact].members if m.actor not in self.states}

    def learn(self, actors: Mapping[str, Actor]) -> None:
        """The declared names in all their forms, and the family names of those in office."""
        code = self.language.code
        for actor in actors.values():
            for key, kind in KINDS.items():
                names = actor.words.get(code, {}).get(key, ())
                for name in names:
                    first = names[0] if key == "names" else name
                    self.known.setdefault(plain(first), (actor.id, key))
                    self.known.setdefault(plain(name), (actor.id, key))
                    for words, _ in self.language.name_forms(name, kind):
                        self.written.setdefault(words, first)
        for actor in actors.values():
            for office in actor.offices:
                if office.names.get(code):
                    self.known.setdefault(plain(office.names[code]).split()[-1], (actor.id, "person"))

    def spell(self, names: Iterable[str]) -> None:
        """The forms of names that camps tell: «Хезболлой», «Кадырова»."""
        for name in names:
            for kind in ("name", "surname") if " " not in name else ("name",):
                for words, _ in self.language.name_forms(name, kind):
                    self.written.setdefault(words, name)

    def name(self, surface: str) -> str:
        """«Владимира Путина» → «Владимир Путин», «РФ» → «Россия»."""
        words = tuple(t.lower for t in self.language.tokens(surface, 0, len(surface)))
        return self.written.get(words) or self.base(surface)

    def actor(self, name: str) -> tuple[str, str] | None:
        """Actor and kind of name, by the whole name or by a family name."""
        low = plain(name)
        return self.known.get(low) or self.known.get(low.split()[-1] if low else "")

    def camp(self, name: str) -> str:
        low = plain(name)
        if low in self.camps:
            return self.camps[low]
        found = self.actor(name)
        if found:
            return self.states.get(found[0], "OTHER")
        return self.camps.get(low.split()[-1], "-") if " " in low else "-"

    def given(self, text: str, rows: Iterable[Sequence[Any]]) -> list[Entity]:
        """The entities of an input line; those in braces are the corpus's marks, not the author's words."""
        found = (Entity(start, stop, str(kind), self.name(text[start:stop])) for start, stop, kind in rows if not braced(text, start))
        return joined([e for e in found if e.name])

    def found(self, text: str, spans: Iterable[tuple[int, int]]) -> list[Entity]:
        """Names by their capital letters, in sentences that `spans` tells."""
        return joined([entity for start, stop in spans for entity in self.within(text, start, stop)])

    def within(self, text: str, start: int, stop: int) -> Iterator[Entity]:
        for match in NAME.finditer(text, start, stop):
            surface = ENDS.sub("", match.group())
            first = match.start() == start or text[max(start, match.start() - 2):match.start()].strip() in ("«", "—", "–", ":", ".", "!", "?")
            if first:
                surface, at = self.unstart(surface, match.start())
            else:
                at = match.start()
            yield from self.parted(surface, at)

    def parted(self, surface: str, at: int) -> Iterator[Entity]:
        """One entity, or two where a state or capital stands before another name: «критик Запада Томас Грэм», «в России Навальный»."""
        first, _, rest = surface.partition(" ")
        while rest.strip() and self.declared(first) and not self.declared(surface):
            yield Entity(at, at + len(first), self.kind(first, self.name(first)), self.name(first))
            surface, at = rest.strip(), at + len(surface) - len(rest.lstrip())
            first, _, rest = surface.partition(" ")
        if surface:
            yield Entity(at, at + len(surface), self.kind(surface, self.name(surface)), self.name(surface))

    def unstart(self, surface: str, at: int) -> tuple[str, int]:
        """Where a sentence begins, the first word is capital anyway: it counts if it is known as a name."""
        first, _, rest = surface.partition(" ")
        if self.declared(surface) or self.declared(first) or self.upper(first) or (self.sort(first) and self.noun(first)):
            return surface, at
        rest = rest.strip()
        return rest, at + len(surface) - len(rest)

    def declared(self, surface: str) -> bool:
        name = plain(self.name(surface))
        return name in self.known or name in self.camps

    def noun(self, word: str) -> bool:
        """«По», «Ли» and «И» are names, too, but not where a sentence begins."""
        return len(word) > 2 and all(form.pos in ("NOUN", "ADJ", "OTHER") for form in self.language.forms(word.lower().replace("ё", "е"))[:2])

    @staticmethod
    def upper(word: str) -> bool:
        return len(word) > 1 and word.isupper()

    def kind(self, surface: str, name: str) -> str:
        known = self.actor(name)
        if known:
            return "PER" if known[1] == "person" else "ORG" if known[1] == "bodies" or known[0] in self.bodies else "LOC"
        sorts = [self.sort(word) for word in surface.split()]
        return next((s for s in reversed(sorts) if s), "PER" if " " in surface and not self.upper(surface.split(maxsplit=1)[0]) else "ORG")


def braced(text: str, at: int) -> bool:
    return text.rfind("{", max(0, at - 40), at) > text.rfind("}", max(0, at - 40), at)


def joined(entities: list[Entity]) -> list[Entity]:
    """A person told once by full name and then by family name is one; so is a name in a case that the dictionary did not know."""
    count = Counter(e.name for e in entities)
    people = {e.name for e in entities if e.kind == "PER"}
    same = {name: short for name in people if (short := shorter(name, count))}
    return [e._replace(name=same.get(e.name, e.name)) for e in entities]


def shorter(name: str, count: Counter[str]) -> str | None:
    """What the text calls a person most often by one word: «Томас Грэм» → «Грэм»; «Грэма» → «Грэм»."""
    last, alone = plain(name.rsplit(maxsplit=1)[-1]), " " not in name
    fit = [short for short in count if " " not in short and short != name and (bent(last, plain(short)) or (not alone and alike(last, plain(short))))]
    return max(fit, key=lambda short: (count[short], short)) if fit else None


def bent(word: str, base: str) -> bool:
    """«бридлава», «бридлавом» of «бридлав»."""
    return len(base) > 3 and word.startswith(base) and word[len(base):] in ENDINGS


def alike(one: str, other: str) -> bool:
    return one == other or bent(other, one) or (len(one) > 4 and one[:-1] == other)
