"""What the lint of a brief finds in the founding article."""

import subprocess
import sys
from pathlib import Path
from typing import Any

HOME = Path(__file__).parent.parent.parent
TITLE = "Lint"
FOUNDING = "src/pactwatch/world/examples/founding-article.md"
Figures = dict[str, int]


def measure(shared: Path) -> Figures:
    words = [sys.executable, "-m", "pactwatch", "lint", FOUNDING]
    done = subprocess.run(words, capture_output=True, text=True, cwd=HOME, check=False)
    return {"findings": int(done.stdout.strip().splitlines()[-1].split()[0])}


def scores(figures: Figures, shared: Path) -> dict[str, dict[str, Any]]:
    return {}


def report(figures: Figures) -> str:
    return f"`pactwatch lint {FOUNDING}`: {figures['findings']} findings; the form of a brief lists seven."
