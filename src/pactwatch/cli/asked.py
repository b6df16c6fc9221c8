"""What many commands ask for: lines, a day, a pact."""

from datetime import date
from typing import Annotated

import typer

from .. import atlas
from ..nouns import Bad, Pact

Lines = Annotated[str, typer.Argument(metavar="FILE.jsonl", help="JSON Lines, or - for standard input.")]


def day_of(text: str | None, option: str = "--date") -> date | None:
    """The day that an option names; None where it is left out."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise Bad(f"{option}: {text!r} is no day; write YYYY-MM-DD, as 2022-10-17") from None


def pact_of(wanted: str, otherwise: str = "") -> Pact:
    """The pact of that code, in any case. `otherwise`: what else may be done where it is not declared."""
    pacts = atlas.world().pacts
    if wanted.upper() not in pacts:
        raise Bad(f"pact '{wanted}' is not declared; name one of {', '.join(sorted(pacts))}{otherwise}")
    return pacts[wanted.upper()]
