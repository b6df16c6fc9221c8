"""A pact's charts from a finished run, as specifications."""

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

import numpy as np
from scipy.stats import nbinom

from .. import atlas, desk, forecasters, lake, scores
from ..contracts import Floats
from ..formats import charts
from ..nouns import Article, Bad, Brief, Event, Reading
from ..ruptures import alarms as sound
from ..ruptures import predicted
from . import foretell

NAMES = {"line": "pact", "strip": "members", "matrix": "pairs"}
BACK = timedelta(weeks=104)
QUANTILES = (0.05, 0.25, 0.5, 0.75, 0.95)
MOST_PAIRS = 3


def specs(pact: str, wanted: Sequence[str], of: str, folder: Path, place: Path) -> dict[str, charts.Spec]:
    if pact not in atlas.world().pacts:
        raise Bad(f"pact '{pact}' is not declared; name one of {', '.join(sorted(atlas.world().pacts))}")
    found: dict[str, charts.Spec] = {}
    if set(wanted) & set(NAMES):
        brief = _brief(pact, folder)
        made = charts.specs(brief, _Watched(pact, folder).broken() if "line" in wanted else ())
        found |= {NAMES[kind]: made[NAMES[kind]] for kind in wanted if NAMES.get(kind) in made}
    if "pair" in wanted:
        found |= _Watched(pact, folder).pairs(of)
    if "reliability" in wanted:
        record = desk.forecasts(place, pact)
        timely, late = ([(b.said, b.came, b.count) for b in scores.reliability([f for f in record if f.late == after])] for after in (False, True))
        spec = charts.reliability(f"{pact}: whether forecasts kept their word", timely, late)
        found |= {"reliability": spec} if spec else {}
    if not found:
        raise Bad(f"{folder}: nothing to draw of {pact}; run a watch on it, and for reliability settle forecasts with: pactwatch forecasts")
    return found


def _brief(pact: str, folder: Path) -> Brief:
    """As much of a brief as charts look at."""
    rows = lake.read(folder, "readings").to_pylist()
    readings = [Reading(**{**row, "drivers": tuple(foretell.driver(d) for d in row["drivers"])}) for row in rows if row["indicator"] == "cohesion"]
    if not any(r.of == pact for r in readings):
        raise Bad(f"{folder}: holds no reading of {pact}; run a watch on it")
    last = max(r.week for r in readings)
    series = tuple(r for r in readings if r.week > last - BACK)
    names = {a.id: a.name("en") for a in atlas.world().actors.values()}
    events = tuple(foretell.nouns(folder, "events"))
    now, nothing = tuple(r for r in series if r.week == last), Article("", "en", "", "", None)
    return Brief(pact, last + timedelta(6), "", "", "", None, "", (), "", nothing, None, (), (), "", now, series, (), events, (), (), names=names)


class _Watched:
    """The weeks of a pact's pairs in a run: conflict, alarms, what was expected."""

    def __init__(self, pact: str, folder: Path) -> None:
        found = atlas.world().pacts[pact]
        events: list[Event] = foretell.nouns(folder, "events")
        day = foretell.last_day(events, found, folder)
        self.panel = foretell.counted(events, {a.id: a for a in foretell.nouns(folder, "articles")}, found, day)
        self.y, _ = foretell.hostile(events, self.panel)
        inside = np.array([[set(pair) <= {*week, pact} for week in self.panel.members] for pair in self.panel.pairs])
        self.loud = {(a.pair, a.week): "sudden" if a.sudden else "drift" for a in sound(self.y, self.panel.coverage, inside)}
        self.names = ["-".join(pair) for pair in self.panel.pairs]
        self.shown = max(0, len(self.panel.weeks) - BACK.days // 7)

    def broken(self) -> list[date]:
        """The weeks of sudden alarms."""
        return [self.panel.weeks[week] for (_, week), kind in self.loud.items() if kind == "sudden"]

    def pairs(self, of: str) -> dict[str, charts.Spec]:
        if of and of not in self.names:
            raise Bad(f"pair '{of}' is not told of; write two codes in alphabetical order, as {self.names[0]}")
        weight = self.y[:, self.shown :].sum(axis=1) + 10 * np.array([sum(p == i and w >= self.shown for p, w in self.loud) for i in range(len(self.y))])
        chosen = [self.names.index(of)] if of else [int(i) for i in np.argsort(-weight, kind="stable")[:MOST_PAIRS] if weight[i] > 0]
        low, high = predicted(self.y, self.panel.coverage)
        return {f"pair-{self.names[i]}": self._pair(i, low[i], high[i]) for i in chosen}

    def _pair(self, i: int, low: Floats, high: Floats) -> charts.Spec:
        weeks, read = self.panel.weeks, self.panel.coverage
        past = [charts.Week(weeks[t], float(self.y[i, t]), float(low[t]), float(high[t]), float(read[t]), self.loud.get((i, t), ""))
                for t in range(self.shown, len(weeks))]
        ahead = [charts.Ahead(weeks[-1] + timedelta(7 * h), tuple(float(nbinom.ppf(q, a, b / (b + 1))) for q in QUANTILES))
                 for h, (a, b) in enumerate(forecasters.ahead(self.y, read, i), 1)]
        names = [atlas.world().actors[a].name("en") if a in atlas.world().actors else a for a in self.panel.pairs[i]]
        return charts.pair(f"{names[0]} and {names[1]}: conflict, alarms, and four weeks ahead", past, ahead)
