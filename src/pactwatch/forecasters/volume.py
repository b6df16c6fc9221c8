"""Volume: how much was ever told of the pair, whatever it said; rates and counts of the past by tenths of it."""

from ..contracts import Outlook, Sample
from ._shared import grouped, plain, tenths


def forecast(past: Sample, now: Sample) -> Outlook:
    seen = plain(past)
    group, here = tenths(seen.columns["told_long"], now.columns["told_long"])
    return Outlook(*grouped(group, seen, here))
