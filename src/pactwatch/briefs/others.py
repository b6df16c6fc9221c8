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


def reported(desk: Desktop, teller: Teller, event: Event, book: Notebook) -> Sentence | None:
    """The event as its outlet told it, with a note: "24.kg reported on 9 October 2022 that …[i]"."""
    claim = _witness(desk, event)
    article = desk.articles[claim.article] if claim else None
    if claim is None or article is None or article.published is None:
        return None
    found = deeds([claim], teller.names)
    said = teller.clause(found) if found else None
    if said is None:
        return None
    said = said.removesuffix(f" on {told(article.published)}")
    frame: str = teller.table["attribution"]["other"]
    text = frame.format(outlet=desk.outlet(article), date=told(article.published), said=said)
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


def _already(event: Event, before: list[Sentence]) -> bool:
    return any(event.id in sentence.events for sentence in before)


def member(desk: Desktop, teller: Teller, mover: Mover, effects: dict[str, float], book: Notebook, before: list[Sentence]) -> list[Sentence]:
    """Sentences on one member: up to two of its deeds that are not told yet, its reading, its weightiest deed."""
    new = [e for e in mover.events if not _already(e, before)][:2]
    sentences = [s for e in new if (s := reported(desk, teller, e, book))]
    now = latest(desk, "member", mover.member)
    if now:
        sentences.append(stood(desk, teller.names, now))
    moved = _moved(desk, teller, mover, effects)
    return [*sentences, moved] if moved else sentences


def why(desk: Desktop, teller: Teller, movers: list[Mover], effects: dict[str, float], book: Notebook, before: list[Sentence]) -> tuple[Sentence, ...]:
    """The paragraph on the members that pull the pact down; empty where none does."""
    sentences: list[Sentence] = []
    for mover in movers:
        sentences += member(desk, teller, mover, effects, book, before + sentences)
    return tuple(sentences)
