"""How widely counts scatter about an expected one: the shape of a negative binomial as a power of its mean, by likelihood."""

from collections.abc import Callable

import numpy as np
from scipy.optimize import minimize
from scipy.stats import nbinom

from ..contracts import Floats

START = (-1.0, 0.5)


def spread(mean: Floats, came: Floats) -> Callable[[Floats], Floats]:
    """mean → shape, `exp(c₀ + c₁ ln mean)`, fitted to what came where `mean` was expected."""

    def loss(c: Floats) -> float:
        shape = np.exp(c[0] + c[1] * np.log(mean))
        return float(-nbinom.logpmf(came, shape, shape / (shape + mean)).mean() + 0.001 * np.square(c - START).sum())

    best = minimize(loss, START, method="Nelder-Mead", options={"xatol": 0.01, "fatol": 1e-5}).x
    return lambda m: np.asarray(np.exp(best[0] + best[1] * np.log(m)), dtype=np.float64)
