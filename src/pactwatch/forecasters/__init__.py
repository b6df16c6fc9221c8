"""Forecasters: what was known at an origin → chances of what comes in the four weeks after. Each file without an underscore is one method."""

from ._ask import Counted, ahead, ask, settle
from ._coded import of_pairs, settle_coded
from ._features import HORIZON, sample
from ._hazard import FIRM, hazard, within
from ._shared import LEVELS

__all__ = ["FIRM", "HORIZON", "LEVELS", "Counted", "ahead", "ask", "hazard", "of_pairs", "sample", "settle", "settle_coded", "within"]
