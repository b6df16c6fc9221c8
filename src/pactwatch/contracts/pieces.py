"""A sentence too long to be one, in pieces: a page without stops, a list of a thousand names."""

from collections.abc import Iterator

from .text import Token

LONGEST = 200  # words read together: each hit weighs all mentions of its sentence, so that reading costs their product
ENDS = frozenset(",;:—–)»”")

Piece = tuple[int, int, list[Token]]


def pieces(start: int, stop: int, tokens: list[Token]) -> Iterator[Piece]:
    """A sentence by its offsets and tokens: as it is, or where it has more than LONGEST, cut at the last clause mark of their second half, else there."""
    while len(tokens) > LONGEST:
        size = next((i + 1 for i in range(LONGEST - 1, LONGEST // 2, -1) if tokens[i].text in ENDS), LONGEST)
        yield start, tokens[size - 1].stop, tokens[:size]
        start, tokens = tokens[size].start, tokens[size:]
    yield start, stop, tokens
