"""What is asked of a pact on a day, with its chance: T1 and T2 of its pairs, T3 of its members. And how it is settled.

T1, T2: the Gamma–Poisson filter on the pact's own past, its prior learned from all its pairs. T3: a hazard per four weeks with strong
priors (`_hazard.py`): steps out of a pact are so rare that a member's own record says little, so it is drawn to the pact's, and the pact's to one step in
two years.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from scipy.stats import nbinom

from .. import gamma
from ..contracts import Floats, Panel
from ..nouns import Event, Forecast
from ._features import EVENTS, HORIZON
from ._hazard import hazard, within

VAGUE = 0.3
RUNG = 2  # of the ladder: from skipping an exercise or a summit on
MONTHS = {"3 months": 13, "6 months": 26, "12 months": 52}  # in weeks
PRIOR_STEPS, PRIOR_MONTHS = 1.0, 26.0
SURE = (0.01, 0.99)  # no chance is told nearer to none or certain


@dataclass(frozen=True, slots=True)
class Counted:
    """What the questions count: `quads`: type → 1 to 4, or 0 for what has no score; `rungs`: act → rung of the ladder."""

    quads: Mapping[str, int]
    rungs: Mapping[str, int]


def ask(events: Sequence[Event], panel: Panel, deeds: Counted, day: date) -> list[Forecast]:
    """The forecasts of a day. `panel` ends with the week of `day`; only what it shows by then is looked at."""
    told = [e for e in events if counted(e) and e.date and panel.weeks[0] <= e.date <= day]
    return [*_of_pairs(told, panel, deeds, day), *_of_members(told, panel, deeds, day)]


def counted(event: Event) -> bool:
    return event.date is not None and event.status == "actual" and not event.background


def _of_pairs(told: Sequence[Event], panel: Panel, deeds: Counted, day: date) -> Iterable[Forecast]:
    members = panel.members[-1]
    pairs = [(a, b) for a in members for b in members if a < b]
    counts = {least: _weekly(told, pairs, panel, deeds, least) for least in (1, 3, 4)}
    material, conflict = _posterior(counts[4], panel.coverage), _posterior(counts[3], panel.coverage)
    due = day + timedelta(7 * HORIZON)
    for i, pair in enumerate(pairs):
        if counts[1][i].sum() < EVENTS:
            continue
        least = int(counts[3][i, -HORIZON:].sum()) + 1
        yield _made("T1", panel.pact, "-".join(pair), 1, day, due, material(i, 1), material(None, 1))
        yield _made("T2", panel.pact, "-".join(pair), least, day, due, conflict(i, least), conflict(None, least))


def _weekly(told: Sequence[Event], pairs: Sequence[tuple[str, str]], panel: Panel, deeds: Counted, least: int) -> Floats:
    """(P, W): events of at least that quad."""
    at = {pair: i for i, pair in enumerate(pairs)}
    counts = np.zeros((len(pairs), len(panel.weeks)))
    for e in told:
        if e.pair in at and deeds.quads[e.type] >= least and e.date:
            counts[at[e.pair], (e.date - panel.weeks[0]).days // 7] += 1
    return counts


class _posterior:
    """Chances of at least so many events in four weeks of usual reading: of a pair, or (None) of a pair of which nothing is known."""

    def __init__(self, counts: Floats, coverage: Floats) -> None:
        keep = gamma.ageing(coverage)
        mean = (counts.sum() + 0.5) / (len(counts) * coverage.sum() + 1)
        self.b0 = VAGUE / mean
        self.a = VAGUE + gamma.discounted(counts, keep)[:, -1]
        self.b = self.b0 + float(gamma.discounted(coverage, keep)[-1])

    def __call__(self, pair: int | None, least: int) -> float:
        a, b = (VAGUE, self.b0) if pair is None else (self.a[pair], self.b)
        return float(nbinom.sf(least - 1, a, b / (b + HORIZON)))


def ahead(counts: Floats, coverage: Floats, pair: int) -> list[tuple[float, float]]:
    """Shape and rate of a pair's weekly count for each of the four weeks to come, of usual reading; the further, the nearer to the prior."""
    now = _posterior(counts, coverage)
    fade = [gamma.DELTA**h for h in range(1, HORIZON + 1)]
    return [(VAGUE + d * (float(now.a[pair]) - VAGUE), now.b0 + d * (now.b - now.b0)) for d in fade]


def _of_members(told: Sequence[Event], panel: Panel, deeds: Counted, day: date) -> Iterable[Forecast]:
    members = panel.members[-1]
    steps = np.zeros((len(members), len(panel.weeks)))
    for i, e in ((i, e) for e in told for i, m in enumerate(members) if step(e, m, panel.pact, deeds)):
        steps[i, (e.date - panel.weeks[0]).days // 7 if e.date else 0] = 1.0
    seen, read = _monthly(steps).clip(0, 1), np.tile(_monthly((panel.coverage > 0).astype(np.float64)) / HORIZON, (len(members), 1))
    base = (seen.sum() + PRIOR_STEPS) / (read.sum() + PRIOR_MONTHS)
    for member, monthly in zip(members, hazard(seen, read, base), strict=True):
        for weeks in MONTHS.values():
            chance, usual = (float(within(h, weeks / HORIZON)) for h in (monthly, base))
            yield _made("T3", panel.pact, member, RUNG, day, day + timedelta(7 * weeks), chance, usual)


def _monthly(weekly: Floats) -> Floats:
    """Sums of four weeks, the last of them ending with the last week; (…, T)."""
    first = -weekly.shape[-1] % HORIZON
    padded = np.concatenate([np.zeros((*weekly.shape[:-1], first)), weekly], axis=-1)
    return np.asarray(padded.reshape(*weekly.shape[:-1], -1, HORIZON).sum(axis=-1), dtype=np.float64)


def step(event: Event, member: str, pact: str, deeds: Counted) -> bool:
    """Whether an event is the member's step on the ladder, towards the pact."""
    return event.source == member and event.target == pact and deeds.rungs.get(event.act or "", 0) >= RUNG


def _made(kind: str, pact: str, of: str, least: int, day: date, due: date, chance: float, base: float) -> Forecast:
    """Of a watch, by the filter."""
    span = f"dated after {day} and by {due}, status actual, no background; not settled where no week of these was read"
    return written(kind, pact, of, least, (day, due), (chance, base), "gamma_poisson" if kind != "T3" else "hazard", span)


def written(
    kind: str, pact: str, of: str, least: int, days: tuple[date, date], chances: tuple[float, float], by: str, span: str, release: str = ""
) -> Forecast:
    """A forecast with its question and rule. `days`: made, due; `chances`: its own and the base rate; `span`: which events its rule counts."""
    day, due = days
    question, rule = _worded(kind, pact, of, least, span)
    told = (kind, pact, of, str(least), day.isoformat(), due.isoformat(), *([release] if release else []))
    id_ = hashlib.sha256("\x1f".join(told).encode()).hexdigest()[:16]
    name = next((name for name, weeks in MONTHS.items() if kind == "T3" and due - day == timedelta(7 * weeks)), "4 weeks")
    chance, base = (float(np.clip(x, *SURE)) for x in chances)
    return Forecast(id_, question, name, day, due, chance, by, rule, None, pact, kind, of, least, base, release=release)


def _worded(kind: str, pact: str, of: str, least: int, span: str) -> tuple[str, str]:
    """The question and the rule that settles it."""
    if kind == "T3":
        return f"Will {of} take a step out of {pact}?", f"Yes if {of} does to {pact} a deed of rung {least} or higher of the ladder, {span}"
    one, other = of.split("-")
    if kind == "T1":
        return f"Will there be material conflict between {one} and {other}?", f"Yes if an event between {one} and {other} is material conflict, {span}"
    return (f"Will there be {least} or more conflict events between {one} and {other}?",
            f"Yes if {least} or more events between {one} and {other} are conflict, verbal or material (requests left out), {span}")


def settle(forecast: Forecast, events: Iterable[Event], deeds: Counted, read: Iterable[date], today: date) -> bool | None:
    """The outcome by the rule, from what is known on a day; None while it is open. `read`: Mondays of the weeks read.

    A yes is settled when it comes, a no when the last day is over and at least one of the weeks was read.
    """
    within = [e for e in events if counted(e) and e.date and forecast.made < e.date <= min(forecast.due, today)]
    return closed(forecast, sum(_fits(forecast, e, deeds) for e in within), read, today)


def closed(forecast: Forecast, came: int, read: Iterable[date], today: date) -> bool | None:
    """The outcome, where so many events that fit its rule came by a day."""
    if came >= (1 if forecast.kind == "T3" else forecast.least):
        return True
    seen = any(forecast.made - timedelta(6) <= week <= forecast.due for week in read)
    return False if today > forecast.due and seen else None


def _fits(forecast: Forecast, event: Event, deeds: Counted) -> bool:
    if forecast.kind == "T3":
        return step(event, forecast.of, forecast.pact, deeds)
    return "-".join(event.pair) == forecast.of and deeds.quads[event.type] >= (4 if forecast.kind == "T1" else 3)
