"""Severity of conflict, learned: how much more often material conflict comes within four weeks of a kind of deed than a pair so much told of lets expect.

Learned from the weeks before a window and then fixed. Kinds are CAMEO roots. Expected is the share of the pair's volume class, so that a
busy pair does not make its deeds grave. Weights are drawn to Goldstein's score as by `FIRM` expected weeks, and have mean 1. Cooperation
keeps its declared score: what was learned of it (less conflict after it) did not last from one half year to the next.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
AHEAD = 4  # weeks in which what follows is looked for
LEAST = 12  # weeks: of fewer nothing is learned
TOLD = 2  # events: a pair of fewer is left out
FIRM = 20.0


@dataclass(frozen=True, slots=True)
class Deeds:
    """N events of the weeks before a window: index of the pair, week, CAMEO root, quad, score."""

    pair: Ints
    week: Ints
    root: Ints
    quad: Ints
    score: Floats


def learn(told: Deeds, weeks: int) -> Mapping[int, float]:
    """Root → severity, of the roots of conflict (quads 3 and 4) that were told of. Empty where there are too few weeks or no material conflict."""
    if weeks < LEAST or not (told.quad == 4).any():
        return {}
    volume = np.bincount(told.pair).astype(np.float64)
    follows = _follows(told, (len(volume), weeks))
    usual, conflict = _usual(follows, volume), told.quad >= 3
    early = conflict & (told.week < weeks - AHEAD) & (volume[told.pair] >= TOLD)
    roots, count = np.unique(told.root[conflict], return_counts=True)
    declared = _level(np.array([np.abs(told.score[conflict & (told.root == r)]).mean() for r in roots]), count)
    cells = [np.unique(np.stack([told.pair, told.week])[:, early & (told.root == r)], axis=1) for r in roots]
    came, expected = (np.array([x.sum() for x in part]) for part in ([follows[p, w] for p, w in cells], [usual[p] for p, _ in cells]))
    expected = expected * came.sum() / max(expected.sum(), 1e-9)
    learned = _level((came + FIRM * declared) / (expected + FIRM), count)
    return dict(zip(roots.tolist(), learned.tolist(), strict=True))


def _level(weight: Floats, count: Ints) -> Floats:
    """Mean 1 over the events."""
    return weight / max(float(np.average(weight, weights=count)), 1e-9)


def _follows(told: Deeds, shape: tuple[int, int]) -> Floats:
    """(P, W): whether material conflict comes within the four weeks after."""
    material = np.zeros(shape, dtype=np.bool_)
    material[told.pair[told.quad == 4], told.week[told.quad == 4]] = True
    later = np.zeros(shape, dtype=np.bool_)
    for back in range(1, AHEAD + 1):
        later[:, :-back] |= material[:, back:]
    return later.astype(np.float64)


def _usual(follows: Floats, volume: Floats) -> Floats:
    """(P,): in what share of its weeks it does, for a pair so much told of: of 1 to 3 events, 4 to 15, 16 to 63 …"""
    kind, share = np.log2(np.maximum(volume, 1.0)) // 2, np.zeros(len(volume))
    for k in np.unique(kind):
        mine = (kind == k) & (volume >= TOLD)
        share[kind == k] = follows[mine, :-AHEAD].mean() if mine.any() else 0.0
    return share
