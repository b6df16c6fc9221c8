"""The methods of detection, each window → how alarming every week of every pair is, (P, W); the higher the worse.

A week's score rests on that week and those before it. The product's own is `pactwatch`; the others are what it is
measured against.
"""

from collections.abc import Callable, Mapping

import numpy as np

from .. import gamma
from ..contracts import Floats, Window
from .loud import MONTH, loudness
from .surprise import coverage, surprise, together

CONFLICT = 3  # quads 3 and 4
FORCE = (15, 17, 18, 19, 20)  # CAMEO roots: posture, coercion, assault, fighting, mass violence
GAIN = 0.3
QUIET = -20.0  # below any score that something was told for


def volume(window: Window) -> Floats:
    """Events of four weeks, whatever they say."""
    return together(window.counts(), MONTH)


def conflict_count(window: Window) -> Floats:
    return together(window.counts(window.quad >= CONFLICT), MONTH)


def mean_goldstein(window: Window) -> Floats:
    """The mean score of four weeks, turned; a month in which nothing was told alarms nobody."""
    told = volume(window)
    return np.where(told > 0, -together(window.counts(weight=window.score), MONTH) / np.maximum(told, 1), QUIET)


def net_cooperation(window: Window) -> Floats:
    """ln of conflict over cooperation of four weeks, half an event added to each; a month in which nothing was told alarms nobody."""
    told, conflict = volume(window), conflict_count(window)
    return np.where(told > 0, np.log((conflict + 0.5) / (told - conflict + 0.5)), QUIET)


def kalman_level(window: Window) -> Floats:
    """A local level of ln(1 + the week's conflict): `level += gain · (seen − level)`, at the steady gain 0.3."""
    seen = np.log1p(window.counts(window.quad >= CONFLICT))
    return gamma.discounted(GAIN * seen, np.full_like(seen, 1 - GAIN))


def gamma_poisson(window: Window) -> Floats:
    """Surprise of the week's conflict."""
    return surprise(window.counts(window.quad >= CONFLICT), np.ones(window.weeks))


def hostile(window: Window) -> tuple[Floats, Floats]:
    """Conflict events of the first actor of each pair towards the second, and back, each (P, W); a deed done to many at once counts among them once.

    Left out are deeds of force that no verbal conflict of the pair goes with, that week or in the seven days before. Between
    states at peace such deeds are mostly joint action, exercises and arrests of private people: troops of one on
    the soil of the other help more often than they threaten.
    """
    conflict = window.quad >= CONFLICT
    force = np.isin(window.root, FORCE)
    span = 7 * window.weeks + 21
    words = np.sort((window.pair * span + window.day)[conflict & ~force])
    first, last = window.pair * span + window.day - 7, window.pair * span + window.day // 7 * 7 + 6
    told = np.searchsorted(words, last, "right") > np.searchsorted(words, first, "left")
    counted, share = conflict & (~force | told), 1 / window.targets
    return window.counts(counted & window.first, share), window.counts(counted & ~window.first, share)


def pactwatch(window: Window) -> Floats:
    """What is new in the week's hostility, on top of how the two stood before, less what was loud already."""
    return loudness(hostile(window), window.counts(window.quad < CONFLICT), coverage(window))


METHODS: Mapping[str, Callable[[Window], Floats]] = {
    "volume": volume,
    "conflict_count": conflict_count,
    "mean_goldstein": mean_goldstein,
    "net_cooperation": net_cooperation,
    "kalman_level": kalman_level,
    "gamma_poisson": gamma_poisson,
    "pactwatch": pactwatch,
}
