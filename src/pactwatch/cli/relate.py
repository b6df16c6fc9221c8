"""The type of what a given source does to a given target, in a line of text with both ends told."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from .. import run
from ..nouns import Article, Bad


def ends(row: dict[str, Any], key: str, text: str, where: str) -> tuple[int, int]:
    value = row.get(key)
    if not (isinstance(value, list) and len(value) == 2 and all(isinstance(v, int) for v in value)):
        raise Bad(f"{where}: field '{key}' must be [start, stop], is {value!r}; give two offsets")
    if not 0 <= value[0] < value[1] <= len(text):
        raise Bad(f"{where}: field '{key}' {value} lies outside the text of {len(text)} characters; mend the offsets")
    return value[0], value[1]


def answers(file: str, complain: Callable[[Bad], None]) -> Iterator[dict[str, Any]]:
    """A row {id, type, probability} for each line that can be read."""
    feed = run.plugin("feeds", "jsonl")
    for number, line in feed.read(file):
        if not line.strip():
            continue
        where = f"{'standard input' if file == '-' else file}, line {number}"
        try:
            row = feed.row(line, where)
            text = feed.text(row, "text", where)
            source, target = ends(row, "source", text, where), ends(row, "target", text, where)
            article = Article(str(row.get("id", number)), str(row.get("lang", "")), "", text, None)
            coder = run.coder(run.language_of(replace(article, language=article.language or ("ru" if any("а" <= c <= "я" for c in text.lower()) else "en"))))
            type_, probability = coder.relate(text, source, target)
            yield {"id": row.get("id", number), "type": type_, "probability": round(probability, 3)}
        except Bad as bad:
            complain(bad)
