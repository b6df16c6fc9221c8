"""Climatology: the pair's own past frequency, drawn to the base rate as by two stretches of four weeks; counts at its own mean, undiscounted."""

from ..contracts import Outlook, Sample
from ._features import HORIZON
from ._shared import negative_binomial, plain

WEIGHT = 2.0
VAGUE = 0.5


def forecast(past: Sample, now: Sample) -> Outlook:
    seen = plain(past)
    chance = (now.columns["stretches_hit"] + WEIGHT * (seen.material > 0).mean()) / (now.columns["stretches"] + WEIGHT)
    a = VAGUE + now.columns["conflict_sum"]
    b = VAGUE * HORIZON / max(float(seen.conflict.mean()), 1e-9) + now.columns["read"]
    return Outlook(chance, negative_binomial(HORIZON * a / b, a))
