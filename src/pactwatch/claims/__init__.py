"""article + spans → claims: who did what to whom, by which words."""

from .coder import Coder, Finders
from .context import Register

__all__ = ["Coder", "Finders", "Register"]
