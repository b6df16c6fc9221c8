"""Ridge logistic regression of material conflict, Poisson regression of counts, on what is known of the pair."""

import warnings
from typing import Any

from ..contracts import Outlook, Sample
from ._counts import spread
from ._shared import known, negative_binomial, outcome, plain

RIDGE = 0.1


def forecast(past: Sample, now: Sample) -> Outlook:
    seen = plain(past)
    names = known(seen)
    x, new = seen.matrix(names), now.matrix(names)
    chance = classifier().fit(x, outcome(seen)).predict_proba(new)[:, 1]
    mean, before = regress(x, seen.conflict, [new, x])
    return Outlook(chance, negative_binomial(mean, spread(before, seen.conflict)(mean)))


def classifier() -> Any:
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler

    return make_pipeline(StandardScaler(), LogisticRegression(C=RIDGE, max_iter=3000))


def regress(x: Any, counts: Any, at: list[Any]) -> list[Any]:
    """Expected counts at each of `at`."""
    from sklearn.linear_model import PoissonRegressor
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a loss in its last thousandth is converged enough
        fitted = make_pipeline(StandardScaler(), PoissonRegressor(alpha=RIDGE, max_iter=500)).fit(x, counts)
        return [fitted.predict(place).clip(1e-3, 1e3) for place in at]
