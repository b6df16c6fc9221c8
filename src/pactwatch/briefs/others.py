"""What drives the pact beyond the article: the members that weigh most, their deeds by outlet and day, their readings."""

from collections.abc import Iterable

from ..nouns import Article, Claim, Event, Sentence
from .desktop import Desktop
from .drivers import Mover, latest
from .measure import brief_reading, key
from .names import told
from .notes import Notebook, cited
from .phrases import Teller, deeds
from .sense import LIKE_DAYS, SURE, own_word, sensible, telling
from .told import Story


def _witness(desk: Desktop, event: Event) -> Claim | None:
    """The claim to tell an event from: of a declared outlet if there is one, then the earliest; none that is doubtful."""
    claims = [c for id_ in event.claims if (c := desk.claims.get(id_)) and c.status == event.status and c.probability >= SURE]

    def order(claim: Claim) -> tuple[bool, str, str]:
        article: Article = desk.articles[claim.article]
        return desk.source(article) is None, str(article.published), claim.id

    return min(claims, key=order, default=None)


def _frame(teller: Teller, claim: Claim) -> tuple[str, str]:
    """The frame of another outlet's report, and whom it cites: only a speaker who is not the doer is told."""
    frames = teller.table["attribution"]
    if own_word(claim):
        return frames["other"], ""
    cited = teller.names.speaker(claim.speaker or "")
    return frames["other_speaker" if cited else "other_someone"], cited


def _together(clauses: list[str], subject: str) -> str:
    """ "Armenia criticized the CSTO and left it", with the subject once where it is the same, else "… and that …"."""
    same = all(clause.startswith(f"{subject} ") for clause in clauses)
    return " and ".join([clauses[0], *(c.removeprefix(f"{subject} ") for c in clauses[1:])]) if same else " and that ".join(clauses)


def opened(text: str) -> str:
    """With a capital at the start, but for a name that is written small, as a host: "24.kg", "news.example"."""
    return text[:1].upper() + text[1:] if "." not in text.split(" ", 1)[0] else text


def reported(desk: Desktop, teller: Teller, claims: list[Claim], book: Notebook) -> Sentence | None:
    """Claims of one article as its outlet told them, with a note: "24.kg reported on 9 October 2022 that …[i]"."""
    article = desk.articles[claims[0].article]
    groups = teller.together(deeds(claims, teller.names))
    clauses = [clause for group in groups if (clause := teller.clause(group, article.published))]
    if article.published is None or not clauses:
        return None
    frame, speaker = _frame(teller, claims[0])
    said = _together(clauses, teller.names.list(groups[0][0].sources))
    text = opened(frame.format(outlet=desk.outlet(article), date=told(article.published), said=said, speaker=speaker))
    passages = tuple(desk.passage(c) for c in claims)
    return Sentence(text + book.mark((cited(desk, claims),)), desk.events_of(claims), passages)


def _untold(desk: Desktop, mover: Mover, before: list[Sentence]) -> list[Claim]:
    """Witnesses of the member's weightiest deed that was not told yet, and of one more if the same article tells it."""
    told_ = [desk.events[e] for s in before for e in s.events if e in desk.events]
    new = [e for e in mover.events if sensible(desk, e) and not any(_same(e, other) for other in told_)]
    ranked = sorted(new, key=lambda e: -telling(desk, e))  # stable: of equals the heavier first
    found: list[Claim] = []
    for event in ranked:
        claim = _witness(desk, event)
        if claim is None or (telling(desk, event) < 2 and (found or _told_of(mover.member, told_) or _pair_told(event, told_))):
            continue
        if not found or (found[0].article, found[0].speaker) == (claim.article, claim.speaker):
            found.append(claim)
    return found[:2]


def _told_of(member: str, told_: list[Event]) -> bool:
    return any(e.source == member for e in told_)


def _pair_told(event: Event, told_: list[Event]) -> bool:
    return any(other.pair == event.pair for other in told_)


def _same(one: Event, other: Event) -> bool:
    """Whether a reader would take the two for one deed: the same event, or its like within two weeks."""
    if one.id == other.id:
        return True
    same = (one.pair, one.type, one.act, one.status) == (other.pair, other.type, other.act, other.status)
    near = one.date is not None and other.date is not None and abs((one.date - other.date).days) <= LIKE_DAYS
    return same and near and (one.symmetric or one.source == other.source)


def _member(desk: Desktop, teller: Teller, mover: Mover, book: Notebook, before: list[Sentence], turn: int) -> list[Sentence]:
    """One sentence on deeds that are not told yet, one on the reading."""
    claims = _untold(desk, mover, before)
    told_ = reported(desk, teller, claims, book) if claims else None
    now = latest(desk, "member", mover.member)
    return [*([told_] if told_ else []), *([brief_reading(desk, teller.names, now, turn)] if now else [])]


def _who(desk: Desktop, teller: Teller, movers: list[Mover], way: int) -> Sentence:
    """The members that weigh most, in one sentence."""
    lead = f"Of {teller.names.own(desk.pact.lead)} partners" if desk.pact.lead else "Of the members"
    one = len(movers) == 1
    does = ("weighs" if one else "weigh") + " most on" if way < 0 else ("does" if one else "do") + " most to hold together"
    text = f"{lead}, {teller.names.list(m.member for m in movers)} {does} the {desk.pact.generic} by Pactwatch’s measure."
    rests = tuple(key(r) for m in movers if (r := latest(desk, "member", m.member)))
    return Sentence(text, tuple(m.events[0].id for m in movers), readings=rests, kind="measure")


def words(sentences: Iterable[Sentence]) -> int:
    return sum(len(s.text.split()) for s in sentences)


def why(story: Story, movers: list[Mover], way: int, book: Notebook, before: list[Sentence], room: int) -> list[Sentence]:
    """The paragraph on the members that drive the pact, at most `room` words; empty where none does. `way`: −1 down, 1 up."""
    if not movers:
        return []
    desk, teller = story.desk, story.teller
    sentences = [_who(desk, teller, movers, way)]
    for turn, mover in enumerate(movers):
        held = len(book.notes)
        new = _member(desk, teller, mover, book, before + sentences[1:], turn)
        if words(sentences + new) > room:
            del book.notes[held:]
            continue
        sentences += new
    return sentences
