"""Scores: how well warnings and forecasts did, each figure with its interval."""

from .detection import Detection, Found, detect, ground
from .proper import binary, counts, crps
from .record import Band, brier, reliability
from .resample import interval, weights

__all__ = ["Band", "Detection", "Found", "binary", "brier", "counts", "crps", "detect", "ground", "interval", "reliability", "weights"]
