"""The excerpt, sentence by sentence with its English, and the pull quote out of it."""

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from ..nouns import Article, Pair, Passage
from .desktop import Desktop

Offsets = Sequence[tuple[int, int]]
Paragraphs = tuple[tuple[Pair, ...], ...]


def _blocks(text: str, offsets: Offsets) -> list[list[int]]:
    """Sentence numbers by paragraph of the article; a text without line ends is cut into threes, a short one in two."""
    blocks: list[list[int]] = []
    for i, (start, _) in enumerate(offsets):
        new = not blocks or "\n" in text[offsets[i - 1][1] : start]
        blocks.append([i]) if new else blocks[-1].append(i)
    if len(blocks) > 1 or len(offsets) < 2:
        return blocks
    size = 3 if len(offsets) > 6 else (len(offsets) + 1) // 2
    every = list(range(len(offsets)))
    return [every[i : i + size] for i in range(0, len(every), size)]


def chosen(text: str, offsets: Offsets, scores: Sequence[float], most: int = 4) -> list[list[int]]:
    """Two to `most` paragraphs, those with the highest scores, in the order of the article."""
    blocks = _blocks(text, offsets)
    ranked = sorted(range(len(blocks)), key=lambda b: (-sum(scores[i] for i in blocks[b]), b))
    worth = [b for b in ranked if sum(scores[i] for i in blocks[b]) > 0]
    return [blocks[b] for b in sorted((worth if len(worth) > 1 else ranked)[: max(2, min(most, len(worth)))])]


def typeset(sentence: str) -> str:
    """The sentence with curly quotation marks and single-character ellipses; no word is touched."""
    sentence = re.sub(r"\.\.\.", "…", sentence)
    sentence = re.sub(r'(^|[\s(\[])"', r"\1“", sentence).replace('"', "”")
    plural = r"s'(?= )" if not re.search(r"(^|\s)'", sentence) else r"(?!)"  # "the neighbors' quarrel", where no quotation is open
    return re.sub(plural, "s’", re.sub(r"(\w)'(\w)", r"\1’\2", sentence))


def translations(article: Article, offsets: Offsets) -> tuple[tuple[str | None, ...], tuple[str, ...]]:
    """English by sentence, None where there is none, and warnings."""
    if article.language == "en":
        return (None,) * len(offsets), ()
    if not article.translation:
        return (None,) * len(offsets), ("The excerpt stands in its original language only: nobody has translated it.",)
    if len(article.translation) != len(offsets):
        told = f"The translation has {len(article.translation)} sentences, the original {len(offsets)}: the original stands alone."
        return (None,) * len(offsets), (told,)
    return tuple(map(typeset, article.translation)), ()


def omitted(sentence: str) -> str:
    """The sentence with the mark that something was left out after it."""
    return f"{sentence[:-1]}…." if sentence.endswith(".") else f"{sentence} …"


def _cut_after(pair: Pair) -> Pair:
    if pair.translation is None:
        return replace(pair, original=omitted(pair.original))
    return replace(pair, translation=omitted(pair.translation))


def excerpt(desk: Desktop, article: Article, scores: Sequence[float]) -> tuple[Paragraphs, tuple[str, ...]]:
    """The paragraphs of the excerpt as pairs of original and English, and warnings. `scores`: one per sentence."""
    offsets = desk.sentences[article.id]
    english, warnings = translations(article, offsets)
    blocks = chosen(article.text, offsets, scores)
    paragraphs = []
    for block, after in zip(blocks, [*blocks[1:], None], strict=True):
        pairs = []
        for i in block:
            start, stop = offsets[i]
            words = article.text[start:stop]
            pairs.append(Pair(words, english[i], Passage(article.id, start, stop, words)))
        if after and after[0] != block[-1] + 1:
            pairs[-1] = _cut_after(pairs[-1])
        paragraphs.append(tuple(pairs))
    return tuple(paragraphs), warnings


def _shortened(sentence: str, most: int) -> str:
    words = sentence.split(" ")
    return sentence if len(words) <= most else " ".join(words[:most]).rstrip(" ,;:—–-") + "…"


def _leans(sentence: str, leaning: Collection[str]) -> bool:
    """Whether a sentence begins by pointing back: "Before that, Bishkek canceled …"."""
    words = re.findall(r"\w+", sentence.lower())[:2]
    return bool({" ".join(words), *words[:1]} & set(leaning))


def pull_quote(paragraphs: Paragraphs, score_of: dict[int, float], leaning: Collection[str] = (), most: int = 45) -> str:
    """The weightiest sentence of the excerpt between curly quotes, cut with … after `most` words.

    `score_of` is by the sentence's offset; a sentence that leans on the one before, by its first words, weighs half; of equals, one without quotation
    marks of its own, then the first.
    """
    pairs = [pair for paragraph in paragraphs for pair in paragraph]
    shown = [(pair.translation or pair.original, pair.passage.start) for pair in pairs]
    weight = {start: score_of.get(start, 0.0) * (0.5 if _leans(words, leaning) else 1.0) for words, start in shown}
    best = max(shown, key=lambda p: (weight[p[1]], not set('“”«»"') & set(p[0]), -p[1]))
    return f"“{_shortened(best[0].strip(), most)}”"
