"""What many commands ask for: lines, a day."""

from datetime import date
from typing import Annotated

import typer

from ..nouns import Bad

Lines = Annotated[str, typer.Argument(metavar="FILE.jsonl", help="JSON Lines, or - for standard input.")]


def day_of(text: str | None, option: str = "--date") -> date | None:
    """The day that an option names; None where it is left out."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise Bad(f"{option}: {text!r} is no day; write YYYY-MM-DD, as 2022-10-17") from None
