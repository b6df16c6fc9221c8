"""How actors are named in running English."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from ..nouns import Actor, Pact


def joined(items: Sequence[str]) -> str:
    """ "a", "a and b", "a, b, and c"."""
    return " and ".join(items) if len(items) < 3 else f"{', '.join(items[:-1])}, and {items[-1]}"


def told(day: date) -> str:
    """17 October 2022."""
    return f"{day.day} {day:%B %Y}"


@dataclass(frozen=True, slots=True)
class Names:
    actors: Mapping[str, Actor]
    pact: Pact
    words: Mapping[str, Any]  # [names] of the phrase table

    def known(self, actor: str) -> bool:
        return actor == self.pact.id or bool(self.actors.get(actor) and self.actors[actor].words.get("en", {}).get("names"))

    def speaker(self, said: str) -> str:
        """The English name of whom an article cites: an actor, or a holder of a declared office; "" of anyone else."""
        if self.known(said):
            return self.the(said)
        for office in (o for a in self.actors.values() for o in a.offices):
            if "en" in office.names and said and said in (office.names.get("ru"), office.names["en"]):
                return office.names["en"]
        return ""

    def plain(self, actor: str) -> str:
        return self.actors[actor].name() if actor in self.actors else actor

    def the(self, actor: str) -> str:
        """With the article that English wants: Kyrgyzstan, the United States, the CSTO, NATO."""
        name = self.plain(actor)
        state = actor in self.actors and self.actors[actor].kind == "state"
        wants = name in self.words["article"] if state else name not in self.words["bare"]
        return f"the {name}" if wants else name

    def own(self, actor: str) -> str:
        """Kyrgyzstan’s, the United States’."""
        name = self.the(actor)
        return f"{name}’" if self.plain(actor) in self.words["plural"] else f"{name}’s"

    def list(self, actors: Iterable[str]) -> str:
        return joined([self.the(a) for a in actors])

    def is_state(self, actor: str) -> bool:
        return actor in self.actors and self.actors[actor].kind == "state"

    def adjective(self, actor: str) -> str | None:
        """Russian, Kyrgyz; None where none is declared."""
        found = self.actors[actor].words.get("en", {}).get("adjectives", ()) if actor in self.actors else ()
        return found[0] if found else None

    def expansions(self) -> dict[str, str]:
        """Acronym → full name, of the pact and of every actor known by both."""
        full = {}
        for actor in self.actors.values():
            names = actor.words.get("en", {}).get("names", ())
            long = [n for n in names[1:] if " " in n]
            if names and names[0].isupper() and len(names[0]) > 1 and long:
                full[names[0]] = long[0]
        return {**full, self.plain(self.pact.id): self.pact.title} if self.plain(self.pact.id).isupper() else full
