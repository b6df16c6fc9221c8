"""Files that are there whole or not at all."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path


@contextmanager
def whole(path: str | Path) -> Iterator[Path]:
    """A place beside `path` to write to; it becomes `path` once all is written. Cut off, or out of room, it leaves what was there.

    What is there and no file, a device or a pipe, is written to and never replaced.
    """
    place = Path(path)
    if place.exists() and not place.is_file():
        yield place
        return
    half = place.with_name(f"{place.name}.part")
    try:
        yield half
        half.replace(place)
    except BaseException:
        with suppress(OSError):
            half.unlink()
        raise
