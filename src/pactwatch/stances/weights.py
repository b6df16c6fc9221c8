"""Regressions over named features with values; their weights are made by tools/train_stance.py and tools/train_opinions.py."""

import json
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import accumulate
from math import exp
from typing import Any

import numpy as np

from ..atlas import MODELS
from ..contracts import Floats
from ..nouns import Bad


@dataclass(frozen=True, slots=True)
class Softmax:
    """`weights`: feature → a weight a class; the feature "bias" is always on."""

    classes: tuple[str, ...]
    weights: Mapping[str, tuple[float, ...]]

    rows: dict[str, int] = field(default_factory=dict)  # feature → row of the table, filled from `weights`
    table: list[Floats] = field(default_factory=list)  # one array, shape (features, classes)
    first: dict[str, float] = field(default_factory=dict)  # feature → weight of the first class

    def __post_init__(self) -> None:
        self.rows.update({name: row for row, name in enumerate(self.weights)})
        self.table.append(np.array(list(self.weights.values()), dtype=float))
        self.first.update({name: row[0] for name, row in self.weights.items()})

    def chances(self, features: Mapping[str, float]) -> dict[str, float]:
        """Class → probability; they sum to 1."""
        rows = self.rows
        known = [(rows[name], value) for name, value in features.items() if name in rows]
        total = self.table[0][[rows["bias"], *(row for row, _ in known)]].T @ np.array([1.0, *(value for _, value in known)])
        odds = np.exp(total - total.max())
        return dict(zip(self.classes, (odds / odds.sum()).tolist(), strict=True))

    def totals(self, rows: Sequence[Mapping[str, float]]) -> Floats:
        """The log odds of many rows at once, shape (rows, classes)."""
        width = len(self.rows)  # the row of what the model does not know
        get, table = self.rows.get, np.vstack([self.table[0], np.zeros(len(self.classes))])
        at = [get(name, width) for features in rows for name in features]
        values = np.array([value for features in rows for value in features.values()])
        cuts = [0, *accumulate(map(len, rows))]
        sums = np.zeros((len(at) + 1, len(self.classes)))
        np.cumsum(table[at] * values[:, None], axis=0, out=sums[1:])
        return np.asarray(self.table[0][self.rows["bias"]] + sums[cuts[1:]] - sums[cuts[:-1]])

    def sums(self, rows: Sequence[Iterable[str]]) -> Floats:
        """The log odds of many rows of features that are on, shape (rows, classes)."""
        get = self.rows.get
        at = [[row for row in map(get, features) if row is not None] for features in rows]
        cuts = [0, *accumulate(map(len, at))]
        sums = np.zeros((cuts[-1] + 1, len(self.classes)))
        np.cumsum(self.table[0][[row for one in at for row in one]], axis=0, out=sums[1:])
        return np.asarray(self.table[0][self.rows["bias"]] + sums[cuts[1:]] - sums[cuts[:-1]])

    def each(self, rows: Iterable[Iterable[str]]) -> list[dict[str, float]]:
        """The chances of many rows of features that are on, in their order."""
        total = self.sums(list(rows))
        odds = np.exp(total - total.max(axis=1, keepdims=True)) if len(total) else total
        return [dict(zip(self.classes, row, strict=True)) for row in (odds / odds.sum(axis=1, keepdims=True)).tolist()]

    def scores(self, rows: Iterable[Iterable[str]]) -> list[float]:
        """The sum of the weights of the first class, for each row of features that are on."""
        get = self.first.get
        return [sum([get(name, 0.0) for name in row]) for row in rows]

    def among(self, rows: Iterable[Iterable[str]]) -> list[float]:
        """The chance of each row of features that are on to be the one meant among them, by the weights of the first class; they sum to 1."""
        return shares(self.scores(rows))


def shares(scores: Sequence[float]) -> list[float]:
    """Log odds → chances that sum to 1."""
    top = max(scores, default=0.0)
    odds = [exp(score - top) for score in scores]
    total = sum(odds)
    return [each / total for each in odds]


def pack(models: Mapping[str, Any]) -> bytes:
    """Models and plain values → compressed JSON; weights rounded to four places."""
    rows = {name: {"classes": m.classes, "weights": {f: [round(w, 4) for w in row] for f, row in m.weights.items()}} if isinstance(m, Softmax) else m
            for name, m in models.items()}
    return zlib.compress(json.dumps(rows, ensure_ascii=False, separators=(",", ":")).encode(), 9)


def unpack(data: bytes) -> dict[str, Any]:
    rows = json.loads(zlib.decompress(data))
    return {name: Softmax(tuple(m["classes"]), {f: tuple(row) for f, row in m["weights"].items()}) if isinstance(m, dict) and "weights" in m else m
            for name, m in rows.items()}


@lru_cache(4)
def load(name: str) -> dict[str, Any]:
    """The trained models of models/<name>.json.z. Raises Bad where the file is missing or broken."""
    path = MODELS / f"{name}.json.z"
    try:
        return unpack(path.read_bytes())
    except (OSError, zlib.error, ValueError, KeyError) as error:
        raise Bad(f"{path}: the weights for attitudes cannot be read ({error}); reinstall, or run make train") from None
