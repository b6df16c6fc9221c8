"""Who and what moves the pact: effects of events, and the members whose own deeds pull it down or hold it up."""

from dataclasses import dataclass
from datetime import timedelta

from ..nouns import Event, Reading
from .desktop import Desktop
from .sense import LADDER

INDICATOR = "cohesion"
BACK = timedelta(weeks=8)  # as far as `Reading.fell` looks back
FAINT = 0.01  # an effect that rounds to nothing moves nobody


def latest(desk: Desktop, level: str, of: str) -> Reading | None:
    """The last known week's cohesion of a pact, member or pair."""
    found = [r for r in desk.readings if r.indicator == INDICATOR and r.level == level and r.of == of]
    return max(found, key=lambda r: r.week, default=None)


def earlier(desk: Desktop, now: Reading) -> Reading | None:
    """The same reading eight weeks before; with a shorter history the first there is, as `Reading.fell` has it."""
    same = [r for r in desk.readings if (r.indicator, r.level, r.of) == (now.indicator, now.level, now.of) and r.week < now.week]
    past = [r for r in same if r.week <= now.week - BACK]
    return max(past, key=lambda r: r.week) if past else min(same, key=lambda r: r.week, default=None)


def effects(desk: Desktop) -> dict[str, float]:
    """What each known event of the window did at most, from the widest level of reading that names it."""
    found: dict[str, tuple[int, float]] = {}
    rank = {"pact": 3, "member": 2, "pair": 1}
    for reading in _lately(desk):
        for driver in reading.drivers:
            new = (rank.get(reading.level, 0), driver.effect)
            old = found.get(driver.event)
            if driver.event in desk.events and (old is None or new[0] > old[0] or (new[0] == old[0] and abs(new[1]) > abs(old[1]))):
                found[driver.event] = new
    return {event: effect for event, (_, effect) in found.items()}


def _lately(desk: Desktop) -> list[Reading]:
    return [r for r in desk.readings if r.indicator == INDICATOR and (desk.day - r.week).days <= 7 * 13]


@dataclass(frozen=True, slots=True)
class Mover:
    """A member and its own recent deeds that move the pact one way, the heaviest first."""

    member: str
    events: tuple[Event, ...]
    effect: float  # sum of the events' effects on the reading, in the direction of the move


def _own(event: Event, member: str) -> bool:
    return event.source == member or (event.symmetric and event.target == member)


def _step(desk: Desktop, event: Event) -> int:
    """The rung of a step out of the pact; 0 for any other deed."""
    inside = {event.source, event.target} <= desk.circle
    return LADDER.get(event.act or "", 0) if inside and event.status == "actual" else 0


def movers(desk: Desktop, effect: dict[str, float], way: int = -1) -> list[Mover]:
    """Members that move the pact by their own deeds of the window, the heaviest first; `way`: −1 down, 1 up.

    What an event did to a member is some six times what it did to the pact, so the two are not compared: of a member's deeds those stand first that the
    pact's own reading names.
    """
    of_pact = {d.event for r in _lately(desk) if r.level == "pact" for d in r.drivers}
    recent = [e for e in desk.events.values() if desk.recent(e) and not e.background]
    moving = [e for e in recent if way * effect.get(e.id, 0.0) >= FAINT or (way < 0 and _step(desk, e))]
    found = []
    for member in desk.members:
        own = [e for e in moving if _own(e, member)]
        own.sort(key=lambda e: (e.id not in of_pact, -way * effect.get(e.id, 0.0), -_step(desk, e), e.id))
        if own:
            found.append(Mover(member, tuple(own), sum(way * max(0.0, way * effect.get(e.id, 0.0)) for e in own)))
    return sorted(found, key=lambda m: (-way * m.effect, -max(_step(desk, e) for e in m.events), m.member))


def partners(desk: Desktop, found: list[Mover], most: int = 3) -> list[Mover]:
    """The heaviest, the leading state apart: it does not leave its own pact."""
    return [m for m in found if m.member != desk.pact.lead][:most]
