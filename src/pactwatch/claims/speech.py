"""The declared words of saying of a language."""

from dataclasses import dataclass
from functools import lru_cache


@dataclass(frozen=True, slots=True)
class Speech:
    """The declared words of saying of a language."""

    verbs: frozenset[str]
    nouns: frozenset[str]
    lead: frozenset[str]
    like: frozenset[str]  # as, как
    clause: frozenset[str]  # what opens the words that are said
    breaks: frozenset[str]  # what goes on with something else after a comma
    near: frozenset[str]  # nouns that a preposition may follow within the phrase: «источник в правительстве»

    @classmethod
    @lru_cache(8)
    def read(cls, packed: tuple[tuple[str, str], ...]) -> "Speech":
        """From the items of a language's [speech]."""
        declared = dict(packed)
        return cls(*(frozenset(declared.get(key, "").split()) for key in ("verbs", "nouns", "lead", "as", "clause", "breaks", "near")))
