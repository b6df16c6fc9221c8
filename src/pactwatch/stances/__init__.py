"""article → attitudes between the named entities in it, who these are, and opinions with their words."""

from .actors import Actors
from .opinions import Opinions
from .read import Reader

__all__ = ["Actors", "Opinions", "Reader"]
