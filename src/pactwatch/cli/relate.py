"""The type of what a given source does to a given target, in a line of text with both ends told."""

import json
from collections.abc import Iterator
from typing import Any

from .. import run
from ..contracts import Complain
from ..nouns import Article, Bad
from ..relations import End
from .asked import Lines
from .errors import Faults


def end(row: dict[str, Any], key: str, text: str, where: str) -> End:
    """Where an end stands; None where the line has none, or an empty stretch: not every sentence names both."""
    value = row.get(key)
    if value is None:
        return None
    if not (isinstance(value, list) and len(value) == 2 and all(isinstance(v, int) for v in value)):
        raise Bad(f"{where}: field '{key}' must be [start, stop], is {value!r}; give two offsets, or leave the field out where the text does not name that end")
    if not 0 <= value[0] <= value[1] <= len(text):
        raise Bad(f"{where}: field '{key}' {value} lies outside the text of {len(text)} characters; mend the offsets")
    return (value[0], value[1]) if value[0] < value[1] else None


def article(row: dict[str, Any], text: str, number: int) -> Article:
    """The line as an article; a language not told is guessed by its letters, since one sentence is little to guess from."""
    language = row.get("lang") or ("ru" if any("а" <= c <= "я" for c in text.lower()) else "en")
    return Article(str(row.get("id", number)), str(language), "", text, None)


def answer(row: dict[str, Any], text: str, number: int, where: str) -> Iterator[dict[str, Any]]:
    """The row {id, type, probability} of one line."""
    source, target = end(row, "source", text, where), end(row, "target", text, where)
    type_, probability = run.relate(text, source, target, run.language_of(article(row, text, number)))
    yield {"id": row.get("id", number), "type": type_, "probability": round(probability, 3)}


def answers(file: str, complain: Complain) -> Iterator[dict[str, Any]]:
    """A row for each line that can be read."""
    yield from run.plugin("feeds", "jsonl").answers(file, complain, answer)


def command(file: Lines) -> None:
    """Say what the source does to the target: the likeliest of the 16 event types, a line of JSON each.

    Each line of FILE is {id, text, source: [start, stop], target: [start, stop]}, offsets in code points; an end that the text does
    not name is left out. `lang` tells the language, where the letters do not.
    """
    faults = Faults()
    for found in answers(file, faults):
        print(json.dumps(found, ensure_ascii=False))
    faults.end()
