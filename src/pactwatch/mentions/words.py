"""What a language declares of names and of the lists in which they stand."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

SETS = ("weak", "junior", "first", "former", "tongue", "in_tongue", "peoples", "particles", "and", "with", "plus", "beside", "determiners", "definite")


@dataclass(frozen=True, slots=True)
class NameWords:
    """[names] of a language's words, where world/words/ru.toml tells what each is; what is not declared is empty."""

    bends: bool  # whether names have cases
    short: Mapping[str, str]
    joint: tuple[str, ...]
    weak: frozenset[str]
    junior: frozenset[str]
    first: frozenset[str]
    former: frozenset[str]
    tongue: frozenset[str]
    in_tongue: frozenset[str]
    peoples: frozenset[str]
    particles: frozenset[str]
    and_: frozenset[str]
    with_: frozenset[str]
    plus: frozenset[str]
    beside: frozenset[str]
    determiners: frozenset[str]
    definite: frozenset[str]

    @classmethod
    def read(cls, words: Mapping[str, Any]) -> "NameWords":
        """From all the words of a language."""
        declared: Mapping[str, Any] = words.get("names", {})
        sets = [frozenset(str(declared.get(key, "")).split()) for key in SETS]
        return cls(bool(declared.get("bends", True)), declared.get("short", {}), tuple(str(declared.get("joint", "")).split()), *sets)
