"""Plain sentences: who did what to whom in one sentence of an agency, read alone. Long texts ask what an article means; these ask for grammar."""

import hashlib
from pathlib import Path
from typing import Any

import texts as notation

from pactwatch import run
from pactwatch.nouns import Article

TITLE = "Plain sentences: who did what to whom"
HERE = Path(__file__).parent
LANGUAGES = ("ru", "en")
Deed = tuple[str, str, str]  # source, target, type


def sentences(language: str) -> list[tuple[str, list[dict[str, Any]]]]:
    """Each sentence with its events, in the notation of tools/texts.py."""
    faults: list[str] = []
    lines = (HERE / f"plain_{language}.txt").read_text(encoding="utf-8").splitlines()
    text = notation.Coded("plain", language, None, "plain", "")
    known = notation.Known()
    for number, line in enumerate(lines, 1):
        if line[:1].isspace():
            known.add(text, line, f"plain_{language}.txt:{number}", faults)
        elif line and not line.startswith("#"):
            text.sentences.append((line, []))
    assert not faults, faults
    return text.sentences


def forms(source: str, target: str, type_: str, symmetric: bool) -> set[Deed]:
    """What a deed may be told as: one done to each other has either end first."""
    return {(source, target, type_), (target, source, type_)} if symmetric else {(source, target, type_)}


def compared(told: list[Any], events: list[dict[str, Any]]) -> tuple[int, int]:
    """How many events are told, and how many deeds are told the wrong way about."""
    left, right = list(events), 0
    for claim in told:
        mine = forms(claim.source, claim.target, claim.type, claim.symmetric)
        event = next((e for e in left if mine & forms(e["source"], e["target"], e["type"], e["symmetric"])), None)
        if event:
            left.remove(event)
            right += 1
    turned = sum((c.target, c.source) in {(e["source"], e["target"]) for e in left if not e["symmetric"]} for c in told)
    return right, turned


def measure(shared: Path) -> dict[str, dict[str, int]]:
    """Of each language: sentences, events, deeds told, those that are right, those told the wrong way about."""
    figures = {}
    for language in LANGUAGES:
        coder, coded = run.coder(language), sentences(language)
        told = [coder.claims(Article(str(i), language, "", words, None)) for i, (words, _) in enumerate(coded)]
        found = [compared(claims, events) for claims, (_, events) in zip(told, coded, strict=True)]
        figures[language] = {"sentences": len(coded), "events": sum(len(events) for _, events in coded), "told": sum(map(len, told)),
                             "right": sum(right for right, _ in found), "turned": sum(turned for _, turned in found)}
    return figures


def f1(row: dict[str, int]) -> float:
    return 2 * row["right"] / (row["told"] + row["events"])


def scores(figures: dict[str, dict[str, int]], shared: Path) -> dict[str, dict[str, Any]]:
    return {language: {"data": hashlib.sha256((HERE / f"plain_{language}.txt").read_bytes()).hexdigest()[:16], "score": f1(row)}
            for language, row in figures.items()}


def report(figures: dict[str, dict[str, int]]) -> str:
    rows = [f"| {language} | {row['sentences']} | {row['events']} | {f1(row):.3f} | {row['right'] / row['told']:.3f} | {row['right'] / row['events']:.3f} | "
            f"{row['turned']} ({row['turned'] / row['told']:.0%}) |" for language, row in figures.items()]
    return "\n".join([
        "Invented sentences as agencies write them: active and passive, inverted, in nouns and participles, with a third state that is only a place or a",
        "topic. They were written and coded apart from the texts that the coder learns from, by somebody who had seen neither those nor the coder, and it",
        "never learns from them. Each is read alone.", "",
        "| language | sentences | events | event F1 | precision | recall | the wrong way about |", "|---|---|---|---|---|---|---|", *rows])
