"""Trains the coder's scorers from coded texts, and measures them on what they have not seen.

    train_coder.py FOLDER… --out src/pactwatch/models/coder.json.z     learn from all the folders
    train_coder.py FOLDER… --folds 5 --to OUT                          write each folder's claims, coded by folds

A folder holds articles.jsonl and gold.jsonl (a line per sentence: article_id, char_start, char_end, events). The texts written for
training, in training/, always join in; they are never measured on. Deterministic: the same texts give the same weights. Needs scikit-learn.
"""

import argparse
import json
import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from learning.texts import Text, coders, finders, read, shuffled, written
from learning.train import train

from pactwatch.claims.scorer import pack
from pactwatch.nouns import Claim

TRAINING = Path(__file__).parent.parent / "training"


def row_of(claim: Claim) -> dict[str, Any]:
    """A claim as a line of a file."""
    return {"article": claim.article, "start": claim.start, "end": claim.stop, "source": claim.source, "target": claim.target,
            "type": claim.type, "act": claim.act, "status": claim.status, "symmetric": claim.symmetric,
            "speaker": claim.speaker, "probability": claim.probability}


def by_folds(texts: Sequence[Text], more: list[Text], folds: int, threshold: float | None = None, seed: int = 7) -> Iterator[tuple[Text, list[Claim]]]:
    """Claims of every text by a coder trained without its fold, but with `more`."""
    found, order = finders(), shuffled(texts, seed)
    for fold in range(folds):
        models = train([t for i, t in enumerate(order) if i % folds != fold] + more, found)
        able = coders(models, found, models["threshold"] if threshold is None else dict.fromkeys(found, threshold))
        for text in order[fold::folds]:
            yield text, able[text.article.language].claims(text.article)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--folds", type=int)
    parser.add_argument("--to", type=Path)
    parser.add_argument("--threshold", type=float, help="instead of the one learned")
    options = parser.parse_args()
    texts, more = list(read(options.folders)), list(written(TRAINING))
    if options.out:
        options.out.write_bytes(pack(train(texts + more, finders(), quiet=False)))
    if options.folds:
        files = {f.name: (options.to / f"{f.name}.jsonl").open("w", encoding="utf-8") for f in options.folders}
        for text, claims in by_folds(texts, more, options.folds, options.threshold):
            for claim in claims:
                files[text.folder].write(json.dumps(row_of(claim), ensure_ascii=False) + "\n")


if __name__ == "__main__":
    if os.environ.get("PYTHONHASHSEED") != "0":  # sets are walked in one order, so that the same texts give the same weights
        os.execve(sys.executable, [sys.executable, *sys.argv], {**os.environ, "PYTHONHASHSEED": "0"})
    main()
