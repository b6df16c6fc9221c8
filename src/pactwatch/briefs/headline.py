"""The headline: one claim about the pact's direction, in title case, and who pulls."""

from .desktop import Desktop
from .drivers import Mover, earlier, latest, partners
from .measure import likelihood
from .names import Names


def subject(desk: Desktop, names: Names) -> str:
    """Russian-Led CSTO."""
    lead = names.adjective(desk.pact.lead) if desk.pact.lead else None
    pact = names.plain(desk.pact.id)
    return f"{lead}-Led {pact}" if lead else pact


def _away(desk: Desktop, found: list[Mover]) -> list[Mover]:
    """Those with a deed against the pact or its leading state, not only against a neighbor."""
    whom = (desk.pact.id, desk.pact.lead)
    return [m for m in found if any(e.source == m.member and e.target in whom for e in m.events)]


def joined(items: list[str]) -> str:
    """ "a", "a and b", "a, b and c": a headline saves the comma that running text has before "and"."""
    return " and ".join(part for part in (", ".join(items[:-1]), items[-1]) if part)


def _pull(who: list[str]) -> str:
    return f"{joined(who)} {'Pulls' if len(who) == 1 else 'Pull'} Away"


def headline(desk: Desktop, names: Names, movers: list[Mover], covered: bool) -> str:
    """Weakening, drawing closer or no clear change, by the pact's reading; without one, what members did; without news, that."""
    about, held = subject(desk, names), partners(desk, movers)
    who, away = ([names.plain(m.member) for m in found] for found in (held, _away(desk, held)))
    if not covered:
        return f"No Recent Coverage of {about} on Record"
    now = latest(desk, "pact", desk.pact.id)
    friction = f"Friction With {joined(who)}" if who else ""
    if now is None or now.fell is None or earlier(desk, now) is None:
        return f"{_pull(away)} From {about}" if away else f"Direction of {about} Not Yet Measured"
    if now.direction == "unchanged":  # neither way is likely, which is not to say that it holds steady
        return f"No Clear Change in {about} Amid {friction}" if friction else f"No Clear Change in {about}"
    about += f" {likelihood(max(now.fell, 1 - now.fell)).title().replace('Certain', 'Certainly')}"
    if now.direction == "weaker":
        return f"{about} Weakening as {_pull(away)}" if away else f"{about} Weakening Amid {friction}" if friction else f"{about} Weakening"
    return f"{about} Drawing Closer Despite {friction}" if friction else f"{about} Drawing Closer"
