"""Panel → readings. Every file without a leading underscore is an indicator: `read(panel)`; the others serve them."""

from ._compare import fell, lead_tie, worst_pair

__all__ = ["fell", "lead_tie", "worst_pair"]
