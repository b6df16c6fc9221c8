"""The coder on press texts: unseen by folds, and as it is shipped."""

import hashlib
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

HOME = Path(__file__).parent.parent.parent
TITLE = "Events from raw text"
SETS = ("press", "press_long")
ROW = re.compile(r"^(\w+)\s+gold (\d+) found (\d+) \| dyad F1 ([\d.]+).*?event F1 ([\d.]+) \(P ([\d.]+) R ([\d.]+)\)"
                 r".*?full F1 ([\d.]+).*?false alarms on (\d+)/(\d+)")
HEAD = "| texts | language | event F1 | precision | recall | full F1 | dyad F1 | false alarms on quiet sentences |\n|---|---|---|---|---|---|---|---|"
NAMES = ("group", "gold", "found", "dyad", "event", "precision", "recall", "full", "alarms", "quiet")
Figures = dict[str, dict[str, dict[str, dict[str, float]]]]  # folds or shipped → set → language → figures


def python(*words: str) -> str:
    """What a script of the project prints."""
    return subprocess.run([sys.executable, *words], check=True, capture_output=True, text=True, cwd=HOME).stdout


def score(shared: Path, name: str, claims: Path) -> dict[str, dict[str, float]]:
    """The table of score_press.py: group → figures."""
    printed = python(str(shared / "tools" / "score_press.py"), str(shared / name / "gold.jsonl"), str(claims))
    rows = [m.groups() for m in map(ROW.match, printed.splitlines()) if m]
    return {row[0]: dict(zip(NAMES[1:], map(float, row[1:]), strict=True)) for row in rows}


def digest(folder: Path) -> str:
    """A hash of a coded set."""
    return hashlib.sha256(b"".join((folder / name).read_bytes() for name in ("articles.jsonl", "gold.jsonl"))).hexdigest()[:16]


def shipped(shared: Path, name: str, folder: Path) -> dict[str, dict[str, float]]:
    """The coder as it is shipped, by its own command."""
    claims = folder / f"{name}.shipped.jsonl"
    with claims.open("w", encoding="utf-8") as out:
        subprocess.run([sys.executable, "-m", "pactwatch", "code", str(shared / name / "articles.jsonl")], stdout=out, check=True, cwd=HOME)
    return score(shared, name, claims)


def by_folds(shared: Path, folder: Path) -> dict[str, dict[str, dict[str, float]]]:
    """Each text coded by a coder that never saw it: five folds by article."""
    python("tools/train_coder.py", *(str(shared / name) for name in SETS), "--folds", "5", "--to", str(folder))
    return {name: score(shared, name, folder / f"{name}.jsonl") for name in SETS}


def measure(shared: Path) -> Figures:
    with tempfile.TemporaryDirectory() as folder:
        return {"folds": by_folds(shared, Path(folder)), "shipped": {name: shipped(shared, name, Path(folder)) for name in SETS}}


def scores(figures: Figures, shared: Path) -> dict[str, dict[str, Any]]:
    return {f"{kind}/{name}/{language}/{level}": {"data": digest(shared / name), "score": figures[kind][name][language][level]}
            for kind in ("folds", "shipped") for name in SETS for language in ("ru", "en") for level in ("event", "full")}


def line(row: dict[str, float]) -> str:
    return (f"{row['event']:.3f} | {row['precision']:.3f} | {row['recall']:.3f} | {row['full']:.3f} | {row['dyad']:.3f} | "
            f"{row['alarms']:.0f} of {row['quiet']:.0f} ({row['alarms'] / max(row['quiet'], 1):.0%})")


def report(figures: Figures) -> str:
    told = {"folds": "Unseen: five folds by article, each text coded by a coder that never saw it",
            "shipped": "As shipped: the coder has learned from these very texts, so this says only that it learned"}
    parts: list[str] = []
    for kind, title in told.items():
        parts += [f"{title}.", "", HEAD]
        parts += [f"| {name} | {language} | {line(figures[kind][name][language])} |" for name in SETS for language in ("ru", "en")]
        parts.append("")
    parts += ["*Event*: source, target and type right; *full*: act and status too; *dyad*: the two actors, direction apart.",
              "For comparison, the annotator agrees with himself at 0.92–0.97."]
    return "\n".join(parts)
