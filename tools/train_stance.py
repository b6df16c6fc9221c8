"""Trains the models of attitudes, and measures them on what they have not seen.

    train_stance.py RUSENTREL --out src/pactwatch/models/stance.json.z    learn from everything
    train_stance.py RUSENTREL --folds 3 --to OUT                          write given.jsonl and found.jsonl, read by folds
    train_stance.py RUSENTREL --folds 3 --deals 8                         print F1 under eight other ways to deal the folds

RUSENTREL holds train/artN.{txt,ann,opin.txt} and synonyms.txt; what sentences say is read by the shipped models of opinions, which have
learned from another collection. The collection's own split into three folds is not in the folder: here documents, the longest first, are
dealt to the folds to and fro (0 1 2 2 1 0 …), so that the folds are of a size; the other ways are by lot.
The weight of recall and the calibration of a fold come from folds inside what its models learned from, never from the fold itself.
Deterministic. Needs scikit-learn.
"""

import argparse
import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Literal

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import MaxAbsScaler

from pactwatch import atlas
from pactwatch.contracts import Floats
from pactwatch.languages import ru
from pactwatch.stances import Reader
from pactwatch.stances.entities import plain
from pactwatch.stances.frames import Features
from pactwatch.stances.pairs import Pair
from pactwatch.stances.read import calibrated, choose, likely, logit
from pactwatch.stances.weights import Softmax, pack

STRENGTH = {"told": 0.1, "positive": 2.0}
SEEN = 3  # how often a feature must be seen to count
INNER = 4  # folds inside the texts learned from
GRID = tuple(round(0.2 * 11 ** (n / 12), 2) for n in range(13))  # how much recall may weigh against precision: 0.2 to 2.2
GIVEN: Final = 1  # where a row holds the features of a text with its entities given
FOUND: Final = 2  # and with those found by the reader
NEAR = 3  # points of the grid on either side that count for one
Group = int | str  # the number of a synonym group; a name that is in none stands for itself
Grouping = Callable[[str], Group]
Shares = tuple[float, float]  # precision and recall


@dataclass
class Text:
    """A document with its entities [start, stop, type] and the attitudes coded in it."""

    id: str
    text: str
    entities: list[list[Any]]
    gold: dict[tuple[Group, Group], str]  # (group, group) -> polarity


Read = tuple[Text, dict[Pair, Features], dict[Pair, Features]]  # a text with its features, entities given and found
Chances = dict[Pair, dict[str, float]]
Told = tuple[Text, Chances]


def groups(folder: Path) -> Grouping:
    """Name -> number of its synonym group: used to tell what is right, never as a feature."""
    found: dict[str, Group] = {}
    for number, line in enumerate((folder / "synonyms.txt").read_text(encoding="utf-8").splitlines()):
        for name in line.strip("{} \t\r\n").split(","):
            if name.strip():
                found.setdefault(plain(name), number)
    return lambda name: found.get(plain(name), plain(name))


def texts(folder: Path, group: Grouping) -> Iterator[Text]:
    """The documents that have a text."""
    for path in sorted((folder / "train").glob("art*.opin.txt"), key=lambda p: int(p.name.split(".")[0][3:])):
        id_ = path.name.split(".")[0]
        if not path.with_name(f"{id_}.txt").exists():
            continue
        with path.with_name(f"{id_}.txt").open(encoding="utf-8-sig", newline="") as file:
            text = file.read()
        rows = [line.split("\t")[1].split() for line in path.with_name(f"{id_}.ann").read_text(encoding="utf-8-sig").splitlines() if line.strip()]
        gold: dict[tuple[Group, Group], str] = {}
        for line in path.read_text(encoding="utf-8-sig").splitlines():
            parts = [part.strip() for part in line.split(",")]
            polarity = next((p for p in parts[2:] if p in ("pos", "neg")), None)
            if polarity and group(parts[0]) != group(parts[1]):
                gold.setdefault((group(parts[0]), group(parts[1])), polarity)
        yield Text(id_, text, [[int(start), int(stop), kind] for kind, start, stop in rows], gold)


def table(rows: Sequence[Features]) -> tuple[list[str], csr_matrix, Floats]:
    """Named features with values -> their names, the table, and the scale that each was divided by."""
    counts, names, scale = Counter(name for row in rows for name in row), DictVectorizer(), MaxAbsScaler()
    matrix = names.fit_transform([{name: value for name, value in row.items() if counts[name] >= SEEN} for row in rows])
    return names.feature_names_, scale.fit_transform(matrix).tocsr(), scale.scale_


def learn(read: Sequence[Read], group: Grouping) -> Softmax:
    """Two regressions over the same features: whether there is an attitude, from all pairs, and which one, from those alone that have one.

    One softmax over pos, neg and no does worse by two points: attitudes are few, and what tells them from nothing (how often, how near, who)
    then drowns what tells friend from foe, which wants far less damping. Learned from entities given: with those found added it did no better.
    """
    rows = [(row, text.gold.get((group(pair[0]), group(pair[1])), "no")) for text, given, _ in read for pair, row in given.items()]
    names, matrix, scale = table([row for row, _ in rows])
    labels = np.array([label for _, label in rows])
    some = np.flatnonzero(labels != "no")
    told = LogisticRegression(C=STRENGTH["told"], max_iter=600).fit(matrix, labels != "no")
    positive = LogisticRegression(C=STRENGTH["positive"], max_iter=600).fit(matrix[some], labels[some] == "pos")
    weights = np.stack([told.coef_[0], positive.coef_[0]], axis=1) / scale[:, None]
    kept = {name: tuple(map(float, row)) for name, row in zip(names, weights, strict=True) if np.abs(row).max() > 1e-4}
    return Softmax(("told", "positive"), {"bias": (float(told.intercept_[0]), float(positive.intercept_[0])), **kept})


def deal(read: Iterable[Read], count: int) -> list[list[Read]]:
    """Folds of texts: the longest first, to and fro."""
    order = sorted(read, key=lambda row: (-len(row[0].text), row[0].id))
    return [[row for at, row in enumerate(order) if min(at % (2 * count), 2 * count - 1 - at % (2 * count)) == fold] for fold in range(count)]


def read_by(model: Softmax, rows: Iterable[Read], way: Literal[1, 2]) -> list[Told]:
    """Rows (text, features, features) -> (text, chances). `way`: GIVEN or FOUND."""
    return [(row[0], likely(model, row[way])) for row in rows]


def inside(rows: Sequence[Read], group: Grouping) -> list[Told]:
    """The chances of `rows`, each text read by a model that learned from the others of them."""
    folds = deal(rows, INNER)
    models = [learn([row for other in folds if other is not fold for row in other], group) for fold in folds]
    return [one for model, fold in zip(models, folds, strict=True) for one in read_by(model, fold, GIVEN)]


def f1(rows: Iterable[Told], recall: Mapping[str, float], group: Grouping) -> dict[str, float]:
    """F1 of each polarity by the collection's protocol: precision and recall are means over texts."""
    told = [shares_of(row, recall, group) for row in rows]
    return {p: mean_f1([row[p] for row in told]) for p in ("pos", "neg")}


def shares_of(row: Told, recall: Mapping[str, float], group: Grouping) -> dict[str, Shares]:
    """Precision and recall of one text (text, chances), by polarity."""
    text, have = row[0], said(row[1], recall, group)
    return {p: shares({pair for pair, q in text.gold.items() if q == p}, {pair for pair, q in have.items() if q == p}) for p in ("pos", "neg")}


def said(chances: Chances, recall: Mapping[str, float], group: Grouping) -> dict[tuple[Group, Group], str]:
    """What is told of a text, by groups of synonyms."""
    told: dict[tuple[Group, Group], str] = {}
    for pair, polarity, _ in choose(chances, recall):
        told.setdefault((group(pair[0]), group(pair[1])), polarity)
    return told


def shares(want: set[tuple[Group, Group]], have: set[tuple[Group, Group]]) -> Shares:
    """Precision and recall of one text."""
    return len(want & have) / len(have) if have else float(not want), len(want & have) / len(want) if want else 1.0


def mean_f1(rows: Sequence[Shares]) -> float:
    """F1 of the mean precision and the mean recall."""
    precision, recall = np.mean(rows, axis=0)
    mean: float = 2 * precision * recall / max(precision + recall, 1e-9)
    return mean


def weights(rows: Sequence[Told], group: Grouping) -> dict[str, float]:
    """How recall should weigh for each polarity, by unseen chances. So few texts make a jagged curve: each point of the grid counts with its neighbours."""
    curve = [f1(rows, {"pos": weight, "neg": weight}, group) for weight in GRID]
    return {p: GRID[int(np.convolve(np.pad([at[p] for at in curve], NEAR, mode="edge"), np.ones(2 * NEAR + 1), "valid").argmax())] for p in ("pos", "neg")}


def calibration(rows: Iterable[Told], recall: Mapping[str, float], group: Grouping) -> list[float]:
    """Slope and shift of the log odds with which an answer comes true (Platt), learned from unseen answers; one line for both polarities says less too much."""
    told = [(logit(chance), right(text, pair, group) == polarity) for text, chances in rows for pair, polarity, chance in choose(chances, recall)]
    model = LogisticRegression(C=1e6).fit([[x] for x, _ in told], [y for _, y in told])
    return [round(float(model.coef_[0, 0]), 3), round(float(model.intercept_[0]), 3)]


def settled(rows: Sequence[Read], group: Grouping) -> dict[str, Any]:
    """What is shipped of `rows`: the model, and the weights of recall and the calibration from folds inside them."""
    hidden = inside(rows, group)
    recall = weights(hidden, group)
    return {"pair": learn(rows, group), "recall": recall, "calibration": calibration(hidden, recall, group)}


def by_lot(read: Sequence[Read], count: int, seed: int) -> list[list[Read]]:
    """Folds of texts by lot."""
    order = np.random.default_rng(seed).permutation(len(read))
    return [[read[at] for at in order[fold::count]] for fold in range(count)]


def unseen(folds: Sequence[Sequence[Read]], group: Grouping) -> Iterator[tuple[dict[str, Any], list[Told], list[Told]]]:
    """Per fold its models, and its texts with the chances they give, entities given and found."""
    for fold in folds:
        models = settled([row for rest in folds if rest is not fold for row in rest], group)
        yield models, read_by(models["pair"], fold, GIVEN), read_by(models["pair"], fold, FOUND)


def right(text: Text, pair: Pair, group: Grouping) -> str | None:
    """The polarity coded of a pair."""
    return text.gold.get((group(pair[0]), group(pair[1])))


def answers(models: Mapping[str, Any], rows: Iterable[Told], group: Grouping) -> Iterator[dict[str, Any]]:
    """Rows as `pactwatch stance` prints them, with the truth beside."""
    for text, chances in rows:
        for pair, polarity, chance in choose(chances, models["recall"]):
            yield {"article": text.id, "source": pair[0], "target": pair[1], "polarity": polarity,
                   "probability": round(calibrated(chance, models["calibration"]), 3), "right": right(text, pair, group) == polarity}


def other_deals(read: Sequence[Read], count: int, deals: int, group: Grouping) -> dict[str, list[float]]:
    """F1 in per cent, entities given and found, under ways to deal the folds by lot."""
    told: dict[str, list[float]] = {"given": [], "found": []}
    for seed in range(1, deals + 1):
        folds = list(unseen(by_lot(read, count, seed), group))
        for name, read_so in (("given", [(models, rows) for models, rows, _ in folds]), ("found", [(models, rows) for models, _, rows in folds])):
            rows = [shares_of(row, models["recall"], group) for models, told_ in read_so for row in told_]
            told[name].append(round(50 * sum(mean_f1([row[p] for row in rows]) for p in ("pos", "neg")), 1))
    return told


def write(rows: Iterable[dict[str, Any]], path: Path) -> None:
    """A line for each row."""
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("rusentrel", type=Path)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--folds", type=int, default=3)
    parser.add_argument("--to", type=Path)
    parser.add_argument("--deals", type=int, default=0)
    options = parser.parse_args()
    world, group = atlas.world(), groups(options.rusentrel)
    reader = Reader(ru, atlas.attitudes("ru"), atlas.attitudes("camps"), atlas.named(world.actors, "ru"), world.pacts, {})
    read = [(text, reader.read(text.text, text.entities).features, reader.read(text.text, None).features) for text in texts(options.rusentrel, group)]
    if options.to:
        folds = list(unseen(deal(read, options.folds), group))
        write([row for models, rows, _ in folds for row in answers(models, rows, group)], options.to / "given.jsonl")
        write([row for models, _, rows in folds for row in answers(models, rows, group)], options.to / "found.jsonl")
    if options.deals:
        print(json.dumps(other_deals(read, options.folds, options.deals, group)))
    if options.out:
        options.out.write_bytes(pack(settled(read, group)))


if __name__ == "__main__":
    main()
