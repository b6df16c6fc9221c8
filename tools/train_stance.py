"""Trains the models of attitudes, and measures them on what they have not seen.

    train_stance.py RUSENTREL --out src/pactwatch/models/stance.json.z    learn from everything
    train_stance.py RUSENTREL --folds 3 --to OUT                          write given.jsonl and found.jsonl, read by folds
    train_stance.py RUSENTREL --folds 3 --deals 8                         print F1 under eight other ways to deal the folds

RUSENTREL holds train/artN.{txt,ann,opin.txt} and synonyms.txt; what sentences say is read by the shipped models of opinions, which have
learned from another collection. The collection's own split into three folds is not in the folder: here documents, the longest first, are
dealt to the folds to and fro (0 1 2 2 1 0 …), so that the folds are of a size; the other ways are by lot.
Bars and calibration of a fold come from folds inside what its models learned from, never from the fold itself. Deterministic. Needs scikit-learn.
"""

import argparse
import json
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import MaxAbsScaler

from pactwatch import atlas
from pactwatch.languages import ru
from pactwatch.stances import Reader
from pactwatch.stances.entities import plain
from pactwatch.stances.read import calibrated, choose, likely, logit
from pactwatch.stances.weights import Softmax, pack

STRENGTH = {"told": 0.1, "positive": 2.0}
SEEN = 3  # how often a feature must be seen to count
INNER = 4  # folds inside the texts learned from
# From which chance an attitude may be written. F1 is best where an answer is given from half the F1 to be had (Lipton, Elkan, Naryanaswamy 2014).
GRID = (0.08, 0.10, 0.12, 0.14, 0.16, 0.18, 0.20, 0.22, 0.25, 0.28, 0.32)
LEAN = 0.25


@dataclass
class Text:
    id: str
    text: str
    entities: list
    gold: dict  # (group, group) -> polarity


def groups(folder):
    """Name -> number of its synonym group: used to tell what is right, never as a feature."""
    found = {}
    for number, line in enumerate((folder / "synonyms.txt").read_text(encoding="utf-8").splitlines()):
        for name in line.strip("{} \t\r\n").split(","):
            if name.strip():
                found.setdefault(plain(name), number)
    return lambda name: found.get(plain(name), plain(name))


def texts(folder, group):
    """The documents that have a text."""
    for path in sorted((folder / "train").glob("art*.opin.txt"), key=lambda p: int(p.name.split(".")[0][3:])):
        id_ = path.name.split(".")[0]
        if not path.with_name(f"{id_}.txt").exists():
            continue
        with path.with_name(f"{id_}.txt").open(encoding="utf-8-sig", newline="") as file:
            text = file.read()
        rows = [line.split("\t")[1].split() for line in path.with_name(f"{id_}.ann").read_text(encoding="utf-8-sig").splitlines() if line.strip()]
        gold = {}
        for line in path.read_text(encoding="utf-8-sig").splitlines():
            parts = [part.strip() for part in line.split(",")]
            polarity = next((p for p in parts[2:] if p in ("pos", "neg")), None)
            if polarity and group(parts[0]) != group(parts[1]):
                gold.setdefault((group(parts[0]), group(parts[1])), polarity)
        yield Text(id_, text, [[int(start), int(stop), kind] for kind, start, stop in rows], gold)


def table(rows):
    """Named features with values -> their names, the table, and the scale that each was divided by."""
    counts, names, scale = Counter(name for row in rows for name in row), DictVectorizer(), MaxAbsScaler()
    matrix = names.fit_transform([{name: value for name, value in row.items() if counts[name] >= SEEN} for row in rows])
    return names.feature_names_, scale.fit_transform(matrix).tocsr(), scale.scale_


def learn(read, group):
    """Two regressions over the same features: whether there is an attitude, from all pairs, and which one, from those alone that have one.

    One softmax over pos, neg and no does worse by two points: attitudes are few, and what tells them from nothing (how often, how near, who)
    then drowns what tells friend from foe, which wants far less damping.
    """
    rows = [(row, text.gold.get((group(pair[0]), group(pair[1])), "no")) for text, features in read for pair, row in features.items()]
    names, matrix, scale = table([row for row, _ in rows])
    labels = np.array([label for _, label in rows])
    some = np.flatnonzero(labels != "no")
    told = LogisticRegression(C=STRENGTH["told"], max_iter=600).fit(matrix, labels != "no")
    positive = LogisticRegression(C=STRENGTH["positive"], max_iter=600).fit(matrix[some], labels[some] == "pos")
    weights = np.stack([told.coef_[0], positive.coef_[0]], axis=1) / scale[:, None]
    kept = {name: tuple(map(float, row)) for name, row in zip(names, weights, strict=True) if np.abs(row).max() > 1e-4}
    return Softmax(("told", "positive"), {"bias": (float(told.intercept_[0]), float(positive.intercept_[0])), **kept})


def deal(read, count):
    """Folds of texts: the longest first, to and fro."""
    order = sorted(read, key=lambda row: (-len(row[0].text), row[0].id))
    return [[row for at, row in enumerate(order) if min(at % (2 * count), 2 * count - 1 - at % (2 * count)) == fold] for fold in range(count)]


def read_by(model, rows):
    """Rows (text, features) -> (text, chances)."""
    return [(text, likely(model, features)) for text, features in rows]


def inside(rows, group):
    """The chances of `rows`, each text read by a model that learned from the others of them."""
    folds = deal(rows, INNER)
    models = [learn([row for other in folds if other is not fold for row in other], group) for fold in folds]
    return [one for model, fold in zip(models, folds, strict=True) for one in read_by(model, fold)]


def f1(rows, polarity, bars, group):
    """F1 of one polarity by the collection's protocol: precision and recall are means over texts."""
    shares = [(len(want & have) / len(have) if have else float(not want), len(want & have) / len(want) if want else 1.0)
              for want, have in (both(text, chances, polarity, bars, group) for text, chances in rows)]
    precision, recall = np.mean(shares, axis=0)
    return 2 * precision * recall / max(precision + recall, 1e-9)


def both(text, chances, polarity, bars, group):
    """What is true of a text, and what the bars let through."""
    told = {}
    for pair, found, _ in choose(chances, bars):
        told.setdefault((group(pair[0]), group(pair[1])), found)
    return {pair for pair, p in text.gold.items() if p == polarity}, {pair for pair, p in told.items() if p == polarity}


def bars(rows, group):
    """The bars that do best on unseen chances. So few texts make a jagged curve: each point of the grid counts with its neighbours."""
    table = np.array([[np.mean([f1(rows, p, {"pos": one, "neg": other, "lean": LEAN}, group) for p in ("pos", "neg")]) for other in GRID] for one in GRID])
    wide, size = np.pad(table, 1, mode="edge"), len(GRID)
    smooth = sum(wide[i:i + size, j:j + size] for i in range(3) for j in range(3))
    one, other = np.unravel_index(smooth.argmax(), smooth.shape)
    return {"pos": GRID[one], "neg": GRID[other], "lean": LEAN}


def calibration(rows, found, group):
    """Slope and shift of the log odds with which an answer comes true (Platt), learned from unseen answers; one line for both polarities says less too much."""
    told = [(logit(chance), right(text, pair, group) == said) for text, chances in rows for pair, said, chance in choose(chances, found)]
    model = LogisticRegression(C=1e6).fit([[x] for x, _ in told], [y for _, y in told])
    return [round(float(model.coef_[0, 0]), 3), round(float(model.intercept_[0]), 3)]


def settled(rows, group):
    """What is shipped of `rows`: the model, and bars and calibration from folds inside them."""
    hidden = inside(rows, group)
    found = bars(hidden, group)
    return {"pair": learn(rows, group), "bars": found, "calibration": calibration(hidden, found, group)}


def unseen(given, found, count, group):
    """Per fold its models, and its texts with the chances they give, entities given and found.

    The models learn from texts whose entities are given: those learned from entities found here did worse even on such.
    """
    folds, others = deal(given, count), deal(found, count)
    for fold, other in zip(folds, others, strict=True):
        models = settled([row for rest in folds if rest is not fold for row in rest], group)
        yield models, read_by(models["pair"], fold), read_by(models["pair"], other)


def right(text, pair, group):
    return text.gold.get((group(pair[0]), group(pair[1])))


def answers(models, rows, group):
    """Rows as `pactwatch stance` prints them, with the truth beside."""
    for text, chances in rows:
        for pair, polarity, chance in choose(chances, models["bars"]):
            yield {"article": text.id, "source": pair[0], "target": pair[1], "polarity": polarity,
                   "probability": round(calibrated(chance, models["calibration"]), 3), "right": right(text, pair, group) == polarity}


def write(rows, path):
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("rusentrel", type=Path)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--folds", type=int, default=3)
    parser.add_argument("--to", type=Path)
    options = parser.parse_args()
    world, group = atlas.world(), groups(options.rusentrel)
    reader = Reader(ru, atlas.attitudes("ru"), atlas.attitudes("camps"), atlas.named(world.actors, "ru"), world.pacts, {})
    given = [(text, reader.read(text.text, text.entities).features) for text in texts(options.rusentrel, group)]
    found = [(text, reader.read(text.text, None).features) for text, _ in given]
    if options.to:
        folds = list(unseen(given, found, options.folds, group))
        write([row for models, rows, _ in folds for row in answers(models, rows, group)], options.to / "given.jsonl")
        write([row for models, _, rows in folds for row in answers(models, rows, group)], options.to / "found.jsonl")
    if options.out:
        options.out.write_bytes(pack(settled(given, group)))


if __name__ == "__main__":
    main()
