"""Scores: how well warnings and forecasts did, each figure with its interval."""

from .detection import Detection, Found, detect, ground
from .proper import binary, counts, crps
from .resample import interval, weights

__all__ = ["Detection", "Found", "binary", "counts", "crps", "detect", "ground", "interval", "weights"]
