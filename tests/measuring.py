"""A small pact, events and panels for the tests of the measuring rooms."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import numpy as np

from pactwatch.contracts import Floats, Panel
from pactwatch.nouns import Article, Event, Member, Pact

SCORES = {"CONSULT": 2.0, "AID": 6.0, "REQUEST": 0.0, "ACCUSE": -2.0, "ASSAULT": -8.0, "MOBILIZE": -5.0, "ACCUSE/criticism": -1.0}
MONDAY = date(2022, 1, 3)
PACT = Pact(
    "CSTO", "Collective Security Treaty Organization", "treaty", "RUS",
    (Member("KGZ", date(2000, 1, 1)), Member("RUS", date(2000, 1, 1)), Member("UZB", date(2006, 1, 1), date(2022, 1, 17))),
)  # fmt: skip


def event(id: str, day: date | None, source: str, target: str, type: str, **changes: Any) -> Event:
    plain = Event(id=id, date=day, source=source, target=target, type=type, act=None, status="actual", symmetric=False, background=False, weight=1.0,
                  claims=(id,), articles=(f"of {id}",), sources=("x",))
    return replace(plain, **changes)


def articles(*days: date | None) -> dict[str, Article]:
    return {f"n{i}": Article(f"n{i}", "en", "title", f"text {i}", day) for i, day in enumerate(days)}


def monday(week: int) -> date:
    return MONDAY + timedelta(7 * week)


def panel(events: list[tuple[int, int, str, float]], coverage: list[float], members: tuple[str, ...] = ("KGZ", "RUS", "TJK")) -> Panel:
    """A panel of all pairs of `members` and the pact; `events`: (pair, week, channel, weight), named e0, e1, …"""
    ends = sorted((*members, "CSTO"))
    pairs = tuple((a, b) for a in ends for b in ends if a < b)
    counts: dict[str, Floats] = {c: np.zeros((len(pairs), len(coverage))) for c in "CKV"}
    for pair, week, channel, weight in events:
        counts[channel][pair, week] += weight
        counts["V"][pair, week] += 1
    return Panel(
        pact="CSTO", lead="RUS", pairs=pairs, weeks=tuple(monday(w) for w in range(len(coverage))),
        cooperation=counts["C"], conflict=counts["K"], volume=counts["V"], coverage=np.array(coverage, dtype=float),
        members=(members,) * len(coverage), entries=tuple((f"e{i}", *e) for i, e in enumerate(events)),
        capabilities={"RUS": 0.04, "KGZ": 0.0004},
    )  # fmt: skip
