"""The headline: one claim about the pact's direction, in title case, and who pulls."""

from .desktop import Desktop
from .drivers import Mover, earlier, latest
from .measure import fallen
from .names import Names, joined

SURE = 0.8  # from here ICD 203 says "very likely": less is not a direction


def subject(desk: Desktop, names: Names) -> str:
    """Russian-Led CSTO."""
    lead = names.adjective(desk.pact.lead) if desk.pact.lead else None
    pact = names.plain(desk.pact.id)
    return f"{lead}-Led {pact}" if lead else pact


def _who(desk: Desktop, names: Names, movers: list[Mover], most: int = 3) -> list[str]:
    """Members that pull away, the leading state apart: it does not leave its own pact."""
    return [names.plain(m.member) for m in movers if m.member != desk.pact.lead][:most]


def _pull(who: list[str]) -> str:
    return f"{joined(who)} {'Pulls' if len(who) == 1 else 'Pull'} Away"


def headline(desk: Desktop, names: Names, movers: list[Mover], covered: bool) -> str:
    """Weakening, holding steady or drawing closer, by the pact's reading; without one, what members did; without news, that."""
    about, who = subject(desk, names), _who(desk, names, movers)
    if not covered:
        return f"No Recent Coverage of {about} on Record"
    now = latest(desk, "pact", desk.pact.id)
    then = earlier(desk, now) if now else None
    if now is None or then is None:
        return f"{_pull(who)} From {about}" if who else f"Direction of {about} Not Yet Measured"
    down = fallen(now, then)
    if down >= SURE:
        return f"{about} Weakening as {_pull(who)}" if who else f"{about} Weakening"
    friction = f" Despite Friction With {joined(who)}" if who else ""
    return f"{about} {'Drawing Closer' if down <= 1 - SURE else 'Holding Steady'}{friction}"
