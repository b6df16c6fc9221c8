"""Attitudes between the named entities of articles, a row each."""

import json
from collections.abc import Iterator
from typing import Annotated, Any

import typer

from .. import run
from ..contracts import Complain
from ..nouns import Article, Bad, Stance
from .asked import Lines
from .errors import Faults


def entity(value: Any, text: str, where: str) -> tuple[int, int, str]:
    """One of a line's entities: [start, stop, type]."""
    if not (isinstance(value, list) and len(value) in (2, 3) and all(type(v) is int for v in value[:2])):
        raise Bad(f"{where}: an entity must be [start, stop, type], is {value!r}; give two offsets and a type")
    if not 0 <= value[0] < value[1] <= len(text):
        raise Bad(f"{where}: entity {value} lies outside the text of {len(text)} characters; mend the offsets")
    return value[0], value[1], str(value[2]) if len(value) == 3 else "ORG"


def entities(row: dict[str, Any], text: str, where: str) -> list[tuple[int, int, str]] | None:
    """The entities that a line gives; None where it gives none."""
    rows = row.get("entities")
    if rows is None:
        return None
    if not isinstance(rows, list):
        raise Bad(f"{where}: field 'entities' must be a list of [start, stop, type], is {rows!r}; mend it")
    return [entity(value, text, where) for value in rows]


def language(row: dict[str, Any], text: str) -> str:
    """The declared language; else Russian where the text is mostly Cyrillic, else English."""
    letters = [c for c in text.lower() if c.isalpha()]
    return str(row.get("lang") or ("ru" if sum("а" <= c <= "я" for c in letters) * 2 > len(letters) else "en"))


def row_of(stance: Stance) -> dict[str, Any]:
    """An attitude as it is printed."""
    return {"article": stance.article, "source": stance.source, "target": stance.target, "polarity": stance.polarity, "probability": stance.probability,
            "spans": [{"start": s.start, "end": s.stop, "text": s.text, "means": s.means} for s in stance.spans]}


def answers(file: str, given: bool, words: bool, complain: Complain) -> Iterator[dict[str, Any]]:
    """A row for each attitude of each line that can be read."""
    def answer(row: dict[str, Any], text: str, number: int, where: str) -> Iterator[dict[str, Any]]:
        article = Article(str(row.get("id", number)), language(row, text), "", text, None)
        rows = entities(row, text, where) if given and not words else None
        yield from map(row_of, run.opinions_of(article) if words else run.stances_of(article, rows))

    yield from run.plugin("feeds", "jsonl").answers(file, complain, answer)


def command(
    file: Lines,
    entities: Annotated[bool, typer.Option(help="Take the entities that a line gives; --no-entities finds them all the same.")] = True,
    opinions: Annotated[bool, typer.Option("--opinions", help="Opinions of single sentences with their words, whoever holds them, instead.")] = False,
) -> None:
    """Print attitudes between named entities: a line of JSON each, {article, source, target, polarity, probability, spans}.

    Each line of FILE is {id, text, lang?, entities?}, entities as [[start, stop, type], …] in code points. Where a line gives none, they are found.
    """
    faults = Faults()
    for found in answers(file, entities, opinions, faults):
        print(json.dumps(found, ensure_ascii=False))
    faults.end()
