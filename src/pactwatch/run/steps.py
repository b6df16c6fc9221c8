"""T3 on a list of dated steps: how well the hazard would have told, month by month, which member breaks next, beside the base rate."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .. import forecasters, scores, windows
from ..contracts import Complain, Floats
from ..nouns import Bad
from ..windows import Membership, Rupture

FIRST = 120  # months that only teach
APART = 3
HORIZONS = (3, 6, 12)
PRIOR_STEPS, PRIOR_MONTHS = 1.0, 208.0  # one in some seventeen years
FIGURES = ("brier", "skill", "auc", "logloss", "ece")
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Past:
    """Members of pacts (M), month by month (T): `steps`, of 0 and 1; `inside`, who was in the pact; `names` of the members, to draw them whole."""

    steps: Floats
    inside: Floats
    names: NDArray[np.str_]


def rows(broke: Path, members: Path, complain: Complain) -> list[Row]:
    """A row a method and horizon: method, months, n, steps, and figures with their intervals, members drawn again."""
    past = months(windows.ruptures(broke, complain), windows.pacts(members, complain))
    if past.steps.shape[1] <= FIRST + max(HORIZONS) or not past.steps[:, FIRST:].any():
        raise Bad(f"{broke}: no step of a member of a pact of {members} after ten years of them; give a longer list, with a column 'alliance'")
    return [row for ahead in HORIZONS for row in _horizon(past, ahead)]


def months(known: Sequence[Rupture], members: Sequence[Membership]) -> Past:
    """Each member of each pact from the first month of the list to its last; only steps that name their pact, taken of the member's own will."""
    own = [r for r in known if r.endogenous and r.pact]
    if not own:
        raise Bad("the list of ruptures names no pact; add the column 'alliance'")
    start, stop = (edge(_month(r.day) for r in own) for edge in (min, max))
    at = {key: i for i, key in enumerate(sorted({(m.pact, m.member) for m in members}))}
    steps, inside = np.zeros((2, len(at), stop - start + 1))
    for m in members:
        inside[at[m.pact, m.member], max(0, _month(m.since) - start) : max(0, _month(m.until) - start)] = 1.0
    for r in own:
        if (r.pact, r.member) in at:
            steps[at[r.pact, r.member], _month(r.day) - start] = 1.0
    return Past(steps * inside, inside, np.array([member for _, member in at], dtype=np.str_))


def _month(day: date) -> int:
    return day.year * 12 + day.month - 1


def _horizon(past: Past, ahead: int) -> list[Row]:
    made: dict[str, list[Floats]] = {"base_rate": [], "whole_record": [], "pactwatch": []}
    came, names = [], []
    for origin in range(FIRST, past.steps.shape[1] - ahead + 1, APART):
        here = past.inside[:, origin] > 0
        for name, monthly in _hazards(past, origin).items():
            made[name].append(forecasters.within(monthly[here], ahead))
        came.append(past.steps[here, origin : origin + ahead].max(axis=1) > 0)
        names.append(past.names[here])
    hit, said = np.concatenate(came), {name: np.concatenate(parts) for name, parts in made.items()}
    drawn = scores.weights(np.concatenate(names))
    return [_row(name, ahead, hit, chance, scores.binary(chance, hit, said["base_rate"], drawn)) for name, chance in said.items()]


def _hazards(past: Past, origin: int) -> dict[str, Floats]:
    """Of the month after, from what came before it: as all; by the member's whole record, drawn to all; and with forgetting."""
    steps, inside = past.steps[:, :origin], past.inside[:, :origin]
    base = (steps.sum() + PRIOR_STEPS) / (inside.sum() + PRIOR_MONTHS)
    whole = (steps.sum(axis=1) + forecasters.FIRM * base) / (inside.sum(axis=1) + forecasters.FIRM)
    return {"base_rate": np.full(len(steps), base), "whole_record": whole, "pactwatch": forecasters.hazard(steps, inside, base)}


def _row(name: str, ahead: int, hit: NDArray[np.bool_], chance: Floats, figures: dict[str, tuple[float, float, float]]) -> Row:
    row: Row = {"method": name, "months": ahead, "n": len(hit), "came": int(hit.sum()), "said": float(chance.mean())}
    for figure in FIGURES:
        row |= dict(zip((figure, f"{figure}_low", f"{figure}_high"), map(float, figures[figure]), strict=True))
    return row
