"""Sentences with a label for each token → a linear chain (pactwatch.stances.chain), fitted by its likelihood."""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from pactwatch.contracts import Floats
from pactwatch.stances.chain import FIRST, LABELS, after
from pactwatch.stances.weights import Softmax

LEAST = 3  # how often a feature must be seen to count
DAMP = 2.0  # how far the weights of features are held near nought; those of order are few, and held a tenth as much
ROUNDS = 80  # of the search: further ones move F1 no more
Ints = NDArray[np.int_]


def side_by_side(lengths: Sequence[int]) -> list[Ints]:
    """Per place in a sentence the rows of all the sentences that reach it, the longest first."""
    starts, order = np.cumsum([0, *lengths[:-1]]), np.argsort([-n for n in lengths], kind="stable")
    return [starts[order[:sum(n > at for n in lengths)]] + at for at in range(max(lengths))]


def expected(scores: Floats, first: Floats, steps: Floats, places: Sequence[Ints]) -> tuple[Floats, Floats, float]:
    """Under the weights: the chance of each label at each token, how often each label follows each, and the logarithm of what all labellings weigh."""
    tops = scores.max(axis=1, keepdims=True)
    own, moves = np.exp(scores - tops), np.exp(steps)
    forward, back, scale = np.empty_like(own), np.ones_like(own), np.empty((len(own), 1))
    for at, here in enumerate(places):
        state = own[here] * (np.exp(first) if at == 0 else forward[places[at - 1][:len(here)]] @ moves)
        scale[here] = state.sum(axis=1, keepdims=True)
        forward[here] = state / scale[here]
    follow = np.zeros_like(moves)
    for before, here in reversed(list(pairwise(places))):
        onward = own[here] * back[here] / scale[here]
        back[before[:len(here)]] = onward @ moves.T
        follow += moves * (forward[before[:len(here)]].T @ onward)
    return forward * back, follow, float(np.log(scale).sum() + tops.sum())


def counted(labels: Iterable[Ints]) -> Floats:
    """How often each label follows each in sentences of numbers of labels."""
    found = np.zeros((len(LABELS), len(LABELS)))
    for row in labels:
        np.add.at(found, (row[:-1], row[1:]), 1)
    return found


def matrix_of(tokens: Sequence[Iterable[str]]) -> tuple[list[str], csr_matrix]:
    """Tokens as named features → the names that are seen often enough, and the table."""
    counts = Counter(name for row in tokens for name in row)
    number = {name: at for at, name in enumerate(sorted(name for name, many in counts.items() if many >= LEAST))}
    rows = [sorted(number[name] for name in row if name in number) for row in tokens]  # sorted: sums in one order, whatever the order of sets
    columns = [at for row in rows for at in row]
    return list(number), csr_matrix((np.ones(len(columns)), columns, np.cumsum([0, *map(len, rows)])), shape=(len(rows), len(number)))


def fit_chain(sentences: Iterable[tuple[Sequence[Iterable[str]], Sequence[int]]], faint: float) -> Softmax:
    """Sentences (features of each token, number of its label) → Softmax; weights no bigger than `faint` are left out."""
    coded = [(rows, np.array(labels)) for rows, labels in sentences if rows]
    names, matrix = matrix_of([row for rows, _ in coded for row in rows])
    places, turned, size = side_by_side([len(rows) for rows, _ in coded]), matrix.T.tocsr(), len(LABELS)
    true = np.eye(size)[np.concatenate([labels for _, labels in coded])]
    followed, held = counted([labels for _, labels in coded]), np.full((len(names) + 2 + size, size), DAMP / 10)
    held[:len(names)] = DAMP

    def loss(flat: Floats) -> tuple[float, Floats]:
        weights = flat.reshape(held.shape)
        bias, first, steps = weights[len(names)], weights[len(names) + 1], weights[len(names) + 2:]
        scores = matrix @ weights[:len(names)] + bias
        chances, follow, total = expected(scores, first, steps, places)
        off = chances - true
        slope = np.vstack([turned @ off, off.sum(axis=0), off[places[0]].sum(axis=0), follow - followed]) + held * weights
        right = (scores * true).sum() + (true[places[0]] @ first).sum() + (steps * followed).sum()
        return total - right + (held * weights ** 2).sum() / 2, slope.ravel()

    best = minimize(loss, np.zeros(held.size), jac=True, method="L-BFGS-B", options={"maxiter": ROUNDS}).x.reshape(held.shape)
    order = ("bias", FIRST, *map(after, LABELS))
    told = {name: tuple(map(float, row)) for name, row in zip(names, best, strict=False) if np.abs(row).max() > faint}
    return Softmax(LABELS, {**told, **{name: tuple(map(float, row)) for name, row in zip(order, best[len(names):], strict=True)}})
