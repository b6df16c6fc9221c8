"""The brief: which article to excerpt, what to say, and what each sentence rests on."""

from .compose import compose
from .desktop import Desktop, Read, desktop

__all__ = ["Desktop", "Read", "compose", "desktop"]
