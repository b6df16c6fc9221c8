"""The dynamic Gamma–Poisson filter carried four weeks on: counts are negative binomial, the chance of any is one less that of none.

The prior is empirical Bayes: its mean the past's, its shape the likeliest for what came in the past.
"""

import numpy as np
from scipy.stats import nbinom

from ..contracts import Floats, Outlook, Sample
from ._features import HORIZON
from ._shared import negative_binomial, plain

SHAPES = (0.02, 0.05, 0.1, 0.2, 0.3, 0.5, 1.0)


def forecast(past: Sample, now: Sample) -> Outlook:
    seen = plain(past)
    a, b = posterior(seen, now, "material")
    chance = 1 - (b / (b + HORIZON)) ** a
    a, b = posterior(seen, now, "conflict")
    return Outlook(np.clip(chance, 1e-6, 1 - 1e-6), negative_binomial(HORIZON * a / b, a))


def posterior(seen: Sample, now: Sample, kind: str) -> tuple[Floats, Floats]:
    """a, b of each row, with the prior learned from `seen`."""
    came = seen.material if kind == "material" else seen.conflict
    mean = max(float(came.mean()) / HORIZON, 1e-9)
    shape = max(SHAPES, key=lambda a0: _likely(seen, kind, came, a0, a0 / mean))
    return shape + now.columns[f"filtered_{kind}"], shape / mean + now.columns["filtered_read"]


def _likely(seen: Sample, kind: str, came: Floats, a0: float, b0: float) -> float:
    a, b = a0 + seen.columns[f"filtered_{kind}"], b0 + seen.columns["filtered_read"]
    return float(nbinom.logpmf(came, a, b / (b + HORIZON)).mean())
