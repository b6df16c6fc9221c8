"""Labels above a line that neither touch each other nor are crossed by another's leader."""

from dataclasses import dataclass

PER_LETTER = 5.6  # pixels of a letter at 11.5 units, a little generous
GAP = 4  # between a leader and its text


@dataclass(frozen=True, slots=True)
class Label:
    """A text hung on a vertical leader at `x`, in a row counted from the top, to its right (`left` aligned) or left."""

    x: float
    text: str
    row: int
    align: str

    @property
    def span(self) -> tuple[float, float]:
        """From where to where the text runs, in pixels."""
        wide = len(self.text) * PER_LETTER + GAP
        return (self.x + GAP, self.x + wide) if self.align == "left" else (self.x - wide, self.x - GAP)


def place(points: list[tuple[float, str]], width: float) -> list[Label]:
    """A place for each (x, text), in the fewest rows that hold them all, inside 0..width; none where they cannot but touch."""
    for rows in range(1, len(points) + 1):
        found = _fill(points, width, rows, [])
        if found is not None:
            return found
    return []


def _fill(points: list[tuple[float, str]], width: float, rows: int, done: list[Label]) -> list[Label] | None:
    if len(done) == len(points):
        return done
    x, text = points[len(done)]
    for row in range(rows):
        for align in ("right", "left"):
            label = Label(x, text, row, align)
            if not _fits(label, width) or any(_clash(label, other) or _clash(other, label) for other in done):
                continue
            found = _fill(points, width, rows, [*done, label])
            if found is not None:
                return found
    return None


def _fits(label: Label, width: float) -> bool:
    start, stop = label.span
    return start >= 0 and stop <= width


def _clash(one: Label, other: Label) -> bool:
    """Whether the two share a row and a place, or one's leader runs down through the other's text."""
    (a, b), (c, d) = one.span, other.span
    if one.row == other.row:
        return a < d + 2 * GAP and c < b + 2 * GAP
    return one.row < other.row and c < one.x < d
