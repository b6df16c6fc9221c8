"""Softmax regressions over named features with values; their weights are made by tools/train_stance.py."""

import json
import math
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from ..nouns import Bad

MODELS = Path(__file__).parent.parent / "models"


@dataclass(frozen=True, slots=True)
class Softmax:
    """`weights`: feature → a weight a class; the feature "bias" is always on."""

    classes: tuple[str, ...]
    weights: Mapping[str, tuple[float, ...]]

    def chances(self, features: Mapping[str, float]) -> dict[str, float]:
        """Class → probability; they sum to 1."""
        total = list(self.weights["bias"])
        for name, value in features.items():
            row = self.weights.get(name)
            if row:
                for at, weight in enumerate(row):
                    total[at] += weight * value
        top = max(total)
        odds = [math.exp(score - top) for score in total]
        return dict(zip(self.classes, (o / sum(odds) for o in odds), strict=True))


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
