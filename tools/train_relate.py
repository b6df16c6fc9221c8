"""Trains the model of `pactwatch relate` (English), or answers the PLV sentences by models that never saw them.

    train_relate.py SHARED --out src/pactwatch/models/relate_en.npz     all that is known → the weights
    train_relate.py SHARED --folds 5 --to ANSWERS.jsonl [--seed 0]      one answer per row of PLV, by folds

It learns from PLV, from the PLOVER gold records, and from training/relate_en.tsv, which was written for it. --without own,gsr leaves some out.
Sentences that tell the same story stay in one fold, across corpora. A linear SVM for each type over the features of relations/features.py;
the sharpness that makes its scores chances is found on folds of the training data, and those of their own sentences alone that tell a
RETREAT or a CONCEDE teach to part the two.
"""

import argparse
import csv
import json
import random
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.svm import LinearSVC

sys.path.insert(0, str(Path(__file__).parent.parent / "src"))
from pactwatch import run
from pactwatch.contracts import Floats
from pactwatch.relations.features import FAMILIES, counted
from pactwatch.relations.model import YIELD, Family, Model, pack, softmax

OWN = Path(__file__).parent.parent / "training" / "relate_en.tsv"
OLD = {"DEMAND": "REQUEST", "DISAPPROVE": "ACCUSE", "INVESTIGATE": "ACCUSE", "FIGHT": "ASSAULT", "CONCEDE": YIELD, "RETREAT": YIELD}
LEAST = 2  # in how many sentences a feature must stand
STRENGTH = 1.0
ALIKE = 0.4  # the share of three-word runs from which two sentences tell one story
INNER = 4  # folds by which the sharpness is found
Spot = tuple[int, int]  # where a stretch begins and ends


@dataclass(slots=True)
class Row:
    text: str
    source: Spot | None
    target: Spot | None
    type: str  # as the corpus has it
    origin: str  # plv, gsr or own
    story: int = -1
    counts: list[Counter[str]] = field(default_factory=list)

    @property
    def learned(self) -> str:
        """The type that is learned of it."""
        return OLD.get(self.type, self.type)


def unmarked(marked: str, tags: Mapping[str, tuple[str, bool]]) -> tuple[str, Spot | None, Spot | None]:
    """A text with tags and the first stretch of each; `tags`: opening or closing → (name, opens)."""
    parts: list[str] = []
    spots: dict[str, Spot] = {}
    begun: dict[str, int] = {}
    at = 0
    for part in re.split("(" + "|".join(map(re.escape, tags)) + ")", marked):
        if part not in tags:
            parts.append(part)
            at += len(part)
            continue
        name, opens = tags[part]
        if opens:
            begun[name] = at
        elif name not in spots:
            spots[name] = (begun[name], at)
    text = "".join(parts)
    return text, trimmed(text, spots.get("source")), trimmed(text, spots.get("target"))


def trimmed(text: str, spot: Spot | None) -> Spot | None:
    """Without the spaces at its edges."""
    inside = text[slice(*spot)] if spot else ""
    if not spot or not inside.strip():
        return None
    return spot[0] + len(inside) - len(inside.lstrip()), spot[1] - len(inside) + len(inside.rstrip())


def read_plv(shared: Path) -> Iterator[Row]:
    tags = {"<s>": ("source", True), "</s>": ("source", False), "<t>": ("target", True), "</t>": ("target", False)}
    with (shared / "gold" / "plv" / "plv_train.tsv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t"):
            yield Row(*unmarked(row["marked_sentence"], tags), row["gold_root"], "plv")


def read_own() -> Iterator[Row]:
    tags = {"{": ("source", True), "}": ("source", False), "[": ("target", True), "]": ("target", False)}
    for line in OWN.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            type_, marked = line.split("\t")
            yield Row(*unmarked(marked, tags), type_, "own")


def read_gsr(shared: Path) -> Iterator[Row]:
    for record in json.loads((shared / "gold" / "plover_gsr" / "PLOVER_GSR_CAMEO.txt").read_text(encoding="utf-8"), strict=False):
        info = record.get("textInfo")
        marked = info.get("markup") if isinstance(info, dict) else info
        if marked:
            yield Row(*bracketed(marked), record["event"], "gsr")


def bracketed(marked: str) -> tuple[str, Spot | None, Spot | None]:
    """A text with "(SRC: …)", "(TAR: …)" and, for one of a pair, "(SRC/TAR: …)"; they may stand in each other."""
    text = ""
    spots: dict[str, Spot] = {}
    opened: list[tuple[str, int]] = []
    while marked:
        if begins := re.match(r"\(([A-Z/]{3,}): ?", marked):
            opened.append((begins[1], len(text)))
            marked = marked[begins.end():]
            continue
        if marked[0] == "(":
            opened.append(("", len(text)))
        elif marked[0] == ")" and opened:
            tag, start = opened.pop()
            names = {"SRC": ["source"], "TAR": ["target"], "SRC/TAR": ["source", "target"]}.get(tag, [])
            for name in [n for n in names if n not in spots][:1]:
                spots[name] = (start, len(text))
            if tag:
                marked = marked[1:]
                continue
        text, marked = text + marked[0], marked[1:]
    return text, trimmed(text, spots.get("source")), trimmed(text, spots.get("target"))


def everything(shared: Path, without: Collection[str] = ()) -> list[Row]:
    rows = [row for row in (*read_plv(shared), *read_gsr(shared), *read_own()) if row.origin not in without]
    marker = run.marker("en")
    for row in rows:
        row.counts = counted(marker.mark(row.text, row.source, row.target))
    for row, story in zip(rows, stories([row.text for row in rows]), strict=True):
        row.story = story
    return rows


def stories(texts: Sequence[str]) -> list[int]:
    """A number for each text; those that share ALIKE of the three-word runs of the shorter one have the same."""
    runs = []
    for text in texts:
        words = re.findall(r"\w+", text.lower())
        runs.append({tuple(words[i:i + 3]) for i in range(max(1, len(words) - 2))})
    having: dict[tuple[str, ...], list[int]] = defaultdict(list)
    shared: Counter[tuple[int, int]] = Counter()
    first = list(range(len(texts)))
    for at, these in enumerate(runs):
        for one in these:
            shared.update((other, at) for other in having[one])
            having[one].append(at)

    def root(at: int) -> int:
        while first[at] != at:
            at = first[at]
        return at

    for (a, b), n in sorted(shared.items()):
        if n >= ALIKE * min(len(runs[a]), len(runs[b])):
            first[root(b)] = root(a)
    return [root(at) for at in range(len(texts))]


def folds_of(rows: Sequence[Row], folds: int, seed: int) -> list[int]:
    """The fold of each row, by story."""
    order = sorted({row.story for row in rows})
    random.Random(seed).shuffle(order)
    of = {story: i % folds for i, story in enumerate(order)}
    return [of[row.story] for row in rows]


def fit_families(rows: Sequence[Row]) -> tuple[tuple[Family, ...], int]:
    """The features that stand in LEAST sentences, and how rare each is."""
    families: list[Family] = []
    first = 0
    for number, (_, weight) in enumerate(FAMILIES):
        seen = Counter(name for row in rows for name in row.counts[number])
        names = sorted(name for name, n in seen.items() if n >= LEAST)
        rarity = np.array([1 + np.log((1 + len(rows)) / (1 + seen[name])) for name in names])
        families.append(Family({name: i for i, name in enumerate(names)}, rarity, first, weight))
        first += len(names)
    return tuple(families), first


def matrix(rows: Sequence[Row], families: Sequence[Family], width: int) -> csr_matrix:
    """One line per row, of the values that the model itself computes."""
    starts = [0]
    places: list[int] = []
    values: list[float] = []
    for row in rows:
        for family, counts in zip(families, row.counts, strict=True):
            found, weighed = family.values(counts)
            places += found
            values += weighed.tolist()
        starts.append(len(places))
    return csr_matrix((values, places, starts), shape=(len(rows), width))


def svm(lines: csr_matrix, labels: Sequence[str]) -> LinearSVC:
    return LinearSVC(C=STRENGTH, class_weight="balanced", random_state=0).fit(lines, labels)


def fit_scores(rows: Sequence[Row]) -> Model:
    """The model but for its sharpness."""
    families, width = fit_families(rows)
    lines = matrix(rows, families, width)
    made = svm(lines, [row.learned for row in rows])
    apart = [i for i, row in enumerate(rows) if row.origin == "own" and row.learned == YIELD]
    weights, bias = made.coef_.T, made.intercept_
    column, more = np.zeros(width), -1.0  # without an example of its own every YIELD is a CONCEDE
    if apart:
        parted = svm(lines[apart], [rows[i].type for i in apart])
        column, more = parted.coef_[0], parted.intercept_[0]
    return Model(tuple(map(str, made.classes_)), families, np.column_stack([weights, column]), np.append(bias, more), 1.0)


def scores(model: Model, rows: Sequence[Row]) -> Floats:
    """Shape (rows, types)."""
    told: Floats = (matrix(rows, model.families, len(model.weights)) @ model.weights + model.bias)[:, :-1]
    return told


def sharpness(rows: Sequence[Row]) -> float:
    """The one under which sentences unseen are the least surprising: PLV's, since those are the likest to what is asked."""
    told: list[Floats] = []
    right: list[int] = []
    for fold in range(INNER):
        of = folds_of(rows, INNER, 17)
        model = fit_scores([row for row, f in zip(rows, of, strict=True) if f != fold])
        unseen = [row for row, f in zip(rows, of, strict=True) if f == fold and row.origin == "plv"]
        told += list(scores(model, unseen))
        right += [model.types.index(row.learned) for row in unseen]

    def surprise(sharp: float) -> float:
        total: float = sum(np.log(softmax(sharp * row)[at]) for row, at in zip(told, right, strict=True))
        return -total

    return float(min(np.arange(1.0, 8.0, 0.1), key=surprise))


def fit(rows: Sequence[Row]) -> Model:
    made = fit_scores(rows)
    return Model(made.types, made.families, made.weights, made.bias, sharpness(rows))


def by_folds(rows: Sequence[Row], folds: int, seed: int) -> Iterator[tuple[Row, str, float]]:
    """(row, type, chance) for each row of PLV, told by a model that saw nothing of its story."""
    of = folds_of(rows, folds, seed)
    for fold in range(folds):
        model = fit([row for row, f in zip(rows, of, strict=True) if f != fold])
        unseen = [row for row, f in zip(rows, of, strict=True) if f == fold and row.origin == "plv"]
        for row, line in zip(unseen, scores(model, unseen), strict=True):
            chances = softmax(model.sharpness * line)
            yield row, model.types[int(chances.argmax())], float(chances.max())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--folds", type=int)
    parser.add_argument("--to", type=Path)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--without", default="", help="own, gsr or both, by a comma")
    options = parser.parse_args()
    rows = everything(options.shared, options.without.split(","))
    if options.out:
        data = pack(fit(rows))
        options.out.write_bytes(data)
        print(f"{dict(Counter(row.origin for row in rows))} → {options.out}, {len(data) / 1e6:.1f} MB")
    if options.folds:
        told = {id(row): {"type": type_, "probability": round(chance, 3)} for row, type_, chance in by_folds(rows, options.folds, options.seed)}
        plv = [row for row in rows if row.origin == "plv"]
        options.to.write_text("".join(json.dumps({"id": i, **told[id(row)]}) + "\n" for i, row in enumerate(plv)), encoding="utf-8")


if __name__ == "__main__":
    main()
