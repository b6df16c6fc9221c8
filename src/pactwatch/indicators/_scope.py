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
    member's own. Where the partner is the pact, its capability is that of the other members: a leading state's tie to the pact
    counts for those it is tied to, not for itself. Volume is discounted as the filter is, so that an unread week moves no weight.
    """
    volume = discounted(scope.volume, ageing(scope.exposure))
    own = _capabilities(panel, scope.actors)
    of_members = _shares(np.sqrt(_partners(panel, scope, own) * (1 + volume)) * scope.inside, axis=1)
    told = np.einsum("mp,pw->mw", scope.joins.astype(float), volume)
    of_pact = _shares(np.sqrt(own * (1 + told)) * of_members.any(axis=1), axis=0)
    return np.concatenate([of_members, np.einsum("mw,mpw->pw", of_pact, of_members)[None]])


def _partners(panel: Panel, scope: Scope, own: Floats) -> Floats:
    """Capability of each member's partner in each pair, (M, P, W), 0 where the member is no end of it; `own`: (M, W)."""
    row = {actor: i for i, actor in enumerate((*scope.actors, panel.pact))}
    others = np.array([[row[b if a == m else a] for a, b in scope.pairs] for m in scope.actors], dtype=np.int64).reshape(scope.joins.shape)
    whole = own.sum(axis=0)
    rest = np.where(whole > own, whole - own, own)  # of one who is alone, its own: it has no other weight to lose
    faced = np.concatenate([np.broadcast_to(own, (len(own), *own.shape)), rest[:, None]], axis=1)  # (M, M + 1, W)
    return np.asarray(faced[np.arange(len(own))[:, None], others] * scope.joins[:, :, None], dtype=np.float64)


def _capabilities(panel: Panel, actors: tuple[str, ...]) -> Floats:
    """Declared shares of the members, (M, W), 0 while outside the pact: a member not declared has the least that any member of the week has declared
    (all alike if none)."""
    here = membership(panel, actors)
    declared = np.array([max(panel.capabilities.get(a, 0.0), 0.0) for a in actors])[:, None] * here
    least = np.where(declared > 0, declared, np.inf).min(axis=0, initial=np.inf)
    return np.asarray(np.where(declared > 0, declared, np.where(np.isinf(least), 1.0, least)) * here, dtype=np.float64)


def _shares(x: Floats, axis: int) -> Floats:
    total = x.sum(axis=axis, keepdims=True)
    return np.asarray(np.divide(x, total, out=np.zeros_like(x), where=total > 0), dtype=np.float64)
