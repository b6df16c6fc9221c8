"""Attitudes: how two actors are told to stand to each other, per pair and week, beside cohesion and never in it.

`P`, `N`: expected positive and negative attitudes, each attitude counted with the probability that it is right; of one article and pair
only the likeliest of each polarity counts. The net tone is `(P − N) / (P + N + 2)`, from −1 to 1, over all weeks, discounted as in `gamma.py`: the mean
of 2s − 1, where the share s of positive ones has a beta posterior on a flat prior worth two attitudes. Its band holds 90 % of that posterior: of a doubtful
attitude it narrows by little, of none it is nearly as wide as the scale. The week's own P and N are readings of their own
(`attitudes_positive`, `attitudes_negative`), their band that of a sum of so many coins (Poisson's binomial): it tells of those found, not of those missed.
A week in which no text was read for attitudes has no P and N; its tone stands, with coverage 0 and a wider band.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray
from scipy.stats import beta

from ..contracts import Floats, Panel
from ..gamma import DELTA, ageing, discounted
from ..nouns import Attitude, Driver, Reading
from ._drivers import FAINT, STRONGEST

BAND = (0.05, 0.95)
PRIOR = 2.0  # attitudes, half of them positive
Ints = NDArray[np.int64]
Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class _Told:
    """The N attitudes that count, by week: `lean` is their probability, negative where they are. `pairs`: P; `heard`: texts read per week, (W,)."""

    ids: list[str]
    pairs: list[Pair]
    pair: Ints
    week: Ints
    lean: Floats
    heard: Floats

    def weekly(self, sign: int) -> Floats:
        """Expected attitudes of one polarity per pair and week, (P, W)."""
        counts = np.zeros((len(self.pairs), len(self.heard)))
        np.add.at(counts, (self.pair, self.week), np.maximum(sign * self.lean, 0.0))
        return counts


def read(panel: Panel) -> list[Reading]:
    """Weekly readings of every pair with a told attitude, from its first on, one end of it the pact or then a member; `drivers` are attitudes."""
    told = _told(panel)
    return list(_readings(panel, told)) if told.pairs else []


def _told(panel: Panel) -> _Told:
    at = {week: i for i, week in enumerate(panel.weeks)}
    weeks = {article: at[m] for article, day in panel.heard.items() if (m := _monday(day)) in at}
    rows = sorted(_likeliest(panel, weeks), key=lambda a: (weeks[a.article], a.id))
    pairs = sorted({_pair(a) for a in rows})
    place = {pair: i for i, pair in enumerate(pairs)}
    return _Told(
        [a.id for a in rows], pairs, np.array([place[_pair(a)] for a in rows], dtype=np.int64), np.array([weeks[a.article] for a in rows], dtype=np.int64),
        np.array([a.probability if a.polarity == "pos" else -a.probability for a in rows], dtype=np.float64),
        np.bincount(np.array(list(weeks.values()), dtype=np.int64), minlength=len(panel.weeks)).astype(np.float64),
    )  # fmt: skip


def _likeliest(panel: Panel, weeks: dict[str, int]) -> list[Attitude]:
    """Of one article, pair and polarity one attitude: that Putin, Moscow and Russia are angry with Kyiv is told once."""
    best: dict[tuple[str, Pair, str], Attitude] = {}
    for a in panel.attitudes:
        if a.article in weeks and a.source and a.target and a.source != a.target and _concerns(panel, _pair(a), weeks[a.article]):
            key = (a.article, _pair(a), a.polarity)
            best[key] = min(a, best.get(key, a), key=lambda one: (-one.probability, one.id))
    return list(best.values())


def _pair(a: Attitude) -> Pair:
    ends = sorted((str(a.source), str(a.target)))
    return ends[0], ends[1]


def _monday(day: date) -> date:
    return day - timedelta(day.weekday())


def _concerns(panel: Panel, pair: Pair, week: int) -> bool:
    return any(end == panel.pact or end in panel.members[week] for end in pair)


def _coverage(heard: Floats) -> Floats:
    """Texts read over the usual number, one at the most, as the panel's own: a crisis must not discount itself."""
    return np.minimum(heard / np.median(heard[heard > 0]), 1.0)


def _readings(panel: Panel, told: _Told) -> Iterator[Reading]:
    coverage = _coverage(told.heard)
    positive, negative = told.weekly(1), told.weekly(-1)
    tone, effects = _tone(positive, negative, coverage), _Effects(told, positive, negative, ageing(coverage))
    for o, pair in enumerate(told.pairs):
        own = np.flatnonzero(told.pair == o)
        for t in range(int(told.week[own[0]]), len(panel.weeks)):
            if _concerns(panel, pair, t):
                here = told.lean[own[told.week[own] == t]]
                value, low, high = (float(figure[o, t]) for figure in tone)
                whole = Reading("attitudes", "pair", "-".join(pair), panel.weeks[t], value, low, high, float(coverage[t]), float(len(here)))
                yield replace(whole, drivers=effects.strongest(o, own[told.week[own] <= t], t))
                if told.heard[t]:
                    yield _counted(whole, "positive", here[here > 0])
                    yield _counted(whole, "negative", -here[here < 0])


def _counted(whole: Reading, polarity: str, chances: Floats) -> Reading:
    """The week's own expected attitudes of one polarity, beside the tone of pair and week."""
    low, high = coins(chances)
    return replace(whole, indicator=f"attitudes_{polarity}", value=float(chances.sum()), low=low, high=high, volume=float(len(chances)))


def _tone(positive: Floats, negative: Floats, coverage: Floats) -> tuple[Floats, Floats, Floats]:
    """Net tone and its band, each (P, W); what is held ages by reading, how sure we are by the calendar."""
    keep = ageing(coverage)
    plus, minus = discounted(positive, keep), discounted(negative, keep)
    share = (plus + PRIOR / 2) / (plus + minus + PRIOR)
    size = discounted(positive + negative, np.full_like(keep, DELTA)) + PRIOR
    low, high = (beta.ppf(q, share * size, (1 - share) * size) for q in BAND)
    return 2 * share - 1, 2 * low - 1, 2 * high - 1


class _Effects:
    """What leaving one attitude out would take from a tone, exactly."""

    def __init__(self, told: _Told, positive: Floats, negative: Floats, keep: Floats) -> None:
        self.told, self.age = told, np.cumsum(np.log(keep))
        self.balance, self.size = discounted(positive - negative, keep), discounted(positive + negative, keep) + PRIOR

    def strongest(self, o: int, own: Ints, t: int) -> tuple[Driver, ...]:
        """Which of its `own` attitudes, told by week t, moved pair o most, strongest first."""
        left = self.told.lean[own] * np.exp(self.age[t] - self.age[self.told.week[own]])
        balance, size = self.balance[o, t], self.size[o, t]
        effect = balance / size - (balance - left) / (size - np.abs(left))
        order = np.argsort(-np.abs(effect), kind="stable")[:STRONGEST]
        return tuple(Driver(self.told.ids[own[i]], float(effect[i])) for i in order if abs(effect[i]) >= FAINT)


def coins(chances: Floats) -> tuple[float, float]:
    """The 5 and 95 % quantiles of how many of some independent coins fall heads, each with its own chance (N,); the mean is never left out."""
    weight = np.ones(1)
    for chance in chances:
        weight = np.convolve(weight, [1 - chance, chance])
    below = np.cumsum(weight)
    low, high = (float(np.argmax(below >= q - 1e-12)) for q in BAND)
    return min(low, float(chances.sum())), max(high, float(chances.sum()))
