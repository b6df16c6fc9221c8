"""T1 and T2 of a pact's pairs from tables coded by others, and how they are settled by what such tables tell later.

T3 is not asked of them: their codes hardly tell a step out of a pact.
"""

from collections.abc import Collection, Iterable, Sequence
from datetime import date, timedelta

from ..contracts import Outlook, Sample
from ..nouns import Forecast
from ._ask import closed, written
from ._features import HORIZON
from ._shared import LEVELS

Row = tuple[date, str, str, int]  # day, source, target, quad


def of_pairs(pact: str, members: Collection[str], day: date, now: Sample, own: Outlook, usual: Outlook) -> list[Forecast]:
    """The forecasts of a day. `now`: pairs at the end of a window; `own` and `usual`: what the product and the base rate say of its rows."""
    made = []
    due = day + timedelta(7 * HORIZON)
    for i, (pair, release) in enumerate(zip(now.pair.tolist(), now.release.tolist(), strict=True)):
        if not set(pair.split("-")) <= set(members):
            continue
        span = f"of release {release}, tables coded by others, dated after {day} and by {due}; not settled where no week of these is told"
        most = min(int(now.columns["conflict_last"][i]), LEVELS - 1)
        chances = (float(own.chance[i]), float(usual.chance[i])), (1 - float(own.below[i, most]), 1 - float(usual.below[i, most]))
        for kind, least, told in (("T1", 1, chances[0]), ("T2", most + 1, chances[1])):
            made.append(written(kind, pact, pair, least, (day, due), told, "pactwatch", span, release))
    return made


def settle_coded(open_: Sequence[Forecast], rows: Iterable[Row], read: Collection[date], today: date) -> list[tuple[str, bool]]:
    """Outcomes by id. `rows`: conflict of the pairs asked about, of one release; `read`: Mondays of the weeks it tells of; `today`: its last day."""
    told: dict[str, list[tuple[date, int]]] = {}
    for day, source, target, quad in rows:
        told.setdefault("-".join(sorted((source, target))), []).append((day, quad))
    outcomes = [(f.id, closed(f, _came(f, told.get(f.of, ()), today), read, today)) for f in open_]
    return [(id_, came) for id_, came in outcomes if came is not None]


def _came(forecast: Forecast, told: Iterable[tuple[date, int]], today: date) -> int:
    least = 4 if forecast.kind == "T1" else 3
    return sum(quad >= least and forecast.made < day <= min(forecast.due, today) for day, quad in told)
