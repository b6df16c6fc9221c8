"""Which pairs lie within the pact, when, and how much each weighs in a member and in the pact."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..contracts import Floats, Panel
from ..gamma import ageing, discounted

Bools = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Scope:
    """The P pairs of a panel that were ever within the pact, and the arrays cut to them.

    `index`: (P,) into the panel's pairs; `inside`: (P, W), both ends in the pact that week; `exposure`: (P, W), coverage
    while inside; `actors`: the pact's members; `joins`: (M, P), whether the member is an end of the pair.
    """

    pairs: tuple[tuple[str, str], ...]
    index: NDArray[np.int64]
    inside: Bools
    exposure: Floats
    actors: tuple[str, ...]
    joins: Bools
    volume: Floats


def within(panel: Panel) -> Scope:
    """The pact's own pairs: of two members, or of a member and the pact."""
    actors = tuple(sorted({m for week in panel.members for m in week}))
    present = membership(panel, (*actors, panel.pact))
    row = {actor: i for i, actor in enumerate((*actors, panel.pact))}
    index = np.array([i for i, (a, b) in enumerate(panel.pairs) if a in row and b in row], dtype=np.int64)
    pairs = tuple(panel.pairs[i] for i in index)
    inside = np.array([present[row[a]] & present[row[b]] for a, b in pairs], dtype=np.bool_).reshape(len(pairs), len(panel.weeks))
    joins = np.array([[m in pair for pair in pairs] for m in actors], dtype=np.bool_).reshape(len(actors), len(pairs))
    return Scope(pairs, index, inside, inside * panel.coverage, actors, joins, panel.volume[index] * inside)


def membership(panel: Panel, actors: tuple[str, ...]) -> Bools:
    """(actors, W): who was in the pact in which week; the pact itself always."""
    rows = [[actor == panel.pact or actor in week for week in panel.members] for actor in actors]
    return np.array(rows, dtype=np.bool_)


def weights(panel: Panel, scope: Scope) -> Floats:
    """ω, shape (M+1, P, W): what each pair weighs in each member (rows sum to 1) and, last, in the pact.

    ω ∝ √(capability × (1 + volume)): in a member by the partner's capability and the pair's volume, in the pact by the
    member's own. Volume is discounted as the filter is, so that an unread week moves no weight.
    """
    volume = discounted(scope.volume, ageing(scope.exposure))
    strength = _capabilities(panel, (*scope.actors, panel.pact))
    partner = np.array([[strength[b if a == m else a] for a, b in scope.pairs] for m in scope.actors])
    partner = partner.reshape(scope.joins.shape) * scope.joins
    of_members = _shares(np.sqrt(partner[:, :, None] * (1 + volume)) * scope.inside, axis=1)
    own = np.array([strength[m] for m in scope.actors])[:, None]
    told = np.einsum("mp,pw->mw", scope.joins.astype(float), volume)
    of_pact = _shares(np.sqrt(own * (1 + told)) * of_members.any(axis=1), axis=0)
    return np.concatenate([of_members, np.einsum("mw,mpw->pw", of_pact, of_members)[None]])


def _capabilities(panel: Panel, actors: tuple[str, ...]) -> dict[str, float]:
    """Declared shares; the pact has its members' together, a member not declared the least of those declared (all alike if none)."""
    declared = {a: panel.capabilities[a] for a in actors if panel.capabilities.get(a, 0.0) > 0}
    least = min(declared.values(), default=1.0)
    found = {a: declared.get(a, least) for a in actors if a != panel.pact}
    return {**found, panel.pact: sum(found.values()) or least}


def _shares(x: Floats, axis: int) -> Floats:
    total = x.sum(axis=axis, keepdims=True)
    return np.asarray(np.divide(x, total, out=np.zeros_like(x), where=total > 0), dtype=np.float64)
