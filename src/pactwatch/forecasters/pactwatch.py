"""The product's own: linear model, boosted trees and forest, pooled, learned from all pairs of states at many origins.

Three things carry it beyond the single methods. It learns from pairs of no common pact, too, told apart by one column: ten times
the conflict to learn from. It learns from an origin every other week. And it averages models that err differently.
Counts are negative binomial about what a linear model of all pairs, one of allies, and a boosted one of allies expect, pooled with the filter.
"""

from collections.abc import Callable
from typing import Any

import numpy as np

from ..contracts import Floats, Outlook, Sample
from . import boosting, gamma_poisson, logistic
from ._counts import spread
from ._shared import known, negative_binomial, outcome

LEAF = 80
SEEDS = (0, 1)
TREES = 150
WEIGHTS = (1, 1, 2)  # linear, boosted, forest, which erred least at each of five cuts of 2018; the linear one ranks quiet pairs best
FOLDS = 3
Fit = Callable[[Floats, Floats, Floats], Floats]


def forecast(past: Sample, now: Sample) -> Outlook:
    seen = past.take(past.step % 2 == 0)
    names = known(seen)
    x, new = (np.column_stack([s.matrix(names), s.allied]) for s in (seen, now))
    return Outlook(_chance(x, seen, new), _below(x, past, seen, now, new))


def _chance(x: Floats, seen: Sample, new: Floats) -> Floats:
    hit = outcome(seen)
    linear = logistic.classifier().fit(x, hit).predict_proba(new)[:, 1]
    boosted = [boosting.classifier(LEAF, seed, 150).fit(x, hit).predict_proba(new)[:, 1] for seed in SEEDS]
    forest = _forest().fit(x, hit).predict_proba(new)[:, 1]
    return np.asarray(np.clip(np.average([linear, np.mean(boosted, axis=0), forest], axis=0, weights=WEIGHTS), 1e-4, 1 - 1e-4), dtype=np.float64)


def _forest() -> Any:
    from sklearn.ensemble import RandomForestClassifier

    return RandomForestClassifier(TREES, min_samples_leaf=20, max_features=0.3, max_samples=0.5, random_state=0, n_jobs=1)


def _below(x: Floats, past: Sample, seen: Sample, now: Sample, new: Floats) -> Floats:
    """A quarter each. Trees overshoot where a pair is told of by the hundred, most among the great rivals of no common pact: they see allies only."""
    own = seen.take(seen.allied)
    every = (_linear, x, seen), (_linear, x[seen.allied], own), (_boosted, x[seen.allied], own)
    made = [_counts(fit, features, rows, new) for fit, features, rows in every]
    pools = [negative_binomial(mean, scatter(mean)) for mean, scatter in made]
    return np.asarray(np.mean([*pools, gamma_poisson.forecast(past, now).below], axis=0), dtype=np.float64)


def _counts(fit: Fit, x: Floats, seen: Sample, new: Floats) -> tuple[Floats, Callable[[Floats], Floats]]:
    """Expected counts, and how widely they scatter: learned on pairs that the model had not seen."""
    before, fold = np.empty(len(x)), np.unique(seen.pair, return_inverse=True)[1] % FOLDS
    for k in range(FOLDS):
        before[fold == k] = fit(x[fold != k], seen.conflict[fold != k], x[fold == k])
    return fit(x, seen.conflict, new), spread(before, seen.conflict)


def _linear(x: Floats, counts: Floats, new: Floats) -> Floats:
    return np.asarray(logistic.regress(x, counts, [new])[0], dtype=np.float64)


def _boosted(x: Floats, counts: Floats, new: Floats) -> Floats:
    return np.asarray(boosting.regressor(LEAF).fit(x, counts).predict(new).clip(1e-3, 1e3), dtype=np.float64)
