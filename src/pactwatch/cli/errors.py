"""What goes to standard error: one line each, and the exit code that follows."""

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


class Faults:
    """Counts what was told, so that a command that went on ends with exit code 2 all the same."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self, bad: Bad) -> None:
        self.count += 1
        complain(bad)

    def end(self) -> None:
        if self.count:
            raise typer.Exit(2)
