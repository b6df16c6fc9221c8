"""Articles from a folder of text files named YYYY-MM-DD-anything.txt: the first line is the title, the rest the text."""

import hashlib
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from pactwatch.nouns import Article, Bad


def articles(place: str) -> Iterator[Article]:
    """The folder's articles in order. Raises Bad for a name that does not begin with a day."""
    for path in sorted(Path(place).glob("*.txt")):
        title, _, text = path.read_text(encoding="utf-8").partition("\n")
        try:
            day = date.fromisoformat(path.name[:10])
        except ValueError:
            raise Bad(f"{path}: the name does not begin with a day; call it YYYY-MM-DD-{path.name}") from None
        yield Article(path.stem, "", title.strip(), text.strip(), day, sha256=hashlib.sha256(text.strip().encode()).hexdigest())
