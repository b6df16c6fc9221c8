"""Opinions with their words in Russian news sentences, by folds."""

import hashlib
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

HOME = Path(__file__).parent.parent.parent
TITLE = "Opinions with their words"
Figures = dict[str, float]


def measure(shared: Path) -> Figures:
    words = [sys.executable, "tools/train_opinions.py", str(shared / "gold" / "ruopinionne"), "--folds", "5"]
    return dict(json.loads(subprocess.run(words, check=True, capture_output=True, text=True, cwd=HOME).stdout))


def scores(figures: Figures, shared: Path) -> dict[str, dict[str, Any]]:
    data = hashlib.sha256((shared / "gold" / "ruopinionne" / "train.jsonl").read_bytes()).hexdigest()[:16]
    return {"folds": {"data": data, "score": figures["f1"]}}


def report(figures: Figures) -> str:
    return "\n".join([
        f"RuOpinionNE, five folds of neighbouring sentences, {figures['sentences']} sentences with {figures['opinions']} opinions "
        "(`tools/train_opinions.py RUOPINIONNE`):",
        f"F1 **{figures['f1']:.3f}** (precision {figures['precision']:.3f}, recall {figures['recall']:.3f}). An opinion counts with the shares of its",
        "holder, target and words that overlap with the true ones (structured sentiment F1); the bar of a fold comes from the others.",
        "Published: best .41 (a fine-tuned 70B model), lexicon .084."])
