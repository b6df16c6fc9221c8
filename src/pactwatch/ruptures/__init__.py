"""Ruptures: how loudly each week of each pair says that something broke, by the product's method and by those it is measured against."""

from . import loud
from .alarms import Alarm, alarms
from .loud import loudness
from .methods import METHODS, hostile, pactwatch
from .surprise import coverage, predicted, surprise

__all__ = ["METHODS", "Alarm", "alarms", "coverage", "hostile", "loud", "loudness", "pactwatch", "predicted", "surprise"]
