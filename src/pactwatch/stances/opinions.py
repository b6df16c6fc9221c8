"""A sentence → opinions with their words: who holds what of whom, and the words that say so."""

from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Any, NamedTuple

from ..nouns import Article, Span, Stance
from .entities import NAME
from .frames import Features
from .lexicon import Lexicon, Said, sentences
from .sentence import CONTENT, distance
from .weights import Softmax

WINDOW = 4  # words around an expression that tell who holds it
Stretch = tuple[int, int]  # tokens, first and last, both inside


class Opinion(NamedTuple):
    """`holder`: tokens of the sentence, None where nobody is named; `author`: the writer holds it. All stretches are of tokens."""

    holder: Stretch | None
    author: bool
    target: Stretch
    words: Stretch
    polarity: str
    probability: float


def lemma(said: Said, at: int) -> str:
    """Of a token; a mark stands for itself, nothing beyond the sentence for itself, too."""
    if not 0 <= at < len(said.tokens):
        return "|"
    return said.forms[at][0].lemma if said.forms[at] else said.tokens[at].lower


def part(said: Said, at: int) -> str:
    return said.forms[at][0].pos if said.forms[at] else "MARK"


def word(said: Said, at: int) -> Features:
    """Whether a token tells an opinion."""
    hit, own, token = said.hits[at], lemma(said, at), said.tokens[at]
    found = [f"w={own}", f"pos={part(said, at)}", f"end={own[-3:]}", f"begin={own[:5]}", f"before={lemma(said, at - 1)}", f"after={lemma(said, at + 1)}"]
    found += [f"hit={hit.name}", f"says={hit.polarity}"] if hit else ["nohit"]
    for name, step in (("left", -1), ("right", 1)):
        beside = said.hits[at + step] if 0 <= at + step < len(said.hits) else None
        found.append(f"{name}={beside.polarity}" if beside else f"{name}=none")
    found += [f"around={h.polarity}" for h in said.hits if h] + (["capital"] if token.text[0].isupper() else [])
    return dict.fromkeys(found, 1.0)


def candidates(said: Said, text: str) -> list[Stretch]:
    """Whom an opinion may be held by, or of: names, and nouns with the adjectives before them."""
    found: list[Stretch] = []
    taken: set[int] = set()
    for match in NAME.finditer(text, said.start, said.stop):
        inside = [i for i, t in enumerate(said.tokens) if t.start < match.end() and t.stop > match.start()]
        if inside and (len(inside) > 1 or inside[0] > 0 or part(said, inside[0]) in ("NOUN", "OTHER")):
            found.append((inside[0], inside[-1]))
            taken.update(inside)
    for at in range(len(said.tokens)):
        if at not in taken and part(said, at) == "NOUN":
            first = at
            while first and first - 1 not in taken and part(said, first - 1) in ("ADJ", "NUM"):
                first -= 1
            found.append((first, at))
    return sorted(found)


def tie(said: Said, words: Stretch, polarity: str, other: Stretch) -> Features:
    """Whether a candidate is an end of an opinion told by `words`."""
    forward = other[0] > words[1]
    low, high = (words[1] + 1, other[0]) if forward else (other[1] + 1, words[0])
    head, way = said.forms[other[1]], ">" if forward else "<"
    hit = said.hits[words[0]]
    sense = hit.sense if hit else "-"
    sort = "name" if said.tokens[other[1]].text[0].isupper() else "being" if head and "anim" in head[0].marks else "thing"
    far, kind = distance(high - low), part(said, words[0])
    found = [f"{far}{way}", f"{far}{way}{kind}", sort, f"{sort}{far}{way}", f"prep={lemma(said, other[0] - 1)}", f"{kind}{sort}{way}",
             f"head={lemma(said, other[1])}", f"sense={sense}{way}", f"word={lemma(said, words[0])}{way}", f"pol={polarity}{way}", f"start={other[0] <= 1}"]
    cases = {m for form in head[:3] for m in form.marks} & {"nom", "gen", "dat", "acc", "ins", "loc"} if head else set()
    found += [f"{case}{way}{kind}" for case in cases] + [f"{case}{way}{far}" for case in cases] + [f"{case}{sense}" for case in cases]
    marks = {t.lower for t in said.tokens[low:high]}
    found += [f"over={m}" for m in marks & {",", "и", "«", '"', "—", ":", "что", "который"}] + (["inside"] if low > high else [])
    found += ["verb"] if any(part(said, i) in ("VERB", "INF") for i in range(low, high)) else []
    return dict.fromkeys(found, 1.0)


def holding(said: Said, words: Stretch, polarity: str) -> Features:
    """Whether the holder is named, is the author, or nobody."""
    around = range(max(0, words[0] - WINDOW), min(len(said.tokens), words[1] + 1 + WINDOW))
    hit = said.hits[words[0]]
    found = [f"w={lemma(said, words[0])}", f"pos={part(said, words[0])}", f"pol={polarity}", f"sense={hit.sense if hit else '-'}"]
    found += [f"way={hit.way if hit else '-'}"]
    found += [f"near={lemma(said, i)}" for i in around] + [f"has={m}" for m in {t.lower for t in said.tokens} & {"«", '"', ":", "—"}]
    found += ["passive"] if any("pass" in f.marks for f in said.forms[words[0]][:1]) else []
    return dict.fromkeys(found, 1.0)


class Opinions:
    """`models`: word, target, holder, holding, and the bars, of models/opinions.json.z."""

    def __init__(self, lexicon: Lexicon, models: Mapping[str, Any]) -> None:
        self.lexicon, self.models = lexicon, models

    def expressions(self, said: Said) -> Iterator[tuple[Stretch, str, float]]:
        """Runs of words that tell an opinion of one polarity; a small word between two of them joins."""
        model: Softmax = self.models["word"]
        chances = [model.chances(word(said, at)) if part(said, at) in CONTENT else {} for at in range(len(said.tokens))]
        likelier = [max((row.get(p, 0.0), p) for p in ("neg", "pos")) for row in chances]
        marks = [polarity if sure >= self.models["bars"]["word"] else "" for sure, polarity in likelier]
        for at in range(1, len(marks) - 1):
            if not chances[at] and said.forms[at] and marks[at - 1] == marks[at + 1]:
                marks[at] = marks[at - 1]
        for polarity, run in groupby(range(len(marks)), key=lambda at: marks[at]):
            inside = list(run)
            if polarity:
                yield (inside[0], inside[-1]), polarity, max(likelier[i][0] for i in inside)

    def stances(self, article: Article) -> Iterator[Stance]:
        """The opinions of an article, sentence by sentence. The source is "" where nobody is named, and AUTHOR where the writer speaks."""
        for start, stop in sentences(article.text, self.lexicon.language):
            said, found = self.read(article.text, start, stop)
            for one in found:
                parts = (("source", one.holder), ("target", one.target), ("words", one.words))
                spans = {means: self.span(article.text, said, at, means) for means, at in parts if at}
                source = spans["source"].text if one.holder else "AUTHOR" if one.author else ""
                yield Stance(article.id, source, spans["target"].text, one.polarity, one.probability, tuple(spans.values()))

    @staticmethod
    def span(text: str, said: Said, at: Stretch, means: str) -> Span:
        start, stop = said.tokens[at[0]].start, said.tokens[at[1]].stop
        return Span(start, stop, text[start:stop], means)

    def read(self, text: str, start: int, stop: int) -> tuple[Said, list[Opinion]]:
        """The opinions of one sentence, in order of their words."""
        said = self.lexicon.read(text, start, stop)
        others = candidates(said, text)
        return said, [opinion for told in self.expressions(said) for opinion in self.of(said, others, *told)]

    def of(self, said: Said, others: list[Stretch], words: Stretch, polarity: str, chance: float) -> Iterator[Opinion]:
        """The opinions that one expression tells: the likeliest targets with the likeliest holder."""
        free = [o for o in others if o[1] < words[0] or o[0] > words[1]]
        ties = {o: tie(said, words, polarity, o) for o in free}
        targets = {o: self.models["target"].chances(row)["yes"] for o, row in ties.items()}
        holders = {o: self.models["holder"].chances(row)["yes"] for o, row in ties.items()}
        kind = self.models["holding"].chances(holding(said, words, polarity))
        best = max(targets, key=lambda o: targets[o], default=None)
        for target, sure in targets.items():
            if chance * sure >= self.models["bars"]["opinion"] and (target == best or sure >= self.models["bars"]["second"]):
                rest = {o: c for o, c in holders.items() if o != target}
                holder = max(rest, key=lambda o: rest[o], default=None)
                named = holder is not None and rest[holder] >= self.models["bars"]["holder"]
                author = not named and kind["author"] > kind["nobody"]
                yield Opinion(holder if named else None, author, target, words, polarity, round(chance * sure, 3))
