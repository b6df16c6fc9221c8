"""What one text tells: its language, sentences, claims, and attitudes."""

from collections.abc import Sequence
from typing import Any

from .. import atlas, relations
from ..nouns import Article, Attitude, Bad, Claim, Stance
from ..relations import End
from ..stances import Actors, Opinions
from ..stances import weights as leanings
from .built import coder, finder, languages, marker, reader


def language_of(article: Article) -> str:
    """The declared language, else the detected one. Raises Bad for one that nothing here reads."""
    import py3langid

    code = article.language or py3langid.classify(article.text[:2000])[0]
    if code not in atlas.LANGUAGES and code not in languages():
        raise Bad(f"article '{article.id}': language '{code}' is not known; write one of {', '.join(atlas.LANGUAGES)} in field 'lang'")
    return str(code)


def known_language(article: Article) -> str:
    """The language, or nothing where nobody here knows it."""
    try:
        return language_of(article)
    except Bad:
        return ""


def sentences_of(article: Article) -> list[tuple[int, int]]:
    return languages().get(article.language, languages()["ru"]).sentences(article.text)


def claims_of(article: Article) -> list[Claim]:
    """The claims of one article; none where its language is known and has no coder yet."""
    code = language_of(article)
    return coder(code).claims(article) if code in languages() else []


def relate(text: str, source: End, target: End, code: str) -> tuple[str, float]:
    """The type of what one end does to the other, with its probability; in English by a model of its own, elsewhere by the coder's.

    Raises Bad for a language without a coder.
    """
    if code not in languages():
        raise Bad(f"language '{code}' has no coder; write one of {', '.join(languages())} in field 'lang'")
    if code == "en":
        return relations.load().best(marker(code).mark(text, source, target))
    return coder(code).relate(text, source or (0, 0), target or (0, 0))


def stances_of(article: Article, given: Sequence[Sequence[Any]] | None = None) -> list[Stance]:
    """The attitudes of one article between the entities given, [start, stop, type] each, or found where none are."""
    return reader(language_of(article)).stances(article, given)


def attitudes_of(article: Article) -> list[Attitude]:
    """The attitudes of one article with the actors at their ends. Raises Bad where its language is not read."""
    code = language_of(article)
    names = finder(code)
    return Actors(languages()[code], names.names, names.phrases.build).attitudes(article, stances_of(article))


def opinions_of(article: Article) -> list[Stance]:
    """The opinions of one article with the words that tell them, sentence by sentence."""
    return list(Opinions(reader(language_of(article)).lexicon, leanings.load("opinions")).stances(article))
