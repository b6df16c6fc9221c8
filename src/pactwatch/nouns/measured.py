"""What is measured and forecast of a pact."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

# ICD 203, first row: where each band ends. The bands share end points; here a band holds its lower end and not its upper one.
LIKELIHOODS = (
    (0.05, "almost no chance"),
    (0.20, "very unlikely"),
    (0.45, "unlikely"),
    (0.55, "roughly even chance"),
    (0.80, "likely"),
    (0.95, "very likely"),
    (1.01, "almost certain"),
)
LIKELY = next(upper for upper, term in LIKELIHOODS if term == "roughly even chance")  # where ICD 203 begins to say "likely"
BACK = timedelta(weeks=4)  # as far as `Reading.fell` looks back: a month, as the arrows of CrisisWatch do
NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


@dataclass(frozen=True, slots=True)
class Driver:
    """What leaving one event out would take from a reading: reading with it minus reading without it."""

    event: str
    effect: float


@dataclass(frozen=True, slots=True)
class Reading:
    """One indicator of one object in one week (`week`: its Monday), with a 90 % band and its coverage.

    `of` is a pact ("CSTO"), a member ("KGZ") or a pair ("KGZ-TJK"); `level` says which.
    `coverage` is articles read that week over the usual number: 0 means nothing was read.
    """

    indicator: str
    level: str
    of: str
    week: date
    value: float
    low: float
    high: float
    coverage: float
    volume: float = 0.0
    drivers: tuple[Driver, ...] = ()
    fell: float | None = None  # probability that the value lies below that of four weeks before
    then: float | None = None  # that value, by the priors and weights of this week: what the two are compared at

    def over(self, day: date) -> bool:
        """Whether its week is over on that day; one that is not is read so far, and its figure is not the last."""
        return self.week + timedelta(6) <= day

    def known(self, day: date) -> bool:
        """Whether a brief of that day tells it: its week is over, or what was read of it so far tells something."""
        return self.over(day) or (self.week <= day and self.coverage > 0)

    @property
    def direction(self) -> str:
        """weaker, stronger or unchanged: a direction is named from where ICD 203 says "likely"."""
        return direction(self.fell)

    def driven_by(self) -> tuple[Driver, ...]:
        """The drivers, the strongest first; where a direction is named, those that pull that way before those that pull against it."""
        way = {"weaker": -1, "stronger": 1}.get(self.direction, 0)
        return tuple(sorted(self.drivers, key=lambda d: (way * d.effect < 0, -abs(d.effect))))


def direction(fell: float | None) -> str:
    """weaker, stronger or unchanged, by the probability that something fell."""
    if fell is None or 1 - LIKELY < fell < LIKELY:
        return "unchanged"
    return "weaker" if fell >= LIKELY else "stronger"


def compared(now: Reading, known: Iterable[Reading]) -> Reading | None:
    """The reading that `now` is compared with: that of four weeks before; with a shorter history the first there is; None where there is none."""
    same = [r for r in known if (r.indicator, r.level, r.of) == (now.indicator, now.level, now.of) and r.week < now.week]
    past = [r for r in same if r.week <= now.week - BACK]
    return max(past, key=lambda r: r.week) if past else min(same, key=lambda r: r.week, default=None)


def number(count: int) -> str:
    """In words up to twelve."""
    return NUMBERS[count] if count < len(NUMBERS) else str(count)


def weeks(back: timedelta) -> str:
    """`four weeks`, `one week`."""
    count = back.days // 7
    return f"{number(count)} week{'' if count == 1 else 's'}"


def percent(chance: float) -> int:
    """A probability in whole percent, cut: rounded up it would pass into the next of ICD 203's terms."""
    return min(int(100 * chance + 1e-9), 99)


@dataclass(frozen=True, slots=True)
class Forecast:
    """A dated probability, frozen when made, resolved by its written rule."""

    id: str
    question: str
    horizon: str
    made: date
    due: date
    probability: float
    forecaster: str
    rule: str
    outcome: bool | None = None
    pact: str = ""
    kind: str = ""  # T1: material conflict of a pair; T2: at least `least` conflict events of it; T3: a member's step on the ladder
    of: str = ""  # "KGZ-TJK", or a member
    least: int = 1
    base: float | None = None  # the base rate when it was made, to be scored against
    entered: datetime | None = None  # when it was put on record, UTC, by the desk's clock; `made` is the day that it speaks from
    release: str = ""  # of tables coded by others, from which it was made and by which it is settled; empty: of a watch's own events

    @property
    def late(self) -> bool:
        """Put on record after the day it speaks from (a day is left for clocks apart), or nobody knows when: what came may have been known by then."""
        return self.entered is None or self.entered.date() > self.made + timedelta(1)

    @property
    def dated(self) -> str:
        """The day it speaks from, and, where it was put on record later, that day, too."""
        return f"{self.made}, entered {self.entered:%Y-%m-%d}" if self.entered and self.late else str(self.made)
