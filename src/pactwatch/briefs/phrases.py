"""Claims → English, through the declared phrase table: who did what to whom, grouped where the deed is one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from ..nouns import Claim
from .names import Names, joined, told
from .sense import quarrel, tone


@dataclass(frozen=True, slots=True)
class Deed:
    """What one or several actors did alike: the claims it was told from, its actors in the order of the text."""

    sources: tuple[str, ...]
    targets: tuple[str, ...]
    type: str
    act: str | None
    status: str
    pair: bool  # the sources did it with each other; no target is told
    speaker: str | None
    date: date | None
    claims: tuple[Claim, ...]

    @property
    def actors(self) -> frozenset[str]:
        return frozenset(self.sources + self.targets)


def _single(claim: Claim) -> Deed:
    both = (claim.source, claim.target)
    sources, targets = (both, ()) if claim.symmetric else (both[:1], both[1:])
    return Deed(sources, targets, claim.type, claim.act, claim.status, claim.symmetric, claim.speaker, claim.date, (claim,))


def _alike(one: Deed, other: Deed) -> bool:
    same = (one.type, one.act, one.status, one.speaker, one.date) == (other.type, other.act, other.status, other.speaker, other.date)
    return same and one.pair == other.pair


def _ground(deed: Deed) -> tuple[object, ...]:
    return deed.sources, deed.speaker, deed.date, deed.pair


def _plus(items: tuple[str, ...], more: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(items + more))


def _merge(one: Deed, other: Deed, names: Names) -> Deed | None:
    """One deed of both, if several actors did the same to one, or one did the same to several of one kind."""
    if not _alike(one, other):
        return None
    claims = one.claims + other.claims
    if one.pair:
        return replace(one, claims=claims) if one.actors == other.actors else None
    if one.targets == other.targets and not set(one.sources + other.sources) & set(one.targets):
        return replace(one, sources=_plus(one.sources, other.sources), claims=claims)
    kinds = {names.is_state(t) for t in one.targets + other.targets}
    if one.sources == other.sources and len(kinds) == 1 and not set(other.targets) & set(one.sources):
        return replace(one, targets=_plus(one.targets, other.targets), claims=claims)
    return None


def deeds(claims: Sequence[Claim], names: Names) -> list[Deed]:
    """Claims as deeds in their order, like deeds told together. Claims on actors without an English name are left out."""
    found: list[Deed] = []
    for claim in claims:
        if not (names.known(claim.source) and names.known(claim.target)):
            continue
        new = _single(claim)
        for i, old in enumerate(found):
            merged = _merge(old, new, names)
            if merged:
                found[i] = merged
                break
        else:
            found.append(new)
    return found


def _entry(deed: Deed, table: Mapping[str, Any], state: bool, toned: str = "") -> Mapping[str, Any] | None:
    """The narrowest entry: act with type, act, type; of each the one for a pair, a tone or states if there is one."""
    by_act = table.get(deed.act, {}) if deed.act else {}
    for entry in (by_act.get(deed.type), by_act, table.get(deed.type)):
        if entry and "verb" in entry and not (deed.pair and "pair" not in entry):
            variant = "pair" if deed.pair else toned if toned and toned in entry else "state" if state else ""
            chosen: Mapping[str, Any] = entry.get(variant, entry)
            return chosen
    return None


def _shared(said: list[str]) -> list[str]:
    """ "criticized Armenia", "threatened Armenia" → "criticized", "threatened Armenia": what two end on is told once."""
    if len(said) != 2 or said[0].count(" ") != 1 or said[0].split(" ")[1] != said[1].partition(" ")[2]:
        return said
    return [said[0].split(" ")[0], said[1]]


@dataclass(frozen=True, slots=True)
class Teller:
    """Tells deeds in English."""

    names: Names
    table: Mapping[str, Any]  # the whole phrase table

    def _parts(self, deed: Deed) -> tuple[Mapping[str, Any] | None, dict[str, str]]:
        targets = deed.targets or deed.sources[1:]
        open_ = deed.pair and not _entry(deed, self.table["deed"], False)
        shape = replace(deed, pair=False) if open_ else deed
        tones = {tone(claim, self.table["tone"]) for claim in deed.claims}
        entry = _entry(shape, self.table["deed"], bool(targets) and self.names.is_state(targets[0]), tones.pop() if len(tones) == 1 else "")
        slots = {"target": self.names.list(targets), "targets": self.names.own(targets[-1]), "pair": self.names.list(deed.sources)}
        return entry, slots

    def _subject(self, deed: Deed) -> tuple[str, ...]:
        """A pair whose deed has no phrase for pairs is told from its first member's side."""
        return deed.sources if not deed.pair or _entry(deed, self.table["deed"], False) else deed.sources[:1]

    def does(self, deed: Deed, form: int, again: bool = False) -> str | None:
        """The deed without its subject; `form` 0 base, 1 past, 2 -ing. None where the table has no phrase.

        `again`: the pact was just named, and "the alliance" stands for it.
        """
        entry, slots = self._parts(deed)
        slots |= {"target": f"the {self.names.pact.generic}", "targets": f"the {self.names.pact.generic}’s"} if again else {}
        return f"{entry['verb'][form]} {entry['rest'].format(**slots)}".rstrip() if entry else None

    def clause(self, together: Sequence[Deed], published: date | None = None) -> str | None:
        """One subject with one or several deeds: "Kyrgyzstan canceled … and asked …"; what has no phrase is left out.

        The day is told unless it is the one on which the article was `published`.
        """
        first = together[0]
        again = [i > 0 and d.targets == together[0].targets == (self.names.pact.id,) for i, d in enumerate(together)]
        told_ = [t for d, twice in zip(together, again, strict=True) if (t := tuple(self.does(d, form, twice) for form in (0, 1, 2)))[0]]
        if not told_:
            return None
        base, past, ing = (joined(_shared([str(t[form]) for t in told_])) for form in (0, 1, 2))
        subject = self._subject(first)
        was = "was" if len(subject) == 1 else "were"
        frame = self.table["status"][first.status]
        said: str = frame.format(subject=self.names.list(subject), base=base, past=past, ing=ing, was=was)
        return said + self._when(together, published)

    def _when(self, together: Sequence[Deed], published: date | None) -> str:
        dates = {d.date for d in together}
        day = next(iter(dates))
        tells = len(dates) == 1 and day != published and together[0].status == "actual"
        return f" on {told(day)}" if day and tells else ""

    def topic(self, deed: Deed) -> str | None:
        """The deed as a thing, of an owner already named: "its cancellation of an exercise of the CSTO"."""
        entry, slots = self._parts(deed)
        if entry is None:
            return None
        noun = entry["noun"].format(**slots)
        whole = noun if "{pair}" in entry["noun"] else f"its {noun}"
        frame: str = self.table["topic"][deed.status]
        return frame.format(deed=whole)

    def together(self, found: Sequence[Deed]) -> list[list[Deed]]:
        """Deeds that one sentence can tell: same subject, actual, same day, same speaker; at most two."""
        groups: list[list[Deed]] = []
        for deed in found:
            for group in groups:
                same = _ground(group[0]) == _ground(deed) and {quarrel(group[0].type), quarrel(deed.type)} != {True, False}
                if same and group[0].status == deed.status == "actual" and len(group) < 2:
                    group.append(deed)
                    break
            else:
                groups.append([deed])
        return groups
