"""Events → weekly counts per pair, as arrays.

Counted: dated events of status `actual`, not background, between two members, a member and its pact, or a member and an
outsider. One event per pair, day and type/act. Weight `w = severity × probability × ambiguity`; severity is the declared
score over the mean size of the declared scores of its channel, so that no weight is learned from the data; the sign of the
score gives the channel, and a score of 0 gives no weight (the event still counts as volume).
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from . import atlas
from .contracts import Floats, Panel
from .gamma import over_usual
from .nouns import Article, Bad, Event, Pact

AMBIGUOUS = frozenset({"MOBILIZE"})  # troops of one ally with another are as often help as threat (CAMEO 15x)
NEAR_DAYS = 7  # verbal conflict this near makes an ambiguous deed a hostile one

Ints = NDArray[np.int64]
Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class _Rows:
    """Counted events as columns of length N; `pair`, `week`, `code` are indices, `day` an ordinal."""

    id: NDArray[np.str_]
    pair: Ints
    week: Ints
    day: Ints
    score: Floats
    probability: Floats
    ambiguous: NDArray[np.bool_]
    verbal: NDArray[np.bool_]
    code: Ints

    def take(self, index: Ints) -> "_Rows":
        return _Rows(*(getattr(self, name)[index] for name in self.__slots__))


def build(
    events: Sequence[Event], articles: Mapping[str, Article], pact: Pact, scores: Mapping[str, float], until: date,
    weeks: int | None = None, *, capabilities: Mapping[str, float] | None = None, outsiders: Collection[str] | None = None,
) -> Panel:  # fmt: skip
    """The panel of `pact` up to the week of `until`: P pairs × W weeks.

    `scores`: "TYPE" or "TYPE/act" → score, negative for conflict. `weeks`: how many, ending with that of `until`; None: from
    the first week that an article was published in (without articles, the first event's). `outsiders`: who counts as an
    outside power; None: whoever is neither the pact nor a member that week. Articles published and events first reported
    after `until` are left out, so a panel of the past knows only its past. Raises Bad on a type without a score.
    """
    known = [e for e in events if _known(e, articles, until)]
    mondays = _mondays(_start(known, articles, until), until, weeks)
    members = tuple(tuple(sorted({*pact.members_on(m), *pact.members_on(m + timedelta(6))})) for m in mondays)
    told = [e for e in known if e.status == "actual" and e.date and e.date >= mondays[0]]
    pairs, rows = _rows([e for e in told if _concerns(e, pact.id, members, mondays, outsiders)], members, mondays, pact.id, scores)
    rows = rows.take(_one_a_day(rows))
    weight = _severity(rows.score, scores) * rows.probability * _clear(rows, pairs, members, pact.id)
    shape = (len(pairs), len(mondays))
    return Panel(
        pact=pact.id, lead=pact.lead, pairs=pairs, weeks=mondays, members=members,
        cooperation=_counts(rows, weight * (rows.score > 0), shape),
        conflict=_counts(rows, weight * (rows.score < 0), shape),
        volume=_counts(rows, np.ones(len(weight)), shape),
        coverage=coverage(known, articles, mondays, until), entries=_entries(rows, weight), capabilities=dict(capabilities or {}),
    )  # fmt: skip


def coverage(events: Iterable[Event], articles: Mapping[str, Article], weeks: Sequence[date], until: date) -> Floats:
    """Texts read per week over the usual number, the median of the weeks so far with any; shape (W,).

    Where the texts were chosen for the pact, more of them in a week means that more happened, not that more was watched: a
    crisis must not discount itself, so their coverage is 1 at the most. A text covers the week it was published in and the
    week of any dated event it tells as news; of events that came without a text (tables coded by others) each counts as one.
    """
    read = {(monday(a.published), a.id) for a in articles.values() if a.published and a.published <= until}
    read |= {(monday(e.date), a) for e in events if e.date for a in (e.articles or (e.id,))}
    at = {week: i for i, week in enumerate(weeks)}
    found = np.array([at[week] for week, _ in read if week in at], dtype=np.int64)
    counts = np.bincount(found, minlength=len(weeks)).astype(np.float64)
    share = over_usual(counts)
    return np.minimum(share, 1.0) if articles else share


def monday(day: date) -> date:
    return day - timedelta(day.weekday())


def _known(event: Event, articles: Mapping[str, Article], until: date) -> bool:
    """Dated by `until`, news, and by then reported."""
    if event.background or event.date is None or event.date > until:
        return False
    reported = [articles[a].published for a in event.articles if a in articles]
    return not reported or any(day is None or day <= until for day in reported)


def _start(events: Iterable[Event], articles: Mapping[str, Article], until: date) -> date:
    published = (a.published for a in articles.values() if a.published and a.published <= until)
    dated = (e.date for e in events if e.date)
    return min(published, default=min(dated, default=until))


def _mondays(start: date, until: date, weeks: int | None) -> tuple[date, ...]:
    if weeks is not None and weeks < 1:
        raise Bad(f"weeks of a panel: {weeks} is too few; ask for 1 or more")
    last = monday(until)
    count = weeks or (last - monday(start)).days // 7 + 1
    return tuple(last - timedelta(7 * back) for back in reversed(range(count)))


def _concerns(
    event: Event, pact: str, members: Sequence[tuple[str, ...]], weeks: Sequence[date], outsiders: Collection[str] | None
) -> bool:
    """Whether one end is a member that week and the other a member, the pact, or an outside power."""
    assert event.date is not None
    now = members[(event.date - weeks[0]).days // 7]
    inside = [actor in now for actor in event.pair]
    if event.source == event.target or not any(inside):
        return False
    if event.type == "ASSAULT" and pact in event.pair:
        return False  # a pact has no army apart from its members': the words were misread
    other = event.pair[inside.index(False)] if not all(inside) else pact
    return other == pact or outsiders is None or other in outsiders


def _allied(members: Iterable[tuple[str, ...]], pact: str) -> set[Pair]:
    """Every pair of two members, and of a member and the pact, whether or not anything was read of it."""
    return {(a, b) for week in set(members) for a in (*week, pact) for b in (*week, pact) if a < b}


def _rows(
    events: Sequence[Event], members: Sequence[tuple[str, ...]], weeks: Sequence[date], pact: str, scores: Mapping[str, float]
) -> tuple[tuple[Pair, ...], _Rows]:
    """The pairs, sorted, and the events as columns."""
    events = sorted(events, key=lambda e: e.id)
    pairs = tuple(sorted(_allied(members, pact) | {e.pair for e in events}))
    at = {pair: i for i, pair in enumerate(pairs)}
    codes = {code: i for i, code in enumerate(sorted({(e.type, e.act or "") for e in events}))}
    day = np.array([e.date.toordinal() for e in events if e.date], dtype=np.int64)
    verbal = atlas.world().deeds.verbal
    return pairs, _Rows(
        id=np.array([e.id for e in events], dtype=np.str_),
        pair=np.array([at[e.pair] for e in events], dtype=np.int64),
        week=(day - weeks[0].toordinal()) // 7,
        day=day,
        score=np.array([_score(e, scores) for e in events], dtype=np.float64),
        probability=np.array([e.weight for e in events], dtype=np.float64),
        ambiguous=np.array([e.type in AMBIGUOUS for e in events], dtype=np.bool_),
        verbal=np.array([e.type in verbal for e in events], dtype=np.bool_),
        code=np.array([codes[e.type, e.act or ""] for e in events], dtype=np.int64),
    )


def _score(event: Event, scores: Mapping[str, float]) -> float:
    found = scores.get(f"{event.type}/{event.act}", scores.get(event.type))
    if found is None:
        raise Bad(f"event {event.id}: type {event.type!r} has no score; add it to the scores handed to the panel")
    return found


def _one_a_day(rows: _Rows) -> Ints:
    """Indices of the events kept: of those of one pair, day and type/act the likeliest, of equals the first by id."""
    order = np.lexsort((-rows.probability, rows.code, rows.day, rows.pair))  # stable: rows come sorted by id
    keys = np.stack([rows.pair, rows.day, rows.code])[:, order]
    new = np.ones(len(order), dtype=np.bool_)
    new[1:] = (keys[:, 1:] != keys[:, :-1]).any(axis=0)
    return np.sort(order[new]).astype(np.int64)


def _severity(score: Floats, scores: Mapping[str, float]) -> Floats:
    """|score| over the mean |score| of the declared types of its channel (acts left out): mean 1 over the declared scale."""
    base = np.array([s for code, s in scores.items() if "/" not in code] or [0.0])
    up = base[base > 0].mean() if (base > 0).any() else 1.0
    down = -base[base < 0].mean() if (base < 0).any() else 1.0
    return np.asarray(np.where(score > 0, score / up, -score / down), dtype=np.float64)


def _clear(rows: _Rows, pairs: Sequence[Pair], members: Sequence[tuple[str, ...]], pact: str) -> Floats:
    """Ambiguity: 0 for an ambiguous deed between allies with no verbal conflict of the pair near it, else 1; shape (N,)."""
    span = int(rows.day.max(initial=0)) + 2 * NEAR_DAYS + 1  # keeps the days of one pair clear of the next pair's
    place = rows.pair * span + rows.day
    words = np.sort(place[rows.verbal])
    near = np.searchsorted(words, place + NEAR_DAYS, "right") > np.searchsorted(words, place - NEAR_DAYS, "left")
    doubtful = rows.ambiguous & ~near
    for i in np.flatnonzero(doubtful):
        doubtful[i] = set(pairs[rows.pair[i]]) <= {*members[rows.week[i]], pact}
    return np.where(doubtful, 0.0, 1.0)


def _counts(rows: _Rows, weight: Floats, shape: tuple[int, int]) -> Floats:
    flat = np.bincount(rows.pair * shape[1] + rows.week, weights=weight, minlength=shape[0] * shape[1])
    return flat.reshape(shape).astype(np.float64)  # of no rows bincount makes integers


def _entries(rows: _Rows, weight: Floats) -> tuple[tuple[str, int, int, str, float], ...]:
    """Rows that weigh, by week: those of score or ambiguity 0 move no channel and are volume only."""
    keep = np.lexsort((rows.id, rows.week))
    keep = keep[weight[keep] > 0]
    channel = np.where(rows.score > 0, "C", "K")
    columns = (rows.id, rows.pair, rows.week, channel, weight)
    return tuple(zip(*(column[keep].tolist() for column in columns), strict=True))
