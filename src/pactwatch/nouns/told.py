"""What articles tell: claims and stances of one, attitudes as they are kept, events of many."""

from dataclasses import dataclass
from datetime import date

from .texts import Span

STATUSES = ("actual", "planned", "denied", "cancelled", "hypothetical")


@dataclass(frozen=True, slots=True)
class Claim:
    """What one article says: who did what to whom, by which words. `start`, `stop`: the evidence. `date`: the day that the
    sentence tells, if it tells one that is not still to come; else the article's."""

    id: str
    article: str
    start: int
    stop: int
    date: date | None
    source: str
    target: str
    type: str
    act: str | None
    status: str
    symmetric: bool = False
    background: bool = False
    speaker: str | None = None
    probability: float = 1.0
    spans: tuple[Span, ...] = ()
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Stance:
    """An attitude that one article tells: of `source` towards `target`, both as the article names them. `polarity`: pos or neg."""

    article: str
    source: str
    target: str
    polarity: str
    probability: float
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Attitude:
    """A stance as it is kept: who the two ends are, and where in which text it stands.

    `source`, `target`: actors, None where an end is nobody declared (a party, an expert, the West); the names are the text's, in their
    dictionary form. `start`, `stop`: the sentence or sentences that the spans stand in. `date`: the article's day; `sha256`: of its text.
    """

    id: str
    article: str
    date: date | None
    source: str | None
    target: str | None
    source_name: str
    target_name: str
    polarity: str
    probability: float
    start: int
    stop: int
    spans: tuple[Span, ...] = ()
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class Event:
    """What claims agree on. `sources`: the independent ones; a syndicated copy adds none."""

    id: str
    date: date | None
    source: str
    target: str
    type: str
    act: str | None
    status: str
    symmetric: bool
    background: bool
    weight: float  # the largest probability among its claims, 0..1
    claims: tuple[str, ...]
    articles: tuple[str, ...]
    sources: tuple[str, ...]

    @property
    def pair(self) -> tuple[str, str]:
        """The two actors in alphabetical order: a dyad has no direction."""
        return (self.source, self.target) if self.source < self.target else (self.target, self.source)


@dataclass(frozen=True, slots=True)
class Verdict:
    """An analyst's judgement beside a claim or event. Nothing coded is ever edited."""

    of: str
    who: str
    when: str
    what: str
    why: str
    withdrawn: str | None = None
