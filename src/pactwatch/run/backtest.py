"""Known pasts played again: the order in which windows, methods and scores are called, and the rows that come of it."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from .. import atlas, forecasters, lake, scores, windows
from ..contracts import Complain, Floats, Outlook, Sample, Window
from ..nouns import Bad
from ..ruptures import METHODS
from ..windows import Membership, Rupture
from .plugs import plugin

Row = dict[str, Any]
FORECASTERS = ("base_rate", "persistence", "volume", "climatology", "gamma_poisson", "logistic", "boosting", "mean_of_three", "pactwatch")
FIRST_ORIGIN, APART = 12, 4  # weeks
LENGTHS = (1, 4)  # weeks that a band is tested over
TAUGHT = 0.6  # of the weeks, where a window both teaches and tests
BINARY = ("brier", "skill", "auprc", "auc", "logloss", "ece")


def ruptures(events: Path, broke: Path, members: Path, complain: Complain) -> list[Row]:
    """A row a method: method, n and its figures with their intervals."""
    table = table_of(events)
    told = windows.actors(table)
    found = windows.build(table, named(windows.pacts(members, complain), told), str(events), complain)
    known = named(windows.ruptures(broke, complain), told)
    grounds = [scores.ground(w, broken(w, known)) for w in found]
    if not sum(len(g.positive) for g in grounds):
        raise Bad(f"{broke}: no rupture of {len(known)} falls into the windows of {events}, between allies, after six weeks; add some that do")
    if not any(g.negative.any() for g in grounds):
        raise Bad(f"{events}: no week of any allied pair is told of enough to count false alarms; import more of it")
    return [detection(name, scores.detect([method(w) for w in found], grounds)) for name, method in METHODS.items()]


def detection(name: str, made: scores.Detection) -> Row:
    return {"method": name, "n": made.n} | _spread(made.figures)


def bands(events: Path, members: Path, complain: Complain) -> list[Row]:
    """A row a channel and length: channel, weeks, n, inside with its interval, and the PIT in tenths."""
    table = table_of(events)
    found = windows.build(table, named(windows.pacts(members, complain), windows.actors(table)), str(events), complain)
    long = [w for w in found if w.weeks > scores.FIRST + max(LENGTHS)]
    if not long:
        raise Bad(f"{events}: no window is longer than {scores.FIRST + max(LENGTHS)} weeks, so no band can be tested; import more of it")
    made = [scores.bands(long, channel, weeks) for channel in scores.CHANNELS for weeks in LENGTHS]
    return [{"channel": b.channel, "weeks": b.weeks, "n": b.n} | _spread({"inside": b.inside}) | {"pit": list(b.histogram)} for b in made]


def broken(window: Window, known: Iterable[Rupture]) -> list[tuple[int, int, bool]]:
    """The ruptures of the window's pairs: (pair, week, endogenous)."""
    at = {name: i for i, name in enumerate(window.actors)}
    pairs = {(int(a), int(b)): i for i, (a, b) in enumerate(window.pairs)}
    ends = [(sorted((at.get(r.member, -1), at.get(r.other, -1))), r) for r in known]
    return [(pairs[a, b], (r.day - window.start).days // 7, r.endogenous) for (a, b), r in ends if (a, b) in pairs]


def table_of(place: Path) -> pa.Table:
    """The events of a Parquet file, or of the tables that a lake has taken in."""
    if not place.is_dir():
        return windows.parquet(place)
    cameo = {name: str(row["cameo"]) for name, row in atlas.world().deeds.types.items()}
    return windows.rows(lake.rows(place), cameo, str(place))


def named(rows: Any, told: set[str]) -> Any:
    """Memberships or ruptures with the actors spelt as the events spell them."""
    codes = {name.lower(): a.id for a in atlas.world().actors.values() if a.kind == "state" for name in a.words.get("en", {}).get("names", ())}
    return windows.translated(rows, told, codes)


@dataclass(frozen=True, slots=True)
class _Test:
    """A window with the origins that are tested, and what its methods may learn from."""

    window: Window
    now: Sample
    past: Sample


def forecasts(
    train: Path, test: Path, members: Path, limits: tuple[date | None, date | None], complain: Complain, progress: Callable[[int, int], None]
) -> list[Row]:
    """A row a method, target and release: method, target, release, n, rate and figures with intervals; what does not apply is None."""
    return rows(*outlooks(train, test, members, limits, complain, progress))


def outlooks(
    train: Path, test: Path, members: Path, limits: tuple[date | None, date | None], complain: Complain, progress: Callable[[int, int], None]
) -> tuple[Sample, dict[str, Outlook]]:
    """What was asked, with what came, and what each method said of it."""
    taught, tested = table_of(train), table_of(test)
    allies = named(windows.pacts(members, complain), windows.actors(taught) | windows.actors(tested))
    tests = _tests(train, test, taught, tested, allies, limits, complain)
    done, made = 0, {}
    for name in FORECASTERS:
        said = []
        for t in tests:
            said.append(alone(plugin("forecasters", name).forecast, t.past, t.now))
            progress(done := done + 1, len(FORECASTERS) * len(tests))
        made[name] = Outlook(np.concatenate([o.chance for o in said]), np.concatenate([o.below for o in said]))
    return _joined([t.now for t in tests]), made


def alone(forecast: Callable[[Sample, Sample], Outlook], past: Sample, now: Sample) -> Outlook:
    """On one thread: trees wait longer for each other than they gain, and two runs must agree to the last digit."""
    from sklearn import config_context
    from threadpoolctl import threadpool_limits

    with config_context(skip_parameter_validation=True), threadpool_limits(1):  # after scikit-learn is loaded: only what is there can be held to one
        return forecast(past, now)


def _tests(
    train: Path, test: Path, taught: pa.Table, tested: pa.Table, allies: Sequence[Membership], limits: tuple[date | None, date | None], complain: Complain
) -> list[_Test]:
    """The test windows, each with its past; a window with no origin is told and left out."""
    own = set(pc.unique(tested["release"]).to_pylist())
    both = pa.concat_tables([tested, *(_earlier(taught, tested, release) for release in sorted(own))])
    others = taught.filter(pc.invert(pc.is_in(taught["release"], pa.array(sorted(own)))))
    teachers = windows.build(others, allies, str(train), complain) if others.num_rows else []
    found, gone = list[_Test](), list[Bad]()
    for window in windows.build(both, allies, str(test), complain):
        try:
            found.append(_test(window, teachers, _cut(window, taught, tested, limits[0]), limits[1], str(test)))
        except Bad as bad:
            gone.append(bad)
    for fault in gone if found else gone[:-1]:
        complain(fault)
    if not found:
        raise gone[-1]
    return found


def _earlier(taught: pa.Table, tested: pa.Table, release: str) -> pa.Table:
    """What the training tells of a release before the test of it begins: the past of the same window."""
    mine = taught.filter(pc.equal(taught["release"], release))
    first = pc.min(tested.filter(pc.equal(tested["release"], release))["date"])
    return mine.filter(pc.less(mine["date"], first))


def _cut(window: Window, taught: pa.Table, tested: pa.Table, since: date | None) -> date:
    """The first day of the test within a window: as told; where the training ends; or after the weeks that teach."""
    if since:
        return since
    mine = taught.filter(pc.equal(taught["release"], window.release))
    if not mine.num_rows:
        return window.start
    last, first = pc.max(mine["date"]).as_py(), pc.min(tested.filter(pc.equal(tested["release"], window.release))["date"]).as_py()
    return first if first > last else window.start + timedelta(7 * round(TAUGHT * window.weeks))


def _test(window: Window, teachers: Sequence[Window], cut: date, until: date | None, where: str) -> _Test:
    origins = [o for o in range(FIRST_ORIGIN, window.weeks - forecasters.HORIZON + 1, APART) if _day(window, o) >= cut]
    if not origins:
        raise Bad(f"{where}: window '{window.release}' has no origin from {cut} on with {FIRST_ORIGIN} weeks before it and "
                  f"{forecasters.HORIZON} after; lengthen it, or begin earlier with --since")  # fmt: skip
    limit = min(filter(None, (until, max(cut, window.start), _day(window, origins[0]))))
    learn = {w.release: resolved(w, limit) for w in (*teachers, window)}
    past = forecasters.sample([*teachers, window], learn)
    if not len(past.step) or not (past.allied & (past.material > 0)).any():
        raise Bad(f"{where}: nothing to learn for window '{window.release}' from before {limit}; give training that lies before the test")
    now = forecasters.sample([window], {window.release: origins})
    return _Test(window, now.take(now.allied), past)


def resolved(window: Window, limit: date) -> list[int]:
    """The origins whose four weeks were over by a day."""
    return [o for o in range(window.weeks - forecasters.HORIZON + 1) if _day(window, o + forecasters.HORIZON) <= limit]


def _day(window: Window, week: int) -> date:
    return window.start + timedelta(7 * week)


def _joined(samples: Sequence[Sample]) -> Sample:
    columns = {name: np.concatenate([s.columns[name] for s in samples]) for name in samples[0].columns}
    return Sample(columns, *(np.concatenate([getattr(s, n) for s in samples]) for n in ("material", "conflict", "pair", "release", "step", "allied")))


def rows(now: Sample, made: dict[str, Outlook]) -> list[Row]:
    quiet = now.columns["material_last"] == 0
    every = np.ones(len(quiet), dtype=np.bool_)
    releases = [*dict.fromkeys(now.release.tolist()), "all"]
    crps = {name: scores.crps(o.below, now.conflict) for name, o in made.items()}
    rows = []
    for release in releases:
        here = every if release == "all" else now.release == release
        for target, which in (("T1", here), ("T1_quiet", here & quiet), ("T2", here)):
            drawn = scores.weights(now.pair[which])
            for name, outlook in made.items():
                figures = _counted(crps, name, which, drawn) if target == "T2" else _chances(made, outlook, now, which, drawn)
                came = now.conflict[which].mean() if target == "T2" else (now.material[which] > 0).mean()
                head = {"method": name, "target": target, "release": release, "n": int(which.sum()), "rate": float(came)}
                rows.append(head | _spread(dict.fromkeys((*BINARY, "crps")) | figures))
    return rows


def _chances(made: dict[str, Outlook], outlook: Outlook, now: Sample, which: NDArray[np.bool_], drawn: Floats) -> dict[str, Any]:
    return scores.binary(outlook.chance[which], now.material[which] > 0, made["base_rate"].chance[which], drawn)


def _counted(crps: dict[str, Floats], name: str, which: NDArray[np.bool_], drawn: Floats) -> dict[str, Any]:
    return scores.counts(crps[name][which], crps["base_rate"][which], drawn)


def _spread(figures: dict[str, Any]) -> Row:
    """figure → value, <figure>_low, <figure>_high; None for what does not apply."""
    row: Row = {}
    for name, told in figures.items():
        values = [float(v) if np.isfinite(v) else None for v in told] if told else [None] * 3
        row |= {name: values[0], f"{name}_low": values[1], f"{name}_high": values[2]}
    return row
