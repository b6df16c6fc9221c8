"""What is known of a pair at an origin, as numbers, all from the weeks before it.

Rates are per week of usual coverage, in logs: a week in which the press told half as much of everybody counts half, so that
what is learned in one year holds in another that is told of more thinly.
"""

from collections.abc import Iterable, Mapping

import numpy as np
from numpy.typing import NDArray

from .. import gamma
from ..contracts import Floats, Sample, Window

HORIZON = 4  # weeks
EARLIEST = 8  # origins before it know too little
EVENTS = 2  # a pair of fewer earlier events is not asked about
PRIOR = 0.1  # events, added so that none is not never
SPANS = {"week": 1, "month": 4, "quarter": 12, "long": 10_000}
FORCE, COERCION, SANCTION = (15, 18, 19, 20), (17,), (16,)
Bools = NDArray[np.bool_]


class _Past:
    """A window's weekly counts by kind, and each state's own."""

    def __init__(self, window: Window) -> None:
        kinds = {
            "told": None, "cooperation": window.quad == 2, "conflict": window.quad >= 3, "words": window.quad == 3, "material": window.quad == 4,
            "force": np.isin(window.root, FORCE), "coercion": np.isin(window.root, COERCION), "sanction": np.isin(window.root, SANCTION),
        }  # fmt: skip
        self.window = window
        self.counts: Mapping[str, Floats] = {name: window.counts(which) for name, which in kinds.items()}
        self.score = window.counts(weight=window.score)
        self.states = {name: self._of_states(self.counts[name]) for name in ("told", "material")}

    def _of_states(self, x: Floats) -> Floats:
        sums = np.zeros((len(self.window.actors), x.shape[1]))
        for end in (0, 1):
            np.add.at(sums, self.window.pairs[:, end], x)
        return sums

    def exposure(self, origin: int) -> Floats:
        """Coverage of the weeks before the origin against their own median, (origin,)."""
        seen = self.window.total[:origin]
        return np.asarray(seen / max(float(np.median(seen)), 1e-9), dtype=np.float64)


def sample(windows: Iterable[Window], origins: Mapping[str, Iterable[int]]) -> Sample:
    """All pairs with enough earlier events at the origins of each release (weeks since its start). What lies beyond a window's end is nan."""
    parts = [_rows(past, origin) for window in windows for past in (_Past(window),) for origin in origins.get(window.release, ()) if origin >= EARLIEST]
    if not parts:
        empty = np.zeros(0)
        return Sample({}, empty, empty, empty.astype(str), empty.astype(str), empty.astype(np.int64), empty.astype(np.bool_))
    columns = {name: np.concatenate([p.columns[name] for p in parts]) for name in parts[0].columns}
    rest = (np.concatenate([getattr(p, name) for p in parts]) for name in ("material", "conflict", "pair", "release", "step", "allied"))
    return Sample(columns, *rest)


def _rows(past: _Past, origin: int) -> Sample:
    window = past.window
    keep = past.counts["told"][:, :origin].sum(axis=1) >= EVENTS
    names = np.array(window.actors, dtype=np.str_)[window.pairs[keep]].reshape(-1, 2)
    at = min(origin, window.weeks - 1)
    return Sample(
        columns={name: values[keep] for name, values in features(past, origin).items()},
        material=_came(past.counts["material"], origin)[keep], conflict=_came(past.counts["conflict"], origin)[keep],
        pair=np.char.add(np.char.add(names[:, 0], "-"), names[:, 1]), release=np.full(keep.sum(), window.release),
        step=np.full(keep.sum(), origin), allied=window.allied[keep, at],
    )  # fmt: skip


def _came(x: Floats, origin: int) -> Floats:
    """Events of the four weeks from the origin on; nan where the window ends before them."""
    return x[:, origin : origin + HORIZON].sum(axis=1) if origin + HORIZON <= x.shape[1] else np.full(len(x), np.nan)


def features(past: _Past, origin: int) -> dict[str, Floats]:
    """Name → (P,): rates by kind and span, weeks since, shares, the two states' own rates with others."""
    read = past.exposure(origin)
    seen = {name: x[:, :origin] for name, x in past.counts.items()}
    found = _rates(seen, read) | _since(seen) | _shares(seen, past.score[:, :origin]) | _states(past, seen, read)
    return found | _filtered(seen, read) | _blocks(seen)


def _rate(x: Floats, read: Floats, span: int, prior: float = PRIOR) -> Floats:
    return np.asarray(np.log((x[..., -span:].sum(axis=-1) + prior) / (read[-span:].sum() + 1)), dtype=np.float64)


def _rates(seen: Mapping[str, Floats], read: Floats) -> dict[str, Floats]:
    spans = {name: SPANS if name in ("told", "conflict", "words", "material") else {"long": SPANS["long"]} for name in seen}
    return {f"{name}_{span}": _rate(seen[name], read, weeks) for name in seen for span, weeks in spans[name].items()}


def _since(seen: Mapping[str, Floats]) -> dict[str, Floats]:
    """ln(1 + weeks since the last), and in how large a share of weeks there was any."""
    weeks = seen["told"].shape[1]
    found = {}
    for name in ("told", "conflict", "material"):
        last = np.where(seen[name] > 0, np.arange(weeks), -1).max(axis=1)
        found[f"{name}_since"] = np.log1p(np.where(last < 0, weeks, weeks - 1 - last))
        found[f"{name}_weeks"] = np.log(((seen[name] > 0).sum(axis=1) + PRIOR) / (weeks + 1))
    return found


def _shares(seen: Mapping[str, Floats], score: Floats) -> dict[str, Floats]:
    told, month = seen["told"].sum(axis=1), seen["told"][:, -HORIZON:].sum(axis=1)
    return {
        "conflict_share": np.log((seen["conflict"].sum(axis=1) + 0.5) / (told + 2)),
        "material_share": np.log((seen["material"].sum(axis=1) + 0.3) / (told + 3)),
        "score": score.sum(axis=1) / (told + 3),
        "score_month": score[:, -HORIZON:].sum(axis=1) / (month + 2),
    }


def _states(past: _Past, seen: Mapping[str, Floats], read: Floats) -> dict[str, Floats]:
    """How much the busier and the quieter of the two states had to do with others: quarrels spread."""
    found = {}
    for name in past.states:
        with_others = [past.states[name][past.window.pairs[:, end], : len(read)] - seen[name] for end in (0, 1)]
        for span in ("month", "long"):
            one, other = (_rate(x, read, SPANS[span], 0.3) for x in with_others)
            found[f"{name}_busier_{span}"], found[f"{name}_quieter_{span}"] = np.maximum(one, other), np.minimum(one, other)
    return found


def _filtered(seen: Mapping[str, Floats], read: Floats) -> dict[str, Floats]:
    """What the Gamma–Poisson filter holds: discounted counts and the discounted weeks read, to which a prior is added."""
    age = gamma.DELTA ** np.cumsum(np.minimum(read, 1.0)[::-1])[::-1] / gamma.DELTA ** np.minimum(read, 1.0)
    plain = {f"filtered_{name}": seen[name] @ age for name in ("material", "conflict")}
    plain |= {f"level_{name}": np.log((seen[name] @ age + PRIOR) / (read @ age + 1)) for name in ("told", "conflict", "material")}
    return plain | {"filtered_read": np.full(len(seen["told"]), read @ age), "read": np.full(len(seen["told"]), read.sum()),
                    "material_sum": seen["material"].sum(axis=1), "conflict_sum": seen["conflict"].sum(axis=1),
                    "conflict_last": seen["conflict"][:, -HORIZON:].sum(axis=1), "material_last": seen["material"][:, -HORIZON:].sum(axis=1)}


def _blocks(seen: Mapping[str, Floats]) -> dict[str, Floats]:
    """How many of the past four-week stretches, back from the origin, saw material conflict, and how many there were."""
    count = seen["material"].shape[1] // HORIZON
    stretches = seen["material"][:, seen["material"].shape[1] - count * HORIZON :].reshape(len(seen["material"]), count, HORIZON)
    return {"stretches_hit": (stretches.sum(axis=2) > 0).sum(axis=1).astype(np.float64), "stretches": np.full(len(stretches), float(count))}
