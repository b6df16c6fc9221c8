"""A sentence → opinions with their words: who holds what of whom, and the words that say so."""

from collections import deque
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from ..nouns import Article, Span, Stance
from .chain import BEGINS, Chain
from .lexicon import Lexicon, Said, sentences
from .plain import Plain, word
from .ties import EARLIER, Scene, Stretch, heard

LEAST = 0.05  # from which chance a name or noun is weighed as a target


class Opinion(NamedTuple):
    """`holder`: tokens of the sentence, None where nobody is named; `author`: the writer holds it. All stretches are of tokens."""

    holder: Stretch | None
    author: bool
    target: Stretch
    words: Stretch
    polarity: str
    probability: float


class Opinions(Plain):
    """`models`: those of models/opinions.json.z; the words are read together, as a chain."""

    fully = True

    def __init__(self, lexicon: Lexicon, models: Mapping[str, Any]) -> None:
        super().__init__(lexicon, models)
        self.chain = Chain(models["word"])

    def expressions(self, said: Said) -> Iterator[tuple[Stretch, str, float]]:
        """Runs of words that tell an opinion of one polarity, each with the chance of its likeliest word. A run ends where another rather begins."""
        chances = self.chain.chances([word(said, at) for at in range(len(said.tokens))])
        begins, goes = chances[:, 1:3].tolist(), chances[:, 3:5].tolist()
        runs: list[tuple[int, int, str, float]] = []
        for at, rows in enumerate(zip(begins, goes, strict=True)):
            sure, polarity, begun = max((start + on, name, start > on) for start, on, name in zip(*rows, BEGINS, strict=True))
            if sure >= self.models["bars"]["word"]:
                first, last, same, most = runs[-1] if runs else (at, -2, "", 0.0)
                if last == at - 1 and same == polarity and not begun:
                    runs[-1] = (first, at, polarity, max(most, sure))
                else:
                    runs.append((at, at, polarity, sure))
        yield from (((first, last), polarity, sure) for first, last, polarity, sure in runs)

    def stances(self, article: Article) -> Iterator[Stance]:
        """The opinions of an article, sentence by sentence. The source is "" where nobody is named, and AUTHOR where the writer speaks."""
        earlier: deque[set[str]] = deque(maxlen=EARLIER)
        for start, stop in sentences(article.text, self.lexicon.language):
            said = self.lexicon.read(article.text, start, stop)
            for one in self.read(Scene(said, article.text, self.lexicon.words["say"], tuple(earlier))):
                parts = (("source", one.holder), ("target", one.target), ("words", one.words))
                spans = {means: self.span(article.text, said, at, means) for means, at in parts if at}
                source = spans["source"].text if one.holder else "AUTHOR" if one.author else ""
                yield Stance(article.id, source, spans["target"].text, one.polarity, one.probability, tuple(spans.values()))
            earlier.appendleft(heard(said))

    @staticmethod
    def span(text: str, said: Said, at: Stretch, means: str) -> Span:
        start, stop = said.tokens[at[0]].start, said.tokens[at[1]].stop
        return Span(start, stop, text[start:stop], means)

    def read(self, scene: Scene) -> list[Opinion]:
        """The opinions of one sentence, in order of their words."""
        return [opinion for told in self.expressions(scene.said) for opinion in self.of(scene, *told) if opinion.probability >= self.models["bars"]["opinion"]]

    def of(self, scene: Scene, words: Stretch, polarity: str, chance: float) -> Iterator[Opinion]:
        """What one expression may tell: each likely target with each likely holder. The probability is of all three together."""
        others, sure, drawn = self.ends(scene, words, polarity)
        for target, likely in zip(others, sure, strict=True):
            if likely >= LEAST:
                for who, held in self.holders(scene, words, polarity, target, drawn).items():
                    yield Opinion(who if isinstance(who, tuple) else None, who == "author", target, words, polarity, round(chance * likely * held, 3))
