"""The mean of Gamma–Poisson, logistic and boosting."""

import numpy as np

from ..contracts import Outlook, Sample
from . import boosting, gamma_poisson, logistic


def forecast(past: Sample, now: Sample) -> Outlook:
    every = [method.forecast(past, now) for method in (gamma_poisson, logistic, boosting)]
    return Outlook(np.mean([o.chance for o in every], axis=0), np.mean([o.below for o in every], axis=0))
