"""A text as it is read: tokens and their forms, what they mention, times, places; and how a language reads it."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple, Protocol, TypeVar

KEPT = 60_000  # words remembered
CASES = frozenset(("nom", "gen", "dat", "acc", "ins", "loc"))
T = TypeVar("T")


class Token(NamedTuple):
    """A word or mark of a sentence. `start`, `stop` are offsets into the article's text."""

    start: int
    stop: int
    text: str
    lower: str


class Form(NamedTuple):
    """One reading of a word: its lemma, part of speech and grammatical marks.

    `pos`: VERB INF PART GERUND NOUN ADJ PRON PREP CONJ ADV NUM OTHER; `marks`: nom gen dat acc ins loc sing plur
    masc femn neut past pres futr pass actv imper perf impf; an English verb has base s past pastpart ing.
    """

    lemma: str
    pos: str
    marks: frozenset[str]


class Known(dict[str, T]):
    """What a function tells of a word, asked once a word and kept up to a bound: most words come again."""

    def __init__(self, tell: Callable[[str], T]) -> None:
        super().__init__()
        self.tell = tell

    def __missing__(self, word: str) -> T:
        if len(self) > KEPT:
            self.clear()
        self[word] = told = self.tell(word)
        return told


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch of a sentence that means actors: token indexes `first` to `last`, both inside.

    `kind`: name, place, person, body, adjective, demonym, pact; or a pointer (state, pact, person, both) whose
    actors the context tells, and are empty here. `cases`: what its form allows (empty in English);
    `prep`: the preposition before it; `head`: the lemma of the noun that heads it, «сторона» in «армянская сторона».
    """

    first: int
    last: int
    actors: tuple[str, ...]
    kind: str
    cases: frozenset[str] = frozenset()
    prep: str = ""
    head: str = ""


@dataclass(frozen=True, slots=True)
class When:
    """A stretch of a sentence that tells a time: token indexes `first` to `last`; the days from `start` to before `stop`.

    `grain`: day, month, year, or span for what is none of these; `bound`: whether it only limits a time, "since 2020", «соглашение от 9 ноября».
    """

    first: int
    last: int
    start: date
    stop: date
    grain: str
    bound: bool = False

    @property
    def value(self) -> str:
        """As ISO 8601 writes it: 2022-10-16, 2022-09, 2020, 2022-10-10/2022-10-16."""
        cut = {"day": 10, "month": 7, "year": 4}.get(self.grain)
        return self.start.isoformat()[:cut] if cut else f"{self.start}/{self.stop - timedelta(1)}"


class Spot(NamedTuple):
    """A stretch of a sentence that names a declared place: token indexes `first` to `last`; `place` is its id."""

    first: int
    last: int
    place: str


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence of an article as the coder sees it."""

    start: int
    stop: int
    tokens: list[Token]
    mentions: list[Mention]
    times: Sequence[When] = ()
    spots: Sequence[Spot] = ()


class Language(Protocol):
    """languages/<code>.py: how a language is cut and read."""

    code: str

    def sentences(self, text: str) -> list[tuple[int, int]]: ...

    def tokens(self, text: str, start: int, stop: int) -> list[Token]: ...

    def forms(self, word: str) -> tuple[Form, ...]: ...

    def name_forms(self, name: str, kind: str, gender: str = "m") -> Iterable[tuple[tuple[str, ...], frozenset[str]]]: ...
