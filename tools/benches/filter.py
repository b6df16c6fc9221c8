"""How fast the filter is, on one core: 2,600 pairs over 111 weeks, both channels' worth of arrays once each."""

import json
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

TITLE = "The filter"
PAIRS, WEEKS, LIMIT = 2600, 111, 0.05
Figures = dict[str, float]


def measure(shared: Path) -> Figures:
    """In a process of its own, the best of twenty, in processor time, so that a busy machine is not taken for a slow filter."""
    return dict(json.loads(subprocess.run([sys.executable, __file__], check=True, capture_output=True, text=True).stdout))


def scores(figures: Figures, shared: Path) -> dict[str, dict[str, Any]]:
    """None is pinned: it depends on the machine."""
    return {}


def report(figures: Figures) -> str:
    return (f"{PAIRS:,} pairs over {WEEKS} weeks, cooperation and conflict, one core: filtered in **{figures['filter']:.3f} s** (at most {LIMIT} are allowed), "
            f"with θ and its deviation in {figures['theta']:.3f} s, surprise of every week in {figures['surprise']:.3f} s.")


def best(work: Any) -> float:
    times = []
    for _ in range(20):
        began = time.process_time()
        work()
        times.append(time.process_time() - began)
    return min(times)


def run() -> None:
    import numpy as np

    from pactwatch import gamma
    from pactwatch.indicators.cohesion import deviation, theta
    from pactwatch.ruptures.surprise import surprise

    rng = np.random.default_rng(1)
    channels = [rng.gamma(0.3, 1.0, (PAIRS, WEEKS)), rng.poisson(0.2, (PAIRS, WEEKS)).astype(float)]
    exposure, prior = np.ones((PAIRS, WEEKS)), np.ones(PAIRS)

    def both() -> list[gamma.State]:
        return [gamma.run(y, exposure, prior, prior) for y in channels]

    states = both()
    print(json.dumps({"filter": best(both), "theta": best(lambda: (theta(*states), deviation(*states))),
                      "surprise": best(lambda: surprise(channels[1], np.ones(WEEKS)))}))


if __name__ == "__main__":
    run()
