"""Forecasts of a pact, frozen when made, settled by their written rule, and their record."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np
from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table

from .. import atlas, desk, forecasters, lake, panel, run, scores
from ..briefs.measure import likelihood
from ..contracts import Floats, Panel
from ..nouns import Article, Bad, Driver, Event, Forecast, Pact

THIN = "Steps out of a pact are rare: these chances rest more on the prior than on the record, and are scored against the base rate only."
WHEN = ((False, "entered in time"), (True, "entered late, so no test of foresight"))


def make(pact: str, day: str, folder: Path, place: Path) -> tuple[list[Forecast], int]:
    """The forecasts of a day and how many were not on record."""
    found = atlas.world().pacts.get(pact)
    if found is None:
        raise Bad(f"pact '{pact}' is not declared; name one of {', '.join(sorted(atlas.world().pacts))}")
    if lake.only_tables(folder):
        raise Bad(f"{folder}: holds tables coded by others, and a forecast is made from the run of a watch: pactwatch run csto; "
                  "how well tables foretell is tested by: pactwatch backtest forecasts")
    events, articles = nouns(folder, "events"), {a.id: a for a in nouns(folder, "articles")}
    on = _day(day) or last_day(events, found, folder)
    made = forecasters.ask(events, counted(events, articles, found, on), deeds(), on)
    if not made:
        raise Bad(f"{pact} has no member on {on}; choose another day with --date")
    new, ids = desk.freeze(place, made), {f.id for f in made}
    return [f for f in desk.forecasts(place, pact) if f.id in ids], new


def settled(pact: str | None, folder: Path, place: Path) -> list[Forecast]:
    """The record, after what can be settled is."""
    if not place.exists():
        raise Bad(f"{place}: no forecast is on record; make some with: pactwatch forecast CSTO")
    events, articles = nouns(folder, "events"), nouns(folder, "articles")
    today = max((a.published for a in articles if a.published), default=date.min)
    read = {panel.monday(a.published) for a in articles if a.published}
    outcomes = [(f.id, forecasters.settle(f, events, deeds(), read, today)) for f in desk.forecasts(place, pact) if f.outcome is None]
    desk.resolve(place, [(id_, came) for id_, came in outcomes if came is not None])
    return desk.forecasts(place, pact)


def deeds() -> forecasters.Deeds:
    """What is counted: a type without a score, a request, is no conflict, whatever its quad."""
    declared = atlas.world().deeds
    quads = {name: int(row["quad"]) if row["score"] else 0 for name, row in declared.types.items()}
    return forecasters.Deeds(quads, {name: int(row["rung"]) for name, row in declared.acts.items()})


def counted(events: Sequence[Event], articles: dict[str, Article], pact: Pact, day: date) -> Panel:
    return panel.build(events, articles, pact, atlas.world().deeds.scores, day)


def last_day(events: Sequence[Event], pact: Pact, folder: Path) -> date:
    """The last day with news of the pact that the run looked at: its lake also holds what was dated later. Raises Bad where there is none."""
    weeks = lake.read(folder, "readings").column("week").to_pylist()
    ends = max(weeks, default=date.min) + timedelta(6) if weeks else date.min
    found = run.last_day([e for e in events if e.date and e.date <= ends], pact)
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


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise Bad(f"--date: '{text}' is no day; write YYYY-MM-DD, as 2022-10-17") from None


def listed(made: Sequence[Forecast]) -> Table:
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    for title in ("question", "likelihood", "made", "entered", "due", "came"):
        table.add_column(title, overflow="fold", no_wrap=title in ("made", "due", "came"))
    for f in made:
        came = "open" if f.outcome is None else "yes" if f.outcome else "no"
        table.add_row(f.question, f"{likelihood(f.probability)} ({f.probability:.0%})", str(f.made), entry(f), str(f.due), came)
    return table


def entry(forecast: Forecast) -> str:
    """When it was put on record; one entered after its day is marked, since what came may have been known by then."""
    if forecast.entered is None:
        return "not noted"
    return f"{forecast.entered:%Y-%m-%d %H:%M} UTC" + ("\n[red]late[/]" if forecast.late else "")


def show(made: Sequence[Forecast], console: Console) -> None:
    console.print(listed(made))
    for late, which in WHEN:
        for kind in ("T1", "T2", "T3"):
            mine = [f for f in made if f.kind == kind and f.late == late]
            done = scores.brier(mine)
            if done:
                count = sum(f.outcome is not None for f in mine)
                console.print(f"{kind}: {count} of {len(mine)} settled, Brier {done[0]:.3f}, base rate {done[1]:.3f}; {which}")
            elif mine:
                console.print(f"{kind}: none of {len(mine)} settled; {which}")
    for late, which in WHEN:
        bands = scores.reliability([f for f in made if f.late == late])
        if not bands:
            continue
        console.print(f"\nReliability of what was {which}")
        table = Table(box=SIMPLE_HEAD, pad_edge=False)
        for title in ("likelihood", "forecasts", "said", "came"):
            table.add_column(title, justify="left" if title == "likelihood" else "right")
        for band in bands:
            table.add_row(likelihood(min(band.upper - 1e-9, 0.99)), str(band.count), f"{band.said:.0%}", f"{band.came:.0%}")
        console.print(table)
    console.print(f"[dim]{THIN}[/]")
