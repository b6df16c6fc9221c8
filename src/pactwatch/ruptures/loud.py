"""How loudly a week says that something broke: what is new in it, on top of how the two stood before, less what was loud already.

Read as odds: what the pair was to each other before the week is the prior, the week's surprise is the evidence, and a quarrel that is on
already is no new one. Surprise is taken in logs, so that a pair with a thousand events does not drown one with ten.
"""

from collections.abc import Sequence

import numpy as np
from scipy.special import digamma

from .. import gamma
from ..contracts import Floats
from .surprise import VAGUE, surprise

MONTH = 4
MEMORY = 0.98  # what is usual is learned slowly: half of it from before 34 weeks
MONTH_WEIGHT = 0.3
TENSION_WEIGHT = 0.2
KNOWN_WEIGHT = 0.35
FADE = 0.96  # what was loud is half forgotten after 17 weeks


def loudness(ways: Sequence[Floats], cooperation: Floats, read: Floats) -> Floats:
    """Of every week of every pair, (P, W); the higher the worse.

    `ways`: hostile deeds of the first actor towards the second, and back, each (P, W); `cooperation`: (P, W); `read`: (W,) coverage.
    """
    fresh, both = news(ways, read), sum(ways, np.zeros_like(cooperation))
    return np.asarray(fresh + TENSION_WEIGHT * tension(both, cooperation, read) - KNOWN_WEIGHT * known(fresh), dtype=np.float64)


def news(ways: Sequence[Floats], read: Floats) -> Floats:
    """Σ ln(1 + s₁) over both ways + 0.3 · ln(1 + s₄): two who both speak out tell more than one who does; and a rupture is not over in a week."""
    week = [np.log1p(surprise(y, read, delta=MEMORY)) for y in ways]
    month = np.log1p(surprise(sum(ways, np.zeros_like(ways[0])), read, span=MONTH, delta=MEMORY))
    return np.asarray(sum(week) + MONTH_WEIGHT * month, dtype=np.float64)


def tension(hostile: Floats, cooperation: Floats, read: Floats) -> Floats:
    """−θ, cohesion turned, as it stood at the end of the week before; 0 in the first week. A pair never heard of stands where all pairs do."""
    levels = [_level(y, read) for y in (hostile, cooperation)]
    now = levels[0] - levels[1]
    return np.concatenate([np.zeros((len(now), 1)), now[:, :-1]], axis=1)


def _level(y: Floats, read: Floats) -> Floats:
    """ψ(a) − ln b of the filter, (P, W), its prior at the mean of all pairs so far."""
    keep = MEMORY ** np.minimum(read, 1.0)
    mean = np.cumsum(y.mean(axis=0)) / np.maximum(np.cumsum(read), 1e-9)
    a = VAGUE + gamma.discounted(y * (read > 0), np.broadcast_to(keep, y.shape))
    b = VAGUE / np.maximum(mean, 1e-9) + gamma.discounted(read[None], keep[None])[0]
    return np.asarray(digamma(a) - np.log(b), dtype=np.float64)


def known(fresh: Floats) -> Floats:
    """The loudest of the weeks before, each faded by its age; (P, W)."""
    before, past = np.empty_like(fresh), np.zeros(len(fresh))
    for week in range(fresh.shape[1]):
        before[:, week] = past
        past = FADE * np.maximum(past, fresh[:, week])
    return before
