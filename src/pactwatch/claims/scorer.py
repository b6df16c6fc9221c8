"""Linear scorers: named features in, probabilities out. Their weights are made by tools/train_coder.py."""

import json
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import accumulate
from math import exp
from pathlib import Path
from typing import Any

import numpy as np

from ..atlas import MODELS
from ..contracts import Floats
from ..nouns import Bad

KEPT = 300_000  # parts of features whose sums are kept


@dataclass(frozen=True, slots=True)
class Scorer:
    """A softmax (or, with one class, logistic) regression over named features.

    `rows`: feature → row of `weights`, shape (features, classes); the feature "bias" is always on.
    """

    classes: tuple[str, ...]
    rows: dict[str, int]
    weights: Floats
    single: dict[str, float] = field(default_factory=dict)  # of one class: feature → weight, faster than an array

    def __post_init__(self) -> None:
        if len(self.classes) == 1:
            self.single.update(zip(self.rows, self.weights[:, 0].tolist(), strict=True))

    def score(self, features: Iterable[str]) -> float:
        """For a scorer of one class: the sum of the weights of the features known."""
        weigh = self.single.get
        return sum([weigh(f, 0.0) for f in features])

    def scores(self, features: Iterable[str]) -> Floats:
        """Sum of the weights of the features known, shape (classes,)."""
        return np.asarray(self.weights.take(self.known(features), axis=0).sum(axis=0))

    def known(self, features: Iterable[str]) -> list[int]:
        """The rows of the features known."""
        row = self.rows.get
        return [at for f in features if (at := row(f)) is not None]

    def probabilities(self, features: Iterable[str]) -> Floats:
        """Softmax of the scores, shape (classes,); sums to 1."""
        total = self.scores(features)
        total = np.exp(total - total.max())
        chances: Floats = total / total.sum()
        return chances

    def all_probabilities(self, samples: Sequence[Iterable[str]]) -> Floats:
        """The same of several samples at once, shape (samples, classes). Each holds the bias."""
        known = [self.known(features) for features in samples]
        begin = [0, *accumulate(map(len, known))][:-1]
        total = np.add.reduceat(self.weights.take([row for sample in known for row in sample], axis=0), begin, axis=0)
        total = np.exp(total - total.max(axis=1, keepdims=True))
        chances: Floats = total / total.sum(axis=1, keepdims=True)
        return chances

    def chance(self, features: Iterable[str]) -> float:
        """For a scorer of one class: the logistic of its score, 0 to 1."""
        return 1.0 / (1.0 + exp(min(-self.score(features), 700.0)))


class Sums(dict[Any, tuple[float, ...]]):
    """What each part of features (see ends.Part) gives to several scorers of one class; kept up to a bound, since most parts come again."""

    def __init__(self, *scorers: Scorer) -> None:
        super().__init__()
        self.scorers = [scorer.single for scorer in scorers]
        self.nothing = (0.0,) * len(scorers)
        self.begin()

    def begin(self) -> None:
        """Knows the features that stand alone, and nothing else."""
        self.clear()
        self.update({f: tuple([weigh.get(f, 0.0) for weigh in self.scorers]) for known in self.scorers for f in known})

    def __missing__(self, part: Any) -> tuple[float, ...]:
        if isinstance(part, str):
            return self.nothing
        if len(self) > KEPT:
            self.begin()
        features = part[0](*part[1:])
        self[part] = found = tuple([sum([weigh[f] for f in features if f in weigh]) for weigh in self.scorers])
        return found


def pack(models: dict[str, Any]) -> bytes:
    """Scorers and plain lists → compressed JSON; weights rounded to three places."""
    rows = {name: {"classes": m.classes, "features": list(m.rows), "weights": np.round(m.weights, 3).tolist()} if isinstance(m, Scorer) else m
            for name, m in models.items()}
    return zlib.compress(json.dumps(rows, ensure_ascii=False, separators=(",", ":")).encode(), 9)


def unpack(data: bytes) -> dict[str, Any]:
    rows = json.loads(zlib.decompress(data))
    return {name: Scorer(tuple(m["classes"]), {f: i for i, f in enumerate(m["features"])}, np.array(m["weights"]))
            if isinstance(m, dict) and "features" in m else m for name, m in rows.items()}


@lru_cache(2)
def load(path: Path = MODELS / "coder.json.z") -> dict[str, Any]:
    """The trained scorers by name. Raises Bad where the file is missing or broken: nothing is coded without them."""
    try:
        return unpack(path.read_bytes())
    except (OSError, zlib.error, ValueError, KeyError) as error:
        raise Bad(f"{path}: the coder's weights cannot be read ({error}); reinstall, or run tools/train_coder.py") from None
