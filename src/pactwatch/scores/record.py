"""The record of forecasts: how those that are settled did, against the base rate, and whether chances kept their word."""

from collections.abc import Sequence
from dataclasses import dataclass

from ..nouns import LIKELIHOODS, Forecast

EDGES = tuple(upper for upper, _ in LIKELIHOODS)


@dataclass(frozen=True, slots=True)
class Band:
    """Forecasts of one band of likelihood: how many, their mean chance, and the share that came."""

    upper: float
    count: int
    said: float
    came: float


def brier(made: Sequence[Forecast]) -> tuple[float, float] | None:
    """Brier score of the settled ones, and that of their base rates; None where nothing is settled."""
    done = [(f.probability, f.base if f.base is not None else 0.5, float(f.outcome)) for f in made if f.outcome is not None]
    if not done:
        return None
    return sum((p - o) ** 2 for p, _, o in done) / len(done), sum((b - o) ** 2 for _, b, o in done) / len(done)


def reliability(made: Sequence[Forecast]) -> list[Band]:
    """The bands that hold a settled forecast."""
    lower, found = 0.0, []
    for upper in EDGES:
        inside = [f for f in made if f.outcome is not None and lower <= f.probability < upper]
        if inside:
            found.append(Band(upper, len(inside), sum(f.probability for f in inside) / len(inside), sum(bool(f.outcome) for f in inside) / len(inside)))
        lower = upper
    return found
