"""The declared words of saying of a language."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from ..contracts import Form, Token

TOLD = frozenset(("according", "quoted"))


@lru_cache(8)
def openers(verbs: frozenset[str]) -> frozenset[str]:
    return frozenset(verb.partition("_")[0] for verb in verbs if "_" in verb)


def told_by(tokens: list[Token]) -> list[int]:
    """Where words stand that tell by themselves that somebody speaks."""
    return [at for at, token in enumerate(tokens) if token.lower in TOLD]


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

    def may_tell(self, word: str, readings: Sequence[Form]) -> bool:
        """Whether a word may tell that somebody says something, by itself or with the word after it: «заявил», "pointed" out, "quoted"."""
        return word in TOLD or any(form.lemma in self.verbs or form.lemma in self.nouns or form.lemma in self.openers for form in readings)

    @property
    def openers(self) -> frozenset[str]:
        """The first words of verbs of two words."""
        return openers(self.verbs)

    @classmethod
    @lru_cache(8)
    def read(cls, packed: tuple[tuple[str, str], ...]) -> "Speech":
        """From the items of a language's [speech]."""
        declared = dict(packed)
        return cls(*(frozenset(declared.get(key, "").split()) for key in ("verbs", "nouns", "lead", "as", "clause", "breaks", "near")))
