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
    strength = _capabilities(panel, scope.actors)
    row = {actor: i for i, actor in enumerate((*scope.actors, panel.pact))}
    others = np.array([[row[b if a == m else a] for a, b in scope.pairs] for m in scope.actors], dtype=np.int64).reshape(scope.joins.shape)
    partner = strength[others] * scope.joins[:, :, None]
    of_members = _shares(np.sqrt(partner * (1 + volume)) * scope.inside, axis=1)
    own = strength[:-1]
    told = np.einsum("mp,pw->mw", scope.joins.astype(float), volume)
    of_pact = _shares(np.sqrt(own * (1 + told)) * of_members.any(axis=1), axis=0)
    return np.concatenate([of_members, np.einsum("mw,mpw->pw", of_pact, of_members)[None]])


def _capabilities(panel: Panel, actors: tuple[str, ...]) -> Floats:
    """Declared shares of the members and, last, the pact, (A + 1, W): the pact has that of its members of the week together, a member not declared the least
    that any member of the week has declared (all alike if none)."""
    here = membership(panel, actors)
    declared = np.array([max(panel.capabilities.get(a, 0.0), 0.0) for a in actors])[:, None] * here
    least = np.where(declared > 0, declared, np.inf).min(axis=0, initial=np.inf)
    least = np.where(np.isinf(least), 1.0, least)
    found = np.where(declared > 0, declared, least) * here
    whole = found.sum(axis=0)
    return np.concatenate([found, np.where(whole > 0, whole, least)[None]])


def _shares(x: Floats, axis: int) -> Floats:
    total = x.sum(axis=axis, keepdims=True)
    return np.asarray(np.divide(x, total, out=np.zeros_like(x), where=total > 0), dtype=np.float64)
