"""Checks a brief as code is checked: every finding has a place and a way to mend it."""

from .read import Field, Finding
from .rules import lint

__all__ = ["Field", "Finding", "lint"]
