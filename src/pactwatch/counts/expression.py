"""The expression of the events that count and of their weekly sums.

Counted: rows of one release whose two ends speak for their states (or are the pact), one of them a member on the day, the other a member, the
pact or a state outside. One event per pair, day and deed. Weight `w = severity × ambiguity`; severity is |score| over the mean |score| of the
declared deeds of its channel, the sign gives the channel; where the release tells of twelve weeks or more before the window, the severity of each CAMEO root
of conflict is learned from them (`severity.py`) and fixed. MOBILIZE and "occupy territory" (CAMEO 15x, 192) between allies are ambiguous and
weigh only beside verbal conflict of the pair within a week. Joins are equalities and intervals [since, until), which DuckDB and Spark both have.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

NEAR_DAYS = 7  # verbal conflict this near makes an ambiguous deed a hostile one
ROWS = {"release": "string", "date": "date", "source": "string", "target": "string", "code": "string", "type": "string", "quad": "int8", "score": "float64",
        "id": "string", "official": "boolean"}
MEMBERS = {"pact": "string", "actor": "string", "since": "date", "until": "date"}


@dataclass(frozen=True, slots=True)
class Scale:
    """What a count is measured by: mean size of the declared scores of cooperation and of conflict; what was learned of CAMEO roots of conflict."""

    up: float
    down: float
    learned: Mapping[int, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Weeks:
    """The weeks of a release that are counted: Mondays, from the first day told to the last, or to `until`."""

    release: str
    weeks: tuple[date, ...]
    until: date


def scale(scores: Sequence[float]) -> Scale:
    ups, downs = [s for s in scores if s > 0], [-s for s in scores if s < 0]
    return Scale(sum(ups) / len(ups) if ups else 1.0, sum(downs) / len(downs) if downs else 1.0)


def expressions(window: Weeks, scale: Scale, organisations: Sequence[str]) -> tuple[Any, Any]:
    """Entries and weekly counts over the relations `events` and `members`."""
    import ibis

    events = entries(ibis.table(ROWS, name="events"), ibis.table(MEMBERS, name="members"), window, scale, organisations)
    return events, weekly(events)


def entries(rows: Any, members: Any, window: Weeks, scale: Scale, organisations: Sequence[str]) -> Any:
    """The expression of the events that count: pact, a, b (in alphabetical order), week, channel ("C", "K", "" for none), weight, id, allied."""
    import ibis

    told = rows.filter(
        rows.release == window.release, rows.official, rows.source.notnull(), rows.target.notnull(), rows.source != rows.target,
        rows.date >= window.weeks[0], rows.date <= window.until,
    )  # fmt: skip
    told = told.select("date", "quad", "score", "id", a=ibis.least(told.source, told.target), b=ibis.greatest(told.source, told.target),
                       deed=ibis.coalesce(told.code, told.type, ""),
                       ambiguous=ibis.coalesce(told.code.startswith("15") | (told.code == "192"), told.type == "MOBILIZE", False))
    once = told.group_by("a", "b", "date", "deed").agg(id=told.id.min(), score=told.score.mean(), quad=told.quad.min(), ambiguous=told.ambiguous.max())
    every = concerned(judged(once.mutate(score=sized(once, scale))), members, organisations)
    channel = ibis.cases((every.score > 0, "C"), (every.score < 0, "K"), else_="")
    week = every.date.delta(ibis.literal(window.weeks[0]), unit="day") // 7
    clear = ibis.ifelse(every.allied & every.doubtful, 0.0, 1.0)
    return every.select("pact", "a", "b", "id", "allied", week=week.cast("int32"), channel=channel, weight=every.score.abs() * clear)


def sized(once: Any, scale: Scale) -> Any:
    """The score over the mean of its channel, of either sign; of conflict, what was learned of its root, where that is known."""
    import ibis

    root = once.deed.substr(0, 2)
    known = [((once.score < 0) & (root == f"{r:02d}"), -weight) for r, weight in scale.learned.items()]
    return ibis.cases(*known, (once.score > 0, once.score / scale.up), (once.score < 0, once.score / scale.down), else_=0.0)


def judged(once: Any) -> Any:
    """Each event with `doubtful`: ambiguous, and without verbal conflict of the pair near it. What it is between allies only their pacts tell."""
    import ibis

    verbal = once.filter(once.quad == 3).select("a", "b", "date").distinct().view()
    kept = once.select("a", "b", "date", "id", "score", "ambiguous")
    ambiguous = kept.filter(kept.ambiguous)
    near = [ambiguous.a == verbal.a, ambiguous.b == verbal.b, ambiguous.date >= verbal.date - ibis.interval(days=NEAR_DAYS),
            ambiguous.date <= verbal.date + ibis.interval(days=NEAR_DAYS)]
    parts = (kept.filter(~kept.ambiguous).mutate(doubtful=False), ambiguous.semi_join(verbal, near).mutate(doubtful=False),
             ambiguous.anti_join(verbal, near).mutate(doubtful=True))
    return ibis.union(*parts).alias("judged")


def concerned(told: Any, members: Any, organisations: Sequence[str]) -> Any:
    """Each row with every pact that one of its ends was in on the day; `allied`: both were. The other end is an ally or a state."""
    one, other = members.view(), members.view()
    first = told.join(one, [told.a == one.actor, told.date >= one.since, told.date < one.until]).select(*[told[c] for c in told.columns], "pact")
    both = first.left_join(other, [first.b == other.actor, first.pact == other.pact, first.date >= other.since, first.date < other.until])
    both = both.select(*[first[c] for c in first.columns], allied=other.actor.notnull())
    second = told.join(one, [told.b == one.actor, told.date >= one.since, told.date < one.until]).select(*[told[c] for c in told.columns], "pact")
    alone = second.anti_join(other, [second.a == other.actor, second.pact == other.pact, second.date >= other.since, second.date < other.until])
    every = both.union(alone.mutate(allied=False).select(*both.columns))
    return every.filter(every.allied | (every.a.notin(organisations) & every.b.notin(organisations)))


def weekly(events: Any) -> Any:
    """The expression of the counts: pact, a, b, week, cooperation, conflict, volume."""
    weight = events.weight
    return events.group_by("pact", "a", "b", "week").agg(
        cooperation=weight.sum(where=events.channel == "C"), conflict=weight.sum(where=events.channel == "K"), volume=events.count())


def sql(expression: Any, dialect: str = "duckdb") -> str:
    """The expression in the words of an engine: duckdb, spark."""
    from ibis.backends.sql.compilers.duckdb import DuckDBCompiler

    tree = DuckDBCompiler().to_sqlglot(expression)  # compiled without the backend, which would ask for pandas
    return str(tree.sql(dialect=dialect))
