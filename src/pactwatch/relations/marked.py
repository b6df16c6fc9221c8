"""A sentence whose ends are told → its words, with SOURCE and TARGET in the place of the ends."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from ..contracts import Language, Token

SOURCE, TARGET, NUMBER = "SOURCE", "TARGET", "#"
End = tuple[int, int] | None  # where an end stands in the text: start, stop; None where the sentence does not name it


class SenseAt(NamedTuple):
    """A word that may tell a deed: its place, a declared sense of it, and the type that the sense has by itself."""

    place: int
    sense: str
    type: str


Senses = Callable[[Sequence[str]], Iterable[SenseAt]]  # the words of a sentence → those that may tell a deed, in order


@dataclass(frozen=True, slots=True)
class Marked:
    """`words` and `lemmas` have one place for each end, however long its name; `source`, `target`: the lemmas of the ends themselves."""

    words: tuple[str, ...]
    lemmas: tuple[str, ...]
    source: tuple[str, ...]
    target: tuple[str, ...]
    told: tuple[SenseAt, ...]


class Marker:
    """Marks sentences of one language."""

    def __init__(self, language: Language, senses: Senses) -> None:
        self.language, self.senses = language, senses

    def mark(self, text: str, source: End, target: End) -> Marked:
        words: list[str] = []
        inside: dict[str, list[str]] = {SOURCE: [], TARGET: []}
        before = ""
        for token in self.language.tokens(text, 0, len(text)):
            end = TARGET if within(token, target) else SOURCE if within(token, source) else ""
            word = NUMBER if token.lower[0].isdigit() else token.lower
            if end:
                inside[end].append(self.lemma(word))
            if not end or end != before:
                words.append(end or word)
            before = end
        return Marked(tuple(words), tuple(map(self.lemma, words)), tuple(inside[SOURCE]), tuple(inside[TARGET]), tuple(self.senses(words)))

    def lemma(self, word: str) -> str:
        """The first reading of a word; marks, numbers and ends are left as they are."""
        forms = self.language.forms(word) if word[0].islower() else ()
        return (forms[0].lemma if forms else "") or word  # of a lone "s" the rule for plurals leaves nothing


def within(token: Token, end: End) -> bool:
    return end is not None and token.start < end[1] and token.stop > end[0]
