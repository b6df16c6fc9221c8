"""What a language calls things: its words of deeds, and its words of attitude."""

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from .fields import need
from .files import WORLD, load, plugged


def words_file(language: str) -> Path:
    """words/<language>.toml of the world, or of the plug-ins' folder."""
    own = WORLD / "words" / f"{language}.toml"
    folder = plugged("words")
    return own if own.exists() or folder is None else folder / own.name


OTHER = {("names", "bends"): bool, ("names", "short"): dict}  # fields that are no list of words


def listed(language: str) -> dict[str, Any]:
    """The declared file, where each section is a table of lists of words, each written as one text, but for OTHER. Raises Bad with file, section and field."""
    path = words_file(language)
    data = load(path)
    for section in data:
        table, where = need(data, section, dict, path.name), f"{path.name}, [{section}]"
        for key in table:
            kind = OTHER.get((section, key), str)
            inner = need(table, key, kind, where)
            for word in inner if kind is dict else ():
                need(inner, word, str, f"{path.name}, [{section}.{key}]")
    return data


@lru_cache(8)
def words(language: str) -> Mapping[str, Any]:
    """What a language calls senses, topics, bodies and pointers, and its namesakes of states; small words that have a twin stand as their twins."""
    data, alike = listed(language), twins(language)
    plain = {name: {key: twinned(text, alike) if isinstance(text, str) else text for key, text in section.items()}
             for name, section in data.items() if name != "twins"}
    return (plain if alike else data) | {"namesakes": load(WORLD / "namesakes.toml").get(language, {})}


def twins(language: str) -> dict[str, str]:
    """Small words of a language that are read as those of a kindred one: «який» as «который»."""
    return {word: twin for twin, many in listed(language).get("twins", {}).items() for word in many.split()}


def twinned(entries: str, alike: Mapping[str, str]) -> str:
    """A list of entries with its small words as their twins."""
    return " ".join("_".join(alike.get(word, word) for word in entry.split("_")) for entry in entries.split())


@lru_cache(8)
def attitudes(name: str) -> Mapping[str, Any]:
    """attitudes/<language>.toml, the words of an attitude; or attitudes/camps.toml, who usually stands with whom. Raises Bad where there is none."""
    return load(WORLD / "attitudes" / f"{name}.toml")
