"""Markdown of a brief → its fields, each of which knows the line and column of every character.

The older plain form (no headings, fields told apart by their shape) is read as well.
"""

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass

HEADINGS = {
    "image": "image",
    "pull quote": "pull_quote",
    "commentary": "commentary",
    "source": "source",
    "excerpt": "excerpt",
    "notes": "notes",
    "image information": "image_information",
    "about this brief": "about",
}
ENDS = re.compile(r"[.!?…]+[”’)]*(?:\[[ivxlc]+\])*\s+(?=[“\[(]?[A-ZА-ЯЁ\d])")


@dataclass(frozen=True, slots=True)
class Finding:
    """`line` and `column` count from 1 and point into the text that was checked."""

    rule: str
    line: int
    column: int
    message: str
    mend: str


@dataclass(frozen=True, slots=True)
class Line:
    number: int  # from 1
    column: int  # of its first kept character, from 1
    text: str


@dataclass(frozen=True, slots=True)
class Field:
    """A field of the brief: its lines, and their text joined by line ends."""

    name: str
    lines: tuple[Line, ...]

    @property
    def text(self) -> str:
        return "\n".join(line.text for line in self.lines)

    def place(self, offset: int) -> tuple[int, int]:
        """Line and column of a character of `text`."""
        for line in self.lines:
            if offset <= len(line.text):
                return line.number, line.column + offset
            offset -= len(line.text) + 1
        return (self.lines[-1].number, self.lines[-1].column) if self.lines else (1, 1)

    def sentences(self) -> Iterator[tuple[int, str]]:
        """Offset and text of each sentence; a blank line ends one too."""
        start = 0
        for piece in self.text.split("\n\n"):
            cuts = [0, *(m.end() for m in ENDS.finditer(piece) if not re.search(r"\b[A-Z]\.\s+$", piece[: m.end()])), len(piece)]
            for left, right in itertools.pairwise(cuts):
                if piece[left:right].strip():
                    yield start + left, piece[left:right].rstrip()
            start += len(piece) + 2


def _kept(number: int, raw: str) -> Line:
    """The line without quotation marks of Markdown and trailing space."""
    prefix = re.match(r"\s*(?:>\s?)*", raw)
    cut = prefix.end() if prefix else 0
    return Line(number, cut + 1, raw[cut:].rstrip())


def _headed(rows: list[str]) -> Iterator[tuple[str, Line]]:
    name = "front"
    for number, raw in enumerate(rows, 1):
        heading = re.match(r"(#+)\s+(.*\S)", raw)
        if heading and heading[1] == "#":
            yield "headline", Line(number, heading.start(2) + 1, heading[2])
            name = "byline"
        elif heading:
            name = HEADINGS.get(heading[2].lower(), heading[2].lower())
            yield name, Line(number, 1, "")
        else:
            yield name, _kept(number, raw)


def _shape(name: str, raw: str, blank_before: bool) -> str:
    """The field that a line of the plain form belongs to, given the field of the line before."""
    early = name in ("headline", "image")
    if raw.startswith("Image Information"):
        return "image_information"
    if re.match(r"\[[ivx]+\]", raw) and name in ("excerpt", "notes"):
        return "notes"
    if early and raw.startswith("“"):
        return "pull_quote"
    if name in ("headline", "image", "pull_quote") and raw.startswith("The excerpted article"):
        return "commentary"
    if name == "commentary" and raw.startswith("“"):
        return "source"
    if name == "source" and blank_before and raw:
        return "excerpt"
    return "image" if name == "headline" else name


def _plain(rows: list[str]) -> Iterator[tuple[str, Line]]:
    name = ""
    for number, raw in enumerate(rows, 1):
        if raw.strip():
            before = number > 1 and not rows[number - 2].strip()
            name = _shape(name, raw, before) if name else "headline"
        if name:
            yield name, _kept(number, raw)


def _trim(lines: list[Line]) -> tuple[Line, ...]:
    full = [i for i, line in enumerate(lines) if line.text.strip()]
    return tuple(lines[full[0] : full[-1] + 1]) if full else tuple(lines[:1])


def fields(text: str) -> dict[str, Field]:
    """The fields of a brief by name: headline, pull_quote, commentary, source, excerpt, notes, image_information …"""
    rows = text.split("\n")
    headed = any(re.match(r"##\s", row) for row in rows)
    found: dict[str, list[Line]] = {}
    for name, line in _headed(rows) if headed else _plain(rows):
        found.setdefault(name, []).append(line)
    return {name: Field(name, _trim(lines)) for name, lines in found.items()}
