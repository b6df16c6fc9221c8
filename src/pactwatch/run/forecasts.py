"""Forecasts of a pact, from a finished run or from tables: frozen when made, settled by their written rule."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np

from .. import atlas, desk, forecasters, lake, panel
from ..contracts import Complain, Floats, Panel
from ..nouns import Article, Bad, Driver, Event, Forecast, Pact
from . import tables, watch
from .pacts import pact_of


def make(
    pact: str, day: date | None, folder: Path, place: Path, pacts: Path | None, release: str | None, complain: Complain
) -> tuple[list[Forecast], int]:
    """The forecasts of a day and how many were not on record: of a run, or of a lake of tables, whose pacts and release may be named."""
    if tables.tables(folder, pacts, release):
        told = tables.of(pact, folder, pacts, release, complain)
        return kept(tables.forecast(told, day, complain), told.pact.id, folder, place)
    found = pact_of(pact)
    events, articles = nouns(folder, "events"), {a.id: a for a in nouns(folder, "articles")}
    on = day or last_day(events, found, folder)
    made = forecasters.ask(events, counted(events, articles, found, on), deeds(), on)
    if not made:
        raise Bad(f"{found.id} has no member on {on}; choose another day with --date")
    return kept(made, found.id, folder, place)


def kept(made: Sequence[Forecast], pact: str, folder: Path, place: Path) -> tuple[list[Forecast], int]:
    """The forecasts as they are on record."""
    if not made:
        raise Bad(f"{folder}: tells of no pair of {pact} often enough to ask about; import more, or choose a later day with --date")
    new, ids = desk.freeze(place, made), {f.id for f in made}
    return [f for f in desk.forecasts(place, pact) if f.id in ids], new


def settled(pact: str | None, folder: Path, place: Path) -> list[Forecast]:
    """The record, after what can be settled is."""
    if not place.exists():
        raise Bad(f"{place}: no forecast is on record; make some with: pactwatch forecast CSTO")
    if lake.only_tables(folder):
        tables.settle(folder, place, pact)
        return desk.forecasts(place, pact)
    events, articles = nouns(folder, "events"), nouns(folder, "articles")
    today = max((a.published for a in articles if a.published), default=date.min)
    read = {panel.monday(a.published) for a in articles if a.published}
    outcomes = [(f.id, forecasters.settle(f, events, deeds(), read, today)) for f in desk.forecasts(place, pact) if f.outcome is None and not f.release]
    desk.resolve(place, [(id_, came) for id_, came in outcomes if came is not None])
    return desk.forecasts(place, pact)


def deeds() -> forecasters.Counted:
    """What is counted: a type without a score, a request, is no conflict, whatever its quad."""
    declared = atlas.world().deeds
    quads = {name: int(row["quad"]) if row["score"] else 0 for name, row in declared.types.items()}
    return forecasters.Counted(quads, {name: int(row["rung"]) for name, row in declared.acts.items()})


def counted(events: Sequence[Event], articles: dict[str, Article], pact: Pact, day: date) -> Panel:
    return panel.build(events, articles, pact, atlas.world().deeds.scores, day)


def last_day(events: Sequence[Event], pact: Pact, folder: Path) -> date:
    """The last day with news of the pact that the run looked at: its lake also holds what was dated later. Raises Bad where there is none."""
    weeks = lake.read(folder, "readings").column("week").to_pylist()
    ends = max(weeks, default=date.min) + timedelta(6) if weeks else date.min
    found = watch.last_day([e for e in events if e.date and e.date <= ends], pact)
    if found is None:
        raise Bad(f"{folder}: tells nothing of {pact.id}; run a watch on it")
    return found


def hostile(events: Sequence[Event], panel: Panel) -> tuple[Floats, dict[tuple[int, int], list[Event]]]:
    """Conflict events of the panel's pairs, (P, W), and those of each (pair, week). A clash with the pact itself counts for nothing: it has no army."""
    quads, at = deeds().quads, {pair: i for i, pair in enumerate(panel.pairs)}
    told: dict[tuple[int, int], list[Event]] = defaultdict(list)
    for e in events:
        conflict = e.status == "actual" and not e.background and quads[e.type] >= 3 and not (e.type == "ASSAULT" and panel.pact in e.pair)
        if conflict and e.date and e.pair in at and panel.weeks[0] <= e.date < panel.weeks[-1] + timedelta(7):
            told[at[e.pair], (e.date - panel.weeks[0]).days // 7].append(e)
    y: Floats = np.zeros_like(panel.conflict)
    for place, deeds_ in told.items():
        y[place] = len(deeds_)
    return y, told


def driver(row: dict[str, Any]) -> Driver:
    return Driver(**row)


def nouns(folder: Path, name: str) -> list[Any]:
    """A table of a run as nouns: a watch's hundreds of texts, never a table coded by others."""
    rows = lake.read(folder, name).to_pylist()
    return [lake.TABLES[name](**{k: tuple(v) if isinstance(v, list) else v for k, v in row.items()}) for row in rows]
