"""The coder on press texts: unseen by folds, and as it is shipped."""

import hashlib
import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import worth

from pactwatch.formats import charts

HOME = Path(__file__).parent.parent.parent
TITLE = "Events from raw text"
SETS = ("press", "press_long")
KINDS = {"a": "analysis in long sentences", "b": "wire", "c": "communiqués", "d": "interviews and opinion", "e": "mixed news of the day"}  # of press_long
ROW = re.compile(r"^(\w+)\s+gold (\d+) found (\d+) \| dyad F1 ([\d.]+).*?event F1 ([\d.]+) \(P ([\d.]+) R ([\d.]+)\)"
                 r".*?full F1 ([\d.]+).*?false alarms on (\d+)/(\d+)")
HEAD = "| texts | language | event F1 | precision | recall | full F1 | dyad F1 | false alarms on quiet sentences |\n|---|---|---|---|---|---|---|---|"
NAMES = ("group", "gold", "found", "dyad", "event", "precision", "recall", "full", "alarms", "quiet")
Figures = dict[str, dict[str, dict[str, dict[str, float]]]]  # folds or shipped → set → language → figures


def python(*words: str) -> str:
    """What a script of the project prints."""
    return subprocess.run([sys.executable, *words], check=True, capture_output=True, text=True, cwd=HOME).stdout


def score(shared: Path, gold: Path, claims: Path) -> dict[str, dict[str, float]]:
    """The table of score_press.py: group → figures. `gold`: a folder of coded texts."""
    printed = python(str(shared / "tools" / "score_press.py"), str(gold / "gold.jsonl"), str(claims))
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
    return score(shared, shared / name, claims)


def by_folds(shared: Path, folder: Path) -> dict[str, dict[str, dict[str, float]]]:
    """Each text coded by a coder that never saw it: five folds by article."""
    python("tools/train_coder.py", *(str(shared / name) for name in SETS), "--folds", "5", "--to", str(folder))
    return {name: score(shared, shared / name, folder / f"{name}.jsonl") for name in SETS}


def by_kind(shared: Path, folder: Path) -> dict[str, dict[str, dict[str, float]]]:
    """The same claims on the long texts, kind by kind."""
    return {kind: score(shared, cut(shared / "press_long", folder / kind, kind), folder / "press_long.jsonl") for kind in KINDS}


def by_chance(shared: Path, folder: Path) -> dict[str, list[tuple[float, float, int]]]:
    """What the probabilities of the same claims are worth: said, right, how many."""
    return {name: worth.bands(worth.judged(shared / name / "gold.jsonl", folder / f"{name}.jsonl")) for name in SETS}


def cut(whole: Path, part: Path, kind: str) -> Path:
    """A folder of the coded texts of one kind."""
    part.mkdir()
    lines = {name: (whole / name).read_text(encoding="utf-8").splitlines(keepends=True) for name in ("articles.jsonl", "gold.jsonl")}
    ids = {row["id"] for row in map(json.loads, lines["articles.jsonl"]) if row["kind"] == kind}
    for name, key in (("articles.jsonl", "id"), ("gold.jsonl", "article_id")):
        (part / name).write_text("".join(line for line in lines[name] if json.loads(line)[key] in ids), encoding="utf-8")
    return part


def measure(shared: Path) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        return {"folds": by_folds(shared, folder), "kinds": by_kind(shared, folder), "worth": by_chance(shared, folder),
                "shipped": {name: shipped(shared, name, folder) for name in SETS}}


def pictures(figures: dict[str, Any]) -> dict[str, Any]:
    """Name → chart of what a probability is worth, one a set."""
    return {f"claims_{name}": charts.reliability(f"{name}: whether chances kept their word", told, what="claims of unseen texts")
            for name, told in figures["worth"].items()}


def chances(figures: dict[str, Any]) -> list[str]:
    """The table of what a probability is worth."""
    rows = [f"| {name} | {said:.2f} | {came:.2f} | {many} |" for name in SETS for said, came, many in figures["worth"][name]]
    drawn = [f"![{charts.alt(chart)}](bench/{name}.svg)" for name, chart in pictures(figures).items()]
    return ["What the probability of these unseen claims is worth:", "", "| texts | told | right | claims |", "|---|---|---|---|", *rows, "", *drawn, ""]


def scores(figures: Figures, shared: Path) -> dict[str, dict[str, Any]]:
    return {f"{kind}/{name}/{language}/{level}": {"data": digest(shared / name), "score": figures[kind][name][language][level]}
            for kind in ("folds", "shipped") for name in SETS for language in ("ru", "en") for level in ("event", "full")}


def line(row: dict[str, float]) -> str:
    return (f"{row['event']:.3f} | {row['precision']:.3f} | {row['recall']:.3f} | {row['full']:.3f} | {row['dyad']:.3f} | "
            f"{row['alarms']:.0f} of {row['quiet']:.0f} ({row['alarms'] / max(row['quiet'], 1):.0%})")


def kinds(figures: dict[str, dict[str, dict[str, float]]]) -> list[str]:
    """The table of the long texts by kind; a kind has some hundred deeds in a language, so a figure is good to some 0.05."""
    head = ["The long texts by kind, unseen, too:", "", HEAD.replace("| texts", "| kind")]
    return [*head, *(f"| {told} | {language} | {line(figures[kind][language])} |" for kind, told in KINDS.items() for language in ("ru", "en")), ""]


def report(figures: dict[str, Any]) -> str:
    told = {"folds": "Unseen: five folds by article, each text coded by a coder that never saw it",
            "shipped": "As shipped: the coder has learned from these very texts, so this says only that it learned"}
    parts: list[str] = []
    for kind, title in told.items():
        parts += [f"{title}.", "", HEAD]
        parts += [f"| {name} | {language} | {line(figures[kind][name][language])} |" for name in SETS for language in ("ru", "en")]
        parts.append("")
        if kind == "folds":
            parts += [*kinds(figures["kinds"]), *chances(figures)]
    parts += ["*Event*: source, target and type right; *full*: act and status too; *dyad*: the two actors, direction apart.",
              "For comparison, the annotator agrees with himself at 0.92–0.97."]
    return "\n".join(parts)
