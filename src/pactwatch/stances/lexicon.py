"""The words of an attitude, and where they stand in a sentence."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from ..contracts import Form, Language, Token
from ..contracts.pieces import LONGEST, pieces

Forms = tuple[Form, ...]


class Hit(NamedTuple):
    """A word of an attitude: its sense («accuse»), whether it is negated, and what it then says: pos, neg, or unneg («не обвиняет»)."""

    sense: str
    negated: bool
    polarity: str
    way: str  # deed, mutual, quality

    @property
    def name(self) -> str:
        return self.sense + ("!" if self.negated else "")


class Said(NamedTuple):
    """A sentence: its tokens, their readings, their lemmas, the hit at each token, if any, and its capital."""

    start: int
    stop: int
    tokens: list[Token]
    forms: list[Forms]
    lemmas: list[set[str]]
    hits: list[Hit | None]
    capitals: list[bool]  # whether each token begins with one


class Lexicon:
    """The words of world/attitudes/<language>.toml."""

    def __init__(self, language: Language, declared: Mapping[str, Any]) -> None:
        self.language = language
        self.senses = {name: (row["polarity"], row["way"]) for name, row in declared.items() if "polarity" in row}
        self.words = {name: frozenset(words.split()) for name, words in declared["words"].items()}
        self.entries: dict[str, list[tuple[list[str], str]]] = {}
        for sense in self.senses:
            for entry in declared[sense]["words"].split():
                first, *rest = entry.split("_")
                self.entries.setdefault(first, []).append((rest, sense))

    def read(self, text: str, start: int, stop: int) -> Said:
        tokens = self.language.tokens(text, start, stop)
        forms = [self.language.forms(t.lower) if t.lower[0].isalpha() else () for t in tokens]
        lemmas = [{f.lemma for f in readings[:3]} for readings in forms]
        return Said(start, stop, tokens, forms, lemmas, [self.hit(lemmas, at) for at in range(len(tokens))],
                    [t.text[0].isupper() for t in tokens])

    def hit(self, lemmas: Sequence[set[str]], at: int) -> Hit | None:
        """The longest entry that begins at a token."""
        fit = [(len(rest), sense) for lemma in sorted(lemmas[at]) for rest, sense in self.entries.get(lemma, ()) if self.follows(lemmas, at, rest)]
        if not fit:
            return None
        sense = max(fit, key=lambda found: found[0])[1]
        polarity, way = self.senses[sense]
        negated = any(lemmas[i] & self.words["deny"] for i in range(max(0, at - 2), at))
        return Hit(sense, negated, {"pos": "neg", "neg": "unneg"}[polarity] if negated else polarity, way)

    @staticmethod
    def follows(lemmas: Sequence[set[str]], at: int, rest: Sequence[str]) -> bool:
        """Whether the further words of an entry follow, each at most one word away."""
        for word in rest:
            step = next((i for i in range(at + 1, min(at + 3, len(lemmas))) if word in lemmas[i]), None)
            if step is None:
                return False
            at = step
        return True


def short(text: str, start: int, stop: int, language: Language) -> Iterator[tuple[int, int]]:
    """A sentence as it is, or in pieces where it is too long to be one. What has fewer letters than a piece has words needs no counting."""
    if stop - start <= LONGEST:
        yield from ((start, stop),) if start < stop else ()
    else:
        yield from ((first, last) for first, last, _ in pieces(start, stop, language.tokens(text, start, stop)))


def sentences(text: str, language: Language) -> Iterator[tuple[int, int]]:
    """Sentences, the marks of a corpus in braces left out: «{Author, Unknown} Россия …»."""
    at = 0
    while at < len(text):
        opening = text.find("{", at)
        closing = text.find("}", opening) if opening >= 0 else -1
        stop = opening if closing >= 0 else len(text)
        for start, end in language.sentences(text[at:stop]):
            yield from short(text, at + start, at + end, language)
        at = closing + 1 if closing >= 0 else len(text)
