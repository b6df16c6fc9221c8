"""Everyday news: sentences that name two states and tell nothing between them. What is told of them all the same is a false alarm."""

import hashlib
from pathlib import Path
from typing import Any

from pactwatch import run
from pactwatch.nouns import Article

TITLE = "Everyday news: false alarms"
HERE = Path(__file__).parent
LANGUAGES = ("ru", "en")


def sentences(language: str) -> list[str]:
    lines = (HERE / f"everyday_{language}.txt").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def measure(shared: Path) -> dict[str, dict[str, int]]:
    """Of each language: sentences, and how many are disturbed; each is read alone, as an article without a title."""
    figures = {}
    for language in LANGUAGES:
        coder, texts = run.coder(language), sentences(language)
        disturbed = sum(bool(coder.claims(Article(str(i), language, "", text, None))) for i, text in enumerate(texts))
        figures[language] = {"sentences": len(texts), "disturbed": disturbed}
    return figures


def scores(figures: dict[str, dict[str, int]], shared: Path) -> dict[str, dict[str, Any]]:
    """The share that is left in peace."""
    return {language: {"data": hashlib.sha256((HERE / f"everyday_{language}.txt").read_bytes()).hexdigest()[:16],
                       "score": 1 - row["disturbed"] / row["sentences"]} for language, row in figures.items()}


def report(figures: dict[str, dict[str, int]]) -> str:
    rows = [f"| {language} | {row['sentences']} | {row['disturbed']} | {row['disturbed'] / row['sentences']:.0%} |" for language, row in figures.items()]
    return "\n".join([
        "Sport, prices, storms, thieves, films, statistics: invented sentences that name two states and tell nothing between them, many in words that",
        "elsewhere tell a deed (\"attacked on the last climb\"). They were written apart from the texts that the coder learns from, and it never learns from",
        "them.", "",
        "| language | sentences | disturbed | share |", "|---|---|---|---|", *rows])
