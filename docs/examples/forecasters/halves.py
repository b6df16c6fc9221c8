"""Half the pair's own past frequency, half the base rate: a forecaster in one file."""

from pactwatch.contracts import Outlook, Sample
from pactwatch.forecasters import base_rate, climatology


def forecast(past: Sample, now: Sample) -> Outlook:
    one, other = base_rate.forecast(past, now), climatology.forecast(past, now)
    return Outlook((one.chance + other.chance) / 2, (one.below + other.below) / 2)
