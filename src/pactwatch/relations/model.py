"""The trained model: a marked sentence → the chance of each type. Its weights are made by tools/train_relate.py."""

import io
import math
import zipfile
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..atlas import MODELS
from ..contracts import Floats
from ..nouns import Bad
from .features import FAMILIES, counted
from .marked import Marked

YIELD = "YIELD"  # one type while learning: the corpora that teach it do not part CONCEDE from RETREAT


@dataclass(frozen=True, slots=True)
class Family:
    """Features of one family: name → place, and how telling each is: the log of the inverse share of sentences that have it."""

    rows: Mapping[str, int]
    rarity: Floats
    first: int  # row of the family's first feature in the weights
    weight: float

    def values(self, counts: Counter[str]) -> tuple[list[int], Floats]:
        """Rows of the weights and their values, (1 + log count) × rarity, scaled so that their vector is as long as the family weighs."""
        known = [(self.rows[name], n) for name, n in counts.items() if name in self.rows]
        places = [place for place, _ in known]
        values = np.array([1 + math.log(n) for _, n in known]) * self.rarity[places]
        return [self.first + place for place in places], values * self.weight / (np.linalg.norm(values) or 1.0)


@dataclass(frozen=True, slots=True)
class Model:
    """A linear score for each type.

    `weights`: shape (features, types + 1), `bias`: shape (types + 1,); the last column tells a RETREAT (above 0) from a CONCEDE.
    `sharpness` turns scores into chances.
    """

    types: tuple[str, ...]
    families: tuple[Family, ...]
    weights: Floats
    bias: Floats
    sharpness: float

    def scores(self, sentence: Marked) -> Floats:
        """Shape (types + 1,)."""
        total = self.bias
        for family, counts in zip(self.families, counted(sentence), strict=True):
            rows, values = family.values(counts)
            total = total + values @ self.weights[rows]
        return total

    def chances(self, sentence: Marked) -> dict[str, float]:
        """Each type with its chance; they sum to 1."""
        scores = self.scores(sentence)
        chances = softmax(self.sharpness * scores[:-1])
        parted = "RETREAT" if scores[-1] > 0 else "CONCEDE"
        return {parted if type_ == YIELD else type_: float(chance) for type_, chance in zip(self.types, chances, strict=True)}

    def best(self, sentence: Marked) -> tuple[str, float]:
        """The likeliest type and its probability."""
        return max(self.chances(sentence).items(), key=lambda row: row[1])


def softmax(scores: Floats) -> Floats:
    raised = np.exp(scores - scores.max())
    chances: Floats = raised / raised.sum()
    return chances


def pack(model: Model) -> bytes:
    """An .npz whose bytes depend on nothing but the model: weights as whole numbers from -127 to 127, a scale for each column."""
    scale = np.abs(model.weights).max(axis=0) / 127
    arrays: dict[str, Any] = {"types": np.array(model.types), "bias": model.bias, "sharpness": np.array(model.sharpness),
                              "weights": np.round(model.weights / scale).astype(np.int8), "scale": scale}
    for number, family in enumerate(model.families):
        arrays |= {f"names{number}": letters(family.rows), f"rarity{number}": family.rarity.astype(np.float16)}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        for name, value in arrays.items():
            one = io.BytesIO()
            np.save(one, value)
            file.writestr(zipfile.ZipInfo(f"{name}.npy"), one.getvalue(), zipfile.ZIP_DEFLATED, 9)
    return out.getvalue()


def unpack(data: bytes) -> Model:
    families: list[Family] = []
    with np.load(io.BytesIO(data)) as arrays:
        for number, (_, weight) in enumerate(FAMILIES):
            first = sum(len(f.rows) for f in families)
            families.append(Family(numbered(arrays[f"names{number}"]), arrays[f"rarity{number}"].astype(np.float64), first, weight))
        return Model(tuple(map(str, arrays["types"])), tuple(families), arrays["weights"] * arrays["scale"], arrays["bias"], float(arrays["sharpness"]))


def letters(names: Iterable[str]) -> NDArray[np.uint8]:
    return np.frombuffer("\n".join(names).encode(), dtype=np.uint8)


def numbered(names: NDArray[np.uint8]) -> dict[str, int]:
    return {name: i for i, name in enumerate(names.tobytes().decode().split("\n"))}


@lru_cache(2)
def load(path: Path = MODELS / "relate_en.npz") -> Model:
    """Raises Bad where the file is missing or broken: without it no type is told."""
    try:
        return unpack(path.read_bytes())
    except (OSError, ValueError, KeyError, zipfile.BadZipFile) as error:
        raise Bad(f"{path}: the weights of `relate` cannot be read ({error}); reinstall, or run tools/train_relate.py") from None
