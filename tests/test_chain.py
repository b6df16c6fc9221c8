"""A chain of labels: the chances at each token are those of all labellings weighed one by one."""

from itertools import product
from math import exp

import numpy as np
import pytest

from pactwatch.stances.chain import FIRST, LABELS, Chain, after
from pactwatch.stances.weights import Softmax

SENTENCE = [["a"], ["b", "c"], ["unknown"], ["a", "c"]]


@pytest.fixture(scope="module")
def model() -> Softmax:
    lot = np.random.default_rng(4)
    names = ["bias", FIRST, *map(after, LABELS), "a", "b", "c"]
    return Softmax(LABELS, {name: tuple(lot.normal(size=len(LABELS)).tolist()) for name in names})


def weight(model: Softmax, labels: tuple[int, ...]) -> float:
    """What one labelling of the sentence weighs."""
    rows = [model.weights[FIRST], *(model.weights[after(LABELS[label])] for label in labels)]
    return exp(sum(row[label] + sum(model.weights[name][label] for name in ["bias", *names] if name in model.weights)
                   for row, label, names in zip(rows, labels, SENTENCE, strict=False)))


def test_chances_are_shares_of_all_labellings(model: Softmax) -> None:
    weights = {labels: weight(model, labels) for labels in product(range(len(LABELS)), repeat=len(SENTENCE))}
    expected = [[sum(w for labels, w in weights.items() if labels[at] == label) for label in range(len(LABELS))] for at in range(len(SENTENCE))]
    assert Chain(model).chances(SENTENCE) == pytest.approx(np.array(expected) / sum(weights.values()))


def test_an_empty_sentence_has_no_chances(model: Softmax) -> None:
    assert Chain(model).chances([]).shape == (0, len(LABELS))
