"""A model's answer → claims. What the codebook or the text does not know is refused and told; offsets are counted here, never taken over."""

import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from .. import atlas
from ..contracts import Complain
from ..nouns import STATUSES, Article, Bad, Claim, Span

NEED: dict[str, type | tuple[type, ...]] = {"source": str, "target": str, "type": str, "status": str, "evidence": str, "quotation": str}
MAY: dict[str, type | tuple[type, ...]] = {"act": str, "source_words": str, "target_words": str, "speaker": str, "symmetric": bool, "background": bool,
                                           "probability": (int, float)}
MOST = 200  # claims of one answer


@dataclass(frozen=True, slots=True)
class Book:
    """What may stand in a claim."""

    actors: frozenset[str]
    types: frozenset[str]
    acts: frozenset[str]


@lru_cache(1)
def book() -> Book:
    world = atlas.world()
    return Book(frozenset(world.actors), frozenset(world.deeds.types), frozenset(world.deeds.acts))


def rows(answer: str) -> list[Any]:
    """The list under "claims" of an answer that is one JSON object. A fence around it is taken off; anything else beside it is refused."""
    text = answer.strip()
    if text.startswith("```") and text.endswith("```"):
        text = text[3:-3].removeprefix("json").strip()
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise Bad(f"the answer is not JSON ({str(error)[:80]}); ask a model that keeps to a format") from None
    if not isinstance(found, dict) or set(found) != {"claims"} or not isinstance(found["claims"], list):
        raise Bad('the answer is not {"claims": [...]}; ask a model that keeps to a format')
    if len(found["claims"]) > MOST:
        raise Bad(f"the answer holds {len(found['claims'])} claims, more than {MOST}; ask a model that keeps to the text")
    return list(found["claims"])


def kind(row: dict[str, Any], key: str, wanted: type | tuple[type, ...]) -> str:
    value = row.get(key)
    fits = isinstance(value, wanted) and (wanted is bool or not isinstance(value, bool))
    return "" if fits or (value is None and key in MAY) else f"field '{key}' is {value!r}"


def form(row: Any) -> str:
    """What is wrong with the form of a claim; empty where nothing is."""
    if not isinstance(row, dict):
        return f"a claim is {type(row).__name__}, not an object"
    if strange := sorted(set(row) - set(NEED) - set(MAY)):
        return f"field '{strange[0]}' is not known"
    return next((fault for key, wanted in (NEED | MAY).items() if (fault := kind(row, key, wanted))), "")


def words(row: dict[str, Any], known: Book) -> Iterator[str]:
    """What the codebook does not know."""
    for key in ("source", "target"):
        if row[key] not in known.actors:
            yield f"actor '{row[key]}' is not declared"
    if row["source"] == row["target"]:
        yield f"'{row['source']}' does it to itself"
    if row["type"] not in known.types:
        yield f"type '{row['type']}' is not in the codebook"
    if row.get("act") and row["act"] not in known.acts:
        yield f"act '{row['act']}' is not in the codebook"
    if row["status"] not in STATUSES:
        yield f"status '{row['status']}' is not in the codebook"
    if not 0 < (1 if row.get("probability") is None else row["probability"]) <= 1:
        yield f"probability {row['probability']} does not lie between 0 and 1"


def quoted(row: dict[str, Any], text: str) -> str:
    """What is not in the text: the evidence stands in it word for word, and the rest in the evidence."""
    if not row["evidence"].strip() or row["evidence"] not in text:
        return f"evidence {row['evidence'][:60]!r} is not in the text"
    for key in ("quotation", "source_words", "target_words", "speaker"):
        value = row.get(key)
        if value is not None and (not value.strip() or value not in row["evidence"]):
            return f"{key} {value[:60]!r} is not in the evidence"
    return ""


def spans(row: dict[str, Any], start: int) -> Iterator[Span]:
    """Where the words stand in the article; `start`: of the evidence."""
    for key, means in (("quotation", "trigger"), ("source_words", "source"), ("target_words", "target"), ("speaker", "speaker")):
        if row.get(key) is not None:
            at = start + row["evidence"].index(row[key])
            yield Span(at, at + len(row[key]), row[key], means)


def claim(row: dict[str, Any], article: Article, since: int, rule: str) -> Claim:
    """A checked row as a claim; `since`: where the part that was asked about begins in the article's text."""
    found = tuple(spans(row, article.text.index(row["evidence"], since)))
    start, stop = found[0].start, found[0].stop
    id_ = f"{article.id}|{start}|{stop}|{row['source']}|{row['type']}|{row.get('act')}|{row['target']}|{rule}"
    return Claim(id=hashlib.sha256(id_.encode(errors="replace")).hexdigest()[:16], article=article.id, start=start, stop=stop, date=article.published,
                 source=row["source"], target=row["target"], type=row["type"], act=row.get("act") or None, status=row["status"],
                 symmetric=bool(row.get("symmetric")), background=bool(row.get("background")), speaker=row.get("speaker"),
                 probability=1.0 if row.get("probability") is None else float(row["probability"]), spans=found, rule=rule)


def checked(answer: str, article: Article, part: tuple[int, int], rule: str, complain: Complain) -> Iterator[Claim]:
    """The claims of an answer about a part of an article. What is refused is told, and the rest goes on."""
    where, text = f"article '{article.id}', {rule}", article.text[slice(*part)]
    try:
        every = rows(answer)
    except Bad as bad:
        complain(Bad(f"{where}: {bad}"))
        return
    for row in every:
        fault = form(row) or next(words(row, book()), "") or quoted(row, text)
        if fault:
            complain(Bad(f"{where}: claim refused: {fault}"))
        else:
            yield claim(row, article, part[0], rule)


def code(article: Article, ask: Callable[[Article, tuple[int, int]], str], rule: str, complain: Complain) -> Iterator[Claim]:
    """An article, asked about part by part; the same claim twice is kept once."""
    seen: set[str] = set()
    for part in parts(article.text):
        for found in checked(ask(article, part), article, part, rule, complain):
            if found.id not in seen:
                seen.add(found.id)
                yield found


LONGEST = 8000  # characters that a model is asked about at once


def parts(text: str, longest: int = LONGEST) -> Iterator[tuple[int, int]]:
    """A long text in parts that end where a paragraph, a sentence or at least a word does."""
    start = 0
    while start < len(text):
        stop = min(start + longest, len(text))
        if stop < len(text):
            ends = (text.rfind(mark, start + longest // 2, stop) + len(mark) for mark in ("\n", ". ", " "))
            stop = next((end for end in ends if end > start + longest // 2), stop)
        if text[start:stop].strip():
            yield start, stop
        start = stop
