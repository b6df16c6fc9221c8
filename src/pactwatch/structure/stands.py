"""How the members of a pact stand to each other and to the leading state on a day, by what the users' own copies tell."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from ..nouns import Pact
from .kinds import OBLIGATIONS

YEARS = 5  # of exercises counted, and back to which a vote is compared
Ask = Callable[[str], list[tuple[Any, ...]]]
WORDS = {"defense": "defence", "offense": "offence", "neutral": "neutrality", "nonagg": "non-aggression", "consul": "consultation"}


@dataclass(frozen=True, slots=True)
class Standing:
    """A member beside the others: what each source tells, and of which year; None where it tells nothing.

    `to_lead`: the obligations between it and the leading state; `defended`: with how many of the others a promise of defence is in force.
    `exercises`: (with members, with outsiders alone) in the five years; `distance`: of its ideal point from the leading state's, with its
    standard deviation and the change over five years; `share`: of the world's capabilities.
    """

    member: str
    to_lead: tuple[str, ...] | None = None
    defended: tuple[int, int] | None = None
    exercises: tuple[int, int] | None = None
    distance: tuple[float, float, float | None] | None = None
    share: float | None = None


def standings(pact: Pact, on: date, ask: Mapping[str, Ask]) -> tuple[list[Standing], dict[str, str]]:
    """A standing for each member of that day, and which time each table tells of. `ask`: table → a query of it, for the tables at hand."""
    members = pact.members_on(on)
    parts: dict[str, dict[str, dict[str, Any]]] = {}
    reach: dict[str, str] = {}
    for table, tell in (("obligations", obligations), ("exercises", exercises), ("votes", votes), ("capabilities", capabilities)):
        if table in ask:
            parts[table], reach[table] = tell(ask[table], members, pact.lead, on)
    fields: dict[str, dict[str, Any]] = {m: {} for m in members}
    for told in parts.values():
        for member, values in told.items():
            fields[member] |= values
    return [Standing(member, **values) for member, values in fields.items()], reach


Answer = tuple[dict[str, dict[str, Any]], str]


def listed(names: Sequence[str]) -> str:
    return "(" + ", ".join(f"'{name}'" for name in names or ("",)) + ")"


def obligations(ask: Ask, members: Sequence[str], lead: str | None, on: date) -> Answer:
    """In force on the day, or, where the data end before, on their last day."""
    ((last,),) = ask("SELECT max(greatest(since, CASE WHEN until < DATE '9999-01-01' THEN until ELSE since END)) FROM told")
    when = min(on, last - timedelta(1))
    promises = ", ".join(f"max({name})" for name in OBLIGATIONS)
    rows = ask(f"""SELECT a, b, {promises} FROM told WHERE a IN {listed(members)} AND b IN {listed(members)}
        AND since <= DATE '{when}' AND until > DATE '{when}' GROUP BY a, b""")
    held = {frozenset((str(a), str(b))): [WORDS[n] for n, given in zip(OBLIGATIONS, given, strict=True) if given] for a, b, *given in rows}
    found: dict[str, dict[str, Any]] = {}
    for m in members:
        others = [o for o in members if o != m]
        found[m] = {
            "to_lead": tuple(held.get(frozenset((m, lead)), ())) if lead and lead != m else None,
            "defended": (sum("defence" in held.get(frozenset((m, o)), ()) for o in others), len(others)),
        }  # fmt: skip
    return found, f"in force on {when}"


def exercises(ask: Ask, members: Sequence[str], lead: str | None, on: date) -> Answer:
    """Exercises of the five years up to the day, or up to the last that is told: with another member, and with none but outsiders."""
    ((last,),) = ask("SELECT max(since) FROM told")
    end = min(on, last)
    start = date(end.year - YEARS, end.month, min(end.day, 28))
    rows = ask(f"""WITH x AS (SELECT id, actor, actor IN {listed(members)} AS own FROM told WHERE since > DATE '{start}' AND since <= DATE '{end}'),
        n AS (SELECT id, count(DISTINCT actor) FILTER (own) AS members FROM x GROUP BY id)
        SELECT actor, count(DISTINCT id) FILTER (members > 1), count(DISTINCT id) FILTER (members = 1) FROM x JOIN n USING (id) WHERE own GROUP BY actor""")
    counted = {str(actor): (inside, outside) for actor, inside, outside in rows}
    return {m: {"exercises": counted.get(m, (0, 0))} for m in members}, f"{start.year} to {end.year}"


def votes(ask: Ask, members: Sequence[str], lead: str | None, on: date) -> Answer:
    """Distance of ideal points in the last session begun by the day; dimension of the first factor, in standard deviations of all states."""
    ((year,),) = ask(f"SELECT max(year) FROM told WHERE year <= {on.year if on.month >= 9 else on.year - 1}")
    if lead is None or year is None:
        return {}, ""
    rows = ask(f"SELECT actor, year, point, sd FROM told WHERE year IN ({year}, {year} - {YEARS}) AND actor IN {listed([*members, lead])}")
    at = {(actor, y): (point, sd or 0.0) for actor, y, point, sd in rows}
    now, then = year, year - YEARS
    found: dict[str, dict[str, Any]] = {}
    for m in members:
        if m == lead or (m, now) not in at or (lead, now) not in at:
            continue
        (one, sd), (other, lead_sd) = at[m, now], at[lead, now]
        gap = abs(one - other)
        past = abs(at[m, then][0] - at[lead, then][0]) if (m, then) in at and (lead, then) in at else None
        found[m] = {"distance": (gap, float((sd**2 + lead_sd**2) ** 0.5), gap - past if past is not None else None)}
    return found, f"session of {now}"


def capabilities(ask: Ask, members: Sequence[str], lead: str | None, on: date) -> Answer:
    ((year,),) = ask(f"SELECT max(year) FROM told WHERE year <= {on.year}")
    if year is None:
        return {}, ""
    rows = ask(f"SELECT actor, max(share) FROM told WHERE year = {year} AND actor IN {listed(members)} GROUP BY actor")
    return {str(actor): {"share": share} for actor, share in rows}, str(year)
