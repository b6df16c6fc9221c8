"""The words of a sentence read together: a label for each token that fits its neighbours' (a linear chain; Lafferty, McCallum and Pereira 2001)."""

from collections.abc import Iterable, Sequence

import numpy as np

from ..contracts import Floats
from .weights import Softmax

BEGINS = {"neg": "neg|", "pos": "pos|"}  # label of the words of an opinion → label of the first of them
LABELS = ("no", *BEGINS.values(), *BEGINS)
FIRST = "first"  # the feature of a sentence's first token


def after(label: str) -> str:
    """The feature of a token that follows one with this label."""
    return f"after {label}"


class Chain:
    """`model`: weights a label of features, of standing first, and of standing after each label."""

    def __init__(self, model: Softmax) -> None:
        self.model = model
        table, rows = model.table[0], model.rows
        self.first: Floats = np.exp(table[rows[FIRST]])
        self.steps: Floats = np.exp(table[[rows[after(label)] for label in LABELS]])

    def chances(self, rows: Sequence[Iterable[str]]) -> Floats:
        """The chance of each label at each token of a sentence, whatever the others are: shape (tokens, labels). Forward and backward, scaled at each token."""
        if not rows:
            return np.zeros((0, len(LABELS)))
        scores = self.model.sums(rows)
        own = np.exp(scores - scores.max(axis=1, keepdims=True))
        forward, back = np.empty_like(own), np.ones_like(own)
        state = self.first * own[0]
        forward[0] = state / state.sum()
        for at in range(1, len(own)):
            state = (forward[at - 1] @ self.steps) * own[at]
            forward[at] = state / state.sum()
        for at in range(len(own) - 2, -1, -1):
            state = self.steps @ (own[at + 1] * back[at + 1])
            back[at] = state / state.sum()
        both = forward * back
        return np.asarray(both / both.sum(axis=1, keepdims=True))
