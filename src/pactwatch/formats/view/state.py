"""The state of the pact and its members: a word, an arrow, and what drove it."""

from dataclasses import dataclass
from datetime import timedelta

from ...nouns import BACK, Brief, Event, Reading, compared, percent, weeks
from .words import label

LEGEND = (
    "Cohesion is the log ratio of cooperation to conflict; the bar is its 90\N{NO-BREAK SPACE}% band. “Holding”: the whole band lies above zero; "
    "“strained”: below; “contested”: the band holds zero; “no events”: none bears on it now, "
    "and its figure is only where the measure starts. The arrow compares with {since} before: it names a direction from 55\N{NO-BREAK SPACE}% on, "
    "where ICD 203 begins to say likely, and the percentage is the probability that it fell (weaker) or rose (stronger). "
    "What pulled that way comes first; it may be older than that."
)
KEY = "▲ stronger, ▼ weaker, ▬ unchanged, ○ no comparison"
ARROWS = {"stronger": "▲", "unchanged": "▬", "weaker": "▼", "no comparison": "○"}


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
    chance: str  # "70 % weaker"
    read: bool  # whether anything was read that week
    change: float | None
    since: str  # how far back it is compared: "four weeks"
    drivers: tuple[tuple[Event | None, str, float], ...]  # the event, or None and its id where the brief does not hold it


def states(brief: Brief) -> list[State]:
    """The pact first, then its members, the most strained first."""
    order = {"pact": 0, "member": 1, "pair": 2}
    held = [r for r in brief.readings if r.indicator == "cohesion"]
    return [_state(brief, r) for r in sorted(held, key=lambda r: (order.get(r.level, 3), r.value))]


def _state(brief: Brief, reading: Reading) -> State:
    move = "no comparison" if reading.fell is None else reading.direction
    events = {e.id: e for e in brief.events}
    rows = tuple((events.get(d.event), d.event, d.effect) for d in reading.driven_by()[:3] if f"{d.effect:.2f}" not in ("0.00", "-0.00"))
    named = label(brief, reading.of, reading.level)
    return State(
        reading.of, named, reading.level, reading, _word(reading), move, ARROWS[move], chance(reading), reading.coverage > 0,
        _change(brief, reading), weeks(back(brief, reading)), rows
    )


def chance(reading: Reading) -> str:
    """The likelier way of the reading with its probability: `70 % weaker`; "" where there is no comparison."""
    if reading.fell is None:
        return ""
    down = reading.fell >= 0.5
    return f"{percent(reading.fell if down else 1 - reading.fell)}\N{NO-BREAK SPACE}% {'weaker' if down else 'stronger'}"


def _word(reading: Reading) -> str:
    """A member of whom nothing was told stands where the filter's start puts it: no word may read that as its state."""
    if not reading.drivers:
        return "no events"
    if reading.low > 0:
        return "holding"
    return "strained" if reading.high < 0 else "contested"


def _change(brief: Brief, reading: Reading) -> float | None:
    """The reading minus what it is compared with; None where there is nothing."""
    then = compared(reading, brief.series)
    before = reading.then if reading.then is not None else then.value if then else None
    return None if before is None else reading.value - before


def back(brief: Brief, reading: Reading | None = None) -> timedelta:
    """How far back a reading, else the pact's, is compared: four weeks, or as far as there are readings."""
    now = reading or next((r for r in brief.readings if r.level == "pact"), None)
    then = compared(now, brief.series) if now else None
    return now.week - then.week if now and then else BACK


def legend(brief: Brief) -> str:
    """What the words, bars and arrows of the box mean."""
    return LEGEND.format(since=weeks(back(brief)))
