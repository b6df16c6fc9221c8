"""article → spans that mean actors at that date."""

from .find import Finder

__all__ = ["Finder"]
