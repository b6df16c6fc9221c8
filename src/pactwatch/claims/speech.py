"""The declared words of saying of a language."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from ..contracts import Form, Token

TOLD = frozenset(("according", "quoted"))
KEYS = ("verbs", "nouns", "lead", "as", "clause", "breaks", "near", "no_verb", "own", "points", "personal", "articles", "auxiliary", "openers", "apposition",
        "relative", "inside")


@lru_cache(8)
def beginnings(verbs: frozenset[str]) -> frozenset[str]:
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
    no_verb: frozenset[str]  # after these a word of saying is none, or is said to somebody: "the report", "was told"
    own: frozenset[str]  # «по его словам»
    points: frozenset[str]  # names nobody: «он», "who"
    personal: frozenset[str]  # of these, what is a subject by itself
    articles: frozenset[str]  # beside a word that points back: "the minister"
    auxiliary: frozenset[str]  # between a subject and its verb: "has also said"
    openers: frozenset[str]  # what may stand before a subject
    apposition: frozenset[str]  # what begins one: "X, a scholar, said"
    relative: frozenset[str]  # lemmas: what makes a clause tell of the noun before it: «который»
    inside: frozenset[str]  # «в Кремле сообщили»

    def may_tell(self, word: str, readings: Sequence[Form]) -> bool:
        """Whether a word may tell that somebody says something, by itself or with the word after it: «заявил», "pointed" out, "quoted"."""
        return word in TOLD or any(form.lemma in self.verbs or form.lemma in self.nouns or form.lemma in self.beginnings for form in readings)

    @property
    def beginnings(self) -> frozenset[str]:
        """The first words of verbs of two words."""
        return beginnings(self.verbs)

    @classmethod
    @lru_cache(8)
    def read(cls, packed: tuple[tuple[str, str], ...]) -> "Speech":
        """From the items of a language's [speech]."""
        declared = dict(packed)
        return cls(*(frozenset(declared.get(key, "").split()) for key in KEYS))
