"""Readings against readings: which way one goes, the tie to the leading state, the worst pair."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

from scipy.stats import norm

from ..nouns import Bad, Reading
from ._gamma import DELTA

SURE = 0.80  # beyond this probability the direction is named
NINETY = 2 * float(norm.ppf(0.95))  # a 90 % band is this many standard deviations wide


class Direction(NamedTuple):
    """`word`: weaker, stronger or unchanged; `fell`: the probability that the value fell from `then` to `now`."""

    word: str
    fell: float
    now: Reading
    then: Reading


def direction(readings: Iterable[Reading], of: str, weeks: int = 8, indicator: str = "cohesion") -> Direction:
    """Where `of` has gone within `weeks` weeks, by its posterior now against its posterior then.

    Both are taken as normal with the width of their bands, correlated by δ^weeks, the share of the evidence of then that
    still stands now. With a history shorter than `weeks` the earliest reading stands for then. Raises Bad without readings.
    """
    own = sorted((r for r in readings if r.of == of and r.indicator == indicator), key=lambda r: r.week)
    if not own:
        raise Bad(f"no reading of {indicator} for {of!r}; ask for a pact, a member or a pair such as KGZ-TJK")
    now = own[-1]
    then = next((r for r in reversed(own) if r.week <= now.week - timedelta(7 * weeks)), own[0])
    fell = _fell(now, then)
    return Direction("weaker" if fell >= SURE else "stronger" if fell <= 1 - SURE else "unchanged", fell, now, then)


def _fell(now: Reading, then: Reading) -> float:
    one, other = ((r.high - r.low) / NINETY for r in (now, then))
    shared = DELTA ** ((now.week - then.week).days // 7)
    variance = one**2 + other**2 - 2 * shared * one * other
    return float(norm.cdf((then.value - now.value) / variance**0.5)) if variance > 1e-12 else 0.5


def lead_tie(readings: Iterable[Reading], member: str, lead: str, week: date | None = None) -> Reading | None:
    """Cohesion of a member with the leading state in `week` (None: the latest), or None where there is none."""
    pair = "-".join(sorted((member, lead)))
    return max((r for r in _pairs(readings, week) if r.of == pair), key=lambda r: r.week, default=None)


def worst_pair(readings: Iterable[Reading], week: date | None = None) -> Reading | None:
    """The lowest cohesion of two members in `week` (None: the latest week read of), the pact's own ties left out."""
    every = tuple(readings)
    pacts = {r.of for r in every if r.level == "pact"}
    own = [r for r in _pairs(every, week) if not pacts & set(r.of.split("-"))]
    latest = max((r.week for r in own), default=None)
    return min((r for r in own if r.week == latest), key=lambda r: (r.value, r.of), default=None)


def _pairs(readings: Iterable[Reading], week: date | None) -> list[Reading]:
    return [r for r in readings if r.indicator == "cohesion" and r.level == "pair" and week in (None, r.week)]
