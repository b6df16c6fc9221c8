"""The users' own copies of structural data: which columns tell a file, and the SQL that takes it to a table of the lake.

The relations are `raw` (the file, all text), `cow` and `states` (code tables). States are told by COW numbers or by name; a row of a state that nobody knows
keeps its code and no actor.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from ..nouns import Bad

OBLIGATIONS = ("defense", "offense", "neutral", "nonagg", "consul")
NEVER = "DATE '9999-12-31'"


@dataclass(frozen=True, slots=True)
class Form:
    """One form in which a kind is published: the columns that tell it, and what becomes of it."""

    needs: tuple[str, ...]
    sql: str


@dataclass(frozen=True, slots=True)
class Kind:
    """Which table of the lake it becomes, and the forms that it comes in."""

    table: str
    forms: tuple[Form, ...]


def number(column: str) -> str:
    """«3.0», "xx" and nothing at all, as a whole number or null."""
    return f"TRY_CAST(TRY_CAST({column} AS DOUBLE) AS INTEGER)"


def day(year: str, month: str, of_month: str) -> str:
    """A day from its parts; a part that is not told is the first of the year or of the month; 0 for the year is no day."""
    first = "coalesce(nullif(greatest({}, 0), 0), 1)"
    parts = f"{number(year)}, {first.format(number(month))}, least({first.format(number(of_month))}, 28)"
    return f"CASE WHEN {number(year)} > 0 THEN make_date({parts}) END"


def promised(prefix: str = "") -> str:
    return ", ".join(f"coalesce({number(prefix + name)}, 0) AS {name}" for name in OBLIGATIONS)


ENDS = f"""SELECT 'ATOP ' || x.treaty AS treaty, x.actor AS a, y.actor AS b, greatest(x.since, y.since) AS since, least(x.until, y.until) AS until,
    {", ".join(f"greatest(x.{name}, y.{name}) AS {name}" for name in OBLIGATIONS)}, x.code AS a_code, y.code AS b_code
    FROM told x JOIN told y ON x.treaty = y.treaty AND x.code < y.code AND x.since < y.until AND y.since < x.until"""
KNOWN = "LEFT JOIN cow c ON c.code = r.code AND r.since >= c.since AND r.since < c.until"
MEMBERS = f"""WITH r AS (SELECT atopid AS treaty, {number("member")}::VARCHAR AS code, {day("yrent", "moent", "dayent")} AS since,
    coalesce({day("yrexit", "moexit", "dayexit")}, {NEVER}) AS until, {promised()} FROM raw),
    told AS (SELECT r.*, c.actor FROM r {KNOWN} WHERE r.since IS NOT NULL) {ENDS}"""
ALLIANCES = f"""WITH wide AS (SELECT atopid AS treaty, {day("begyr", "begmo", "begday")} AS since,
    coalesce({day("endyr", "endmo", "endday")}, {NEVER}) AS until, {promised()}, COLUMNS('mem[0-9]+') FROM raw),
    r AS (SELECT treaty, since, until, {", ".join(OBLIGATIONS)}, {number("who")}::VARCHAR AS code
      FROM (UNPIVOT wide ON COLUMNS('mem[0-9]+') INTO NAME place VALUE who)),
    told AS (SELECT r.*, c.actor FROM r {KNOWN} WHERE r.since IS NOT NULL AND r.code IS NOT NULL) {ENDS}"""
DYADS = f"""WITH r AS (SELECT {number("ccode1")}::VARCHAR AS one, {number("ccode2")}::VARCHAR AS other, make_date({number("year")}, 1, 1) AS since,
    make_date({number("year")} + 1, 1, 1) AS until, {promised("atop_")} FROM raw)
    SELECT 'ATOP, by year' AS treaty, c.actor AS a, d.actor AS b, r.since, r.until, {", ".join("r." + name for name in OBLIGATIONS)},
      one AS a_code, other AS b_code
    FROM r LEFT JOIN cow c ON c.code = one AND r.since >= c.since AND r.since < c.until
    LEFT JOIN cow d ON d.code = other AND r.since >= d.since AND r.since < d.until"""
CINC = f"""WITH r AS (SELECT {number("ccode")}::VARCHAR AS code, make_date({number("year")}, 1, 1) AS since, TRY_CAST(cinc AS DOUBLE) AS share FROM raw)
    SELECT c.actor, r.code AS actor_code, year(r.since) AS year, r.share FROM r {KNOWN} WHERE r.share IS NOT NULL AND r.share >= 0"""
SPREAD = 'TRY_CAST("Q95%" AS DOUBLE) - TRY_CAST("Q5%" AS DOUBLE)'
VOTES = f"""WITH r AS (SELECT {number("ccode")}::VARCHAR AS code, make_date({number("session")} + 1945, 9, 1) AS since, TRY_CAST(IdealPoint AS DOUBLE) AS point,
    ({SPREAD}) / 3.29 AS sd FROM raw)
    SELECT c.actor, r.code AS actor_code, year(r.since) AS year, r.point, r.sd FROM r {KNOWN} WHERE r.point IS NOT NULL"""
EXERCISES = f"""WITH wide AS (SELECT MMEID AS id, Ex_Name AS name, {day('"s.year"', '"s.month"', '"s.day"')} AS since, COLUMNS('State[A-Z]+') FROM raw),
    r AS (SELECT id, name, since, trim(who) AS code FROM (UNPIVOT wide ON COLUMNS('State[A-Z]+') INTO NAME place VALUE who)
      WHERE since IS NOT NULL AND trim(who) NOT IN ('', '-9', '0', '1', '"'))
    SELECT r.id, r.name, r.since, c.actor, r.code AS actor_code FROM r
    LEFT JOIN states c ON c.code = replace(r.code, ' & ', ' and ') AND r.since >= c.since AND r.since < c.until"""

KINDS = {
    "atop": Kind("obligations", (
        Form(("atopid", "member", "yrent", "moent", "dayent", "yrexit", "moexit", "dayexit", *OBLIGATIONS), MEMBERS),
        Form(("atopid", "begyr", "begmo", "begday", "endyr", "endmo", "endday", "mem1", "mem2", *OBLIGATIONS), ALLIANCES),
        Form(("ccode1", "ccode2", "year", *(f"atop_{name}" for name in OBLIGATIONS)), DYADS))),
    "cinc": Kind("capabilities", (Form(("ccode", "year", "cinc"), CINC),)),
    "idealpoints": Kind("votes", (Form(("ccode", "session", "IdealPoint", "Q5%", "Q95%"), VOTES),)),
    "mme": Kind("exercises", (Form(("MMEID", "Ex_Name", "s.year", "s.month", "s.day", "StateA", "StateB"), EXERCISES),)),
}  # fmt: skip


def query(kind: str, columns: Sequence[str], where: str) -> str:
    """The SQL for a file of these columns. Raises Bad where it is none of the forms of its kind, and says whose it looks to be."""
    if kind not in KINDS:
        raise Bad(f"kind '{kind}' is not known; choose among {', '.join(KINDS)}")
    held = set(columns)
    for form in KINDS[kind].forms:
        if held >= set(form.needs):
            return form.sql
    other = next((name for name, k in KINDS.items() if any(held >= set(form.needs) for form in k.forms)), None)
    if other:
        raise Bad(f"{where}: this is a file of {other}, not of {kind}; import it with: pactwatch import structure {other} {where}")
    nearest = max(KINDS[kind].forms, key=lambda form: len(held & set(form.needs)))
    missing = [name for name in nearest.needs if name not in held]
    raise Bad(f"{where}: column '{missing[0]}' is missing, which a file of {kind} has; the header must be that of the published file")
