"""Stances between names → attitudes between actors, each with the sentence that it stands in."""

import hashlib
from bisect import bisect_right
from collections.abc import Callable, Sequence
from datetime import date
from typing import NamedTuple

from ..contracts import Language, Mention, Token
from ..nouns import Article, Attitude, Span, Stance

Named = Callable[[list[Token], date | None, set[str]], list[Mention]]
Widened = Callable[[list[Token], list[Mention]], list[Mention]]


class Line(NamedTuple):
    """A sentence with the declared names in it."""

    start: int
    stop: int
    tokens: list[Token]
    names: list[Mention]


class Actors:
    """Says who the ends of an attitude are. `named`: tokens → names of declared actors on a day; `widened`: names → the phrases they stand in."""

    def __init__(self, language: Language, named: Named, widened: Widened) -> None:
        self.language, self.named, self.widened = language, named, widened

    def attitudes(self, article: Article, stances: Sequence[Stance]) -> list[Attitude]:
        """The stances of one article as they are kept, in their order."""
        lines = self.lines(article) if stances else []
        return [self.attitude(article, lines, stance) for stance in stances]

    def lines(self, article: Article) -> list[Line]:
        """The sentences in order: a family name counts once it was told with its given name, as the coder reads it."""
        seen: set[str] = set()
        self.named(self.language.tokens(article.title, 0, len(article.title)), article.published, seen)
        cut = [(start, stop, self.language.tokens(article.text, start, stop)) for start, stop in self.language.sentences(article.text)]
        return [Line(start, stop, tokens, self.named(tokens, article.published, seen)) for start, stop, tokens in cut]

    def attitude(self, article: Article, lines: list[Line], stance: Stance) -> Attitude:
        ends = {span.means: span for span in reversed(stance.spans)}
        told = [line for span in ends.values() if (line := holding(lines, span))]
        start, stop = min(line.start for line in told), max(line.stop for line in told)
        digest = hashlib.sha256("\x1f".join((article.id, stance.source, stance.target)).encode(errors="replace")).hexdigest()[:16]
        return Attitude(digest, article.id, article.published, self.actor(lines, ends["source"]), self.actor(lines, ends["target"]), stance.source,
                        stance.target, stance.polarity, stance.probability, start, stop, stance.spans, article.sha256)

    def actor(self, lines: list[Line], span: Span) -> str | None:
        """The actor whom a name as a whole means: «МИД России» is Russia, «Единая Россия» is a party, and a president out of office is himself."""
        line = holding(lines, span)
        if line is None:
            return None
        at = [i for i, token in enumerate(line.tokens) if token.start < span.stop and token.stop > span.start]
        inside = [name for name in line.names if at and name.first <= at[-1] and name.last >= at[0]]
        whole = [m for m in self.widened(line.tokens, inside) if at and m.first <= at[0] and m.last >= at[-1]]
        actors = {actor for mention in whole for actor in mention.actors}
        return actors.pop() if len(actors) == 1 else None


def holding(lines: list[Line], span: Span) -> Line | None:
    """The sentence that a span begins in, or the nearest before it; None where a text has no sentence."""
    at = bisect_right([line.start for line in lines], span.start) - 1
    return lines[max(at, 0)] if lines else None
