"""The coder's features in plain words, by the table of world/explain.toml."""

import re
from functools import lru_cache

from .. import atlas

WHOSE = re.compile(r"((?:rival )?(?:source|target|pair)): ")
ENDS = {"pair": "", "rival pair": "runner-up", "rival source": "runner-up's source", "rival target": "runner-up's target"}


@lru_cache(1)
def table() -> tuple[list[tuple[re.Pattern[str], str]], dict[str, str]]:
    data = atlas.load(atlas.WORLD / "explain.toml")
    return [(re.compile(pattern), words) for pattern, words in data["pieces"]], data["values"]


def plain_piece(piece: str) -> str:
    """A piece of a feature in words; one that nothing declares stands in quotation marks."""
    rows, values = table()
    for pattern, words in rows:
        if found := pattern.fullmatch(piece):
            groups = found.groups()
            return words.format(*groups, **{f"v{i}": values.get(g, g) for i, g in enumerate(groups)})
    return f"“{piece}”"


def plain(feature: str) -> str:
    """A feature in words: "sense=cancel|exercise" → "sense “cancel”, “exercise”"; whose end it is stands before it."""
    whose = WHOSE.match(feature)
    end, rest = (whose.group(1), feature[whose.end():]) if whose else ("", feature)
    return ENDS.get(end, end) + ": " * bool(ENDS.get(end, end)) + ", ".join(dict.fromkeys(words for words in map(plain_piece, rest.split("|")) if words))
