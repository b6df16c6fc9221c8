"""The signatures of the plug-ins. A plug-in is one file; its name is the file's; the folder is the socket."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from .nouns import Article, Brief, Reading, TableSource

Floats = NDArray[np.float64]


class Token(NamedTuple):
    """A word or mark of a sentence. `start`, `stop` are offsets into the article's text."""

    start: int
    stop: int
    text: str
    lower: str


@dataclass(frozen=True, slots=True)
class Form:
    """One reading of a word: its lemma, part of speech and grammatical marks.

    `pos`: VERB INF PART GERUND NOUN ADJ PRON PREP CONJ ADV NUM OTHER; `marks`: nom gen dat acc ins loc sing plur
    masc femn neut past pres futr pass actv imper perf impf; an English verb has base s past pastpart ing.
    """

    lemma: str
    pos: str
    marks: frozenset[str]


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


@dataclass(frozen=True, slots=True)
class Panel:
    """Weekly counts of pairs, as arrays: P pairs × W weeks.

    `cooperation`, `conflict`: weighted counts, shape (P, W); `coverage`: articles read over the usual number, shape
    (W,), 0 where nothing was read; `volume`: unweighted events, shape (P, W). `weeks` are Mondays.
    `entries`: one row per counted event: (event id, pair index, week index, channel "C" or "K", weight).
    """

    pact: str
    lead: str | None
    pairs: tuple[tuple[str, str], ...]
    weeks: tuple[date, ...]
    cooperation: Floats
    conflict: Floats
    volume: Floats
    coverage: Floats
    members: tuple[tuple[str, ...], ...]  # who was a member in each week
    entries: tuple[tuple[str, int, int, str, float], ...]
    capabilities: Mapping[str, float] = field(default_factory=dict)  # actor -> share of the world's; empty: all alike


Indicator = Callable[[Panel], Sequence[Reading]]  # indicators/<name>.py: read(panel)
Feed = Callable[[str], Iterable[Article]]  # feeds/<name>.py: articles(place)
Table = Callable[[Path, Sequence[str]], TableSource]  # feeds/<system>.py: table(path, its first lines)
Writer = Callable[[Brief, str], None]  # formats/<name>.py: write(brief, path)
