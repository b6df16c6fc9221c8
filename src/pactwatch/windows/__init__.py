"""Coded events between states → windows: the weekly past that detection and forecasts are tested on."""

from .build import build
from .declared import Membership, Rupture, pacts, ruptures
from .names import translated
from .read import COLUMNS, actors, check, parquet, rows

__all__ = ["COLUMNS", "Membership", "Rupture", "actors", "build", "check", "pacts", "parquet", "rows", "ruptures", "translated"]
