"""What one sentence says of an attitude between two of its mentions: named features with their counts."""

from collections.abc import Iterator

from .frames import Features, Place, count
from .lexicon import Hit, Said

CONTENT = ("VERB", "INF", "NOUN", "ADJ", "PART", "GERUND", "ADV")
EDGE = 5  # tokens before and after the pair that count as near
FAR = 12
LISTS = {"и", ",", "-", "—", "–", "and"}


def distance(gap: int) -> str:
    return "adj" if gap <= 1 else "near" if gap <= EDGE else "mid" if gap <= FAR else "far"


def pair(said: Said, source: Place, target: Place, others: int, words: dict[str, frozenset[str]]) -> Features:
    """Features of source → target. `others`: how many are named in the sentence."""
    forward = source.first < target.first
    low, high = (source.last + 1, target.first) if forward else (target.last + 1, source.first)
    left, right = min(source.first, target.first), max(source.last, target.last) + 1
    way, far = ">" if forward else "<", distance(high - low)
    found: Features = dict.fromkeys((f"d{far}{way}", f"others{min(others, 4)}", f"p2{target.prep}", f"p1{source.prep}"), 1.0)
    subject = "n" if "nom" in source.cases else ""
    for where, start, stop in (("b", low, high), ("l", max(0, left - EDGE), left), ("r", right, right + EDGE)):
        for hit in filter(None, said.hits[start:stop]):
            count(found, near(where, hit, way, subject, far))
    count(found, whole(said))
    if not any(said.hits[low:high]):
        count(found, [f"b0{way}{far}"])
    for number, mention in ((1, source), (2, target)):
        count(found, (f"c{number}{case}" for case in mention.cases), 1 / max(len(mention.cases), 1))
    count(found, between(said, low, high, way, words))
    return found


def near(where: str, hit: Hit, way: str, subject: str, far: str) -> Iterator[str]:
    yield f"{where}{hit.polarity}{way}"
    yield f"{where}{hit.way}{hit.polarity}{way}"
    yield f"{where}{hit.polarity}{way}{subject}{far}"


def whole(said: Said) -> Iterator[str]:
    """What the sentence as a whole says, whoever is meant."""
    hits = [hit for hit in said.hits if hit]
    for hit in hits:
        yield f"s{hit.polarity}"
    if not hits:
        yield "s0"


def between(said: Said, low: int, high: int, way: str, words: dict[str, frozenset[str]]) -> Iterator[str]:
    """The words between the two."""
    texts = {t.lower for t in said.tokens[low:high]}
    lemmas: set[str] = set().union(*said.lemmas[low:high])
    if high - low <= 3 and texts & {",", "и", "and"}:
        yield "list"
    if high - low <= 1 and texts <= LISTS:
        yield "list1"
    if lemmas & words["say"]:
        yield f"say{way}"
    if lemmas & words["turn"]:
        yield "turn"
    if texts & {"«", '"', "“"}:
        yield "quote"
