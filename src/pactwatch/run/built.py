"""What reads a language, built once: the rooms are given their words, weights and each other."""

import gc
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from .. import atlas, relations
from ..claims import Coder, Finders, Register
from ..claims import scorer as weights
from ..claims.lexicon import Lexicon
from ..contracts import Language, Token
from ..dates import Calendar
from ..mentions import Finder
from ..nouns import Bad
from ..places import Gazetteer
from ..stances import Reader
from ..stances import weights as leanings
from .plugs import plugin, plugins


@lru_cache(1)
def languages() -> dict[str, Language]:
    """The languages that can be coded: a plug-in with words declared for it, and with its dictionary installed."""
    return {name: plugin("languages", name) for name in plugins("languages") if atlas.words_file(name).exists() and not needs(name)}


def needs(language: str) -> str | None:
    """What a language has to be given before it can be read; None where nothing is missing."""
    wants = getattr(plugin("languages", language), "missing", None) if language in plugins("languages") else None
    return str(wants()) if wants and wants() else None


def bar(models: Mapping[str, Any], code: str) -> float:
    """The chance from which a claim is written; a language that none was learned for takes the highest learned."""
    learned: Mapping[str, float] = models.get("threshold", {})
    return learned.get(code, max(learned.values(), default=0.5))


@lru_cache(8)
def finder(code: str) -> Finder:
    """Finds the declared names of a language."""
    return Finder(atlas.named(atlas.world().actors, code), languages()[code], atlas.words(code))


@lru_cache(8)
def coder(code: str, threshold: float | None = None) -> Coder:
    """The coder of a language, built once."""
    world, language, words = atlas.world(), languages()[code], atlas.words(code)
    models = weights.load()
    finders = Finders(finder(code).mentions, Calendar(language, words).times, Gazetteer(atlas.places(), language).spots)
    actors = Register(lambda a: a in world.actors and world.actors[a].kind != "state", atlas.styles)
    made = Coder(language, words, world.deeds, models, finders, actors, threshold if threshold is not None else bar(models, code))
    gc.freeze()  # names, words and weights stay as long as the process: the collector need not look through them over and over,
    gc.set_threshold(10_000, 20, 20)  # and what a sentence leaves behind seldom refers to itself
    return made


@lru_cache(8)
def marker(code: str) -> relations.Marker:
    """Marks the ends told in a sentence, and its words that may tell a deed."""
    language, declared = languages()[code], atlas.world().deeds.senses
    lexicon = Lexicon(language, atlas.words(code))

    def told(words: Sequence[str]) -> Iterator[relations.SenseAt]:
        tokens = [Token(0, 0, word, word) for word in words]
        forms = [language.forms(word) if word[0].islower() else () for word in words]
        for hit in lexicon.hits(tokens, forms):
            yield from (relations.SenseAt(hit.first, sense, declared[sense]["deed"].partition("/")[0]) for sense in hit.senses)

    return relations.Marker(language, told)


@lru_cache(4)
def reader(code: str) -> Reader:
    """The reader of attitudes in a language, built once. Raises Bad where the language has no words of attitude."""
    if code not in languages():
        raise Bad(f"language '{code}' has no words of attitude; add attitudes/{code}.toml to the world, or write 'lang' as ru or en")
    world = atlas.world()
    return Reader(languages()[code], atlas.attitudes(code), atlas.attitudes("camps"), atlas.named(world.actors, code), world.pacts, leanings.load("stance"))
