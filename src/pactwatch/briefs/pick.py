"""Which article to excerpt: the one whose claims bear most on the pact and on what moved it."""

from collections.abc import Sequence
from datetime import date

from ..nouns import Article, Bad, Claim
from .desktop import FRESH, Desktop
from .sense import LADDER, sensible, telling


def bearing(desk: Desktop, claim: Claim, effects: dict[str, float]) -> float:
    """How much a claim says about the pact: 0 if it names neither the pact nor a member, or makes no sense between the two."""
    named = sum(actor in desk.circle for actor in (claim.source, claim.target))
    if not named or not sensible(desk, claim):
        return 0.0
    moved = abs(effects.get(desk.event_of.get(claim.id, ""), 0.0)) / (max(map(abs, effects.values()), default=0.0) or 1.0)
    sure = {"actual": 1.0, "planned": 0.8, "denied": 0.6, "cancelled": 0.6, "hypothetical": 0.4}[claim.status]
    weight = 0.5 * named + 0.5 * (desk.pact.id in (claim.source, claim.target)) + 0.25 * LADDER.get(claim.act or "", 0) + 3.0 * moved
    plain = (0.2 if claim.background else 1.0) * (0.3 if telling(desk, claim) < 2 else 1.0)
    return claim.probability * sure * weight * plain


def _score(desk: Desktop, article: Article, claims: Sequence[Claim], effects: dict[str, float]) -> float:
    """Bearing of its claims, more if it is new, translated, of a declared outlet and in a foreign language."""
    deeds: dict[tuple[str, str, str, str | None], float] = {}  # a deed told twice counts once
    for c in claims:
        deed = (c.source, c.target, c.type, c.act)
        deeds[deed] = max(deeds.get(deed, 0.0), bearing(desk, c, effects))
    age = min(FRESH, desk.day - (article.published or desk.day)) / FRESH
    score = sum(deeds.values()) * (1 - 0.5 * age)
    score *= 1.5 if article.translation else 1.0
    score *= 1.3 if desk.source(article) else 1.0
    return score * (2.0 if article.language != "en" else 1.0)


def _readable(desk: Desktop) -> list[Article]:
    languages = desk.watch.languages
    wanted = [a for a in desk.articles.values() if not languages or a.language in languages]
    return [a for a in wanted if desk.sentences.get(a.id)]


def _none(desk: Desktop) -> str:
    """Why there is nothing to excerpt."""
    if not desk.articles:
        return f"no article of the watch {desk.watch.id} is dated on or before {desk.day}: fetch articles, or choose a later day"
    wanted, read = ", ".join(desk.watch.languages), ", ".join(sorted({a.language or "no known language" for a in desk.articles.values()}))
    return (f"watch {desk.watch.id}: none of its {len(desk.articles)} articles dated on or before {desk.day} is in its 'languages' ({wanted}); "
            f"they are in {read}: add what you read to 'languages'")


def article(desk: Desktop, effects: dict[str, float]) -> tuple[Article, tuple[str, ...]]:
    """The article to excerpt and what the brief must say about the choice. Raises `Bad` where the watch has none at all."""
    by_article: dict[str, list[Claim]] = {}
    for claim in desk.claims.values():
        by_article.setdefault(claim.article, []).append(claim)
    ranked = [(_score(desk, a, by_article.get(a.id, []), effects), a.published or date.min, a.id) for a in _readable(desk)]
    if not ranked:
        raise Bad(_none(desk))
    fresh = [r for r in ranked if r[1] >= desk.day - FRESH and r[0] > 0]
    if fresh:
        return desk.articles[max(fresh)[2]], ()
    bears = [r for r in ranked if r[0] > 0] or ranked
    chosen = desk.articles[max(bears, key=lambda r: (r[1], r[0], r[2]))[2]]
    return chosen, (f"No article of the {FRESH.days} days before the brief bears on the pact; an older one is excerpted.",)
