"""Samples → scorers."""

from collections.abc import Iterable, Sequence

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from pactwatch.claims.decode import NOTHING
from pactwatch.claims.scorer import Scorer
from pactwatch.contracts import Floats

from .samples import Choice, Names, Row

STRENGTH_ENDS = 0.1
STRENGTH_DEED = 0.12
STRENGTH = {"act": 1.0, "status": 0.6, "background": 0.6, "symmetric": 0.5}
STRENGTH_KEEP = 0.1
FAINT = 0.0005  # weights below this are left out


def matrix_of(rows: Sequence[Row], names: Names, least: int) -> tuple[csr_matrix, list[str]]:
    """Rows of feature numbers → a sparse matrix of ones and its names; what is seen fewer times than `least` is left out."""
    starts = np.concatenate([[0], np.cumsum([len(row) for row in rows])])
    columns = np.concatenate([np.asarray(row, dtype=np.int32) for row in rows])
    matrix = csr_matrix((np.ones(len(columns)), columns, starts), shape=(len(rows), len(names)))
    keep = np.flatnonzero(np.bincount(columns, minlength=len(names)) >= least)
    told = list(names)
    return matrix[:, keep].tocsr(), [told[i] for i in keep]


def scorer(classes: Iterable[str], names: Sequence[str], weights: Floats) -> Scorer:
    """A scorer without its faint rows."""
    used = np.abs(weights).max(axis=1) >= FAINT
    kept = [n for n, u in zip(names, used, strict=True) if u]
    return Scorer(tuple(map(str, classes)), {n: i for i, n in enumerate(kept)}, weights[used])


def fit(rows: Sequence[Row], labels: Sequence[str], names: Names, strength: float) -> Scorer:
    """A softmax, or of two labels a logistic, regression."""
    matrix, kept = matrix_of(rows, names, 2)
    model = LogisticRegression(C=strength, max_iter=400)
    model.fit(matrix, labels)
    classes, weights, bias = list(model.classes_), model.coef_.T, model.intercept_
    if len(classes) == 2:
        flip = -1.0 if classes[1] != "True" else 1.0
        classes, weights, bias = ["True"], weights * flip, bias * flip
    if "bias" in kept:
        weights[kept.index("bias")] += bias
    else:
        kept, weights = [*kept, "bias"], np.vstack([weights, bias])
    return scorer(classes, kept, weights)


def fit_ends(choices: Sequence[Choice], names: dict[str, Names]) -> dict[str, Scorer]:
    """Source, target and pair weights together: the chance of the right pair among all pairs of a hit (conditional logit)."""
    starts = np.concatenate([[0], np.cumsum([len(c.candidates) for c in choices])])
    c, c_names = matrix_of([row for choice in choices for row in choice.candidates], names["ends"], 3)
    x, x_names = matrix_of([row for choice in choices for _, _, row in choice.pairs], names["pair"], 3)
    s_index = np.array([start + s for start, choice in zip(starts, choices, strict=False) for s, _, _ in choice.pairs])
    t_index = np.array([start + t for start, choice in zip(starts, choices, strict=False) for _, t, _ in choice.pairs])
    group = np.repeat(np.arange(len(choices)), [len(choice.pairs) for choice in choices])
    good = np.array([g for choice in choices for g in choice.good])
    n, m, groups = c.shape[1], x.shape[1], len(choices)
    ct, xt = c.T.tocsr(), x.T.tocsr()

    def loss(w: Floats) -> tuple[float, Floats]:
        score = (c @ w[:n])[s_index] + (c @ w[n:2 * n])[t_index] + x @ w[2 * n:]
        top = np.full(groups, -np.inf)
        np.maximum.at(top, group, score)
        e = np.exp(score - top[group])
        total, right = np.bincount(group, e, groups), np.bincount(group, e * good, groups) + 1e-12
        slope = e / total[group] - e * good / right[group]
        gs, gt = np.bincount(s_index, slope, c.shape[0]), np.bincount(t_index, slope, c.shape[0])
        gradient = np.concatenate([ct @ gs, ct @ gt, xt @ slope]) + w / STRENGTH_ENDS
        return np.log(total / right).sum() + w @ w / (2 * STRENGTH_ENDS), gradient

    w = minimize(loss, np.zeros(2 * n + m), jac=True, method="L-BFGS-B", options={"maxiter": 150}).x
    made = {"source": (c_names, w[:n]), "target": (c_names, w[n:2 * n]), "pair": (x_names, w[2 * n:])}
    return {name: scorer(("True",), named, np.asarray(v).reshape(-1, 1)) for name, (named, v) in made.items()}


def fit_deed(rows: Sequence[Row], labels: Sequence[str], names: Names) -> Scorer:
    """The deed scorer: a softmax whose labels share how much a declared meaning counts.

    The score of a type is X·W plus v where acts.toml declares it for the hit: learned once for all types, so that a rare one that is well
    declared is told too. v ends up in the rows of the features "type=…".
    """
    classes = sorted(set(labels))
    matrix, kept = matrix_of(rows, names, 2)
    types = told_types(rows, list(names), classes)
    y = np.zeros((len(rows), len(classes)))
    y[np.arange(len(rows)), [classes.index(label) for label in labels]] = 1.0
    size, turned = matrix.shape[1] * len(classes), matrix.T.tocsr()

    def loss(w: Floats) -> tuple[float, Floats]:
        weights = w[:size].reshape(-1, len(classes))
        score = matrix @ weights + w[size] * types
        score -= score.max(axis=1, keepdims=True)
        chances = np.exp(score)
        chances /= chances.sum(axis=1, keepdims=True)
        off = chances - y
        gradient = np.append((turned @ off + weights / STRENGTH_DEED).ravel(), (off * types).sum())
        return -np.log((chances * y).sum(axis=1) + 1e-12).sum() + (weights**2).sum() / (2 * STRENGTH_DEED), gradient

    w = minimize(loss, np.zeros(size + 1), jac=True, method="L-BFGS-B", options={"maxiter": 200}).x
    return shared(w[:size].reshape(-1, len(classes)), kept, classes, w[size])


def told_types(rows: Sequence[Row], names: Sequence[str], classes: Sequence[str]) -> Floats:
    """Which types are declared for each hit, shape (hits, types)."""
    at = {type_: i for i, type_ in enumerate(classes)}
    types = np.zeros((len(rows), len(classes)))
    for row, told in enumerate(rows):
        for number in told:
            name, _, value = names[number].partition("=")
            if name == "type" and value in at:
                types[row, at[value]] = 1.0
    return types


def shared(weights: Floats, names: Sequence[str], classes: Sequence[str], v: float) -> Scorer:
    """The scorer, with the shared weight put into the rows of the declared types, those never seen among them."""
    rows = {name: weights[i] for i, name in enumerate(names)}
    for i, type_ in enumerate(classes):
        if type_ != NOTHING:
            rows[f"type={type_}"] = rows.get(f"type={type_}", np.zeros(len(classes))) + v * (np.arange(len(classes)) == i)
    return scorer(classes, list(rows), np.array(list(rows.values())))
