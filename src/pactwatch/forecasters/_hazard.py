"""The chance that a member takes a step out of its pact in the next month: a discrete-time hazard with a strong prior.

Gamma–Poisson with forgetting: steps are so rare that a member's own record is drawn to its pact's as by `FIRM` months, and what it did two
years ago counts half of what it did now, since steps come in series. Half-life and prior were taken where both halves of 1999–2024 agreed
(docs/validation.md). Cohesion, quarrels and others' steps were tried on top, and added nothing that holds.
"""

import numpy as np

from .. import gamma
from ..contracts import Floats

HALF_LIFE = 24.0  # months
FIRM = 60.0


def hazard(steps: Floats, read: Floats, base: Floats | float) -> Floats:
    """Of the month after the last, (M,). `steps`: months with a step, 0 or 1, (M, T); `read`: how much of each was read, 0 to 1, (M, T); `base`: the pact's."""
    keep = np.full(steps.shape, 0.5 ** (1 / HALF_LIFE))
    seen, months = (gamma.discounted(x, keep)[:, -1] for x in (steps, read))
    return np.asarray(np.clip((seen + FIRM * base) / (months + FIRM), 0.0, 0.9), dtype=np.float64)


def within(monthly: Floats | float, months: float) -> Floats:
    """The chance of a step within so many months."""
    return np.asarray(1 - (1 - np.minimum(monthly, 0.9)) ** months, dtype=np.float64)
