"""Forecasters: what was known at an origin → chances of what comes in the four weeks after. Each file without an underscore is one method."""

from ._ask import Deeds, ahead, ask, settle
from ._features import HORIZON, sample
from ._shared import LEVELS

__all__ = ["HORIZON", "LEVELS", "Deeds", "ahead", "ask", "sample", "settle"]
