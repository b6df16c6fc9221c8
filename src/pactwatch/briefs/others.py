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


def reported(desk: Desktop, teller: Teller, claims: list[Claim], book: Notebook) -> Sentence | None:
    """Claims of one article as its outlet told them, with a note: "24.kg reported on 9 October 2022 that …[i]"."""
    article = desk.articles[claims[0].article]
    groups = teller.together(deeds(claims, teller.names))
    clauses = [clause for group in groups if (clause := teller.clause(group, article.published))]
    if article.published is None or not clauses:
        return None
    frame, speaker = _frame(teller, claims[0])
    said = " and that ".join(clauses)
    text = frame.format(outlet=desk.outlet(article), date=told(article.published), said=said, speaker=speaker)
    passages = tuple(desk.passage(c) for c in claims)
    return Sentence(text + book.mark((cited(desk, claims),)), desk.events_of(claims), passages)


def _untold(desk: Desktop, mover: Mover, before: list[Sentence], most: int = 2) -> list[list[Claim]]:
    """Witnesses of the member's weightiest deeds that were not told yet, those of one article and speaker together."""
    new: list[Event] = []
    for event in mover.events:
        if len(new) < most and not _already(desk, event, before) and not any(_like(event, other) for other in new):
            new.append(event)
    groups: dict[tuple[str, str | None], list[Claim]] = {}
    for claim in (c for e in new if (c := _witness(desk, e))):
        groups.setdefault((claim.article, claim.speaker), []).append(claim)
    return list(groups.values())


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
    sentences = [s for claims in _untold(desk, mover, before) if (s := reported(desk, teller, claims, book))]
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
