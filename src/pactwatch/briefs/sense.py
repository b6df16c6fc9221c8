"""Which coded deeds may stand in prose, and how telling each is."""

from collections.abc import Mapping, Sequence

from .. import atlas
from ..nouns import Claim, Event
from .desktop import Desktop

DEEDS = atlas.world().deeds
LADDER = DEEDS.rungs  # the steps out of a pact
EVEN = 0.5
SURE = 0.6  # claims less probable than this stay out of the prose while there is anything else to tell
FORCE = frozenset(("ASSAULT", "MOBILIZE", "COERCE", "PROTEST"))
WEIGHTY = FORCE | {"SANCTION", "THREATEN", "ACCUSE", "AID"}
PLAIN = frozenset(("REQUEST", "CONSULT"))
NEUTRAL = frozenset(("REQUEST", "CONSULT"))  # friends and foes alike ask and meet
LIKE_DAYS = 14  # how far apart two tell of one deed
OF_STATES = frozenset(("clash", "ceasefire", "border_close", "ambassador_recall", "sanction"))  # never with a pact
OF_MEMBERS = frozenset(("member_leave", "member_suspend", "member_threaten_leave", "dues_stop"))  # only towards a pact
WORDS_ONLY = frozenset(("criticism", "help_refuse"))  # what a leading state does to its own pact without leaving it


def sensible(desk: Desktop, deed: Claim | Event) -> bool:
    """Whether the deed makes sense between these two: a pact wages no war on its member, nobody leaves another state."""
    pact, act = desk.pact.id, deed.act or ""
    steps_out = act in LADDER and act not in WORDS_ONLY
    if deed.source == deed.target:
        return False
    if pact in (deed.source, deed.target):
        stray = deed.source in (pact, desk.pact.lead) and steps_out and act != "exercise_cancel"
        return not (deed.type in FORCE or act in OF_STATES or stray)
    states = all(desk.actors[a].kind == "state" for a in (deed.source, deed.target) if a in desk.actors)
    return not (states and act in OF_MEMBERS)


def tone(claim: Claim, tones: Mapping[str, Mapping[str, Sequence[str]]]) -> str:
    """What the claim's own words make of its deed: a demand, a readiness; "" where nothing is declared for them.

    `tones`: name → language → beginnings of such words.
    """
    words = [s.text.lower() for s in claim.spans if s.means == "trigger"]
    return next((name for name, stems in tones.items() if any(w.startswith(tuple(listed)) for w in words for listed in stems.values())), "")


def own_word(claim: Claim) -> bool:
    """Whether nobody else is cited for it: no speaker, or the doer himself, by his code or by the same words («Киргизская сторона заявила, что не приедет»)."""
    ends = {means: {(s.start, s.stop) for s in claim.spans if s.means == means} for means in ("speaker", "source")}
    return not claim.speaker or claim.speaker == claim.source or bool(ends["speaker"] & ends["source"])


def quarrel(type_: str) -> bool | None:
    """True for conflict, False for cooperation, None for what is neither."""
    return None if type_ in NEUTRAL else type_ in DEEDS.hostile


def confirmed(desk: Desktop, deed: Claim | Event) -> bool:
    """Whether two outlets tell the like of it within two weeks, as one event or as several."""
    near = [c for c in desk.claims.values() if _like(c, deed) and c.status == deed.status and (c.date is None) == (deed.date is None)]
    near = [c for c in near if c.date is None or deed.date is None or abs((c.date - deed.date).days) <= LIKE_DAYS]
    return len({desk.outlet(desk.articles[c.article]) for c in near}) > 1


def _like(one: Claim | Event, other: Claim | Event) -> bool:
    return (one.source, one.target, one.type, one.act) == (other.source, other.target, other.type, other.act)


def telling(desk: Desktop, deed: Claim | Event) -> int:
    """3: a declared act or a weighty deed; 1: a bare request or meeting; 0: a bare refusal that one outlet tells, which says nothing; 2: the rest."""
    if deed.act or deed.type in WEIGHTY:
        return 3
    if deed.type == "REJECT":
        return 2 if confirmed(desk, deed) else 0
    firm = isinstance(deed, Claim) and tone(deed, desk.phrases["tone"]) == "demand"
    return 1 if deed.type in PLAIN and not firm else 2
