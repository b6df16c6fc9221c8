"""Who and what moves the pact: effects of events, and the members whose deeds pull it down or hold it up."""

from collections.abc import Mapping
from dataclasses import dataclass

from ..nouns import Event, Reading, compared
from .desktop import Desktop
from .sense import EVEN, LADDER

INDICATOR = "cohesion"
FAINT = 0.01  # an effect that rounds to nothing moves nobody


def latest(desk: Desktop, level: str, of: str) -> Reading | None:
    """The last known week's cohesion of a pact, member or pair."""
    found = [r for r in desk.readings if r.indicator == INDICATOR and r.level == level and r.of == of]
    return max(found, key=lambda r: r.week, default=None)


def earlier(desk: Desktop, now: Reading) -> Reading | None:
    """The same reading four weeks before; with a shorter history the first there is, as `Reading.fell` has it."""
    return compared(now, desk.readings)


def effects(desk: Desktop) -> dict[str, float]:
    """What each known event of the window did at most, on one scale: to a member's reading, and to the pact's where no member's names it.

    What an event did to a member is some six times what it did to the pact, and to a pair more again: figures of pairs are left out, and the pact's own,
    which are small, stand only for want of others.
    """
    of_pact, of_member = (_most(desk, level) for level in ("pact", "member"))
    return of_pact | of_member


def _most(desk: Desktop, level: str) -> dict[str, float]:
    """The biggest effect of each known event on the readings of a level."""
    found: dict[str, float] = {}
    for driver in (d for r in _lately(desk) if r.level == level for d in r.drivers):
        if driver.event in desk.events and abs(driver.effect) >= abs(found.get(driver.event, 0.0)):
            found[driver.event] = driver.effect
    return found


def _lately(desk: Desktop) -> list[Reading]:
    return [r for r in desk.readings if r.indicator == INDICATOR and (desk.day - r.week).days <= 7 * 13]


@dataclass(frozen=True, slots=True)
class Mover:
    """A member and its recent deeds that move the pact one way, the heaviest first."""

    member: str
    events: tuple[Event, ...]
    effect: float  # sum of the events' effects on the members' readings, in the direction of the move


def _own(event: Event, member: str) -> bool:
    return event.source == member or (event.symmetric and event.target == member)


def _step(desk: Desktop, event: Event) -> int:
    """The rung of a step out of the pact; 0 for any other deed."""
    inside = {event.source, event.target} <= desk.circle
    return LADDER.get(event.act or "", 0) if inside and event.status == "actual" else 0


def _likely(desk: Desktop, event: Event) -> bool:
    """Whether its best claim is likelier than not: a doubtful one moves a figure a little, but nobody's name into a headline."""
    return max((desk.claims[c].probability for c in event.claims if c in desk.claims), default=event.weight) >= EVEN


def turned(desk: Desktop, member: str, way: int) -> int:
    """1: the member's own reading went that way (−1 down, 1 up); −1: the other way; 0: neither, or nothing to compare it with."""
    now = latest(desk, "member", member)
    return 0 if now is None else way * {"weaker": -1, "unchanged": 0, "stronger": 1}[now.direction]


def movers(desk: Desktop, effect: Mapping[str, float], way: int = -1) -> list[Mover]:
    """Members that move the pact by their own deeds of the window, the heaviest first; `way`: −1 down, 1 up.

    A member whose reading went that way by what others did to it is among them with those deeds. Of a member's deeds those stand first that the pact's own
    reading names.
    """
    of_pact = {d.event for r in _lately(desk) if r.level == "pact" for d in r.drivers}
    recent = [e for e in desk.events.values() if desk.recent(e) and not e.background and _likely(desk, e)]
    moving = [e for e in recent if way * effect.get(e.id, 0.0) >= FAINT or (way < 0 and _step(desk, e))]
    found = []
    for member in desk.members:
        own = [e for e in moving if _own(e, member)]
        if not own and turned(desk, member, way) > 0:
            own = [e for e in moving if e.target == member and e.source in desk.circle]
        own.sort(key=lambda e: (e.id not in of_pact, -way * effect.get(e.id, 0.0), -_step(desk, e), e.id))
        if own:
            found.append(Mover(member, tuple(own), sum(way * max(0.0, way * effect.get(e.id, 0.0)) for e in own)))
    return sorted(found, key=lambda m: (-way * m.effect, -max(_step(desk, e) for e in m.events), m.member))


def partners(desk: Desktop, found: list[Mover], way: int = -1, most: int = 3) -> list[Mover]:
    """Those to name, the heaviest first, the leading state apart: it does not leave its own pact.

    First those whose own reading went that way; one whose reading went the other way is never named, nor, beside them, one whose reading stayed and who took
    no step out.
    """
    able = [m for m in found if m.member != desk.pact.lead and turned(desk, m.member, way) >= 0]
    went = [m for m in able if turned(desk, m.member, way) > 0]
    rest = [m for m in able if m not in went and (not went or not _compared(desk, m.member) or any(_step(desk, e) for e in m.events))]
    chosen = [*went, *rest][:most]
    return [m for m in able if m in chosen]


def _compared(desk: Desktop, member: str) -> bool:
    now = latest(desk, "member", member)
    return now is not None and now.fell is not None
