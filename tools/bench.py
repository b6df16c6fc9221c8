"""Measures what the project promises, prints it, keeps it in docs/bench.md, and pins the scores with a hash of their data.

    bench.py [--shared ../shared] [--check]

--check writes nothing and fails where a score on unchanged data lies below its pin. Re-pinning refuses to lower one, too.
"""

import argparse
import hashlib
import json
import re
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

HOME = Path(__file__).parent.parent
PINS = HOME / "docs" / "bench.json"
SETS = ("press", "press_long")
ROW = re.compile(r"^(\w+)\s+gold (\d+) found (\d+) \| dyad F1 ([\d.]+).*?event F1 ([\d.]+) \(P ([\d.]+) R ([\d.]+)\)"
                 r".*?full F1 ([\d.]+).*?false alarms on (\d+)/(\d+)")
FOUNDING = "src/pactwatch/world/examples/founding-article.md"
HEAD = "| texts | language | event F1 | precision | recall | full F1 | dyad F1 | false alarms on quiet sentences |\n|---|---|---|---|---|---|---|---|"
NAMES = ("group", "gold", "found", "dyad", "event", "precision", "recall", "full", "alarms", "quiet")


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


def speed(shared: Path) -> dict[str, float]:
    """All steps on one core over the RuSentRel texts, in a process of its own: sentences a second, load and peak memory."""
    return dict(json.loads(python(__file__, "--speed", str(shared / "gold" / "rusentrel" / "train"))))


def measure_speed(folder: Path) -> None:
    began = time.perf_counter()
    from pactwatch import run
    from pactwatch.nouns import Article

    coder = run.coder("ru")
    texts = [p.read_text(encoding="utf-8") for p in sorted(folder.glob("art*.txt")) if p.name.count(".") == 1]
    coder.claims(Article("warm", "ru", "", "Россия предупредила НАТО.", None))
    loaded = time.perf_counter()
    count = sum(len(coder.language.sentences(text)) for text in texts)
    claims = sum(len(coder.claims(Article(str(i), "ru", "", text, None))) for i, text in enumerate(texts))
    took = time.perf_counter() - loaded
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"articles": len(texts), "sentences": count, "claims": claims, "seconds": took, "per_second": count / took,
                      "load": loaded - began, "peak_mb": peak}))


def lint_findings() -> int:
    words = [sys.executable, "-m", "pactwatch", "lint", FOUNDING]
    done = subprocess.run(words, capture_output=True, text=True, cwd=HOME, check=False)
    return int(done.stdout.strip().splitlines()[-1].split()[0])


def pins(results: dict[str, Any], shared: Path) -> dict[str, dict[str, Any]]:
    """What must not fall: name → hash of the data and score."""
    found = {}
    for kind in ("folds", "shipped"):
        for name in SETS:
            for language in ("ru", "en"):
                row = results[kind][name][language]
                found[f"{kind}/{name}/{language}/event"] = {"data": digest(shared / name), "score": row["event"]}
                found[f"{kind}/{name}/{language}/full"] = {"data": digest(shared / name), "score": row["full"]}
    return found


def fallen(old: dict[str, Any], new: dict[str, Any]) -> list[str]:
    """Scores on the same data that lie below their pin."""
    return [f"{key}: {new[key]['score']:.3f} is below the pinned {pin['score']:.3f}" for key, pin in old.items()
            if key in new and new[key]["data"] == pin["data"] and new[key]["score"] < pin["score"] - 1e-9]


def line(row: dict[str, float]) -> str:
    return (f"{row['event']:.3f} | {row['precision']:.3f} | {row['recall']:.3f} | {row['full']:.3f} | {row['dyad']:.3f} | "
            f"{row['alarms']:.0f} of {row['quiet']:.0f} ({row['alarms'] / max(row['quiet'], 1):.0%})")


def report(results: dict[str, Any]) -> str:
    """docs/bench.md."""
    told = {"folds": "Unseen: five folds by article, each text coded by a coder that never saw it",
            "shipped": "As shipped: the coder has learned from these very texts, so this says only that it learned"}
    parts = ["# Bench", "", "Made by `make bench`. Scores are pinned in `bench.json` with a hash of their data; a lower one is refused.", ""]
    for kind, title in told.items():
        parts += [f"## {title}", "", HEAD]
        parts += [f"| {name} | {language} | {line(results[kind][name][language])} |" for name in SETS for language in ("ru", "en")]
        parts.append("")
    s = results["speed"]
    parts += ["*Event*: source, target and type right; *full*: act and status too; *dyad*: the two actors, direction apart.",
              "For comparison, the annotator agrees with himself at 0.92–0.97.", "", "## Speed and memory", "",
              f"{s['articles']} Russian analysis pieces, {s['sentences']} sentences, all steps, one core: **{s['per_second']:,.0f} sentences a second**,",
              f"loading {s['load']:.1f} s, peak memory {s['peak_mb']:.0f} MB, {s['claims']} claims. TABARI codes 1,000–2,000 sentences a second from given",
              "parses, PETRARCH2 with its parse 2–5.", "", "## Lint", "",
              f"`pactwatch lint {FOUNDING}`: {results['lint']} findings; the form of a brief lists seven.", ""]
    return "\n".join(parts)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--speed", type=Path)
    options = parser.parse_args()
    if options.speed:
        measure_speed(options.speed)
        return 0
    shared = options.shared.resolve()
    with tempfile.TemporaryDirectory() as folder:
        results: dict[str, Any] = {"folds": by_folds(shared, Path(folder)), "shipped": {name: shipped(shared, name, Path(folder)) for name in SETS}}
    results |= {"speed": speed(shared), "lint": lint_findings()}
    text, new = report(results), pins(results, shared)
    print(text)
    lower = fallen(json.loads(PINS.read_text(encoding="utf-8")) if PINS.exists() else {}, new)
    for fault in lower:
        print(f"bench: {fault}; mend the cause, or say in the changelog why and remove the pin", file=sys.stderr)
    if not options.check and not lower:
        (HOME / "docs" / "bench.md").write_text(text, encoding="utf-8")
        PINS.write_text(json.dumps(new, indent=1) + "\n", encoding="utf-8")
    return 1 if lower else 0


if __name__ == "__main__":
    sys.exit(main())
