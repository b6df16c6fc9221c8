"""A table of events and the memberships → windows, one for each release."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from ..contracts import Complain, Window
from ..nouns import Bad
from .declared import Membership

Ints = NDArray[np.int64]
SHORTEST = 8  # weeks: six to learn what is usual, one of the rupture and the next


def build(table: pa.Table, members: Sequence[Membership], where: str, complain: Complain) -> list[Window]:
    """The windows of a table (its columns as `read.COLUMNS`), by release. A window too short to test anything is told and left out.

    Raises Bad where none is left, or where no pair of the pacts is told of.
    """
    found: list[Window] = []
    short: list[Bad] = []
    for release in sorted(pc.unique(table["release"]).to_pylist()):
        rows = pc.indices_nonzero(pc.equal(table["release"], release))
        window = _window(release, table.take(rows), members)
        if window.weeks < SHORTEST:
            short.append(Bad(f"{where}: window '{release}' from {window.start} has {window.weeks} full weeks, too few; it needs {SHORTEST}: import more of it"))
        else:
            found.append(window)
    for bad in short if found else short[:-1]:
        complain(bad)
    if not found:
        raise short[-1]
    if not any(w.allied[w.pair].any() for w in found):
        raise Bad(f"{where}: tells of no pair of the pacts; do both spell the members alike?")
    return found


def _window(release: str, table: pa.Table, members: Sequence[Membership]) -> Window:
    days = np.asarray(table["date"].combine_chunks().view(pa.int32()), dtype=np.int64)
    start = date(1970, 1, 1) + timedelta(int(days.min()))
    weeks = int(days.max() - days.min() + 1) // 7
    ends = [table[side].combine_chunks().dictionary_encode() for side in ("source", "target")]
    names = sorted({name for end in ends for name in end.dictionary.to_pylist()} | {m.member for m in members})
    at = {name: i for i, name in enumerate(names)}
    one, other = (np.array([at[n] for n in end.dictionary.to_pylist()], dtype=np.int64)[np.asarray(end.indices)] for end in ends)
    keep = (days - days.min() < 7 * weeks) & (one != other)
    key = np.minimum(one, other) * len(names) + np.maximum(one, other)
    together = _together(members, at, [start + timedelta(7 * w) for w in range(weeks)])
    known = np.array([a * len(names) + b for a, b in together], dtype=np.int64)
    pairs = np.unique(np.concatenate([key[keep], known]))
    allied = np.zeros((len(pairs), weeks), dtype=np.bool_)
    allied[np.searchsorted(pairs, known)] = np.array(list(together.values()), dtype=np.bool_).reshape(len(known), weeks)
    day = (days - days.min())[keep]
    return Window(
        release=release, start=start, actors=tuple(names), pairs=np.stack([pairs // len(names), pairs % len(names)], axis=1), allied=allied,
        total=np.bincount(day // 7, minlength=weeks).astype(np.float64), pair=np.searchsorted(pairs, key[keep]), day=day,
        quad=np.asarray(table["quad"])[keep], root=_roots(table)[keep], score=np.asarray(table["goldstein"])[keep],
        first=(one < other)[keep], targets=_targets(table, days, one, other)[keep],
    )  # fmt: skip


def _together(members: Iterable[Membership], at: dict[str, int], weeks: Sequence[date]) -> dict[tuple[int, int], NDArray[np.bool_]]:
    """Pairs of one pact → the weeks that began while both were members, (W,)."""
    inside: dict[str, dict[int, NDArray[np.bool_]]] = defaultdict(dict)
    for m in members:
        now = np.array([m.since <= week < m.until for week in weeks], dtype=np.bool_)
        inside[m.pact][at[m.member]] = inside[m.pact].get(at[m.member], np.zeros(len(weeks), dtype=np.bool_)) | now
    found: dict[tuple[int, int], NDArray[np.bool_]] = {}
    for pact in inside.values():
        ends = sorted(pact)
        for i, a in enumerate(ends):
            for b in ends[i + 1 :]:
                both = pact[a] & pact[b]
                if both.any():
                    found[a, b] = found.get((a, b), np.zeros(len(weeks), dtype=np.bool_)) | both
    return found


def _targets(table: pa.Table, day: Ints, source: Ints, target: Ints) -> Ints:
    """To how many each event's source did the same that day: a statement of six states on each other is one piece of news, coded thirty times."""
    code = np.asarray(table["code"].combine_chunks().dictionary_encode().indices, dtype=np.int64)
    _, deed = np.unique(np.stack([day, code, source]), axis=1, return_inverse=True)
    deed = deed.reshape(-1)
    once = np.unique(np.stack([deed, target]), axis=1)[0]
    return np.bincount(once, minlength=1)[deed]


def _roots(table: pa.Table) -> Ints:
    """The root of each CAMEO code, 0 where it has none: "0233" → 2."""
    codes = table["code"].combine_chunks().dictionary_encode()
    roots = [int(code[:2]) if code[:2].isdigit() else 0 for code in codes.dictionary.to_pylist()]
    return np.take(np.array(roots, dtype=np.int64), np.asarray(codes.indices))
