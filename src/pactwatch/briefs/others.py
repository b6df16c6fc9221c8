"""Why each member that pulls the pact down does so: its own deeds, from whichever outlet told them, and its reading."""

from ..nouns import Article, Claim, Event, Sentence
from .desktop import Desktop
from .drivers import Mover, latest
from .measure import figure, key, stood
from .names import told
from .notes import Notebook, cited
from .phrases import Teller, deeds


def _witness(desk: Desktop, event: Event) -> Claim | None:
    """The claim to tell an event from: of a declared outlet if there is one, then the earliest."""
    claims = [c for id_ in event.claims if (c := desk.claims.get(id_)) and c.status == event.status]

    def order(claim: Claim) -> tuple[bool, str, str]:
        article: Article = desk.articles[claim.article]
        return desk.source(article) is None, str(article.published), claim.id

    return min(claims, key=order, default=None)


def _frame(teller: Teller, claim: Claim) -> tuple[str, str]:
    """The frame of another outlet's report, and whom it cites: only a speaker who is not the doer is told."""
    frames = teller.table["attribution"]
    if not claim.speaker or claim.speaker == claim.source:
        return frames["other"], ""
    if teller.names.known(claim.speaker):
        return frames["other_speaker"], teller.names.the(claim.speaker)
    return frames["other_someone"], ""


def reported(desk: Desktop, teller: Teller, event: Event, book: Notebook) -> Sentence | None:
    """The event as its outlet told it, with a note: "24.kg reported on 9 October 2022 that …[i]"."""
    claim = _witness(desk, event)
    article = desk.articles[claim.article] if claim else None
    if claim is None or article is None or article.published is None:
        return None
    found = deeds([claim], teller.names)
    said = teller.clause(found, article.published) if found else None
    if said is None:
        return None
    frame, speaker = _frame(teller, claim)
    text = frame.format(outlet=desk.outlet(article), date=told(article.published), said=said, speaker=speaker)
    return Sentence(text + book.mark((cited(desk, [claim]),)), (event.id,), (desk.passage(claim),))


def _moved(desk: Desktop, teller: Teller, mover: Mover, effects: dict[str, float]) -> Sentence | None:
    """What the member's weightiest deed took from the reading that names it."""
    event = mover.events[0]
    effect, claim = effects.get(event.id, 0.0), _witness(desk, event)
    found = deeds([claim], teller.names) if claim else []
    topic = teller.topic(found[0]) if found else None
    if effect >= 0 or topic is None:
        return None
    rests = tuple(key(r) for r in desk.readings if any(d.event == event.id and d.effect == effect for d in r.drivers))
    text = f"By Pactwatch’s measure the heaviest of {teller.names.own(mover.member)} own deeds was {topic} ({figure(effect)})."
    return Sentence(text, (event.id,), readings=rests, kind="measure")


def _already(desk: Desktop, event: Event, before: list[Sentence]) -> bool:
    """Whether the deed was told before, by this event or by one so like it that a reader would take it for the same."""
    told_ = [desk.events[e] for sentence in before for e in sentence.events if e in desk.events]
    return any(other.pair == event.pair and _like(other, event) for other in told_)


def _like(one: Event, other: Event) -> bool:
    same = (one.type, one.act, one.status) == (other.type, other.act, other.status)
    near = one.date is not None and other.date is not None and abs((one.date - other.date).days) <= 14
    return one.id == other.id or (same and near and (one.symmetric or one.source == other.source))


def member(
    desk: Desktop, teller: Teller, mover: Mover, effects: dict[str, float], book: Notebook, before: list[Sentence]
) -> list[Sentence]:
    """Sentences on one member: up to two of its deeds that are not told yet, its reading, its weightiest deed."""
    sentences: list[Sentence] = []
    for event in mover.events:
        if len(sentences) < 2 and not _already(desk, event, before + sentences):
            sentences += [s for s in (reported(desk, teller, event, book),) if s]
    now = latest(desk, "member", mover.member)
    if now:
        sentences.append(stood(desk, teller.names, now))
    moved = _moved(desk, teller, mover, effects)
    return [*sentences, moved] if moved else sentences


def why(
    desk: Desktop, teller: Teller, movers: list[Mover], effects: dict[str, float], book: Notebook, before: list[Sentence]
) -> tuple[Sentence, ...]:
    """The paragraph on the members that pull the pact down; empty where none does."""
    sentences: list[Sentence] = []
    for mover in movers:
        sentences += member(desk, teller, mover, effects, book, before + sentences)
    return tuple(sentences)
