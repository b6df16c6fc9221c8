"""The signatures of the plug-ins. A plug-in is one file; its name is the file's; the folder is the socket."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple, Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray

from .nouns import Article, Attitude, Bad, Brief, Claim, Reading, TableSource

Floats = NDArray[np.float64]


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


KEPT = 60_000  # words remembered
Told = TypeVar("Told")


class Known(dict[str, Told]):
    """What a function tells of a word, asked once a word and kept up to a bound: most words come again."""

    def __init__(self, tell: Callable[[str], Told]) -> None:
        super().__init__()
        self.tell = tell

    def __missing__(self, word: str) -> Told:
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


@dataclass(frozen=True, slots=True)
class Panel:
    """Weekly counts of pairs, as arrays: P pairs × W weeks.

    `cooperation`, `conflict`: weighted counts, shape (P, W); `coverage`: articles read over the usual number, shape
    (W,), 0 where nothing was read; `volume`: unweighted events, shape (P, W). `weeks` are Mondays.
    `entries`: one row per counted event: (event id, pair index, week index, channel "C" or "K", weight).
    `attitudes` stand beside the counts and are in none of them; `heard`: article → day, of the texts that were read for them.
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
    attitudes: tuple[Attitude, ...] = ()
    heard: Mapping[str, date] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Asked:
    """Which optional coder is asked for: a model by its name at an endpoint, or a folder that holds one; `key` where the endpoint wants one."""

    model: str
    endpoint: str = ""
    key: str = field(default="", repr=False)


Complain = Callable[[Bad], None]
Progress = Callable[[str, int, int], None]  # what, done, of how many
Code = Callable[[Article], Iterable[Claim]]
MakeCoder = Callable[[Asked, Complain], Code]  # coders/<name>.py: make(asked, complain)
Indicator = Callable[[Panel], Sequence[Reading]]  # indicators/<name>.py: read(panel)
Feed = Callable[[str], Iterable[Article]]  # feeds/<name>.py: articles(place)
Table = Callable[[Path, Sequence[str]], TableSource]  # feeds/<system>.py: table(path, its first lines)
Writer = Callable[[Brief, str], None]  # formats/<name>.py: write(brief, path)


@dataclass(frozen=True, slots=True)
class Window:
    """A release of coded events between states, weeks on its own: what detection and forecasts are tested on.

    P pairs of actors (undirected, sorted), W full weeks from `start`, N events as columns; events of the broken last week are
    left out. `allied`: (P, W), both are members of one pact that week. `root`: the CAMEO root, 1 to 20. `total`: (W,) events of all pairs.
    """

    release: str
    start: date
    actors: tuple[str, ...]
    pairs: NDArray[np.int64]  # (P, 2) into actors
    allied: NDArray[np.bool_]
    total: Floats
    pair: NDArray[np.int64]  # (N,) into pairs; the other columns likewise by event
    day: NDArray[np.int64]  # since start
    quad: NDArray[np.int64]  # 1 to 4
    root: NDArray[np.int64]
    score: Floats  # Goldstein's, negative for conflict
    first: NDArray[np.bool_]  # it was the pair's first actor who did it
    targets: NDArray[np.int64]  # to how many its source did the same that day
    row: NDArray[np.int64]  # of the table that was read

    @property
    def weeks(self) -> int:
        return int(self.allied.shape[1])

    def counts(self, which: NDArray[np.bool_] | None = None, weight: Floats | None = None) -> Floats:
        """Events per pair and week, (P, W), of those that `which` (N,) names, each by its `weight`."""
        keep = np.ones(len(self.pair), dtype=np.bool_) if which is None else which
        flat = self.pair[keep] * self.weeks + self.day[keep] // 7
        size = self.allied.size
        return np.bincount(flat, None if weight is None else weight[keep], size).reshape(self.allied.shape).astype(np.float64)


@dataclass(frozen=True, slots=True)
class Sample:
    """Pairs at origins, N rows: what was known then and what came in the four weeks after.

    `columns`: name → (N,) features, all from before the origin; `material`, `conflict`: events that came, of quad 4, and of quads 3 and 4.
    `pair` and `origin` name the row within its window `release`; `step`: weeks from the window's start; `allied`: a pair of one pact.
    """

    columns: Mapping[str, Floats]
    material: Floats
    conflict: Floats
    pair: NDArray[np.str_]
    release: NDArray[np.str_]
    step: NDArray[np.int64]
    allied: NDArray[np.bool_]

    def take(self, which: NDArray[np.bool_]) -> "Sample":
        columns = {name: values[which] for name, values in self.columns.items()}
        return Sample(columns, *(getattr(self, name)[which] for name in ("material", "conflict", "pair", "release", "step", "allied")))

    def matrix(self, names: Sequence[str]) -> Floats:
        """(N, F) of the named columns."""
        return np.stack([self.columns[name] for name in names], axis=1)


@dataclass(frozen=True, slots=True)
class Outlook:
    """What a method says of the rows of a sample.

    `chance`: (N,) of any material conflict in four weeks; `below`: (N, L), the chance of at most k conflict events, k = 0 … L − 1.
    """

    chance: Floats
    below: Floats


Forecaster = Callable[[Sample, Sample], Outlook]  # forecasters/<name>.py: forecast(past, now); nothing of what came after `now` is looked at
