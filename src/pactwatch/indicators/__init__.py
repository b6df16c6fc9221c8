"""Panel → readings. Every file without a leading underscore is an indicator: `read(panel)`; the others serve them."""

from ._compare import Direction, direction, lead_tie, worst_pair

__all__ = ["Direction", "direction", "lead_tie", "worst_pair"]
