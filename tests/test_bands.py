"""Whether bands hold, on a past that is as the filter thinks it is, on one that is not, and on ICEWS 2018."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from pactwatch import scores
from pactwatch.contracts import Window
from pactwatch.run import backtest
from pactwatch.scores.bands import weighted


def window(jump: bool = False, pairs: int = 60, weeks: int = 40) -> Window:
    """Poisson events at gamma rates; with `jump` the rates are ten times higher from week 20 on, each other week."""
    rng = np.random.default_rng(4)
    rate = rng.gamma(2.0, 0.6, pairs)[:, None] * np.where((np.arange(weeks) >= 20) & (np.arange(weeks) % 2 == 0) & jump, 10.0, 1.0)
    counts = rng.poisson(rate)
    pair, week = (np.repeat(i.ravel(), counts.ravel()) for i in np.indices(counts.shape))
    n = len(pair)
    ends = np.array([(0, i + 1) for i in range(pairs)])
    quad = np.where(rng.random(n) < 0.5, 2, 3)
    return Window("invented", date(2001, 1, 1), tuple(f"S{i}" for i in range(pairs + 1)), ends, np.ones((pairs, weeks), dtype=np.bool_),
                  counts.sum(axis=0).astype(float), pair, week * 7, quad, np.full(n, 4), np.where(quad == 2, 2.0, -4.0),
                  np.ones(n, dtype=np.bool_), np.ones(n, dtype=np.int64))


@pytest.mark.parametrize("channel", scores.CHANNELS)
def test_bands_of_a_steady_past_hold(channel: str) -> None:
    found = scores.bands([window()], channel, 1)
    assert 0.85 <= found.inside[0] <= 0.96 and found.inside[1] <= found.inside[0] <= found.inside[2]
    assert sum(found.histogram) == pytest.approx(1) and max(found.histogram) < 0.16


def test_bands_that_do_not_hold_are_seen() -> None:
    """A dispersion learned from the calm before cannot know the first storm."""
    calm, storm = scores.bands([window()], "conflict", 1), scores.bands([window(jump=True)], "conflict", 1)
    assert storm.histogram[-1] > 1.5 * calm.histogram[-1]


def test_severity_has_mean_one_in_the_burn_in_and_knows_nothing_later() -> None:
    w = window()
    assert weighted(w, "conflict")[:, :12].sum() == pytest.approx(w.counts(w.quad >= 3)[:, :12].sum())
    later = replace(w, score=np.where(w.day >= 7 * 12, w.score * 3, w.score))
    np.testing.assert_allclose(weighted(later, "conflict")[:, :12], weighted(w, "conflict")[:, :12])


def test_bands_hold_on_icews_2018(shared: Path) -> None:
    rows = backtest.bands(shared / "events" / "icews18_interstate.parquet", shared / "ruptures" / "protocol_pacts.csv", print)
    assert len(rows) == 4 and all(0.85 <= row["inside"] <= 0.95 for row in rows), rows
