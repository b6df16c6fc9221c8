"""Readings against readings: which way one goes, the tie to the leading state, the worst pair."""

from collections.abc import Iterable
from datetime import date

import numpy as np
from scipy.stats import norm

from ..contracts import Floats
from ..gamma import DELTA
from ..nouns import BACK as SINCE
from ..nouns import Reading

BACK = SINCE.days // 7  # weeks that `fell` looks back


def fell(now: Floats, then: Floats, now_sd: Floats, then_sd: Floats) -> Floats:
    """Probability that each value lies below that of four weeks before, shape as given (…, W).

    Both are taken as normal, correlated by δ^weeks, the share of the evidence of then that still stands now. In the first
    four weeks the earliest stands for then.
    """
    shared = DELTA ** np.minimum(np.arange(now.shape[-1]), BACK)
    variance = np.maximum(now_sd**2 + then_sd**2 - 2 * shared * now_sd * then_sd, 1e-12)
    return np.asarray(norm.cdf((then - now) / np.sqrt(variance)), dtype=np.float64)


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
