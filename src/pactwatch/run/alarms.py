"""Alarms of a pact, from a finished run or from tables: pairs whose week was surprising, with the events, and how often such alarms were false."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np

from .. import atlas, lake, windows
from ..contracts import Complain, Floats, Window
from ..nouns import Bad, Event
from ..ruptures import Alarm, coverage, hostile, loudness
from ..ruptures import alarms as sound
from ..windows import Membership
from . import forecasts
from .backtest import named, table_of
from .pacts import pact_of
from .tables import MEMBERS
from .tables import members as members_of

SHOWN = 3  # events named
Row = dict[str, Any]
Tell = Callable[[Event], str]


def rows(pact: str, folder: Path, events: Path | None, pacts: Path | None, first: date, tell: Tell, complain: Complain) -> list[Row]:
    """Alarms of tables (`events`, or of a lake, `folder`, that holds no run) or of a run, as rows, from a day on; `tell` words an event of a run."""
    place = events or (folder if lake.only_tables(folder) else None)
    found, last = of_table(place, members_of(pact, pacts, complain), complain) if place else of_run(pact, folder, tell)
    if first > last:
        raise Bad(f"--since: nothing is told of from {first} on; the last day is {last}")
    return [row for row in found if row["week"] >= str(first)]


@dataclass(frozen=True, slots=True)
class _Watched:
    """What alarms are read from: hostile deeds of one end and the other, and cooperation, (P, W); coverage (W,), who is watched (P, W), how pairs and
    weeks and events are called."""

    ways: tuple[Floats, Floats]
    cooperation: Floats
    read: Floats
    inside: Any
    pair: Callable[[int], str]
    week: Callable[[int], date]
    events: Callable[[int, int], list[str]]


def of_table(place: Path, members: Sequence[Membership], complain: Complain) -> tuple[list[Row], date]:
    """The alarms of all releases, and their last day."""
    table = table_of(place)
    found = windows.build(table, named(members, windows.actors(table)), str(place), complain)
    return [row | {"release": w.release} for w in found for row in _rows(_window(w))], max(w.start + timedelta(7 * w.weeks - 1) for w in found)


def _window(w: Window) -> _Watched:
    names = {code: name for code, name, *_ in atlas.cameo()}

    def told(pair: int, week: int) -> list[str]:
        here = (w.pair == pair) & (w.day // 7 == week) & (w.quad >= 3)
        kinds = Counter(f"{names.get(f'{root:02d}', 'untold')} (CAMEO {root:02d})" for root in w.root[here].tolist())
        return [f"{count} × {kind}" for kind, count in kinds.most_common(SHOWN)]

    return _Watched(hostile(w), w.counts(w.quad < 3), coverage(w), w.allied, lambda p: "–".join(w.actors[i] for i in w.pairs[p]),
                    lambda t: w.start + timedelta(7 * t), told)


def of_run(name: str, folder: Path, tell: Tell) -> tuple[list[Row], date]:
    pact = pact_of(name, MEMBERS)
    events, articles = forecasts.nouns(folder, "events"), {a.id: a for a in forecasts.nouns(folder, "articles")}
    panel = forecasts.counted(events, articles, pact, forecasts.last_day(events, pact, folder))
    _, told = forecasts.hostile(events, panel)
    inside = np.array([[set(pair) <= {*week, pact.id} for week in panel.members] for pair in panel.pairs])
    ways = _ways(told, panel.pairs, panel.conflict.shape)
    watched = _Watched(ways, panel.cooperation, panel.coverage, inside, lambda p: "–".join(panel.pairs[p]), lambda t: panel.weeks[t],
                       lambda p, t: [tell(e) for e in told.get((p, t), [])[:SHOWN]])
    return _rows(watched), panel.weeks[-1] + timedelta(6)


def _ways(told: Mapping[tuple[int, int], Sequence[Event]], pairs: Sequence[tuple[str, str]], shape: tuple[int, ...]) -> tuple[Floats, Floats]:
    """Hostile deeds of the first end of each pair, and of the second, (P, W); one deed told of many targets counts among them once."""
    targets: dict[tuple[object, ...], set[str]] = defaultdict(set)
    for e in (e for week in told.values() for e in week):
        targets[e.date, e.source, e.type, e.act].add(e.target)
    ways: tuple[Floats, Floats] = np.zeros(shape), np.zeros(shape)
    for (pair, week), events in told.items():
        for e in events:
            ways[e.source != pairs[pair][0]][pair, week] += 1 / len(targets[e.date, e.source, e.type, e.act])
    return ways


def _rows(w: _Watched) -> list[Row]:
    loud = loudness(w.ways, w.cooperation, w.read)
    levels = atlas.load(atlas.WORLD / "alarms.toml")["level"]
    return [_row(w, a, float(loud[a.pair, a.week]), levels) for a in sound(w.ways[0] + w.ways[1], w.read, w.inside)]


def _row(w: _Watched, a: Alarm, loud: float, levels: Iterable[Row]) -> Row:
    passed = [level for level in levels if loud >= level["loudness"]]
    return {"week": str(w.week(a.week)), "pair": w.pair(a.pair), "kind": "sudden" if a.sudden else "drift", "chance": a.chance, "loudness": round(loud, 2),
            "false_per_pair_year": passed[-1]["false"] if passed else None, "events": w.events(a.pair, a.week)}
