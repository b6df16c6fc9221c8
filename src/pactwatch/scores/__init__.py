"""Scores: how well warnings and forecasts did, each figure with its interval."""

from .bands import CHANNELS, FIRST, Bands, bands, grave
from .detection import Detection, Found, detect, ground, of_draws
from .detection import rate as false_alarms
from .proper import binary, counts, crps
from .record import Band, brier, reliability
from .resample import interval, weights

__all__ = ["CHANNELS", "FIRST", "Band", "Bands", "Detection", "Found", "bands", "binary", "brier", "counts", "crps", "detect", "false_alarms", "grave",
           "ground", "interval", "of_draws", "reliability", "weights"]
