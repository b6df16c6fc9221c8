"""How strongly a pact's means should be drawn to as much conflict as cooperation (`gamma.LEVEL_EVENTS`): what predicts best where little is told.

    check_level.py EVENTS.parquet PACTS.csv [--draws 30]

The events of each pact of a full table are thinned to what a watch that reads a few texts a week has, at random and again and again. Of each strength that is
tried the filter then predicts the next week of every pair at four origins. Told is the gain in log score over that of the strength that is used, in
hundredths of a nat for a pact and origin. The table is printed, and kept as docs/validation/level.md, from where docs/validation.md takes it.
"""

import argparse
from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.stats import nbinom

from pactwatch import gamma, windows
from pactwatch.contracts import Window
from pactwatch.run import backtest

SHARES = (0.003, 0.01, 0.03, 0.1)
STRENGTHS = (1.0, 2.0, 5.0, 10.0, 20.0, 50.0)
USED = gamma.LEVEL_EVENTS
ORIGINS = (4, 8, 12, 16)
LEAST = 100  # events of a pact within a window
PLACE = Path(__file__).parent.parent / "docs" / "validation" / "level.md"
Floats = NDArray[np.float64]
Channels = tuple[Floats, Floats]


def pacts(windows_: list[Window], members: list[windows.Membership]) -> Iterator[Channels]:
    """Cooperation and conflict, each (P, W), of all pairs of a pact, quiet ones too."""
    of = defaultdict(set)
    for member in members:
        of[member.pact].add(member.member)
    for window in (w for w in windows_ if w.weeks > max(ORIGINS)):
        at = {tuple(sorted((window.actors[a], window.actors[b]))): i for i, (a, b) in enumerate(window.pairs)}
        counts = [window.counts(window.quad <= 2), window.counts(window.quad >= 3)]
        for inside in of.values():
            pairs = [at.get(pair) for pair in combinations(sorted(inside), 2)]
            made = [np.array([np.zeros(window.weeks) if i is None else y[i] for i in pairs]) for y in counts]
            if len(pairs) > 2 and sum(y.sum() for y in made) >= LEAST:
                yield made[0], made[1]


def score(thin: Channels, strength: float) -> float:
    """Log score of the week after each origin, all pairs and both channels together, of predictions from the weeks before it."""
    gamma.LEVEL_EVENTS = strength
    whole, read = thin[0] + thin[1], np.ones(thin[0].shape)
    told = np.cumsum(whole.sum(axis=0))
    level = (told / 2 + 0.5) / (np.cumsum(read.sum(axis=0)) + 1.0)
    total = 0.0
    for y in thin:
        held = gamma.fit(y, read, whole, level)
        a, b = (first + gamma.DELTA * (now - first) for first, now in ((held.a0, held.a), (held.b0, held.b)))
        total += sum(nbinom.logpmf(y[:, o], a[:, o - 1], b[:, o - 1] / (b[:, o - 1] + 1)).sum() for o in ORIGINS)
    return float(total / len(ORIGINS))


def rows(known: list[Channels], draws: int) -> Iterator[str]:
    """A row a share of the events."""
    rng = np.random.default_rng(20051992)
    for share in SHARES:
        thinned = [(draw(rng, c, share), draw(rng, k, share)) for c, k in known for _ in range(draws)]
        heard = [t for t in thinned if t[0].sum() + t[1].sum()]
        base = np.array([score(t, USED) for t in heard])
        gains = [100 * float(np.mean(np.array([score(t, s) for t in heard]) - base)) for s in STRENGTHS]
        events = np.median([t[0].sum() + t[1].sum() for t in thinned])
        yield f"| {share:.1%} | {events:.0f} | " + " | ".join(f"{g:+.1f}".replace("-", "−") for g in gains) + " |"


def draw(rng: np.random.Generator, y: Floats, share: float) -> Floats:
    """Of so many events each is kept by chance."""
    return rng.binomial(y.astype(np.int64), share).astype(np.float64)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("events", type=Path)
    parser.add_argument("pacts", type=Path)
    parser.add_argument("--draws", type=int, default=30)
    asked = parser.parse_args()
    table = backtest.table_of(asked.events)
    members = backtest.named(windows.pacts(asked.pacts, print), windows.actors(table))
    known = list(pacts(windows.build(table, members, str(asked.events), print), members))
    head = ["| kept | events of a pact, median | " + " | ".join(f"{s:.0f}" for s in STRENGTHS) + " |", "|---" * (len(STRENGTHS) + 2) + "|"]
    made = "\n".join([*head, *rows(known, asked.draws), ""])
    PLACE.write_text(made, encoding="utf-8")
    print(made)


if __name__ == "__main__":
    main()
