"""The events of a brief as rows of plain values, for the table formats."""

from typing import Any

from ...nouns import Brief, Claim, Event
from .words import link, name, quad

COLUMNS = (
    "id", "date", "source", "source_name", "target", "target_name", "type", "quad", "act", "status", "symmetric", "background", "weight",
    "claims", "articles", "sources", "effects", "text", "urls",
)


def rows(brief: Brief) -> list[dict[str, Any]]:
    """One row per event in `COLUMNS`' order.

    `date` is a date or None; `claims`, `articles`, `sources`, `urls` are lists; `effects` maps what a reading is of to the event's
    effect on its latest value; `text` is the evidence of the first claim in its own language.
    """
    claims = {c.id: c for c in brief.claims}
    return [_row(brief, e, [claims[i] for i in e.claims if i in claims]) for e in brief.events]


def _row(brief: Brief, e: Event, claims: list[Claim]) -> dict[str, Any]:
    texts = {a.id: a for a in (brief.article, *brief.articles)}
    held = [texts[i] for i in e.articles if i in texts]
    first = next((c for c in claims if c.article in texts), None)
    effects = {r.of: d.effect for r in brief.readings for d in r.drivers if d.event == e.id}
    values = (
        e.id, e.date, e.source, name(brief, e.source), e.target, name(brief, e.target), e.type, quad(e.type), e.act, e.status, e.symmetric,
        e.background, e.weight, list(e.claims), list(e.articles), list(e.sources), effects,
        texts[first.article].text[first.start : first.stop] if first else None, [a.url for a in held if link(a.url)],
    )
    return dict(zip(COLUMNS, values, strict=True))
