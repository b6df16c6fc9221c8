"""Of docs/validation.md: what each part of the score for ruptures does, whether it keeps its lead on halves, and what learned severity does."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

import numpy as np
import pyarrow as pa

from pactwatch import scores, severity
from pactwatch.contracts import Floats, Window
from pactwatch.run import backtest
from pactwatch.ruptures import METHODS, coverage, hostile, loud, surprise

FIGURES = {"auc_now": "AUC, week or next", "within_now": "within pair", "auc_before": "AUC, 4 weeks before", "within_before": "within pair before",
           "fa50": "false alarms at 50 %", "fa70": "at 70 %"}
HALVES = 400


def head(first: str) -> list[str]:
    return [f"| {first} | " + " | ".join(FIGURES.values()) + " |", "|---" * (len(FIGURES) + 1) + "|"]


def halves(window: Window, ground: scores.Found) -> Iterator[str]:
    """How often the product keeps the lead where only half of the breaks are looked at."""
    rng = np.random.default_rng(7)
    n = len(ground.positive)
    drawn = np.array([np.isin(np.arange(n), rng.permutation(n)[: n // 2]) for _ in range(HALVES)], dtype=np.float64)
    figures = {name: scores.of_draws(method(window), ground, drawn) for name, method in METHODS.items()}
    own, others = figures.pop("pactwatch"), list(figures.values())
    yield from [f"Of {HALVES} random halves of these breaks, the product is at least level with the best of the other methods in:", ""]
    yield from ["| " + " | ".join(FIGURES.values()) + " |", "|---" * len(FIGURES) + "|"]
    level = {f: own[f] >= np.max([o[f] for o in others], axis=0) - 1e-9 for f in FIGURES}
    level |= {f: own[f] <= np.min([o[f] for o in others], axis=0) + 1e-9 for f in ("fa50", "fa70")}
    yield from ["| " + " | ".join(f"{level[f].mean():.0%}" for f in FIGURES) + " |", ""]


def left_out(grounds: Sequence[tuple[Window, scores.Found]]) -> Iterator[str]:
    """The product's score with one part left out at a time."""
    yield from [f"What each part of the score does, left out alone; {' / '.join(str(len(g.positive)) for _, g in grounds)} ruptures:", ""]
    yield from head("left out")
    for title, method in LEFT_OUT.items():
        made = [scores.detect([method(w)], [g]).figures for w, g in grounds]
        yield f"| {title} | " + " | ".join(" / ".join(f"{m[f][0]:.3f}" for m in made) for f in FIGURES) + " |"
    yield ""


def stressed(events: pa.Table, setting: Callable[[pa.Table], list[tuple[Window, scores.Found]]]) -> Iterator[str]:
    """Mean figures where the same year is told of more thinly, or begins later: the product must not hang on single events."""
    days, rng = events["date"].cast(pa.int32()).to_numpy(), np.random.default_rng(5)
    tables = [events.filter(pa.array(rng.random(len(days)) < share)) for share in (0.7, 0.7, 0.5, 0.5)]
    tables += [events.filter(pa.array(days >= days.min() + 7 * weeks)) for weeks in (4, 9)]
    yield from ["The mean over four thinner years (0.7 and 0.5 of the events, drawn twice) and two that begin 4 and 9 weeks later; allies / other breaks:", ""]
    yield from head("method")
    every = [setting(table) for table in tables]
    for name, method in METHODS.items():
        made = np.array([[[scores.detect([method(w)], [g]).figures[f][0] for f in FIGURES] for w, g in sets] for sets in every]).mean(axis=0)
        yield f"| {name.replace('_', ' ')} | " + " | ".join(" / ".join(f"{m:.3f}" for m in column) for column in made.T) + " |"
    yield ""


def scored(window: Window, *, alone: bool = True, both: bool = True, month: bool = True, tense: bool = True, old: bool = True) -> Floats:
    """The product's score with some of its parts."""
    ways: tuple[Floats, ...] = hostile(window if alone else replace(window, targets=np.ones_like(window.targets)))
    ways, read = ways if both else (ways[0] + ways[1],), coverage(window)
    fresh = loud.news(ways, read)
    if not month:
        fresh = fresh - loud.MONTH_WEIGHT * np.log1p(surprise(sum(ways[1:], ways[0]), read, span=loud.MONTH, delta=loud.MEMORY))
    prior = loud.tension(sum(ways[1:], ways[0]), window.counts(window.quad < 3), read) if tense else 0
    return fresh + loud.TENSION_WEIGHT * prior - loud.KNOWN_WEIGHT * (loud.known(fresh) if old else 0)


LEFT_OUT: dict[str, Callable[[Window], Floats]] = {
    "nothing": scored,
    "a deed done to many counts once": partial(scored, alone=False),
    "both ways apart": partial(scored, both=False),
    "the month": partial(scored, month=False),
    "how they stood before": partial(scored, tense=False),
    "what was loud already": partial(scored, old=False),
    "all five": partial(scored, alone=False, both=False, month=False, tense=False, old=False),
}



def severities(window: Window, ground: scores.Found) -> Iterator[str]:
    """Severity of conflict as declared and as learned, and what it does to bands and alarms."""
    yield from weights(window)
    yield from ["| severity of conflict | 1 week | 4 weeks |", "|---|---|---|"]
    for title, which in (("learned", True), ("declared", False)):
        yield f"| {title} | " + " | ".join(f"{scores.bands([window], 'conflict', n, which).inside[0]:.1%}" for n in backtest.LENGTHS) + " |"
    yield from ["", "Alarms count deeds without weights. With them:", "", *head("weights")]
    declared = np.abs(window.score) / np.abs(window.score[window.quad >= 3]).mean()
    for title, weight in (("none", np.ones(len(window.score))), ("learned", scores.grave(window)), ("declared", declared)):
        fewer: dict[str, Any] = {"targets": window.targets / np.maximum(weight, 1e-9)}  # fractions here, where a window counts heads
        figures = scores.detect([METHODS["pactwatch"](replace(window, **fewer))], [ground]).figures
        yield f"| {title} | " + " | ".join(f"{figures[f][0]:.3f}" for f in FIGURES) + " |"
    yield ""


def weights(window: Window) -> Iterator[str]:
    week, conflict = window.day // 7, window.quad >= 3
    columns = [severity.learn(severity.Deeds(window.pair[e], week[e], window.root[e], window.quad[e], window.score[e]), n)
               for n, e in ((n, week < n) for n in (12, 26, window.weeks))]
    yield from ["## Severity", "", "How much a CAMEO root weighs within conflict: as Goldstein's score declares it, and as learned (`severity.py`) from the",
                "first 12 weeks, which is what the bands above use; from 26, and from all, to see if it lasts.", ""]
    yield from ["| root | declared | 12 weeks | 26 weeks | all |", "|---|---|---|---|---|"]
    mean = np.abs(window.score[conflict]).mean()
    for root in np.unique(window.root[conflict]):
        declared = np.abs(window.score[conflict & (window.root == root)]).mean() / mean
        yield f"| {root:02d} | {declared:.2f} | " + " | ".join(f"{c[int(root)]:.2f}" for c in columns) + " |"
    yield from ["", "What is learned keeps the order that is declared, but is flatter: once it is known how much is told of a pair, the kind of deed",
                "says little of what follows. Bands hold with either; what was learned is kept, since it rests on what came.", ""]
