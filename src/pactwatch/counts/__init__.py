"""Rows of tables coded by others → weekly counts per pair, as one Ibis expression in the portable subset.

`expression.py` holds the expression, `weeks.py` the weeks and what was read in them, `fill.py` the panels that come of both.
"""

from .expression import ROWS, Scale, Weeks, expressions, scale, sql
from .fill import memberships, panels
from .weeks import learned, only, window

__all__ = ["ROWS", "Scale", "Weeks", "expressions", "learned", "memberships", "only", "panels", "scale", "sql", "window"]
