"""How well ruptures are found.

Positives are ruptures of allied pairs after burn-in. Negatives are pair-weeks with at least five earlier events, more than four
weeks from any rupture of the pair, after burn-in. AUC is the mean rank of positives among negatives, ties half, on the most
alarming score of the week and the next (`now`), and of the four weeks before (`before`). Within a pair: the rank among the
pair's own other weeks. What follows a rupture is unlike what came before it, so the weeks before also have to outrank the
pair's *earlier* weeks (`within_earlier`) before any lead time may be claimed. A false alarm is a run of alarms among
negatives, merged within four weeks, per pair-year.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.typing import NDArray

from ..contracts import Floats, Window
from . import resample

BURN_IN = 6
EARLIER = 5
NEAR = 4
RECALLS = (50, 70)
YEAR = 365.25 / 7
Bools = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Found:
    """The ground of one window: `positive`, (n, 2) of pair and week; `negative`, (P, W)."""

    positive: NDArray[np.int64]
    negative: Bools


@dataclass(frozen=True, slots=True)
class Detection:
    """What a method found: `n` ruptures; figure → (value, low, high)."""

    n: int
    figures: dict[str, tuple[float, float, float]]


def ground(window: Window, broke: Sequence[tuple[int, int, bool]]) -> Found:
    """Positives and negatives; `broke`: (pair, week, endogenous), of all known ruptures of the window's pairs, week possibly outside it."""
    volume = window.counts()
    negative: Bools = window.allied & (np.cumsum(volume, axis=1) - volume >= EARLIER)
    negative[:, :BURN_IN] = False
    for pair, week, _ in broke:
        negative[pair, max(0, week - NEAR) : max(0, week + NEAR + 1)] = False
    positive = [(p, w) for p, w, own in broke if own and BURN_IN <= w < window.weeks and window.allied[p, w]]
    return Found(np.array(sorted(positive), dtype=np.int64).reshape(-1, 2), negative)


def detect(scores: Sequence[Floats], grounds: Sequence[Found]) -> Detection:
    """All figures of a method over its windows; `scores`: one (P, W) a window. Intervals by drawing ruptures again."""
    n = sum(len(g.positive) for g in grounds)
    drawn = resample.weights(np.arange(n))
    figures: dict[str, tuple[float, float, float]] = {}
    for name, spread in (("now", now), ("before", before)):
        tables = [spread(s) for s in scores]
        figures[f"auc_{name}"] = _mean(among(tables, grounds), drawn)
        figures[f"within_{name}"] = _mean(within(tables, grounds), drawn)
    figures["within_earlier"] = _mean(within([before(s) for s in scores], grounds, earlier=True), drawn)
    figures |= _false(scores, grounds, drawn)
    return Detection(n, figures)


def of_draws(score: Floats, ground: Found, drawn: Floats) -> dict[str, Floats]:
    """Figure → (D,), over draws of the positives, `drawn` (D, n); of one window."""
    found = {}
    for name, spread in (("now", now), ("before", before)):
        table = spread(score)
        found[f"auc_{name}"], found[f"within_{name}"] = (drawn @ ranks([table], [ground]) / drawn.sum(axis=1) for ranks in (among, within))
    values = _at_positives([now(score)], [ground])
    at = np.array([rate([score], [ground], float(v)) for v in values])
    return found | {f"fa{recall}": _alarms(at, values, recall, drawn) for recall in RECALLS}


def now(score: Floats) -> Floats:
    """The more alarming of the week and the next."""
    return np.asarray(np.maximum(score, np.concatenate([score[:, 1:], score[:, -1:]], axis=1)), dtype=np.float64)


def before(score: Floats) -> Floats:
    """The most alarming of weeks −4 to −1; of the first week nothing came before, and nothing is below it."""
    found: Floats = np.full(score.shape, -np.inf)
    for back in range(1, NEAR + 1):
        found[:, back:] = np.maximum(found[:, back:], score[:, :-back])
    return found


def rank(values: Floats, others: Floats) -> Floats:
    """The share of `others` below each value, ties half."""
    ordered = np.sort(others)
    return np.asarray((np.searchsorted(ordered, values, "left") + np.searchsorted(ordered, values, "right")) / 2 / max(len(ordered), 1), dtype=np.float64)


def among(tables: Sequence[Floats], grounds: Sequence[Found]) -> Floats:
    """The rank of each positive among all negatives, (n,)."""
    return rank(_at_positives(tables, grounds), np.concatenate([t[g.negative] for t, g in zip(tables, grounds, strict=True)]))


def within(tables: Sequence[Floats], grounds: Sequence[Found], earlier: bool = False) -> Floats:
    """The rank of each positive among its own pair's negatives, all or the earlier ones, (n,); nan where the pair has none."""
    found = []
    for table, g in zip(tables, grounds, strict=True):
        for pair, week in g.positive:
            own = table[pair, :week][g.negative[pair, :week]] if earlier else table[pair][g.negative[pair]]
            found.append(float(rank(table[pair, week : week + 1], own)[0]) if len(own) else np.nan)
    return np.array(found, dtype=np.float64)


def runs(alarm: Bools) -> int:
    """Runs of alarms along weeks, (P, W), those within four weeks of each other as one."""
    pair, week = np.nonzero(alarm)
    fresh = np.ones(len(pair), dtype=np.bool_)
    fresh[1:] = (pair[1:] != pair[:-1]) | (week[1:] - week[:-1] > NEAR)
    return int(fresh.sum())


def rate(scores: Sequence[Floats], grounds: Sequence[Found], threshold: float) -> float:
    """False alarms per pair-year at a threshold."""
    count = sum(runs((s >= threshold) & g.negative) for s, g in zip(scores, grounds, strict=True))
    return count / (sum(int(g.negative.sum()) for g in grounds) / YEAR)


def thresholds(values: Floats, recall: int, drawn: Floats) -> NDArray[np.int64]:
    """Per draw the index of the positive whose score finds `recall` % of the positives drawn."""
    order = np.argsort(-values, kind="stable")
    caught = np.cumsum(drawn[:, order], axis=1)
    return np.asarray(order[(caught < np.ceil(caught[:, -1:] * recall / 100 - 1e-9)).sum(axis=1)], dtype=np.int64)


def _at_positives(tables: Sequence[Floats], grounds: Sequence[Found]) -> Floats:
    return np.concatenate([t[g.positive[:, 0], g.positive[:, 1]] for t, g in zip(tables, grounds, strict=True)])


def _mean(values: Floats, drawn: Floats) -> tuple[float, float, float]:
    known = np.isfinite(values)
    if not known.any():
        return (float("nan"),) * 3

    def mean(weight: Floats) -> Floats:
        w = weight[:, known]
        return np.asarray(w @ values[known] / w.sum(axis=1), dtype=np.float64)

    with np.errstate(invalid="ignore"):
        return (float(values[known].mean()), *resample.interval(mean, drawn))


def _false(scores: Sequence[Floats], grounds: Sequence[Found], drawn: Floats) -> dict[str, tuple[float, float, float]]:
    values = _at_positives([now(s) for s in scores], grounds)
    at = np.array([rate(scores, grounds, float(v)) for v in values])
    found = {}
    for recall in RECALLS:
        every = at[thresholds(values, recall, np.ones((1, len(values))))][0]
        found[f"fa{recall}"] = (float(every), *resample.interval(partial(_alarms, at, values, recall), drawn))
    return found


def _alarms(at: Floats, values: Floats, recall: int, drawn: Floats) -> Floats:
    return at[thresholds(values, recall, drawn)]
