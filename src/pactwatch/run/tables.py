"""What a lake of tables coded by others tells of a pact: one release of it, its window, and the forecasts made from it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from .. import atlas, counts, desk, forecasters, lake, panel, windows
from ..contracts import Complain, Sample, Window
from ..nouns import Bad, Forecast, Member, Pact
from ..windows import Membership
from .backtest import alone, named, resolved, table_of
from .pacts import pact_of
from .plugs import plugin

MEMBERS = ", or give its members with --pacts"
LEAST = 3  # pairs of allies


@dataclass(frozen=True, slots=True)
class Tabled:
    """A pact and the events of one release. `mine`: who was in it; `every`: who was in which pact, of those that teach what allies do."""

    pact: Pact
    release: str
    folder: Path
    table: pa.Table
    mine: Sequence[Membership]
    every: Sequence[Membership]

    def window(self, complain: Complain) -> Window:
        """Its weeks, in which the pact's own pairs alone are allied."""
        return windows.build(self.table, self.mine, str(self.folder), complain)[0]

    @property
    def days(self) -> tuple[date, date]:
        """The first and the last that it tells of."""
        first, last = pc.min_max(self.table["date"]).as_py().values()
        return first, last


def of(pact: str, folder: Path, pacts: Path | None, release: str | None, complain: Complain) -> Tabled:
    """Raises Bad for a pact that is neither declared nor in `pacts`, and where several releases lie there and none is named."""
    table = table_of(folder)
    release = counts.only(table, release)
    table, told = table.filter(pc.equal(table["release"], release)), windows.actors(table)
    mine = named(members(pact, pacts, complain), told)
    every = named(windows.pacts(pacts, lambda _: None), told) if pacts else declared()
    found = atlas.world().pacts.get(pact.upper()) if not pacts else None
    return Tabled(found or noun(mine), release, folder, table, mine, every)


def members(pact: str, file: Path | None, complain: Complain) -> list[Membership]:
    """Who was in which pact: by a CSV, of which a named pact alone is looked at; without one, of the declared pact."""
    if file:
        return windows.pacts(file, complain, pact)
    if not pact:
        raise Bad("--pacts is missing: name a pact, as pactwatch alarms CSTO, or with --pacts a CSV of pact, member, since, until")
    return of_pact(pact_of(pact, MEMBERS))


def of_pact(pact: Pact) -> list[Membership]:
    return [Membership(pact.id, m.actor, m.since, m.until or date.max) for m in pact.members]


def declared() -> list[Membership]:
    return [m for pact in atlas.world().pacts.values() for m in of_pact(pact)]


def noun(members: Sequence[Membership]) -> Pact:
    """The pact of a CSV. A hyphen stands between the ends of a pair, so none stands in its name."""
    name = members[0].pact.replace("-", "–")
    return Pact(name, name, "", None, tuple(Member(m.member, m.since, None if m.until == date.max else m.until) for m in members))


def forecast(told: Tabled, on: date | None, complain: Complain) -> list[Forecast]:
    """T1 and T2 of a day, by the product's method, which learns from all pairs of the release. Raises Bad where there is too little to learn from."""
    first, last = told.days
    if on and not first <= on <= last:
        raise Bad(f"--date: release '{told.release}' tells of {first} to {last}; choose a day of these")
    table = whole_weeks(told.table, on or last)
    window = windows.build(table, told.every, str(told.folder), complain)[0]
    ends = window.start + timedelta(7 * window.weeks)
    past = forecasters.sample([window], {window.release: resolved(window, ends)})
    now = forecasters.sample([window], {window.release: [window.weeks]})
    if not teaches(past):
        raise Bad(f"{told.folder}: release '{told.release}' tells too little to learn from by {ends - timedelta(1)}: it takes twelve weeks, {LEAST} pairs of "
                  "allies, and material conflict of some of them; import more of it")
    own, usual = (alone(plugin("forecasters", name).forecast, past, now) for name in ("pactwatch", "base_rate"))
    day = ends - timedelta(1)
    return forecasters.of_pairs(told.pact.id, told.pact.members_on(day), day, now, own, usual)


def teaches(past: Sample) -> bool:
    """Whether the methods can learn from it: they part pairs into folds, and tell weeks with force from those without."""
    seen = past.take(past.allied & (past.step % 4 == 0))
    hit = seen.material > 0
    return len(set(seen.pair.tolist())) >= LEAST and bool(hit.any()) and not bool(hit.all())


def whole_weeks(table: pa.Table, on: date) -> pa.Table:
    """The events by a day, in whole weeks that end with the last of them: what came last counts most, so the broken week is the first."""
    table = table.filter(pc.less_equal(table["date"], pa.scalar(on)))
    first, last = pc.min_max(table["date"]).as_py().values()
    return table.filter(pc.greater_equal(table["date"], pa.scalar(first + timedelta(((last - first).days + 1) % 7))))


def settle(folder: Path, place: Path, pact: str | None) -> None:
    """Settles what is due of the forecasts made from the releases of a lake."""
    open_ = [f for f in desk.forecasts(place, pact) if f.outcome is None and f.release]
    if not open_:
        return
    table = table_of(folder)
    for release in sorted({f.release for f in open_}):
        mine, of_release = [f for f in open_ if f.release == release], table.filter(pc.equal(table["release"], release))
        if of_release.num_rows:
            desk.resolve(place, outcomes(mine, of_release))


def outcomes(open_: Sequence[Forecast], table: pa.Table) -> list[tuple[str, bool]]:
    """Only conflict of the actors asked about, after the first forecast, is looked at row by row."""
    read = {panel.monday(day) for day in pc.unique(table["date"]).to_pylist()}
    ends = pa.array(sorted({end for f in open_ for end in f.of.split("-")}))
    since = pc.greater(table["date"], pa.scalar(min(f.made for f in open_)))
    hostile = pc.and_(since, pc.greater_equal(table["quad"], 3))
    kept = table.filter(pc.and_(hostile, pc.and_(pc.is_in(table["source"], ends), pc.is_in(table["target"], ends))))
    rows = zip(*(kept[name].to_pylist() for name in ("date", "source", "target", "quad")), strict=True)
    return forecasters.settle_coded(open_, rows, read, pc.max(table["date"]).as_py())


def tables(folder: Path, pacts: Path | None, release: str | None) -> bool:
    """Whether a lake is one of tables alone. Raises Bad where what belongs to tables is asked of a run."""
    if lake.only_tables(folder):
        return True
    if pacts or release:
        raise Bad(f"{folder}: --pacts and --release belong to a lake of imported tables alone; leave them out, or name such a lake with --lake")
    return False
