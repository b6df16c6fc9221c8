"""Measures how often alarms of each loudness were false on a known past, and declares it in world/alarms.toml.

    alarm_rates.py EVENTS.parquet RUPTURES.csv PACTS.csv

False means: no rupture of the list lies within four weeks. The list is not complete, so some of these were none.
"""

import sys
from pathlib import Path

import numpy as np

from pactwatch import scores, windows
from pactwatch.run import backtest
from pactwatch.ruptures import pactwatch

LEVELS = (0.5, 1.0, 1.5, 2.0, 2.5, 3.0)
PLACE = Path(__file__).parent.parent / "src" / "pactwatch" / "world" / "alarms.toml"


def main(events: Path, broke: Path, members: Path) -> None:
    table = backtest.table_of(events)
    found = windows.build(table, windows.pacts(members, print), str(events), print)
    known = windows.ruptures(broke, print)
    grounds = [scores.ground(w, backtest.broken(w, known)) for w in found]
    loud = [pactwatch(w) for w in found]
    values = np.concatenate([np.maximum(s[g.positive[:, 0], g.positive[:, 1]], s[g.positive[:, 0], np.minimum(g.positive[:, 1] + 1, s.shape[1] - 1)])
                             for s, g in zip(loud, grounds, strict=True)])
    lines = ["# How often an alarm at least so loud was false, per pair-year, and what share of known ruptures it found.",
             "# False: no rupture of the list within four weeks; the list is not complete. Made by:",
             f"# tools/alarm_rates.py {events.name} {broke.name} {members.name}",
             f'told = "{", ".join(w.release for w in found)}, {len(values)} ruptures"', ""]
    for level in LEVELS:
        lines += ["[[level]]", f"loudness = {level}", f"false = {scores.false_alarms(loud, grounds, level):.3f}", f"found = {(values >= level).mean():.3f}", ""]
    PLACE.write_text("\n".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main(*(Path(word) for word in sys.argv[1:4]))
