"""article + spans → claims: who did what to whom, by which words."""

from .coder import Coder

__all__ = ["Coder"]
