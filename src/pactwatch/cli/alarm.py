"""Alarms: pairs whose week was surprising, with the events, and how often such alarms were false."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np
from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table

from .. import atlas, lake, windows
from ..contracts import Floats, Window
from ..formats.view.words import deed as done
from ..nouns import Bad, Event
from ..ruptures import Alarm, coverage, hostile, loudness
from ..ruptures import alarms as sound
from ..windows import Membership
from . import foretell, replay, tabled
from .asked import day_of, pact_of
from .present import day, name

SHOWN = 3  # events named
Row = dict[str, Any]


def rows(pact: str, folder: Path, events: Path | None, pacts: Path | None, since: str, complain: Callable[[Bad], None]) -> list[Row]:
    """Alarms of tables (`events`, or of a lake, `folder`, that holds no run) or of a run, as rows, from a day on."""
    first = day_of(since, "--since") or date.min
    place = events or (folder if lake.only_tables(folder) else None)
    found, last = of_table(place, tabled.members(pact, pacts, complain), complain) if place else of_run(pact, folder)
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


def of_table(place: Path, members: Sequence[Membership], complain: Callable[[Bad], None]) -> tuple[list[Row], date]:
    """The alarms of all releases, and their last day."""
    table = replay.table_of(place)
    found = windows.build(table, replay.named(members, windows.actors(table)), str(place), complain)
    return [row | {"release": w.release} for w in found for row in _rows(_window(w))], max(w.start + timedelta(7 * w.weeks - 1) for w in found)


def _window(w: Window) -> _Watched:
    names = {code: name for code, name, *_ in atlas.cameo()}

    def told(pair: int, week: int) -> list[str]:
        here = (w.pair == pair) & (w.day // 7 == week) & (w.quad >= 3)
        kinds = Counter(f"{names.get(f'{root:02d}', 'untold')} (CAMEO {root:02d})" for root in w.root[here].tolist())
        return [f"{count} × {kind}" for kind, count in kinds.most_common(SHOWN)]

    return _Watched(hostile(w), w.counts(w.quad < 3), coverage(w), w.allied, lambda p: "–".join(w.actors[i] for i in w.pairs[p]),
                    lambda t: w.start + timedelta(7 * t), told)


def of_run(name: str, folder: Path) -> tuple[list[Row], date]:
    pact = pact_of(name, tabled.MEMBERS)
    events, articles = foretell.nouns(folder, "events"), {a.id: a for a in foretell.nouns(folder, "articles")}
    panel = foretell.counted(events, articles, pact, foretell.last_day(events, pact, folder))
    _, told = foretell.hostile(events, panel)
    inside = np.array([[set(pair) <= {*week, pact.id} for week in panel.members] for pair in panel.pairs])
    ways = _ways(told, panel.pairs, panel.conflict.shape)
    watched = _Watched(ways, panel.cooperation, panel.coverage, inside, lambda p: "–".join(panel.pairs[p]), lambda t: panel.weeks[t],
                       lambda p, t: [_deed(e) for e in told.get((p, t), [])[:SHOWN]])
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


def _deed(event: Event) -> str:
    return f"{name(event.source)} {'↔' if event.symmetric else '→'} {name(event.target)}: {done(event)}, {day(event.date)}"


def _rows(w: _Watched) -> list[Row]:
    loud = loudness(w.ways, w.cooperation, w.read)
    levels = atlas.load(atlas.WORLD / "alarms.toml")["level"]
    return [_row(w, a, float(loud[a.pair, a.week]), levels) for a in sound(w.ways[0] + w.ways[1], w.read, w.inside)]


def _row(w: _Watched, a: Alarm, loud: float, levels: Iterable[Row]) -> Row:
    passed = [level for level in levels if loud >= level["loudness"]]
    return {"week": str(w.week(a.week)), "pair": w.pair(a.pair), "kind": "sudden" if a.sudden else "drift", "chance": a.chance, "loudness": round(loud, 2),
            "false_per_pair_year": passed[-1]["false"] if passed else None, "events": w.events(a.pair, a.week)}


def show(rows: list[Row], console: Console) -> None:
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    several = len({row.get("release") for row in rows}) > 1
    for title in (*(["release"] if several else []), "week", "pair", "kind", "by chance", "false a\npair-year", "events"):
        table.add_column(title, no_wrap=title == "week", overflow="fold")
    for row in rows:
        false = "more often" if row["false_per_pair_year"] is None else f"{row['false_per_pair_year']:.2f}"
        ends = "–\n".join(map(name, row["pair"].split("–")))
        told = "\n".join(row["events"])
        table.add_row(*([row["release"]] if several else []), row["week"], ends, row["kind"], odds(row["chance"]), false, told)
    console.print(table)
    past = atlas.load(atlas.WORLD / "alarms.toml")["told"]
    console.print(f"[dim]{len(rows)} alarms. How often alarms as loud were false: measured on {past}; silence is not calm.[/]")


def odds(chance: float) -> str:
    """1 in so many."""
    if chance > 0.5:
        return "–"
    return f"1 in {1 / chance:,.0f}" if chance > 1e-6 else "< 1 in a million"
