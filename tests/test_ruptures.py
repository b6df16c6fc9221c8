"""Surprise, alarms and the protocol of detection: by hand, on an invented past, and as the reference has it."""

from datetime import datetime, timedelta
from pathlib import Path

import numpy as np
import past
import pyarrow as pa
import pytest
from scipy.stats import nbinom

from pactwatch import scores, windows
from pactwatch.contracts import Floats, Window
from pactwatch.run import backtest
from pactwatch.ruptures import METHODS, alarms, loud
from pactwatch.ruptures.alarms import cusum, discovered
from pactwatch.ruptures.surprise import expected, surprise, together
from pactwatch.scores import detection


def window(folder: Path) -> Window:
    events, pacts, _ = past.files(folder)
    return windows.build(windows.parquet(events), windows.pacts(pacts, print), "events", print)[0]


def test_surprise_is_the_tail_of_what_the_filter_predicts() -> None:
    y = np.array([[0.0, 2.0, 0.0, 5.0], [1.0, 0.0, 1.0, 0.0]])
    a, b = expected(y, np.ones(4), delta=0.9)
    assert a[0, 2] == pytest.approx(0.5 + 0.9 * 2) and b[2] == pytest.approx(0.5 / (3 / 4) + 0.9 * 1.9)  # the mean before: 3 events, 2 pairs, 2 weeks
    np.testing.assert_allclose(surprise(y, np.ones(4))[0, 3], -np.log10(nbinom.sf(4, a[0, 3], b[3] / (b[3] + 1))))
    assert (surprise(y, np.ones(4))[y == 0] == 0).all()


def test_nothing_that_comes_later_moves_a_score(tmp_path: Path) -> None:
    whole = window(tmp_path)
    keep = whole.day < 7 * 20
    columns = (getattr(whole, name)[keep] for name in ("pair", "day", "quad", "root", "score", "first", "targets"))
    cut = Window(whole.release, whole.start, whole.actors, whole.pairs, whole.allied[:, :20], whole.total[:20], *columns)
    for name, method in METHODS.items():
        np.testing.assert_allclose(method(whole)[:, :20], method(cut), err_msg=name)


def test_sums_over_a_span() -> None:
    np.testing.assert_array_equal(together(np.array([[1.0, 2, 3, 4, 5]]), 3), [[1, 3, 6, 9, 12]])


def test_false_discoveries_are_held() -> None:
    """Benjamini and Hochberg: of 5 chances at 10 %, the third passes at 0.06 and takes the second, 0.055, with it."""
    assert discovered(np.array([0.001, 0.055, 0.06, 0.5, 0.9]), 0.1).tolist() == [True, True, True, False, False]
    rng = np.random.default_rng(3)
    assert np.mean([discovered(rng.random(200), 0.1).any() for _ in range(400)]) < 0.15


def test_the_cusum_sees_a_slow_drift() -> None:
    calm = cusum(np.ones((1, 30)), np.ones((1, 30)))
    drift = cusum(np.full((1, 30), 3.0), np.ones((1, 30)))
    assert calm.max() == 0 and drift[0, -1] > 5


def test_an_alarm_names_the_pair_and_the_week(tmp_path: Path) -> None:
    w = window(tmp_path)
    found = alarms(w.counts(w.quad >= 3), np.ones(w.weeks), w.allied)
    loud = [a for a in found if a.sudden and a.week == past.QUARREL[2]]
    surest = min(loud, key=lambda a: a.chance)
    assert {w.actors[i] for i in w.pairs[surest.pair]} == set(past.QUARREL[:2]) and surest.chance < 1e-6
    assert len(loud) <= 2


def ground() -> scores.Found:
    return scores.Found(np.array([[0, 5]]), np.array([[True] * 4 + [False] * 4, [True] * 8]))


def test_the_protocol_by_hand() -> None:
    score: Floats = np.array([[1.0, 0, 2, 0, 0, 3, 9, 0], [0, 4, 0, 0, 0, 0, 0, 5]])
    made = scores.detect([score], [ground()])
    # the week or the next: 9; of the negatives' own weeks none is as high, so the rank is 1
    assert made.figures["auc_now"][0] == 1 and made.figures["within_now"][0] == 1
    # no negative reaches 9: no false alarm
    assert made.figures["fa50"][0] == 0
    assert detection.runs(np.array([[True, False, False, False, True, False, False, False, False, True]])) == 2  # 4 weeks apart are one run, 5 are two


def test_the_rank_counts_ties_half() -> None:
    assert detection.rank(np.array([1.0, 2.0]), np.array([0.0, 1.0, 1.0, 2.0])).tolist() == [0.5, 0.875]


def test_an_invented_rupture_is_found(tmp_path: Path) -> None:
    events, pacts, broke = past.files(tmp_path)
    rows = backtest.ruptures(events, broke, pacts, print)
    own = next(r for r in rows if r["method"] == "pactwatch")
    assert own["n"] == 1 and own["auc_now"] > 0.99 and own["within_now"] == 1 and own["fa70"] < 0.2
    assert {r["method"] for r in rows} == set(METHODS)


def test_the_reference_is_met_on_icews_2018(shared: Path) -> None:
    """Eight ruptures of 2018: the product matches the best row of every column."""
    rows = {r["method"]: r for r in backtest.ruptures(
        shared / "events" / "icews18_interstate.parquet", shared / "ruptures" / "ruptures_dev.csv", shared / "ruptures" / "protocol_pacts.csv", print)}
    own = rows["pactwatch"]
    assert own["n"] == 8
    assert rows["conflict_count"]["auc_now"] == pytest.approx(0.960, abs=0.01) and rows["gamma_poisson"]["auc_now"] == pytest.approx(0.978, abs=0.01)
    for figure in ("auc_now", "within_now", "auc_before", "within_before"):
        assert own[figure] == max(r[figure] for r in rows.values())
    for figure in ("fa50", "fa70"):
        assert own[figure] == min(r[figure] for r in rows.values())
    assert own["within_earlier_low"] < 0.5  # no lead time


def ways(*first: float, second: tuple[float, ...] = ()) -> tuple[Floats, Floats]:
    """Hostile deeds of one pair, week by week, beside a pair of steady temper, so that what is usual is known."""
    other = np.array(second or [0.0] * len(first))
    steady = np.full(len(first), 0.2)
    return np.array([first, steady]), np.array([other, steady])


def test_both_who_speak_out_are_louder_than_one() -> None:
    read, nothing = np.ones(8), np.zeros((2, 8))
    one = loud.loudness(ways(0, 0, 0, 0, 0, 0, 0, 4), nothing, read)[0, -1]
    both = loud.loudness(ways(0, 0, 0, 0, 0, 0, 0, 2, second=(0, 0, 0, 0, 0, 0, 0, 2)), nothing, read)[0, -1]
    assert both > one


def test_a_quarrel_that_is_on_already_is_no_new_one() -> None:
    fresh = np.array([[0.0, 3.0, 1.0, 2.0]])
    np.testing.assert_allclose(loud.known(fresh), [[0, 0, 3 * loud.FADE, 3 * loud.FADE**2]])


def test_friends_are_less_suspect_than_strangers_and_those_less_than_rivals() -> None:
    """The prior is cohesion before the week, turned: a week's own deeds do not move it."""
    hostile, friendly = np.zeros((3, 6)), np.zeros((3, 6))
    hostile[2, :3], friendly[0, :3], hostile[1, 5] = 2.0, 2.0, 9.0
    found = loud.tension(hostile, friendly, np.ones(6))
    assert (np.diff(found[:, 5]) > 0).all() and (found[:, 0] == 0).all()
    np.testing.assert_array_equal(found[:, 5], loud.tension(hostile * [1, 1, 1, 1, 1, 0], friendly, np.ones(6))[:, 5])


def test_a_deed_done_to_many_at_once_counts_among_them_once(tmp_path: Path) -> None:
    """Six who suspend their membership on one day are coded as each against each; two who quarrel are not."""
    day = datetime(past.START.year, past.START.month, past.START.day) + timedelta(100)
    north, two = past.MEMBERS["North Pact"], past.MEMBERS["South Pact"][:2]
    rows = [(day, a, b, "161", 4, -4.0, "invented") for a in north for b in north if a != b] + [(day, *two, "161", 4, -4.0, "invented")]
    more = pa.table({name: list(column) for name, column in zip(past.table(1).column_names, zip(*rows, strict=True), strict=True)})
    events, pacts, _ = past.files(tmp_path, past.table(loud=0.2), more)
    w = windows.build(windows.parquet(events), windows.pacts(pacts, print), "events", print)[0]
    here = (w.day == 100) & (w.root == 16) & (w.score == -4.0)
    assert sorted(w.targets[here].tolist()) == [1] + [4] * 20


def test_the_earlier_weeks_of_a_pair_alone_tell_lead_time() -> None:
    """Before the rupture 2, earlier 1 and after it 0: it outranks all other weeks, and so it does the earlier; not those that come after."""
    score, negative = np.array([[1.0] * 8 + [2.0] * 4 + [0.0] + [5.0] * 8]), np.array([[True] * 8 + [False] * 7 + [True] * 6])
    found = [scores.Found(np.array([[0, 12]]), negative)]
    assert detection.within([score], [scores.Found(np.array([[0, 11]]), negative)]).tolist() == [8 / 14]
    assert detection.within([score], [scores.Found(np.array([[0, 11]]), negative)], earlier=True).tolist() == [1.0]
    assert scores.detect([score], found).figures["within_earlier"][0] > scores.detect([score], found).figures["within_before"][0]
