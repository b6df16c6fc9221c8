"""sentence → the declared places that it names: towns, border villages, bases, regions, straits."""

from .find import Gazetteer

__all__ = ["Gazetteer"]
