"""What a model is told and asked: the codebook in short (world/ask.toml), then the article."""

from functools import lru_cache

from .. import atlas
from ..nouns import STATUSES, Article


@lru_cache(1)
def system() -> str:
    """The codebook and the form of the answer."""
    world = atlas.world()
    pacts = " ".join(sorted(a.id for a in world.actors.values() if a.kind != "state"))
    text: str = atlas.load(atlas.WORLD / "ask.toml")["system"]
    return text.replace("{acts}", " ".join(world.deeds.acts)).replace("{statuses}", ", ".join(STATUSES)).replace("{pacts}", pacts)


def messages(article: Article, part: tuple[int, int]) -> list[dict[str, str]]:
    """The question about a part of an article, as a chat."""
    day = article.published.isoformat() if article.published else "unknown"
    asked = f"Published: {day}\nTitle: {article.title}\nText:\n{article.text[slice(*part)]}"
    return [{"role": "system", "content": system()}, {"role": "user", "content": asked}]
