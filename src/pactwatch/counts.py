"""Rows of tables coded by others → weekly counts per pair, as one Ibis expression in the portable subset.

Counted: rows of one release whose two ends speak for their states (or are the pact), one of them a member on the day, the other a member, the
pact or a state outside. One event per pair, day and deed. Weight `w = severity × ambiguity`; severity is |score| over the mean |score| of the
declared deeds of its channel, the sign gives the channel; where the release tells of twelve weeks or more before the window, the severity of each CAMEO root
of conflict is learned from them (`severity.py`) and fixed. MOBILIZE and "occupy territory" (CAMEO 15x, 192) between allies are ambiguous and
weigh only beside verbal conflict of the pair within a week. Joins are equalities and intervals [since, until), which DuckDB and Spark both have.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from . import lake, severity
from .contracts import Floats, Panel
from .nouns import Bad, Pact

NEAR_DAYS = 7  # verbal conflict this near makes an ambiguous deed a hostile one
FIRST, LAST = date(1, 1, 1), date(9999, 12, 31)
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
class Window:
    """The weeks of a release that are counted: Mondays, from the first day told to the last, or to `until`."""

    release: str
    weeks: tuple[date, ...]
    until: date


def scale(scores: Sequence[float]) -> Scale:
    ups, downs = [s for s in scores if s > 0], [-s for s in scores if s < 0]
    return Scale(sum(ups) / len(ups) if ups else 1.0, sum(downs) / len(downs) if downs else 1.0)


def entries(rows: Any, members: Any, window: Window, scale: Scale, organisations: Sequence[str]) -> Any:
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


def expressions(window: Window, scale: Scale, organisations: Sequence[str]) -> tuple[Any, Any]:
    """Entries and weekly counts over the relations `events` and `members`."""
    import ibis

    events = entries(ibis.table(ROWS, name="events"), ibis.table(MEMBERS, name="members"), window, scale, organisations)
    return events, weekly(events)


def memberships(pacts: Sequence[Pact]) -> pa.Table:
    """Who was in which pact, [since, until); a pact is in itself always."""
    rows = [(p.id, m.actor, m.since, m.until or LAST) for p in pacts for m in p.members] + [(p.id, p.id, FIRST, LAST) for p in pacts]
    kinds = (pa.string(), pa.string(), pa.date32(), pa.date32())
    return pa.table([pa.array(list(c), k) for c, k in zip(zip(*rows, strict=True), kinds, strict=True)], names=list(MEMBERS))


def window(files: Sequence[Path], release: str | None, until: date | None, since: date | None = None) -> tuple[Window, Floats]:
    """The weeks of a release and what was read in each, over the usual number (the median of the weeks with any). Raises Bad for an empty one."""
    found = lake.ask("SELECT release, date, count(*)::BIGINT AS n FROM events WHERE date IS NOT NULL GROUP BY 1, 2", {"events": files})
    releases = sorted(pc.unique(found["release"]).to_pylist())
    if release is None:
        release = _only(found, releases)
    if release not in releases:
        raise Bad(f"release '{release}': is not in the lake; name one of {', '.join(releases)}")
    found = found.filter(pc.equal(found["release"], release))
    days, counts = found["date"].to_pylist(), found["n"].to_numpy()
    last = min(max(days), until or date.max)
    start = max(min(days), since or date.min)
    if start > last:
        raise Bad(f"release '{release}': no event from {since or 'its first day'} to {until or 'its last'}; it tells of {min(days)} to {max(days)}: "
                  "choose other days")
    first = start - timedelta(start.weekday())
    weeks = tuple(first + timedelta(7 * w) for w in range((last - first).days // 7 + 1))
    at = np.array([(d - first).days // 7 for d in days])
    inside = np.array([start <= d <= last for d in days])
    read = np.bincount(at[inside], counts[inside], len(weeks))
    return Window(release, weeks, last), read / np.median(read[read > 0])


def _only(found: pa.Table, releases: Sequence[str]) -> str:
    """The release that is meant where none is named: the only one. Several are never put together, least of all where they tell the same weeks."""
    if len(releases) == 1:
        return releases[0]
    spans = {r: pc.min_max(found.filter(pc.equal(found["release"], r))["date"]).as_py() for r in releases}
    told = "; ".join(f"{r} ({s['min']} to {s['max']})" for r, s in spans.items())
    raise Bad(f"the lake holds {len(releases)} releases: {told}; tables are measured one at a time, so that no week counts double: name one with --release")


def panels(
    files: Sequence[Path], pacts: Sequence[Pact], weights: Scale, organisations: Sequence[str], *, release: str | None = None, until: date | None = None,
    since: date | None = None, capabilities: Mapping[str, float] | None = None,
) -> dict[str, Panel]:  # fmt: skip
    """The panel of each pact, from one query each for counts and for entries. A pact with fewer than two members in the window is left out."""
    span, read = window(files, release, until, since)
    import ibis

    weights = replace(weights, learned=learned(files, span)) if since else weights

    events, _ = expressions(span, weights, organisations)
    held = ibis.table(events.schema(), name="held")
    moving = held.filter(held.allied, held.weight > 0).order_by("pact", "week", "id")
    relations: dict[str, Any] = {"events": files, "members": memberships(pacts), "held": sql(events)}
    counted, own = lake.answers([sql(weekly(held)), sql(moving)], relations)
    made = {p.id: _panel(p, span, read, _of(counted, p.id), _of(own, p.id), capabilities or {}) for p in pacts}
    return {id_: panel for id_, panel in made.items() if panel is not None}


def learned(files: Sequence[Path], span: Window) -> Mapping[int, float]:
    """Severities of CAMEO roots of conflict, from all that the release tells of before the window; of none without codes or with too few weeks."""
    query = f"""SELECT DISTINCT least(source, target) || ' ' || greatest(source, target) AS pair, date, left(code, 2) AS root, quad, score FROM events
                WHERE release = '{span.release.replace("'", "''")}' AND date < DATE '{span.weeks[0]}' AND official AND source <> target
                AND regexp_matches(code, '^[0-9][0-9]') AND quad IS NOT NULL AND score IS NOT NULL ORDER BY ALL"""
    told = lake.ask(query, {"events": files})
    if not told.num_rows:
        return {}
    days = told["date"].cast(pa.int32()).to_numpy()
    weeks = (span.weeks[0] - date(1970, 1, 1)).days // 7 - int(days.min()) // 7  # whole ones, counted back from the window
    week = weeks - 1 - ((span.weeks[0] - date(1970, 1, 1)).days - 1 - days) // 7
    pair = told["pair"].combine_chunks().dictionary_encode().indices.to_numpy()
    columns = (pair, week, told["root"].cast(pa.int64()).to_numpy(), told["quad"].to_numpy(), told["score"].to_numpy())
    whole = week >= 0
    return severity.learn(severity.Deeds(*(np.asarray(c)[whole] for c in columns)), weeks)


def _of(table: pa.Table, pact: str) -> pa.Table:
    return table.filter(pc.equal(table["pact"], pact)).combine_chunks()


def _panel(pact: Pact, span: Window, read: Any, counted: pa.Table, own: pa.Table, capabilities: Mapping[str, float]) -> Panel | None:
    weeks = span.weeks
    members = tuple(tuple(sorted({*pact.members_on(m), *pact.members_on(m + timedelta(6))})) for m in weeks)
    present = sorted(set(chain.from_iterable(members)))
    if len(present) < 2:
        return None
    allied = {(a, b) for a in (*present, pact.id) for b in (*present, pact.id) if a < b}
    told = list(zip(counted["a"].to_pylist(), counted["b"].to_pylist(), strict=True))
    pairs = tuple(sorted(allied | set(told)))
    at = {pair: i for i, pair in enumerate(pairs)}
    flat = np.array([at[pair] for pair in told], dtype=np.int64) * len(weeks) + counted["week"].to_numpy()
    shape = (len(pairs), len(weeks))
    arrays = [_spread(flat, counted[c], shape) for c in ("cooperation", "conflict", "volume")]
    pair = [at[p] for p in zip(own["a"].to_pylist(), own["b"].to_pylist(), strict=True)]
    columns = (own["id"].to_pylist(), pair, own["week"].to_pylist(), own["channel"].to_pylist(), own["weight"].to_pylist())
    return Panel(
        pact=pact.id, lead=pact.lead, pairs=pairs, weeks=weeks, cooperation=arrays[0], conflict=arrays[1], volume=arrays[2],
        coverage=np.asarray(read, dtype=np.float64), members=members, entries=tuple(zip(*columns, strict=True)), capabilities=dict(capabilities),
    )  # fmt: skip


def _spread(flat: NDArray[np.int64], column: pa.ChunkedArray, shape: tuple[int, int]) -> Floats:
    """A column of counts as (P, W)."""
    every = np.bincount(flat, column.fill_null(0).to_numpy().astype(np.float64), shape[0] * shape[1])
    return every.reshape(shape).astype(np.float64)
