"""Trains the models of opinions with their words, and measures them on sentences that they have not seen.

    train_opinions.py RUOPINIONNE [--folds 5]                                   print the score by folds
    train_opinions.py RUOPINIONNE --out src/pactwatch/models/opinions.json.z    and learn from everything

RUOPINIONNE holds train.jsonl. Sentence n is in fold n // 20 % folds, so that neighbours, which are of one article, stay together.
The score is that of structured sentiment (SemEval-2022, task 10), which the shared task took over: an opinion is found where its
polarity is right and holder, target and words each overlap with the true ones (nobody with nobody, the author with the author); it counts
with the mean of the three shares of tokens. Precision weighs shares of what is said, recall shares of what is true; F1 is of the two.
Bars are the same everywhere (BARS). Deterministic. Needs scikit-learn.
"""

import argparse
import json
from collections import Counter
from pathlib import Path

from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from pactwatch import atlas
from pactwatch.languages import ru
from pactwatch.stances.lexicon import Lexicon
from pactwatch.stances.opinions import CONTENT, Opinions, candidates, holding, part, tie, word
from pactwatch.stances.weights import Softmax, pack

STRENGTH = {"word": 0.6, "target": 0.5, "holder": 0.5, "holding": 0.3}
BLOCK = 20  # sentences that stay in one fold
BARS = {"word": 0.2, "opinion": 0.15, "second": 0.5, "holder": 0.2}  # from a coarse look at the first fold


def cuts(opinion, key):
    """The stretches of characters of one part; empty where nobody is named."""
    pairs = (tuple(map(int, place.split(":"))) for place in opinion[key][1] if ":" in place and place != "0:0")
    return [cut for cut in pairs if cut[0] < cut[1]]


def tokens(said, spans):
    return {i for i, t in enumerate(said.tokens) if any(t.start < stop and t.stop > start for start, stop in spans)}


def truth(row, said):
    """(holder, target, words, polarity), the first three as sets of tokens; the author is token -1."""
    found = []
    for opinion in row["opinions"]:
        holder = {-1} if opinion["Source"][0] == ["AUTHOR"] else tokens(said, cuts(opinion, "Source"))
        found.append((holder, tokens(said, cuts(opinion, "Target")), tokens(said, cuts(opinion, "Polar_expression")), opinion["Polarity"].lower()))
    return found


def told(opinions):
    """Opinions in the same form."""
    inside = lambda stretch: set(range(stretch[0], stretch[1] + 1)) if stretch else set()
    return [({-1} if o.author else inside(o.holder), inside(o.target), inside(o.words), o.polarity) for o in opinions]


def share(one, others):
    """How much of an opinion the best of the others holds: the mean share of its holder's, target's and words' tokens."""
    best = 0.0
    for other in others:
        parts = [(a, b) for a, b in zip(one[:3], other[:3], strict=True)]
        if one[3] == other[3] and all(a & b or (not a and not b) for a, b in parts):
            best = max(best, sum(len(a & b) / len(a) if a else 1.0 for a, b in parts) / 3)
    return best


def f1(rows):
    """Of rows (true, said): precision, recall and F1, weighted by shares."""
    right = [share(one, true) for true, said in rows for one in said]
    found = [share(one, said) for true, said in rows for one in true]
    p, r = sum(right) / max(len(right), 1), sum(found) / max(len(found), 1)
    return p, r, 2 * p * r / max(p + r, 1e-9)


def read(path, lexicon):
    """Rows (number, text, sentence as read, truth)."""
    for row in map(json.loads, path.read_text(encoding="utf-8").splitlines()):
        said = lexicon.read(row["text"], 0, len(row["text"]))
        yield row["sent_id"], row["text"], said, truth(row, said)


def fit(rows, strength):
    """Rows (features, label) -> Softmax over what was seen at least twice."""
    counts = Counter(name for row, _ in rows for name in row)
    table = DictVectorizer()
    matrix = table.fit_transform([{name: value for name, value in row.items() if counts[name] > 1} for row, _ in rows])
    matrix.indices, matrix.indptr = matrix.indices.astype("int32"), matrix.indptr.astype("int32")  # liblinear takes no longer ones
    labels = [label for _, label in rows]
    two = len(set(labels)) == 2
    model = LogisticRegression(C=strength, solver="liblinear" if two else "lbfgs", tol=1e-3, max_iter=100).fit(matrix, labels)
    weights = {name: ((0.0, float(column[0])) if two else tuple(map(float, column)))
               for name, column in zip(table.feature_names_, model.coef_.T, strict=True) if abs(column).max() > 0.02}
    bias = (0.0, float(model.intercept_[0])) if two else tuple(map(float, model.intercept_))
    return Softmax(tuple(model.classes_), {"bias": bias, **weights})


def learn(rows):
    """The four models from coded sentences."""
    words, targets, holders, kinds = [], [], [], []
    for _, text, said, true in rows:
        label = {at: polarity for _, _, inside, polarity in true for at in inside}
        words += [(word(said, at), label.get(at, "no")) for at in range(len(said.tokens)) if part(said, at) in CONTENT]
        others = candidates(said, text)
        for stretch, polarity in {((min(e), max(e)), p) for _, _, e, p in true if e}:
            mine = [row for row in true if row[2] and (min(row[2]), max(row[2])) == stretch and row[3] == polarity]
            free = [o for o in others if o[1] < stretch[0] or o[0] > stretch[1]]
            rows_ = [(o, tie(said, stretch, polarity, o), set(range(o[0], o[1] + 1))) for o in free]
            targets += [(row, "yes" if any(inside & m[1] for m in mine) else "no") for _, row, inside in rows_]
            holders += [(row, "yes" if any(inside & m[0] for m in mine) else "no") for _, row, inside in rows_]
            kind = "author" if -1 in mine[0][0] else "named" if mine[0][0] else "nobody"
            kinds.append((holding(said, stretch, polarity), kind))
    found = {"word": words, "target": targets, "holder": holders, "holding": kinds}
    return {name: fit(rows, STRENGTH[name]) for name, rows in found.items()}


def by_folds(rows, count, lexicon):
    """Precision, recall and F1 over all sentences, each read by models that never saw its fold."""
    found = []
    for n in range(count):
        reader = Opinions(lexicon, {**learn([r for r in rows if r[0] // BLOCK % count != n]), "bars": BARS})
        found += [(true, told(reader.read(text, 0, len(text))[1])) for number, text, _, true in rows if number // BLOCK % count == n]
    return f1(found)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--folds", type=int, default=5)
    chosen = parser.parse_args()
    lexicon = Lexicon(ru, atlas.attitudes("ru"))
    rows = list(read(chosen.folder / "train.jsonl", lexicon))
    if chosen.out:
        chosen.out.write_bytes(pack({**learn(rows), "bars": BARS}))
    precision, recall, found = by_folds(rows, chosen.folds, lexicon)
    print(json.dumps({"precision": precision, "recall": recall, "f1": found, "sentences": len(rows), "opinions": sum(len(r[3]) for r in rows)}))


if __name__ == "__main__":
    main()
