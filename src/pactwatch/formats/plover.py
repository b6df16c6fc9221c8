"""The events of a brief as PLOVER records, one JSON object a line.

`mode` carries the act and `context` the status and, where told as history, `background`. PLOVER requires a date: an event
whose day no article gives bears the day its first article was published, and says so in `date_basis`; with neither it is
left out.
"""

import json
from typing import Any

from ..nouns import Article, Brief, Claim, Event
from .view.evidence import outlet
from .view.whole import whole
from .view.words import link, name, told

ROLES = {"source": "actor_text", "target": "recipient_text", "trigger": "event_text", "speaker": "speaker_text"}


def write(brief: Brief, path: str) -> None:
    """Write the records as UTF-8 JSON Lines."""
    lines = (json.dumps(r, ensure_ascii=False) for r in records(brief))
    with whole(path) as half:
        half.write_text("".join(line + "\n" for line in lines), encoding="utf-8")


def records(brief: Brief) -> list[dict[str, Any]]:
    """The records: id, date, actor and event always; the others where the brief knows them."""
    made = (_record(brief, e) for e in brief.events)
    return [r for r in made if r is not None]


def _record(brief: Brief, e: Event) -> dict[str, Any] | None:
    texts = {a.id: a for a in (brief.article, *brief.articles)}
    held = [texts[i] for i in e.articles if i in texts]
    published = min((a.published for a in held if a.published), default=None)
    when = e.date or published
    if when is None:
        return None
    record: dict[str, Any] = {
        "id": e.id, "date": when.isoformat(), "date_basis": "event" if e.date else "publication", "actor": _actor(brief, e.source),
        "event": e.type, "recipient": _actor(brief, e.target), "mode": e.act, "context": _context(e), "event_info": told(brief, e),
        "weight": e.weight, **_text(e, brief.claims, texts), "cite_info": [_cite(brief, a) for a in held],
    }
    return {k: v for k, v in record.items() if v is not None}


def _actor(brief: Brief, actor: str) -> dict[str, str]:
    return {"code": actor, "name": name(brief, actor)}


def _context(e: Event) -> list[str]:
    return [e.status, "background"] if e.background else [e.status]


def _text(e: Event, claims: tuple[Claim, ...], texts: dict[str, Article]) -> dict[str, Any]:
    """The evidence of the event's first claim, the words of its parts, and where it stands."""
    first = next((c for c in claims if c.id in e.claims and c.article in texts), None)
    if first is None:
        return {}
    place = {"article": first.article, "start": first.start, "stop": first.stop, "language": texts[first.article].language}
    words = {ROLES[s.means]: s.text for s in first.spans if s.means in ROLES}
    return {"text": texts[first.article].text[first.start : first.stop], "text_info": {**place, **words}}


def _cite(brief: Brief, a: Article) -> dict[str, Any]:
    published = a.published.isoformat() if a.published else None
    found = {"title": a.title, "title_en": a.title_en, "publisher": outlet(brief, a), "date": published, "url": link(a.url), "sha256": a.sha256}
    return {k: v for k, v in found.items() if v}
