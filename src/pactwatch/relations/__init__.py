"""What a given source does to a given target: one type for a sentence whose two ends are told."""

from .marked import End, Marker, SenseAt
from .model import Model, load

__all__ = ["End", "Marker", "Model", "SenseAt", "load"]
