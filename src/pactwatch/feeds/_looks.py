"""Which system a file looks to come from, by its first lines: a table that is called by another's name is told."""

from collections.abc import Sequence
from difflib import get_close_matches
from pathlib import Path

from ..nouns import Bad

GDELT_WIDTHS = {57: "GDELT 1.0 to April 2013", 58: "GDELT 1.0", 61: "GDELT 2.0"}
MENTIONS = 16


def width(line: str) -> int:
    return line.count("\t") + 1


def system(lines: Sequence[str]) -> str | None:
    """icews, polecat, gdelt, mentions, plover; None for what looks like none of them."""
    first = lines[0].lstrip("\ufeff")
    if first.startswith("Event ID\t"):
        return "polecat" if first.count("\tActor ") + first.count("\tRecipient ") else "icews"
    if first.lstrip().startswith("{"):
        return "plover"
    cells = first.split("\t")
    if cells[0].isdigit() and len(cells) in GDELT_WIDTHS:
        return "gdelt"
    return "mentions" if cells[0].isdigit() and len(cells) == MENTIONS else None


def claimed(path: Path, lines: Sequence[str], name: str) -> None:
    """Raises Bad where the file is plainly another system's."""
    found = system(lines)
    if found == "mentions":
        raise Bad(f"{path}: this is a table of GDELT's mentions; name it beside its events: pactwatch import gdelt EVENTS {path.name}")
    if found and found != name:
        raise Bad(f"{path}: this is a table of {found}, not of {name}; import it with: pactwatch import {found} {path.name}")


def header(path: Path, line: str, expected: Sequence[str], spare: Sequence[str] = ()) -> list[str]:
    """The names of the columns, which must be the expected ones in their order, with `spare` ones allowed after them."""
    names = line.lstrip("\ufeff").split("\t")
    for number, (name, wanted) in enumerate(zip(names, expected, strict=False), 1):
        if name != wanted:
            near = f" (renamed to '{name}'?)" if get_close_matches(name, [wanted], cutoff=0.6) else f" but '{name}'"
            raise Bad(f"{path}, line 1: column {number} is not '{wanted}'{near}; the header must be that of the published files")
    rest = names[len(expected):]
    if len(names) < len(expected) or [n for n in rest if n and n not in spare]:
        raise Bad(f"{path}, line 1: {len(names)} columns, {len(expected)} expected; the header must be that of the published files")
    return names
