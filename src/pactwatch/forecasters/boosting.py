"""Gradient boosting (Friedman 2001) by scikit-learn's histogram trees: material conflict, and expected counts with a Poisson loss."""

from typing import Any

from ..contracts import Outlook, Sample
from ._counts import spread
from ._shared import known, negative_binomial, outcome, plain

ROUNDS = 100


def forecast(past: Sample, now: Sample) -> Outlook:
    seen = plain(past)
    names = known(seen)
    x, new = seen.matrix(names), now.matrix(names)
    chance = classifier(20).fit(x, outcome(seen)).predict_proba(new)[:, 1]
    counts = regressor(20).fit(x, seen.conflict)
    mean = counts.predict(new).clip(1e-3, 1e3)
    return Outlook(chance, negative_binomial(mean, spread(counts.predict(x).clip(1e-3, 1e3), seen.conflict)(mean)))


def classifier(leaf: int, seed: int = 0, rounds: int = ROUNDS) -> Any:
    from sklearn.ensemble import HistGradientBoostingClassifier

    return HistGradientBoostingClassifier(**_settings(leaf, seed, rounds))


def regressor(leaf: int, seed: int = 0, rounds: int = ROUNDS) -> Any:
    from sklearn.ensemble import HistGradientBoostingRegressor

    return HistGradientBoostingRegressor(loss="poisson", **_settings(leaf, seed, rounds))


def _settings(leaf: int, seed: int, rounds: int) -> dict[str, Any]:
    """Slow, small and regularised: positives are few. `leaf`: rows that a leaf needs."""
    return {"max_iter": rounds, "learning_rate": 0.05, "max_leaf_nodes": 8, "min_samples_leaf": leaf, "l2_regularization": 5.0, "max_features": 0.3,
            "random_state": seed, "early_stopping": False}
