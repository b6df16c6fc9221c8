"""The commands of the program, read from the program."""

from collections.abc import Iterator
from typing import Any

import typer
from typer.core import TyperGroup

from pactwatch.cli.commands import app


def commands(found: Any, words: str = "") -> Iterator[str]:
    """Each command, and none of the groups that hold them, as it is written after the program's name."""
    if not isinstance(found, TyperGroup):
        yield words
        return
    for name, inner in found.commands.items():
        yield from commands(inner, f"{words} {name}".strip())


COMMANDS = sorted(commands(typer.main.get_command(app)))
