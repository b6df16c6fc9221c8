"""Who acts: states, organisations and pacts, their offices and members, and where."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Office:
    """Who held which office of an actor, `since` inclusive, `until` exclusive (None: still, or not known)."""

    role: str  # head_of_state, head_of_government, foreign_minister, defence_minister, secretary_general …
    names: dict[str, str]
    since: date
    until: date | None = None
    gender: str = "m"


@dataclass(frozen=True, slots=True)
class Actor:
    """A state (ISO 3166 alpha-3), a pact or an organisation. `words` holds per language the lists of its file."""

    id: str
    kind: str  # state, pact, organisation
    words: dict[str, dict[str, tuple[str, ...]]]
    offices: tuple[Office, ...] = ()

    def name(self, language: str = "en") -> str:
        """The first name in that language, else the id."""
        names = self.words.get(language, {}).get("names", ())
        return names[0] if names else self.id


@dataclass(frozen=True, slots=True)
class Place:
    """A town, village, base, region, strait … `id` is its first English name; `state`: by international recognition, None where that
    is open; `at`: latitude and longitude in degrees, None where they were not checked."""

    id: str
    kind: str
    names: dict[str, tuple[str, ...]]
    state: str | None = None
    at: tuple[float, float] | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Member:
    actor: str
    since: date
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Pact:
    id: str
    title: str
    treaty: str
    lead: str | None
    members: tuple[Member, ...]
    generic: str = "pact"  # the common noun of the pact in running English: alliance, bloc, union

    def members_on(self, day: date) -> tuple[str, ...]:
        """Ids of those who were members on that day."""
        return tuple(m.actor for m in self.members if m.since <= day and (m.until is None or day < m.until))
