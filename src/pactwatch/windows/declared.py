"""What the tester declares beside the events: who was in which pact, and which ruptures came."""

import csv
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ..contracts import Complain
from ..nouns import Bad

MONTH = re.compile(r"\d{4}-\d\d")


@dataclass(frozen=True, slots=True)
class Membership:
    """`since` inclusive, `until` exclusive."""

    pact: str
    member: str
    since: date
    until: date


@dataclass(frozen=True, slots=True)
class Rupture:
    """`endogenous`: a member broke with the other of its own will; suspensions after coups are another process. `pact`: where the list names it."""

    day: date
    member: str
    other: str
    kind: str
    endogenous: bool
    pact: str = ""


def pacts(place: Path, complain: Complain, only: str = "") -> list[Membership]:
    """A CSV of pact, member, since, until (days or months, empty: always), of which `only` one pact may be meant.

    A bad row is told and left out, a pact of one member, too. Raises Bad where no pact of two members is left.
    """
    found, faults = [], list[Bad]()
    for where, row in _rows(place, ("pact", "member", "since", "until")):
        try:
            if empty := [name for name in ("pact", "member") if not row[name]]:
                raise Bad(f"{where}: column '{empty[0]}' is empty; fill it or leave the row out")
            since, until = _month(row["since"], date.min, where), _month(row["until"], date.max, where)
            if until <= since:
                raise Bad(f"{where}: {row['member']} leaves {row['pact']} on {until}, before it joins on {since}; mend the dates")
            found.append(Membership(row["pact"], row["member"], since, until))
        except Bad as bad:
            faults.append(bad)
    mine = [m for m in found if not only or m.pact.lower() == only.lower()]
    if found and not mine:
        faults.append(Bad(f"{place}: holds no pact '{only}'; name one of {', '.join(sorted({m.pact for m in found}))}"))
    members = Counter(pact for pact, _ in sorted({(m.pact, m.member) for m in mine}))
    faults += [Bad(f"{place}: pact '{pact}' has one member, so no pair; add the others or leave it out") for pact, count in members.items() if count == 1]
    left = [m for m in mine if members[m.pact] > 1]
    if not left:
        faults = faults or [Bad(f"{place}: holds no member of any pact; fill it")]
    for fault in faults if left else faults[:-1]:  # the last is raised, so that no fault takes two lines
        complain(fault)
    if not left:
        raise faults[-1]
    return left


def ruptures(place: Path, complain: Complain) -> list[Rupture]:
    """A CSV of date, member, other_party, kind, endogenous, and if told alliance. A bad row is told and left out."""
    found = []
    for where, row in _rows(place, ("date", "member", "other_party", "kind", "endogenous"), ("alliance",)):
        try:
            if row["endogenous"] not in {"0", "1"}:
                raise Bad(f"{where}: column 'endogenous' holds '{row['endogenous']}'; write 0 or 1")
            found.append(Rupture(_day(row["date"], where), row["member"], row["other_party"], row["kind"], row["endogenous"] == "1", row["alliance"]))
        except Bad as bad:
            complain(bad)
    return found


def _rows(place: Path, needed: tuple[str, ...], optional: tuple[str, ...] = ()) -> Iterator[tuple[str, dict[str, str]]]:
    """The place and the cells of each row; Bad where the file cannot be read or lacks a column."""
    try:
        with place.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            if missing := [name for name in needed if name not in (reader.fieldnames or ())]:
                raise Bad(f"{place}: column '{missing[0]}' is missing; it needs {', '.join(needed)}")
            for row in reader:
                yield f"{place}, line {reader.line_num}", {name: (row.get(name) or "").strip() for name in (*needed, *optional)}
    except csv.Error as error:
        raise Bad(f"{place}, line {reader.line_num}: is no CSV ({error}); a quotation mark that nothing closes?") from None
    except (OSError, UnicodeDecodeError) as error:
        raise Bad(f"{place}: cannot be read ({getattr(error, 'strerror', None) or 'not UTF-8'}); name a CSV file in UTF-8") from None


def _month(text: str, otherwise: date, where: str) -> date:
    """The first day of a month, or a day."""
    return _day(f"{text}-01" if MONTH.fullmatch(text) else text, where) if text else otherwise


def _day(text: str, where: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Bad(f"{where}: '{text}' is no day; write YYYY-MM-DD") from None
