"""An invented past of states and pacts, from a seed: what the tests of detection and forecasts stand on."""

from datetime import date, datetime, timedelta
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

START = date(2001, 1, 1)
MEMBERS = {"North Pact": ("Aland", "Borduria", "Carpania", "Dalmasca", "Elbonia"), "South Pact": ("Florin", "Guilder", "Hyrule", "Illyria", "Jotun")}
QUARREL = ("Aland", "Borduria", 30)  # who breaks, and in which week
CODES = {1: ("040", 1.0), 2: ("060", 6.0), 3: ("111", -2.0), 4: ("163", -6.0)}


def table(weeks: int = 40, release: str = "invented", start: date = START, seed: int = 1, loud: float = 1.0, dead: int | None = None) -> pa.Table:
    """Events of all pairs: some pairs quarrel more, all cooperate; QUARREL breaks in its week; week `dead` was not collected."""
    rng = np.random.default_rng(seed)
    states = [s for members in MEMBERS.values() for s in members]
    rows = []
    for i, a in enumerate(states):
        for j, b in enumerate(states[i + 1 :], i + 1):
            temper = 0.6 if (i + j) % 3 == 0 else 0.04
            for week in range(weeks):
                broke = (a, b) == QUARREL[:2] and QUARREL[2] <= week < QUARREL[2] + 2
                rates = {1: 1.2, 2: 0.2, 3: temper + 6 * broke, 4: temper / 2 + 5 * broke}
                for quad, rate in rates.items():
                    for _ in range(0 if week == dead else rng.poisson(rate * loud)):
                        day = start + timedelta(7 * week + int(rng.integers(7)))
                        ends = (a, b) if rng.random() < 0.5 else (b, a)
                        rows.append((datetime(day.year, day.month, day.day), *ends, CODES[quad][0], quad, CODES[quad][1], release))
    rows += [(datetime(start.year, start.month, start.day), "Aland", "Florin", "040", 1, 1.0, release)]
    end = start + timedelta(7 * weeks - 1)
    rows += [(datetime(end.year, end.month, end.day), "Aland", "Florin", "040", 1, 1.0, release)]
    names = ("date", "source", "target", "code", "quad", "goldstein", "release")
    return pa.table({name: [row[k] for row in rows] for k, name in enumerate(names)})


def files(folder: Path, *tables: pa.Table) -> tuple[Path, Path, Path]:
    """Events, pacts and ruptures as files."""
    events, pacts, ruptures = folder / "events.parquet", folder / "pacts.csv", folder / "ruptures.csv"
    pq.write_table(pa.concat_tables(tables or (table(),)), events)
    pacts.write_text("pact,member,since,until\n" + "".join(f"{pact},{m},,\n" for pact, members in MEMBERS.items() for m in members), encoding="utf-8")
    day = START + timedelta(7 * QUARREL[2] + 2)
    ruptures.write_text(f"date,member,other_party,kind,endogenous\n{day},{QUARREL[0]},{QUARREL[1]},sanctions,1\n", encoding="utf-8")
    return events, pacts, ruptures
