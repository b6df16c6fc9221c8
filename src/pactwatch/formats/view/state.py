"""The state of the pact and its members: a word, an arrow, and what drove it."""

from dataclasses import dataclass
from datetime import timedelta

from ...nouns import Brief, Event, Reading
from .words import label

ONE_SD = 1.645  # half a 90 % band over the standard deviation of a normal
LOOK_BACK = timedelta(weeks=4)
LEGEND = (
    "Cohesion is the log ratio of cooperation to conflict; the bar is its 90\N{NO-BREAK SPACE}% band. “Holding”: the whole band lies above zero; "
    "“strained”: below; “contested”: the band holds zero. The arrow compares with four weeks before and moves when the change is larger "
    "than one standard deviation of the reading."
)
ARROWS = {"improved": "▲", "unchanged": "▬", "deteriorated": "▼", "no comparison": "○", "not read": "▨"}


@dataclass(frozen=True, slots=True)
class State:
    """One row of the box: of whom, how it stands, where it moves, and the events that moved it with their effects."""

    of: str
    label: str
    level: str
    reading: Reading
    word: str
    move: str
    arrow: str
    change: float | None
    drivers: tuple[tuple[Event | None, str, float], ...]  # the event, or None and its id where the brief does not hold it


def states(brief: Brief) -> list[State]:
    """The pact first, then its members, the most strained first."""
    order = {"pact": 0, "member": 1, "pair": 2}
    held = [r for r in brief.readings if r.indicator == "cohesion"]
    return [_state(brief, r) for r in sorted(held, key=lambda r: (order.get(r.level, 3), r.value))]


def _state(brief: Brief, reading: Reading) -> State:
    change = _change(brief, reading)
    move = _move(reading, change)
    events = {e.id: e for e in brief.events}
    drivers = sorted(reading.drivers, key=lambda d: -abs(d.effect))[:3]
    rows = tuple((events.get(d.event), d.event, d.effect) for d in drivers)
    named = label(brief, reading.of, reading.level)
    return State(reading.of, named, reading.level, reading, _word(reading), move, ARROWS[move], change, rows)


def _word(reading: Reading) -> str:
    if reading.low > 0:
        return "holding"
    return "strained" if reading.high < 0 else "contested"


def _change(brief: Brief, reading: Reading) -> float | None:
    """The reading minus that of four weeks before; None where either week was not read."""
    before = reading.week - LOOK_BACK
    for old in brief.series:
        same = (old.indicator, old.level, old.of) == (reading.indicator, reading.level, reading.of)
        if same and old.week == before and old.coverage > 0 < reading.coverage:
            return reading.value - old.value
    return None


def _move(reading: Reading, change: float | None) -> str:
    if reading.coverage <= 0:
        return "not read"
    if change is None:
        return "no comparison"
    if abs(change) <= (reading.high - reading.low) / 2 / ONE_SD:
        return "unchanged"
    return "improved" if change > 0 else "deteriorated"
