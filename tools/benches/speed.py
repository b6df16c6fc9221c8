"""Speed and memory of all steps on one core, in a process of its own."""

import json
import resource
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

TITLE = "Speed and memory"
Figures = dict[str, float]


def measure(shared: Path) -> Figures:
    words = [sys.executable, __file__, str(shared / "gold" / "rusentrel" / "train")]
    return dict(json.loads(subprocess.run(words, check=True, capture_output=True, text=True).stdout))


def scores(figures: Figures, shared: Path) -> dict[str, dict[str, Any]]:
    """None is pinned: it depends on the machine."""
    return {}


def report(figures: Figures) -> str:
    return "\n".join([
        f"{figures['articles']} Russian analysis pieces, {figures['sentences']} sentences, all steps, one core: "
        f"**{figures['per_second']:,.0f} sentences a second**,",
        f"loading {figures['load']:.1f} s, peak memory {figures['peak_mb']:.0f} MB, {figures['claims']} claims. TABARI codes 1,000–2,000 sentences a second "
        "from given", "parses, PETRARCH2 with its parse 2–5."])


def run(folder: Path) -> None:
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


if __name__ == "__main__":
    run(Path(sys.argv[1]))
