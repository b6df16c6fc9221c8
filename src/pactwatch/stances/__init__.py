"""article → attitudes between the named entities in it, and opinions with their words."""

from .opinions import Opinions
from .read import Reader

__all__ = ["Opinions", "Reader"]
