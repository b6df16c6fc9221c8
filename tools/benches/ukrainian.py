"""Ukrainian: a third language, from which nothing was learned. The scorers are those of Russian and English."""

import hashlib
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from .coder import HEAD, HOME, digest, line, python, score

TITLE = "A language that nothing was learned from: Ukrainian"
TEXTS = HOME / "training" / "uk_1.txt"


def coded(folder: Path) -> None:
    """Claims of a folder's articles, by the project's own command."""
    with (folder / "claims.jsonl").open("w", encoding="utf-8") as out:
        subprocess.run([sys.executable, "-m", "pactwatch", "code", str(folder / "articles.jsonl")], stdout=out, check=True, cwd=HOME)


def pressed(shared: Path, folder: Path) -> None:
    """The Ukrainian texts of `press`, alone."""
    articles = [row for row in (shared / "press" / "articles.jsonl").read_text(encoding="utf-8").splitlines() if json.loads(row)["lang"] == "uk"]
    ids = {json.loads(row)["id"] for row in articles}
    gold = [row for row in (shared / "press" / "gold.jsonl").read_text(encoding="utf-8").splitlines() if json.loads(row)["article_id"] in ids]
    folder.mkdir()
    for name, rows in (("articles", articles), ("gold", gold)):
        (folder / f"{name}.jsonl").write_text("\n".join(rows) + "\n", encoding="utf-8")


def measure(shared: Path) -> dict[str, dict[str, float]]:
    with tempfile.TemporaryDirectory() as place:
        own, press = Path(place) / "own", Path(place) / "press"
        python("tools/texts.py", str(TEXTS), "--to", str(own))
        pressed(shared, press)
        figures = {}
        for folder in (own, press):
            coded(folder)
            figures[folder.name] = score(shared, folder, folder / "claims.jsonl")["uk"]
        return figures


def scores(figures: dict[str, dict[str, float]], shared: Path) -> dict[str, dict[str, Any]]:
    data = {"own": hashlib.sha256(TEXTS.read_bytes()).hexdigest()[:16], "press": digest(shared / "press")}
    return {f"{name}/{level}": {"data": data[name], "score": row[level]} for name, row in figures.items() for level in ("event", "full")}


def report(figures: dict[str, dict[str, float]]) -> str:
    told = {"own": "written for this", "press": "press"}
    rows = [f"| {told[name]} | uk | {line(row)} |" for name, row in figures.items()]
    own, press = (int(figures[name]["gold"]) for name in ("own", "press"))
    told_ = f"The texts written for this hold {own} events in plain sentences, coded before anything was measured; those of `press` hold {press}."
    return "\n".join([told_, "", HEAD, *rows])
