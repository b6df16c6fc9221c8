"""Coded texts, read."""

import collections
import json
import random
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from pactwatch import atlas
from pactwatch.claims import Coder, Finders, Register
from pactwatch.contracts import Language
from pactwatch.languages import en, ru
from pactwatch.mentions import Finder
from pactwatch.nouns import Article

LANGUAGES: dict[str, Language] = {"ru": ru, "en": en}
Coded = dict[str, Any]  # a line of a file: a sentence with its events, or one of these


@dataclass
class Text:
    """An article with the coded rows of its sentences, and the folder it came from."""

    article: Article
    gold: list[Coded]
    folder: str


def day(text: Any) -> date | None:
    try:
        return date.fromisoformat(text)
    except (TypeError, ValueError):
        return None


def text_of(row: Coded, gold: list[Coded], folder: str) -> Text:
    return Text(Article(row["id"], row["lang"], row["title"], row["text"], day(row["published"])), gold, folder)


def read(folders: Iterable[Path]) -> Iterator[Text]:
    """The texts of folders with articles.jsonl and gold.jsonl (a line per sentence: article_id, char_start, char_end, events)."""
    for folder in folders:
        gold: dict[str, list[Coded]] = collections.defaultdict(list)
        for row in map(json.loads, (folder / "gold.jsonl").open(encoding="utf-8")):
            gold[row["article_id"]].append(row)
        for row in map(json.loads, (folder / "articles.jsonl").open(encoding="utf-8")):
            if row["lang"] in LANGUAGES:
                yield text_of(row, gold[row["id"]], folder.name)


def written(folder: Path) -> Iterator[Text]:
    """The texts written for training, in the notation of tools/texts.py; a fault stops the training."""
    import texts as notation

    faults: list[str] = []
    for path in sorted(folder.glob("*.txt")):
        for coded in notation.read(path, faults):
            if coded.language in LANGUAGES:
                yield text_of(*notation.rows(coded), folder.name)
    if faults:
        raise SystemExit("\n".join(faults))


def shuffled(texts: Iterable[Text], seed: int = 7) -> list[Text]:
    order = sorted(texts, key=lambda t: t.article.id)
    random.Random(seed).shuffle(order)
    return order


def finders() -> dict[str, Finder]:
    world = atlas.world()
    return {code: Finder(atlas.named(world.actors, code), language, atlas.words(code)) for code, language in LANGUAGES.items()}


def coders(models: Mapping[str, Any], found: Mapping[str, Finder], thresholds: Mapping[str, float] | None = None) -> dict[str, Coder]:
    world = atlas.world()
    actors = Register(lambda a: world.actors[a].kind != "state", atlas.styles)
    return {code: Coder(LANGUAGES[code], atlas.words(code), world.deeds, models, Finders(finder.mentions), actors, (thresholds or {}).get(code, 0.5))
            for code, finder in found.items()}
