"""Forecasts and their scores: by hand, against scikit-learn's figures, and by rolling origin on an invented past."""

from dataclasses import fields
from datetime import date
from pathlib import Path

import numpy as np
import past
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from sklearn.metrics import average_precision_score, roc_auc_score
from threadpoolctl import threadpool_limits

from pactwatch import forecasters, run, scores, windows
from pactwatch.contracts import Sample, Window
from pactwatch.nouns import Bad
from pactwatch.run import backtest
from pactwatch.scores import proper


def window(folder: Path) -> Window:
    events, pacts, _ = past.files(folder)
    return windows.build(windows.parquet(events), windows.pacts(pacts, print), "events", print)[0]


def test_features_know_nothing_of_what_comes(tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    whole = window(tmp_path)
    sample = forecasters.sample([whole], {"invented": [16]})
    keep = whole.day < 7 * 16
    columns = (getattr(whole, name)[keep] for name in ("pair", "day", "quad", "root", "score", "first", "targets"))
    cut = Window(whole.release, whole.start, whole.actors, whole.pairs, whole.allied[:, :16], whole.total[:16], *columns)
    before = forecasters.sample([cut], {"invented": [16]})
    assert np.isnan(before.material).all() and not np.isnan(sample.material).any()
    for name, values in sample.columns.items():
        np.testing.assert_allclose(values, before.columns[name], err_msg=name)


def test_what_came_is_counted(tmp_path: Path) -> None:
    w = window(tmp_path)
    sample = forecasters.sample([w], {"invented": [28]})
    at = sample.pair.tolist().index("Aland-Borduria")
    pair = next(i for i, (a, b) in enumerate(w.pairs) if (w.actors[a], w.actors[b]) == past.QUARREL[:2])
    assert sample.material[at] == w.counts(w.quad == 4)[pair, 28:32].sum() > 5
    assert sample.conflict[at] == w.counts(w.quad >= 3)[pair, 28:32].sum()


@pytest.mark.parametrize("name", backtest.FORECASTERS)
def test_every_method_gives_chances_and_distributions(name: str, tmp_path: Path) -> None:
    w = window(tmp_path)
    whole = forecasters.sample([w], {"invented": range(8, 29)})
    past_, now = whole.take(whole.step <= 20), whole.take(whole.step == 28)
    forecast = threadpool_limits.wrap(limits=1)(run.plugin("forecasters", name).forecast)
    made = forecast(past_, now)
    assert made.chance.shape == (len(now.step),) and ((made.chance >= 0) & (made.chance <= 1)).all()
    assert made.below.shape == (len(now.step), forecasters.LEVELS)
    assert (np.diff(made.below, axis=1) >= -1e-9).all() and (made.below[:, -1] > 0.99).all()
    blind = Sample(**{f.name: getattr(now, f.name) for f in fields(now)} | {"material": now.material * 0 + 7, "conflict": now.conflict * 0 + 9})
    np.testing.assert_array_equal(forecast(past_, blind).chance, made.chance)


def test_the_folder_is_the_socket() -> None:
    assert set(run.plugins("forecasters")) == set(backtest.FORECASTERS)


def test_figures_are_those_of_the_literature() -> None:
    rng = np.random.default_rng(5)
    chance = rng.choice([0.1, 0.2, 0.5, 0.9], 300)
    came = rng.random(300) < chance
    ones, hit = np.ones((1, 300)), came.astype(np.float64)
    assert proper.ranking(chance, hit)(ones)[0] == pytest.approx(roc_auc_score(came, chance))
    assert proper.precision(chance, hit)(ones)[0] == pytest.approx(average_precision_score(came, chance))
    twice = np.repeat([chance, hit], 2, axis=1)
    assert proper.precision(chance, hit)(2 * ones)[0] == pytest.approx(average_precision_score(twice[1], twice[0]))
    figures = scores.binary(chance, came, np.full(300, 0.4), scores.weights(np.arange(300)))
    assert figures["brier"][0] == pytest.approx(((chance - came) ** 2).mean())
    assert figures["brier"][1] < figures["brier"][0] < figures["brier"][2]
    assert figures["ece"][0] < 0.08


def test_crps_by_hand() -> None:
    below = np.array([[0.5, 1.0, 1.0], [0.0, 0.0, 1.0]])
    np.testing.assert_allclose(scores.crps(below, np.array([0.0, 2.0])), [0.25, 0.0])
    np.testing.assert_allclose(scores.crps(below, np.array([1.0, 4.0])), [0.25, 2.0])


def test_whole_clusters_are_drawn() -> None:
    drawn = scores.weights(np.array(["a", "b", "a", "c"]), 50)
    assert (drawn[:, 0] == drawn[:, 2]).all() and (drawn[:, [0, 1, 3]].sum(axis=1) == 3).all()


def replayed(train: Path, test: Path, pacts: Path, since: date | None = None) -> list[backtest.Row]:
    return backtest.forecasts(train, test, pacts, (since, None), print, lambda *_: None)


def test_one_file_teaches_and_tests(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(backtest, "FORECASTERS", ("base_rate", "gamma_poisson"))
    events, pacts, _ = past.files(tmp_path)
    rows = replayed(events, events, pacts)
    own = next(r for r in rows if (r["method"], r["target"], r["release"]) == ("gamma_poisson", "T1", "all"))
    assert own["n"] == 80 and own["auc"] > 0.7 and own["crps"] is None  # origins 24, 28, 32, 36 of 20 pairs
    assert {r["target"] for r in rows} == {"T1", "T1_quiet", "T2"}
    keys = {"method", "target", "release", "n", "rate", *(f"{k}{e}" for k in (*backtest.BINARY, "crps") for e in ("", "_low", "_high"))}
    assert all(set(r) == keys for r in rows)


def test_two_halves_of_a_window_are_one_past(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(backtest, "FORECASTERS", ("base_rate", "climatology"))
    events, pacts, _ = past.files(tmp_path)
    whole = pq.read_table(events)
    days = np.asarray(whole["date"].cast(pa.date32()).cast(pa.int32()))
    cut = days < days.min() + 7 * 24
    first, second = tmp_path / "first.parquet", tmp_path / "second.parquet"
    pq.write_table(whole.filter(pa.array(cut)), first)
    pq.write_table(whole.filter(pa.array(~cut)), second)
    assert replayed(first, second, pacts) == replayed(events, events, pacts)


def test_training_from_after_the_test_is_refused(tmp_path: Path) -> None:
    events, pacts, _ = past.files(tmp_path)
    later = tmp_path / "later.parquet"
    pq.write_table(past.table(release="later", start=date(2010, 1, 4)), later)
    with pytest.raises(Bad, match="nothing to learn for window 'invented'"):
        replayed(later, events, pacts)


def test_an_origin_beyond_the_window_is_told(tmp_path: Path) -> None:
    events, pacts, _ = past.files(tmp_path)
    told: list[str] = []
    with pytest.raises(Bad, match="no origin from 2001-10-01"):
        backtest.forecasts(events, events, pacts, (date(2001, 10, 1), None), lambda bad: told.append(str(bad)), lambda *_: None)
    assert not told  # nor is it told twice
