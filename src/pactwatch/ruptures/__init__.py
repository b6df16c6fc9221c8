"""Ruptures: how loudly each week of each pair says that something broke, by the product's method and by those it is measured against."""

from .alarms import Alarm, alarms
from .methods import METHODS, hostile, loudness, pactwatch
from .surprise import coverage, predicted

__all__ = ["METHODS", "Alarm", "alarms", "coverage", "hostile", "loudness", "pactwatch", "predicted"]
