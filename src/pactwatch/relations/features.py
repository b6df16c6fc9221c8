"""What the model looks at: families of named features of a marked sentence."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from .marked import SOURCE, TARGET, Marked

REACH = 10  # words after the source that may tell what it does
Maker = Callable[[Marked], Iterator[str]]


def runs(words: Sequence[str], mark: str) -> Iterator[str]:
    """One to three words in a row, with the edges of the sentence."""
    edged = ("^", *words, "$")
    for size in (1, 2, 3):
        for i in range(len(edged) - size + 1):
            yield f"{mark}{size}:{' '.join(edged[i:i + size])}"


def lemmas(sentence: Marked) -> Iterator[str]:
    return runs(sentence.lemmas, "l")


def words(sentence: Marked) -> Iterator[str]:
    """Endings tell the mood: "agreed" and "agrees" have one lemma."""
    return runs(sentence.words, "w")


def path(sentence: Marked) -> Iterator[str]:
    """Between the two ends, by who stands first: "has accused", "were freed by"."""
    if SOURCE not in sentence.lemmas or TARGET not in sentence.lemmas:
        yield "alone"
        return
    source, target = sentence.lemmas.index(SOURCE), sentence.lemmas.index(TARGET)
    way = ">" if source < target else "<"
    between = sentence.lemmas[min(source, target) + 1:max(source, target)]
    yield f"way{way}"
    yield f"far{min(len(between), 12) // 3}"
    yield from (f"p{way}:{word}" for word in between)
    yield from (f"p2{way}:{a} {b}" for a, b in pairwise(between))
    if len(between) < 5:
        yield f"whole{way}:{' '.join(between)}"


def after(sentence: Marked) -> Iterator[str]:
    """What follows the source, and its pairs of words up to four apart: "refused … lift"."""
    if SOURCE not in sentence.lemmas:
        return
    at = sentence.lemmas.index(SOURCE) + 1
    reach = sentence.lemmas[at:at + REACH]
    yield from (f"a:{word}" for word in reach)
    plain = [word for word in reach if word[0].isalpha()]
    yield from (f"aa:{a}..{b}" for i, a in enumerate(plain) for b in plain[i + 1:i + 5])


def ends(sentence: Marked) -> Iterator[str]:
    """Who the ends are: courts convict, crowds rally, "a request from Kyiv" is refused."""
    yield from (f"S:{lemma}" for lemma in sentence.source)
    yield from (f"T:{lemma}" for lemma in sentence.target)
    if sentence.target:
        yield f"T1:{' '.join(sentence.target[:2])}"


def senses(sentence: Marked) -> Iterator[str]:
    """Declared senses, alone and by where they stand; the first after the source most of all."""
    source = sentence.words.index(SOURCE) if SOURCE in sentence.words else -1
    target = sentence.words.index(TARGET) if TARGET in sentence.words else len(sentence.words)
    first = min((told.place for told in sentence.told if told.place > source), default=-1)
    for told in sentence.told:
        yield from (f"sense:{told.sense}", f"type:{told.type}")
        yield f"sense{'|between' if min(source, target) < told.place < max(source, target) else '|aside'}:{told.sense}"
        if told.place == first:
            yield from (f"first:{told.sense}", f"firsttype:{told.type}")


FAMILIES: tuple[tuple[Maker, float], ...] = (  # each with what it weighs
    (lemmas, 1.0), (words, 0.5), (path, 0.7), (after, 0.7), (ends, 0.4), (senses, 0.5))


def counted(sentence: Marked) -> list[Counter[str]]:
    """How often each feature of each family occurs."""
    return [Counter(make(sentence)) for make, _ in FAMILIES]
