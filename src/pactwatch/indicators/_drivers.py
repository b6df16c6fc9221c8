"""What each event did to a reading, exactly, by leaving it out."""

import numpy as np
from scipy.special import digamma

from ..contracts import Floats, Panel
from ..gamma import State, ageing
from ..nouns import Driver
from ._scope import Scope

STRONGEST = 8
FAINT = 1e-3  # below this an event is not named
Rows = list[tuple[Driver, ...]]


def drivers(panel: Panel, scope: Scope, cooperation: State, conflict: State, weight: Floats) -> list[Rows]:
    """For each week, for each row of `weight` (O, P, W), the strongest events, strongest first."""
    left_out = _Left(panel, scope, cooperation, conflict)
    weeks: list[Rows] = []
    for t in range(len(panel.weeks)):
        unmoved = t > 0 and panel.coverage[t] == 0 and panel.members[t] == panel.members[t - 1]
        weeks.append(weeks[-1] if unmoved else left_out.strongest(t, weight[:, :, t]))
    return weeks


class _Left:
    """The entries within the pact as columns, ready to be left out one by one."""

    def __init__(self, panel: Panel, scope: Scope, cooperation: State, conflict: State) -> None:
        place = {int(p): i for i, p in enumerate(scope.index)}
        entries = [e for e in panel.entries if e[1] in place and scope.exposure[place[e[1]], e[2]] > 0]
        entries.sort(key=lambda e: (e[2], e[0]))
        self.ids = [e[0] for e in entries]
        self.pair = np.array([place[e[1]] for e in entries], dtype=np.int64)
        self.week = np.array([e[2] for e in entries], dtype=np.int64)
        self.conflict = np.array([e[3] == "K" for e in entries], dtype=np.bool_)
        self.weight = np.array([e[4] for e in entries], dtype=np.float64)
        self.dispersion = np.stack([cooperation.dispersion, conflict.dispersion])
        self.age = np.cumsum(np.log(ageing(scope.exposure)), axis=1)
        self.shape = np.stack([cooperation.a, conflict.a])

    def effects(self, t: int) -> Floats:
        """±[ψ(a) − ψ(a − what is left of the event)] on its pair in week t, for the entries up to it."""
        n = np.searchsorted(self.week, t, "right")
        pair, conflict = self.pair[:n], self.conflict[:n]
        phi = self.dispersion[conflict.astype(int), pair, t]
        left = self.weight[:n] / phi * np.exp(self.age[pair, t] - self.age[pair, self.week[:n]])
        a = self.shape[conflict.astype(int), pair, t]
        return np.asarray(np.where(conflict, -1, 1) * (digamma(a) - digamma(a - left)), dtype=np.float64)

    def strongest(self, t: int, weight: Floats) -> Rows:
        """Per row of `weight` (O, P) the events that did most in week t."""
        effect = self.effects(t)
        return [self._top(effect * row[self.pair[: len(effect)]]) for row in weight]

    def _top(self, effect: Floats) -> tuple[Driver, ...]:
        strong = np.flatnonzero(np.abs(effect) >= FAINT)
        order = strong[np.argsort(-np.abs(effect[strong]), kind="stable")][:STRONGEST]
        return tuple(Driver(self.ids[i], float(effect[i])) for i in order)
