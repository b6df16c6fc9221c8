"""Persistence: as the last four weeks. The chance is calibrated on the past by how much there was; the count is a Poisson about the last."""

import numpy as np

from ..contracts import Outlook, Sample
from ._shared import grouped, plain, poisson_below

LEAST = 0.05
MOST = 3  # events; more are taken together


def forecast(past: Sample, now: Sample) -> Outlook:
    seen = plain(past)
    group, here = (np.minimum(s.columns["material_last"], MOST).astype(np.int64) for s in (seen, now))
    chance, _ = grouped(group, seen, here)
    return Outlook(chance, poisson_below(np.maximum(now.columns["conflict_last"], LEAST)))
