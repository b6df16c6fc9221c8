"""A pact's charts, as specifications: from a finished run, or from a lake of tables coded by others."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from scipy.stats import nbinom

from .. import atlas, desk, forecasters, lake, scores
from ..contracts import Complain, Floats
from ..formats import charts
from ..formats.view.words import short_day
from ..nouns import Article, Bad, Brief, Event, Reading
from ..ruptures import alarms as sound
from ..ruptures import coverage, hostile, predicted
from . import forecasts, tables
from .pacts import pact_of, pair_of
from .readings import deeds, measure

OF_WEEKS = ("line", "strip", "matrix")
BACK = timedelta(weeks=104)
QUANTILES = (0.05, 0.25, 0.5, 0.75, 0.95)
MOST_PAIRS = 3
COUNTED = " Both ends speak for their states; a deed done to many counts among them once."
MUTUAL = ("clash", "ceasefire")  # told of both ends
APPEAL = "02"  # CAMEO's root for cooperation in words, while a demand (10) is conflict in words; PLOVER's REQUEST is both
Drawn = dict[str, charts.Spec]


def specs(
    pact: str, wanted: Sequence[str], of: str, folder: Path, place: Path, pacts: Path | None, release: str | None, complain: Complain
) -> tuple[Drawn, list[Bad]]:
    """The charts by name, and why others cannot be drawn."""
    told = tables.of(pact, folder, pacts, release, complain) if tables.tables(folder, pacts, release) else None
    id_, found = told.pact.id if told else pact_of(pact).id, dict[str, charts.Spec]()
    weekly = (_of_tables(told, complain) if told else _of_run(id_, folder)) if {"line", "pair"} & set(wanted) else None
    if set(wanted) & set(OF_WEEKS):
        brief, basis = (_measured(told), _basis(told)) if told else (_brief(id_, folder), "")
        made = charts.specs(brief, weekly.broken() if weekly and "line" in wanted else (), basis)
        found |= {kind: made[kind] for kind in wanted if kind in made}
    if weekly and "pair" in wanted:
        found |= weekly.pairs(of)
    if "reliability" in wanted:
        found |= _record(id_, told.release if told else "", place)
    return found, _without(wanted, found, id_, folder)


def _without(wanted: Sequence[str], found: Drawn, pact: str, folder: Path) -> list[Bad]:
    """A line for each kind of which nothing could be drawn. Raises it where nothing was at all."""
    why = {"reliability": f"no forecast of {pact} is settled; make some with: pactwatch forecast, and settle them with: pactwatch forecasts"}
    gone = [kind for kind in wanted if not any(name.split("-")[0] == kind for name in found)]
    lines = [Bad(f"{kind}: not drawn; {why.get(kind, f'{folder} tells of no conflict within {pact}')}") for kind in gone]
    if lines and not found:
        raise Bad(f"{folder}: nothing to draw of {pact}; {lines[-1]}")
    return lines


def _record(pact: str, release: str, place: Path) -> Drawn:
    record = [f for f in desk.forecasts(place, pact) if f.release == release]
    timely, late = ([(b.said, b.came, b.count) for b in scores.reliability([f for f in record if f.late == after])] for after in (False, True))
    what = f"settled forecasts from tables, {release}" if release else "settled forecasts"
    spec = charts.reliability(f"{pact}: whether forecasts kept their word", timely, late, what)
    return {"reliability": spec} if spec else {}


def _brief(pact: str, folder: Path) -> Brief:
    """As much of a brief as charts look at, of a run: the weeks that its brief tells of."""
    rows, day = lake.read(folder, "readings").to_pylist(), lake.day(folder) or date.max
    readings = [reading for row in rows if row["indicator"] == "cohesion" and (reading := _reading(row)).known(day)]
    if not any(r.of == pact for r in readings):
        raise Bad(f"{folder}: holds no reading of {pact}; run a watch on it")
    return _drawable(pact, readings, forecasts.nouns(folder, "events"))


def _measured(told: tables.Tabled) -> Brief:
    """As much of a brief as charts look at, of tables: of pairs the last week alone, and only pairs that are told of."""
    files = lake.rows(told.folder, release=told.release)
    found = measure(files, [told.pact], told.release)[0]
    rows = found.readings.filter(pc.equal(found.readings["indicator"], "cohesion"))
    last = pc.equal(rows["week"], pa.scalar(found.panel.weeks[-1]))
    silent = {"-".join(pair) for pair, volume in zip(found.panel.pairs, found.panel.volume.sum(axis=1), strict=True) if not volume}
    readings = [_reading(row) for row in rows.filter(pc.or_(last, pc.not_equal(rows["level"], "pair"))).to_pylist() if row["of"] not in silent]
    return _drawable(told.pact.id, readings, _drivers(files, {d.event for r in readings for d in r.drivers}))


def _reading(row: dict[str, Any]) -> Reading:
    return Reading(**{**row, "drivers": tuple(forecasts.driver(d) for d in row["drivers"])})


def _drivers(files: Sequence[Path], ids: set[str]) -> list[Event]:
    """The events that moved the readings, as the charts name them: a code without a type by its own name, an appeal not as a demand."""
    return [Event(id_, day, source, target, done(code, type_), act, "actual", act in MUTUAL, False, 1.0, (), (), ())
            for id_, day, source, target, code, type_, act in deeds(files, ids)]


def done(code: str | None, type_: str | None) -> str:
    """How a chart is to call what a table's row tells: by its type, else by the code's own name."""
    if code and code.startswith(APPEAL):
        return "APPEAL"
    return type_ or {known: title for known, title, *_ in atlas.cameo()}.get(code or "", code or "")


def _drawable(pact: str, readings: Sequence[Reading], events: Sequence[Event]) -> Brief:
    last = max(r.week for r in readings)
    series = tuple(r for r in readings if r.week > last - BACK)
    names = {a.id: a.name("en") for a in atlas.world().actors.values()}
    now, nothing = tuple(r for r in series if r.week == last), Article("", "en", "", "", None)
    return Brief(pact, last + timedelta(6), "", "", "", None, "", (), "", nothing, None, (), (), "", now, series, (), tuple(events), (), (), names=names)


def _basis(told: tables.Tabled) -> str:
    """«Tables coded by others: icews18, 1 Jan 2018 to 31 Oct 2018; 44 of 44 weeks were told of»"""
    first, last = told.days
    monday = first - timedelta(first.weekday())
    read = {(day - monday).days // 7 for day in pc.unique(told.table["date"]).to_pylist()}
    return (f"Tables coded by others: {told.release}, {short_day(first)} to {short_day(last)}; "
            f"{len(read)} of {(last - monday).days // 7 + 1} weeks were told of")


@dataclass(frozen=True, slots=True)
class _Weekly:
    """The weeks of pairs: conflict `y` (P, W), coverage `read` (W,), alarms (pair, week) → kind; `own`: the pact's, which may be drawn."""

    pairs_: Sequence[tuple[str, str]]
    weeks: Sequence[date]
    y: Floats
    read: Floats
    loud: Mapping[tuple[int, int], str]
    own: Sequence[int]
    basis: str = ""

    @property
    def shown(self) -> int:
        return max(0, len(self.weeks) - BACK.days // 7)

    def broken(self) -> list[date]:
        """The weeks of sudden alarms."""
        return [self.weeks[week] for (_, week), kind in self.loud.items() if kind == "sudden"]

    def pairs(self, of: str) -> Drawn:
        """The pair that is asked for, or those with most alarms and conflict."""
        names = {"-".join(self.pairs_[i]): i for i in self.own}
        wanted = pair_of(of)
        if of and wanted not in names:
            raise Bad(f"pair '{of}' is not told of; write two codes of those that are, as {next(iter(names))}")
        weight = {i: self.y[i, self.shown :].sum() + 10 * sum(p == i and w >= self.shown for p, w in self.loud) for i in self.own}
        chosen = [names[wanted]] if of else [i for i in sorted(self.own, key=lambda i: -weight[i])[:MOST_PAIRS] if weight[i] > 0]
        low, high = predicted(self.y, self.read)
        return {f"pair-{'-'.join(self.pairs_[i])}": self._pair(i, low[i], high[i]) for i in chosen}

    def _pair(self, i: int, low: Floats, high: Floats) -> charts.Spec:
        past = [charts.Week(self.weeks[t], float(self.y[i, t]), float(low[t]), float(high[t]), float(self.read[t]), self.loud.get((i, t), ""))
                for t in range(self.shown, len(self.weeks))]
        ahead = [charts.Ahead(self.weeks[-1] + timedelta(7 * h), tuple(float(nbinom.ppf(q, a, b / (b + 1))) for q in QUANTILES))
                 for h, (a, b) in enumerate(forecasters.ahead(self.y, self.read, i), 1)]
        world = atlas.world().actors
        names = [world[a].name("en") if a in world else a for a in self.pairs_[i]]
        return charts.pair(f"{names[0]} and {names[1]}: conflict, alarms, and four weeks ahead", past, ahead, self.basis)


def _of_run(pact: str, folder: Path) -> _Weekly:
    found = atlas.world().pacts[pact]
    events: list[Event] = forecasts.nouns(folder, "events")
    day = forecasts.last_day(events, found, folder)
    panel = forecasts.counted(events, {a.id: a for a in forecasts.nouns(folder, "articles")}, found, day)
    y, _ = forecasts.hostile(events, panel)
    inside = np.array([[set(pair) <= {*week, pact} for week in panel.members] for pair in panel.pairs])
    return _Weekly(panel.pairs, panel.weeks, y, panel.coverage, _loud(y, panel.coverage, inside), range(len(y)))


def _of_tables(told: tables.Tabled, complain: Complain) -> _Weekly:
    """As `pactwatch alarms` reads them. All pairs are counted, for the prior; the pact's own may be drawn."""
    w = told.window(complain)
    y, read = np.add(*hostile(w)), coverage(w)
    pairs = [(w.actors[a], w.actors[b]) for a, b in w.pairs.tolist()]
    own = np.flatnonzero(w.allied.any(axis=1)).tolist()
    return _Weekly(pairs, [w.start + timedelta(7 * t) for t in range(w.weeks)], y, read, _loud(y, read, w.allied), own, COUNTED)


def _loud(y: Floats, read: Floats, inside: np.typing.NDArray[np.bool_]) -> dict[tuple[int, int], str]:
    return {(a.pair, a.week): "sudden" if a.sudden else "drift" for a in sound(y, read, inside)}
