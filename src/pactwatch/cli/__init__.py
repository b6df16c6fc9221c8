"""The command line and what it shows."""

from .commands import main

__all__ = ["main"]
