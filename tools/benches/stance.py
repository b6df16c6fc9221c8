"""Attitudes between named entities in Russian analysis: unseen by folds, with entities given and found; and what a probability is worth."""

import hashlib
import json
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

HOME = Path(__file__).parent.parent.parent
TITLE = "Attitudes between named entities"
ROW = re.compile(r"(pos|neg): P ([\d.]+) R ([\d.]+) F1 ([\d.]+)")
ALL = re.compile(r"(\d+) documents, F1 ([\d.]+)")
DEALS = 24  # other ways to deal the folds
BINS = ((0.0, 0.2), (0.2, 0.3), (0.3, 0.4), (0.4, 0.55), (0.55, 1.0))
Figures = dict[str, Any]


def with_text(folder: Path, to: Path) -> Path:
    """The documents that have a text: one of the folder's has none, and nothing can be read from it."""
    for path in folder.glob("train/art*.opin.txt"):
        if path.with_name(path.name.replace(".opin", "")).exists():
            (to / path.name).write_bytes(path.read_bytes())
    (to / "synonyms.txt").write_bytes((folder / "synonyms.txt").read_bytes())
    return to


def score(shared: Path, folder: Path, answers: Path) -> dict[str, float]:
    """What score_stance.py prints."""
    words = [sys.executable, str(shared / "tools" / "score_stance.py"), str(folder), str(answers)]
    printed = subprocess.run(words, check=True, capture_output=True, text=True).stdout
    found = {f"{m[1]}_{key}": float(m[at]) for m in ROW.finditer(printed) for at, key in ((2, "P"), (3, "R"), (4, "F1"))}
    total = ALL.search(printed)
    return found | {"documents": float(total[1]), "F1": float(total[2])} if total else found


def reliability(answers: Path) -> list[list[float]]:
    """Rows of low, high, how many, mean probability told, share right."""
    rows = [json.loads(line) for line in answers.read_text(encoding="utf-8").splitlines()]
    bins = [(low, high, [r for r in rows if low <= r["probability"] < high]) for low, high in BINS]
    return [[low, high, len(b), sum(r["probability"] for r in b) / len(b), sum(r["right"] for r in b) / len(b)] for low, high, b in bins if b]


def speed(folder: Path) -> dict[str, float]:
    """Sentences a second of the shipped reader on one core, entities found by itself."""
    from pactwatch import run
    from pactwatch.nouns import Article

    texts = [p.read_text(encoding="utf-8") for p in sorted(folder.glob("art*.txt")) if p.name.count(".") == 1]
    run.stances_of(Article("warm", "ru", "", "Россия предупредила НАТО.", None))
    began = time.process_time()
    sentences = 0
    for text in texts:
        run.stances_of(Article("a", "ru", "", text, None))
        sentences += len(run.languages()["ru"].sentences(text))
    return {"sentences": sentences, "per_second": sentences / (time.process_time() - began)}


def measure(shared: Path) -> Figures:
    gold = shared / "gold" / "rusentrel"
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        words = ["tools/train_stance.py", str(gold), "--folds", "3", "--to", name, "--deals", str(DEALS)]
        deals = json.loads(subprocess.run([sys.executable, *words], check=True, capture_output=True, text=True, cwd=HOME).stdout)
        readable = with_text(gold, folder)
        return {"given": score(shared, readable, folder / "given.jsonl"), "found": score(shared, readable, folder / "found.jsonl"),
                "whole": score(shared, gold / "train", folder / "given.jsonl"), "reliability": reliability(folder / "given.jsonl"), "deals": deals,
                "speed": speed(gold / "train")}


def digest(shared: Path) -> str:
    files = sorted((shared / "gold" / "rusentrel" / "train").iterdir())
    return hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest()[:16]


def scores(figures: Figures, shared: Path) -> dict[str, dict[str, Any]]:
    """The means over the other cuts: a single cut goes up and down by a point whatever is done."""
    return {f"{kind}, mean of {DEALS}": {"data": digest(shared), "score": sum(f1) / len(f1)} for kind, f1 in figures["deals"].items()}


def line(name: str, row: dict[str, float]) -> str:
    cells = (f"{row[f'{p}_P']:.1f} / {row[f'{p}_R']:.1f} / {row[f'{p}_F1']:.1f}" for p in ("pos", "neg"))
    return f"| {name} | {row['documents']:.0f} | {' | '.join(cells)} | **{row['F1']:.1f}** |"


def report(figures: Figures) -> str:
    named = {"given": "given by the annotation", "found": "found by Pactwatch", "whole": "given; one document without a text counted as missed"}
    parts = ["RuSentRel by its protocol (`score_stance.py`), three folds by document, each read by weights that never saw it, with decision "
             "and calibration from folds inside the others (`tools/train_stance.py RUSENTREL --to OUT`).", "",
             "| entities | documents | pos P / R / F1 | neg P / R / F1 | F1 |", "|---|---|---|---|---|"]
    parts += [line(named[kind], figures[kind]) for kind in named]
    parts += ["", f"So few texts make one cut of the folds a matter of luck. {DEALS} others, by lot (`--deals {DEALS}`):"]
    parts += [f"entities {named[kind]}: F1 {sum(f1) / len(f1):.1f} in the mean, {min(f1):.1f} to {max(f1):.1f};" for kind, f1 in figures["deals"].items()]
    parts += ["", "Published on the test documents: best 39–42 (BERT, ChatGPT), gradient boosting 28, logistic regression 29–31, people 55.", "",
              "What a probability is worth (unseen, entities given):", "", "| told | attitudes | mean told | right |", "|---|---|---|---|"]
    parts += [f"| {low:.2f}–{high:.2f} | {many} | {told:.2f} | {right:.2f} |" for low, high, many, told, right in figures["reliability"]]
    speed_ = figures["speed"]
    return "\n".join([*parts, "", f"{speed_['per_second']:,.0f} sentences a second on one core ({speed_['sentences']:.0f} sentences, entities found)."])
