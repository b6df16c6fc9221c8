"""What goes to standard error: one line each, and the exit code that follows."""

from collections import Counter
from typing import Any, NoReturn

import typer
from rich.console import Console
from typer.core import TyperGroup

from ..formats.view.plain import cleaned
from ..nouns import Bad

err = Console(stderr=True, highlight=False, soft_wrap=True)


def complain(bad: Bad) -> None:
    """One line on standard error; a file's own line ends and escape codes do nothing in it."""
    err.print(f"pactwatch: {cleaned(str(bad)).replace(chr(10), ' ')}", markup=False)


def fail(bad: Bad) -> NoReturn:
    complain(bad)
    raise typer.Exit(2)


class Commands(TyperGroup):
    """Commands that end with one line and exit code 2 where their input is bad."""

    def invoke(self, ctx: Any) -> Any:
        try:
            return super().invoke(ctx)
        except Bad as bad:
            fail(bad)


MANY = 1000  # different faults that are remembered


class Faults:
    """Counts what was told, so that a command that went on ends with exit code 2 all the same. What comes again in the same words (weights that
    cannot be read, of each article) is told once, and at the end how often it came."""

    def __init__(self) -> None:
        self.told: Counter[str] = Counter()

    def __call__(self, bad: Bad) -> None:
        told = str(bad)
        if told not in self.told:
            complain(bad)
        if told in self.told or len(self.told) < MANY:
            self.told[told] += 1

    def end(self) -> None:
        for told, times in self.told.items():
            if times > 1:
                complain(Bad(f"{told} ({times} times in all)"))
        if self.told:
            raise typer.Exit(2)
