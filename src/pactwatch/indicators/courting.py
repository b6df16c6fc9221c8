"""Courting: the share of a member's cooperation that goes to powers outside the pact.

Weighted cooperation is discounted as in `gamma.py` and the share read from a beta posterior, whose prior is worth two events
at the share of the whole pact. The drivers are no events but the three outside powers that take most, each with
its part of the share. A structural indicator: never mixed into cohesion.
"""

from dataclasses import dataclass

import numpy as np
from scipy.stats import beta

from ..contracts import Floats, Panel
from ..gamma import DELTA, ageing, discounted
from ..nouns import Driver, Reading
from ._scope import membership

BAND = (0.05, 0.95)
PRIOR_EVENTS = 2.0
POWERS = 3


@dataclass(frozen=True, slots=True)
class _Flows:
    """Cooperation of O objects (members, then the pact), discounted: `inner` (O, W), `outer` by power (O, Q, W)."""

    inner: Floats
    outer: Floats
    powers: tuple[str, ...]


def read(panel: Panel) -> list[Reading]:
    """Weekly readings of every member and the pact, while in the pact."""
    members = tuple(sorted({m for week in panel.members for m in week}))
    names = [*(("member", m) for m in members), ("pact", panel.pact)]
    here = membership(panel, (*members, panel.pact))
    inner, outer, powers = _split(panel, members)
    keep = ageing(panel.coverage)
    held = _Flows(discounted(inner, keep), discounted(outer, keep), powers)
    slow = np.full_like(keep, DELTA)
    weight = discounted(inner, slow) + discounted(outer.sum(axis=1), slow)
    share, low, high = _posterior(held, weight, _base(inner, outer))
    volume = inner + outer.sum(axis=1)
    return [
        Reading(
            "courting", level, of, panel.weeks[t], float(share[o, t]), float(low[o, t]), float(high[o, t]),
            float(panel.coverage[t]), float(volume[o, t]), _top(held, o, int(t)),
        )
        for o, (level, of) in enumerate(names)
        for t in np.flatnonzero(here[o])
    ]  # fmt: skip


def _split(panel: Panel, members: tuple[str, ...]) -> tuple[Floats, Floats, tuple[str, ...]]:
    """Weekly cooperation within the pact (O, W) and with each outside power (O, Q, W); the pact's row is the sum over pairs."""
    every = tuple(sorted({actor for pair in panel.pairs for actor in pair} - {panel.pact}))
    now = dict(zip(every, membership(panel, every), strict=True)) | {panel.pact: np.ones(len(panel.weeks), dtype=np.bool_)}
    row, column = {m: i for i, m in enumerate(members)}, {p: i for i, p in enumerate(every)}
    inner, outer = np.zeros((len(members) + 1, len(panel.weeks))), np.zeros((len(members) + 1, len(every), len(panel.weeks)))
    for pair, flow in zip(panel.pairs, panel.cooperation, strict=True):
        inner[-1] += flow * now[pair[0]] * now[pair[1]]
        for one, other in (pair, pair[::-1]):
            if one not in row:
                continue
            inner[row[one]] += flow * now[one] * now[other]
            if other in column:
                outer[[row[one], -1], column[other]] += flow * now[one] * ~now[other]
    return inner * (panel.coverage > 0), outer * (panel.coverage > 0), every


def _base(inner: Floats, outer: Floats) -> Floats:
    """The share of the whole pact over the weeks so far, (W,); one half where no cooperation was read."""
    out = np.cumsum(outer[-1].sum(axis=0))
    return np.asarray((out + 0.5) / (out + np.cumsum(inner[-1]) + 1.0), dtype=np.float64)


def _posterior(held: _Flows, aged: Floats, base: Floats) -> tuple[Floats, Floats, Floats]:
    """Mean and 90 % band of the share, each (O, W); `aged` is the evidence left by the calendar, which sets the width."""
    out = held.outer.sum(axis=1)
    share = (out + PRIOR_EVENTS * base) / (out + held.inner + PRIOR_EVENTS)
    size = aged + PRIOR_EVENTS
    low, high = (beta.ppf(q, share * size, (1 - share) * size) for q in BAND)
    return share, low, high


def _top(held: _Flows, o: int, t: int) -> tuple[Driver, ...]:
    """The powers that take most of an object's cooperation, each with its part of all of it."""
    part = held.outer[o, :, t]
    total = part.sum() + held.inner[o, t] + PRIOR_EVENTS
    order = [q for q in np.argsort(-part, kind="stable")[:POWERS] if part[q] / total >= 0.001]
    return tuple(Driver(held.powers[q], float(part[q] / total)) for q in order)
