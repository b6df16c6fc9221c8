"""Speed and memory of all steps on one core, in a process of its own, beside the full slovnet chain on the same texts in the same run."""

import json
import os
import resource
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

TITLE = "Speed and memory"
HOME = Path(__file__).parent.parent.parent
CHAIN = HOME / "tools" / "chain.py"
ONE = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
Figures = dict[str, Any]


def timed(script: Path, folder: Path, package: Path = HOME / "src") -> Figures:
    """What a script that reads the texts of a folder tells of itself, on one thread. `package`: where pactwatch lies."""
    words = [sys.executable, str(script), str(folder)]
    return dict(json.loads(subprocess.run(words, check=True, capture_output=True, text=True, env={**os.environ, **ONE, "PYTHONPATH": str(package)}).stdout))


def measure(shared: Path) -> Figures:
    sys.path.insert(0, str(CHAIN.parent))
    import fast
    from chain import installed

    folder = shared / "gold" / "rusentrel" / "train"
    compiled = timed(Path(__file__), folder, fast.build() / "lib") if fast.compiler() else {}
    return {**timed(Path(__file__), folder), "compiled": compiled.get("per_second"), "compiled_load": compiled.get("load"),
            "compiled_peak_mb": compiled.get("peak_mb"), "compiled_claims": compiled.get("claims"),
            "chain": timed(CHAIN, folder)["per_second"] if installed() else None}


def scores(figures: Figures, shared: Path) -> dict[str, dict[str, Any]]:
    """None is pinned: it depends on the machine."""
    return {}


def beside(figures: Figures) -> str:
    """The coder's speed over the chain's."""
    if not figures.get("chain"):
        return "The slovnet chain was not installed (`tools/chain.txt`), and the ratio to it not measured."
    fast = figures.get("compiled")
    more = f", compiled **{fast / figures['chain']:.1f} times**" if fast else ""
    return (f"The full slovnet chain (razdel, navec, morphology, syntax, names) reads {figures['chain']:,.0f} sentences a second of the same texts in the "
            f"same run, on one thread, too: the coder is **{figures['per_second'] / figures['chain']:.1f} times** as fast{more}.")


def compiled(figures: Figures) -> str:
    if not figures.get("compiled"):
        return "No C compiler was there: the compiled coder (`make fast`) was not measured."
    return (f"Compiled (`make fast`): **{figures['compiled']:,.0f} sentences a second**, loading {figures['compiled_load']:.1f} s, peak memory "
            f"{figures['compiled_peak_mb']:.0f} MB, {figures['compiled_claims']} claims.")


def report(figures: Figures) -> str:
    return "\n".join([
        f"{figures['articles']} Russian analysis pieces, {figures['sentences']} sentences, all steps, one core: "
        f"**{figures['per_second']:,.0f} sentences a second** of processor time,",
        f"loading {figures['load']:.1f} s, peak memory {figures['peak_mb']:.0f} MB, {figures['claims']} claims. TABARI codes 1,000–2,000 sentences a second "
        "from given", "parses, PETRARCH2 with its parse 2–5.", compiled(figures), beside(figures)])


def run(folder: Path) -> None:
    began = time.perf_counter()
    from pactwatch import run
    from pactwatch.nouns import Article

    coder = run.coder("ru")
    texts = [p.read_text(encoding="utf-8") for p in sorted(folder.glob("art*.txt")) if p.name.count(".") == 1]
    coder.claims(Article("warm", "ru", "", "Россия предупредила НАТО.", None))
    load = time.perf_counter() - began
    count = sum(len(coder.language.sentences(text)) for text in texts)
    begun = time.process_time()
    claims = sum(len(coder.claims(Article(str(i), "ru", "", text, None))) for i, text in enumerate(texts))
    took = time.process_time() - begun
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"articles": len(texts), "sentences": count, "claims": claims, "seconds": took, "per_second": count / took,
                      "load": load, "peak_mb": peak}))


if __name__ == "__main__":
    run(Path(sys.argv[1]))
