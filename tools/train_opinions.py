"""Trains the models of opinions with their words, and measures them on sentences that they have not seen.

    train_opinions.py RUOPINIONNE [--folds 5]                                   print the score by folds
    train_opinions.py RUOPINIONNE --out src/pactwatch/models/opinions.json.z    and learn from everything
    train_opinions.py RUOPINIONNE --evidence src/pactwatch/models/evidence.json.z   learn what attitudes between names are weighed by, only

RUOPINIONNE holds train.jsonl. Sentence n is in fold n // 20 % folds, so that neighbours, which are of one article, stay together.
The score is that of structured sentiment (SemEval-2022, task 10), which the shared task took over: an opinion is found where its
polarity is right and holder, target and words each overlap with the true ones (nobody with nobody, the author with the author); it counts
with the mean of the three shares of tokens. Precision weighs shares of what is said, recall shares of what is true; F1 is of the two.
The bar of a fold is the one that does best on the unseen answers of the other folds. Deterministic. Needs scikit-learn.
"""

import argparse
import json
from collections import Counter, deque
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from learning.chain import fit_chain
from scipy.optimize import minimize
from scipy.sparse import csr_matrix
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from pactwatch import atlas
from pactwatch.contracts import Floats
from pactwatch.languages import ru
from pactwatch.stances.chain import BEGINS, LABELS
from pactwatch.stances.frames import Features
from pactwatch.stances.lexicon import Lexicon, Said
from pactwatch.stances.opinions import Opinion, Opinions
from pactwatch.stances.plain import word
from pactwatch.stances.sentence import CONTENT
from pactwatch.stances.ties import EARLIER, Scene, Stretch, heard, hold, known, part, tie, untold
from pactwatch.stances.weights import Softmax, pack

FAINT = 0.02  # weights no bigger are left out
STRENGTH = 0.15  # of the words read singly
DAMP, PLAIN_DAMP = 5.0, 3.0  # of the ends: how far their weights are held near nought
BLOCK = 20  # sentences that stay in one fold
WORD = 0.15  # from which chance a word tells an opinion: low, since the bar stands on the whole opinion
PLAIN_WORD = 0.2  # the same of evidence
BARS = tuple(n / 100 for n in range(8, 23))  # from which chance an opinion is told
Told = tuple[set[int], set[int], set[int], str]  # tokens of holder, target and words, and the polarity
Row = tuple[int, Scene, list[Told]]  # number, sentence, its opinions
Answers = list[tuple[list[Told], list[Opinion]]]  # per sentence the truth, and what was read
Scored = list[tuple[list[Told], list[Told]]]
Choices = list[tuple[Features, bool]]  # ends to choose from, and whether each is meant


def cuts(opinion: Mapping[str, Any], key: str) -> list[tuple[int, int]]:
    """The stretches of characters of one part; empty where nobody is named."""
    places = [place.split(":") for place in opinion[key][1] if ":" in place and place != "0:0"]
    return [(int(start), int(stop)) for start, stop in places if int(start) < int(stop)]


def tokens(said: Said, spans: Collection[tuple[int, int]]) -> set[int]:
    """The tokens that lie in stretches of characters."""
    return {i for i, t in enumerate(said.tokens) if any(t.start < stop and t.stop > start for start, stop in spans)}


def truth(row: Mapping[str, Any], said: Said) -> list[Told]:
    """(holder, target, words, polarity), the first three as sets of tokens; the author is token -1."""
    found = []
    for opinion in row["opinions"]:
        holder = {-1} if opinion["Source"][0] == ["AUTHOR"] else tokens(said, cuts(opinion, "Source"))
        found.append((holder, tokens(said, cuts(opinion, "Target")), tokens(said, cuts(opinion, "Polar_expression")), opinion["Polarity"].lower()))
    return found


def told(opinions: Iterable[Opinion]) -> list[Told]:
    """Opinions in the same form."""
    def inside(stretch: Stretch | None) -> set[int]:
        return set(range(stretch[0], stretch[1] + 1)) if stretch else set()

    return [({-1} if o.author else inside(o.holder), inside(o.target), inside(o.words), o.polarity) for o in opinions]


def share(one: Told, others: Iterable[Told]) -> float:
    """How much of an opinion the best of the others holds: the mean share of its holder's, target's and words' tokens."""
    best = 0.0
    for other in others:
        parts = [(a, b) for a, b in zip(one[:3], other[:3], strict=True)]
        if one[3] == other[3] and all(a & b or (not a and not b) for a, b in parts):
            best = max(best, sum(len(a & b) / len(a) if a else 1.0 for a, b in parts) / 3)
    return best


def f1(rows: Scored) -> tuple[float, float, float]:
    """Of rows (true, said): precision, recall and F1, weighted by shares."""
    right = [share(one, true) for true, said in rows for one in said]
    found = [share(one, said) for true, said in rows for one in true]
    p, r = sum(right) / max(len(right), 1), sum(found) / max(len(found), 1)
    return p, r, 2 * p * r / max(p + r, 1e-9)


def read(path: Path, lexicon: Lexicon) -> Iterator[Row]:
    """Rows (number, scene, truth). The sentences before stand in the same article, most of them."""
    earlier: deque[set[str]] = deque(maxlen=EARLIER)
    for row in map(json.loads, path.read_text(encoding="utf-8").splitlines()):
        said = lexicon.read(row["text"], 0, len(row["text"]))
        yield row["sent_id"], Scene(said, row["text"], lexicon.words["say"], tuple(earlier)), truth(row, said)
        earlier.appendleft(heard(said))


def table(rows: Sequence[Features]) -> tuple[list[str], csr_matrix]:
    """Named features -> their table, with what was seen at least twice."""
    counts, found = Counter(name for row in rows for name in row), DictVectorizer()
    matrix = found.fit_transform([{name: value for name, value in row.items() if counts[name] > 1} for row in rows]).tocsr()
    return found.feature_names_, matrix


def kept(names: Sequence[str], columns: Floats) -> dict[str, tuple[float, ...]]:
    """Weights that say something."""
    return {name: tuple(map(float, column)) for name, column in zip(names, columns, strict=True) if np.abs(column).max() > FAINT}


def fit(rows: Sequence[tuple[Features, str]]) -> Softmax:
    """Rows (features, label) -> Softmax."""
    names, matrix = table([row for row, _ in rows])
    model = LogisticRegression(C=STRENGTH, tol=1e-3, max_iter=200).fit(matrix, [label for _, label in rows])
    return Softmax(tuple(model.classes_), {"bias": tuple(map(float, model.intercept_)), **kept(names, model.coef_.T)})


def choice(groups: Sequence[Choices], damp: float = DAMP) -> Softmax:
    """Groups of rows (features, whether this one is meant), one meant at least -> weights that choose among them (conditional logit)."""
    groups = [group for group in groups if any(meant for _, meant in group)]
    names, matrix = table([row for group in groups for row, _ in group])
    meant = np.array([is_ for group in groups for _, is_ in group], float)
    sizes = [len(group) for group in groups]
    first, of = np.cumsum([0, *sizes[:-1]]), np.repeat(np.arange(len(groups)), sizes)
    turned = matrix.T.tocsr()

    def loss(weights: Floats) -> tuple[float, Floats]:
        total = matrix @ weights
        odds = np.exp(total - np.maximum.reduceat(total, first)[of])
        every, right = np.add.reduceat(odds, first), np.add.reduceat(odds * meant, first)
        slope = turned @ (odds / every[of] - odds * meant / right[of])
        return np.log(every / right).sum() + damp / 2 * weights @ weights, slope + damp * weights

    weights = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B", options={"maxiter": 200}).x
    return Softmax(("this",), {"bias": (0.0,), **kept(names, weights[:, None])})


def over(stretch: Stretch, tokens_: Collection[int]) -> bool:
    """Whether a stretch holds one of the tokens."""
    return any(at in tokens_ for at in range(stretch[0], stretch[1] + 1))


def ends(scene: Scene, true: Sequence[Told], fully: bool) -> tuple[list[Choices], list[Choices]]:
    """Per coded expression of a sentence the choice of its target, and per target the choice of its holder."""
    targets: list[Choices] = []
    holders: list[Choices] = []
    for words, polarity in sorted({((min(e), max(e)), p) for _, _, e, p in true if e}):
        mine = [row for row in true if row[2] and (min(row[2]), max(row[2])) == words and row[3] == polarity]
        ties = {o: tie(scene, words, polarity, o, fully) for o in scene.free(words, fully)}
        targets.append([({**row, **dict.fromkeys(known(scene, o) if fully else (), 1.0)}, any(over(o, m[1]) for m in mine)) for o, row in ties.items()])
        for target in {next((o for o in ties if over(o, m[1])), None): 0 for m in mine}:
            if target:
                same = [m[0] for m in mine if over(target, m[1])]
                rows = [(hold(scene, words, target, o, row, fully), any(over(o, h) for h in same)) for o, row in ties.items() if o != target]
                for who, is_ in (("nobody", any(not h for h in same)), ("author", {-1} in same)):
                    rows.append((untold(scene, words, polarity, target, who, fully), is_))
                holders.append(rows)
    return targets, holders


def labels(said: Said, true: Iterable[Told]) -> list[int]:
    """Per token the number of its label: the first of an opinion's words, a further one, or none. Where two share a word, the shorter has it."""
    found = [0] * len(said.tokens)
    for inside, polarity in sorted({(tuple(sorted(words)), polarity) for _, _, words, polarity in true}, key=lambda row: (-len(row[0]), row)):
        for at in inside:
            found[at] = LABELS.index(polarity if at - 1 in inside else BEGINS[polarity])
    return found


def both_ends(rows: Iterable[Row], fully: bool, damp: float) -> dict[str, Softmax]:
    """The models of targets and holders."""
    found = [ends(scene, true, fully) for _, scene, true in rows]
    targets, holders = ([group for groups in part_ for group in groups] for part_ in zip(*found, strict=True))
    return {"target": choice(targets, damp), "holder": choice(holders, damp)}


def learn(rows: Sequence[Row]) -> dict[str, Softmax]:
    """The three models from coded sentences."""
    words = [([word(scene.said, at) for at in range(len(scene.said.tokens))], labels(scene.said, true)) for _, scene, true in rows]
    return {"word": fit_chain(words, FAINT), **both_ends(rows, True, DAMP)}


def learn_plainly(rows: Sequence[Row]) -> dict[str, Any]:
    """The models of evidence: single words, and ends by where they stand."""
    words: list[tuple[Features, str]] = []
    for _, scene, true in rows:
        label = {at: polarity for _, _, inside, polarity in true for at in inside}
        words += [(word(scene.said, at), label.get(at, "no")) for at in range(len(scene.said.tokens)) if part(scene.said, at) in CONTENT]
    return {"word": fit(words), **both_ends(rows, False, PLAIN_DAMP), "bars": {"word": PLAIN_WORD}}


def unseen(rows: Sequence[Row], count: int, lexicon: Lexicon) -> Iterator[Answers]:
    """Per fold: (truth, opinions likelier than the lowest bar), read by models that never saw it."""
    for n in range(count):
        models = learn([r for r in rows if r[0] // BLOCK % count != n])
        reader = Opinions(lexicon, {**models, "bars": {"word": WORD, "opinion": BARS[0]}})
        yield [(true, reader.read(scene)) for number, scene, true in rows if number // BLOCK % count == n]


def above(answers: Answers, bar: float) -> Scored:
    """What is told under a bar."""
    return [(true, told([o for o in opinions if o.probability >= bar])) for true, opinions in answers]


def best(answers: Answers) -> float:
    """The bar under which F1 is highest."""
    return max(BARS, key=lambda bar: f1(above(answers, bar))[2])


def by_folds(folds: Sequence[Answers]) -> tuple[float, float, float]:
    """Precision, recall and F1 over all sentences; the bar of a fold comes from the others."""
    return f1([row for fold in folds for row in above(fold, best([r for other in folds if other is not fold for r in other]))])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--evidence", type=Path)
    parser.add_argument("--folds", type=int, default=5)
    chosen = parser.parse_args()
    lexicon = Lexicon(ru, atlas.attitudes("ru"))
    rows = list(read(chosen.folder / "train.jsonl", lexicon))
    if chosen.evidence:
        chosen.evidence.write_bytes(pack(learn_plainly(rows)))
        return
    folds = list(unseen(rows, chosen.folds, lexicon))
    bar = best([row for fold in folds for row in fold])
    if chosen.out:
        chosen.out.write_bytes(pack({**learn(rows), "bars": {"word": WORD, "opinion": bar}}))
    precision, recall, found = by_folds(folds)
    print(json.dumps({"precision": precision, "recall": recall, "f1": found, "sentences": len(rows), "opinions": sum(len(r[2]) for r in rows)}))


if __name__ == "__main__":
    main()
