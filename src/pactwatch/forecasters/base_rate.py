"""The base rate: every pair as all pairs of the past."""

import numpy as np

from ..contracts import Outlook, Sample
from ._shared import empirical, plain


def forecast(past: Sample, now: Sample) -> Outlook:
    seen = plain(past)
    return Outlook(np.full(len(now.step), (seen.material > 0).mean()), np.tile(empirical(seen.conflict), (len(now.step), 1)))
