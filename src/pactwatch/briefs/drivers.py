"""Who and what moves the pact: effects of events, and the members whose own deeds pull it down."""

from dataclasses import dataclass

from ..nouns import Event, Reading
from .desktop import Desktop
from .pick import LADDER

INDICATOR = "cohesion"


def latest(desk: Desktop, level: str, of: str) -> Reading | None:
    """The last finished week's cohesion of a pact, member or pair."""
    found = [r for r in desk.readings if r.indicator == INDICATOR and r.level == level and r.of == of]
    return max(found, key=lambda r: r.week, default=None)


def earlier(desk: Desktop, now: Reading, weeks: int = 12) -> Reading | None:
    """The same reading some weeks before, or the first there is within them."""
    same = [r for r in desk.readings if (r.indicator, r.level, r.of) == (now.indicator, now.level, now.of)]
    before = [r for r in same if 7 <= (now.week - r.week).days <= 7 * weeks]
    return min(before, key=lambda r: r.week, default=None)


def effects(desk: Desktop) -> dict[str, float]:
    """What each known event of the window did at most, from the widest level of reading that names it."""
    found: dict[str, tuple[int, float]] = {}
    rank = {"pact": 3, "member": 2, "pair": 1}
    for reading in desk.readings:
        if reading.indicator != INDICATOR or (desk.day - reading.week).days > 7 * 13:
            continue
        for driver in reading.drivers:
            new = (rank.get(reading.level, 0), driver.effect)
            old = found.get(driver.event)
            if driver.event in desk.events and (old is None or new[0] > old[0] or (new[0] == old[0] and abs(new[1]) > abs(old[1]))):
                found[driver.event] = new
    return {event: effect for event, (_, effect) in found.items()}


@dataclass(frozen=True, slots=True)
class Mover:
    """A member and its own recent deeds that pull the pact down, the heaviest first."""

    member: str
    events: tuple[Event, ...]
    effect: float  # sum of the events' effects on the reading, at most 0


def _own(event: Event, member: str) -> bool:
    return event.source == member or (event.symmetric and event.target == member)


def _pulls(desk: Desktop, event: Event, effect: dict[str, float]) -> bool:
    """A deed of the window that lowered a reading or stepped out of the pact."""
    inside = {event.source, event.target} <= desk.circle
    step = inside and event.act in LADDER and event.status == "actual"
    return desk.recent(event) and not event.background and (effect.get(event.id, 0.0) < 0 or step)


def movers(desk: Desktop, effect: dict[str, float]) -> list[Mover]:
    """Members that pull the pact down by their own deeds, the heaviest first."""
    found = []
    for member in desk.members:
        own = [e for e in desk.events.values() if _own(e, member) and _pulls(desk, e, effect)]
        own.sort(key=lambda e: (effect.get(e.id, 0.0), -LADDER.get(e.act or "", 0), e.id))
        if own:
            found.append(Mover(member, tuple(own), sum(min(0.0, effect.get(e.id, 0.0)) for e in own)))
    return sorted(found, key=lambda m: (m.effect, -max(LADDER.get(e.act or "", 0) for e in m.events), m.member))
