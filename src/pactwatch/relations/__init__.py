"""What a given source does to a given target: one type for a sentence whose two ends are told."""

from .marked import Marker, Spot, Told
from .model import Model, load

__all__ = ["Marker", "Model", "Spot", "Told", "load"]
