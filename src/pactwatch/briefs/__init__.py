"""The brief: which article to excerpt, what to say, and what each sentence rests on."""

from .compose import compose

__all__ = ["compose"]
