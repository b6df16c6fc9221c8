"""The panel of imported tables: what counts, what it weighs, and that it is the panel of the articles' path."""

from datetime import date
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from measuring import PACT, monday
from scipy.special import digamma

from pactwatch import counts, lake
from pactwatch.contracts import Panel
from pactwatch.gamma import State
from pactwatch.indicators import _columns, attention, cohesion, courting
from pactwatch.nouns import Bad, Reading

SCALE = counts.Scale(2.0, 4.0)
Told = tuple[date, str, str, str, int, float]


def told(*rows: Told, release: str = "r", official: bool = True) -> pa.Table:
    columns = list(zip(*rows, strict=True))
    kinds = (pa.date32(), pa.string(), pa.string(), pa.string(), pa.int8(), pa.float64())
    made = [pa.array(list(column), kind) for column, kind in zip(columns, kinds, strict=True)]
    count = len(rows)
    extra = {"release": pa.array([release] * count), "type": pa.array(["X"] * count), "id": pa.array([f"{release}{i}" for i in range(count)]),
             "official": pa.array([official] * count)}
    return pa.table(dict(zip(("date", "source", "target", "code", "quad", "score"), made, strict=True)) | extra)


def panel(place: Path, *tables: pa.Table, release: str | None = None, until: date | None = None) -> Panel:
    pq.write_table(pa.concat_tables(tables), place / "t.parquet")
    return counts.panels([place / "t.parquet"], [PACT], SCALE, ["CSTO", "NATO"], release=release, until=until)["CSTO"]


def at(found: Panel, one: str, other: str, channel: str, week: int = 0) -> float:
    return float(getattr(found, channel)[found.pairs.index((one, other)), week])


def test_weights_are_scores_over_the_mean_of_their_channel(tmp_path: Path) -> None:
    found = panel(tmp_path, told((monday(0), "KGZ", "RUS", "040", 1, 1.0), (monday(0), "RUS", "KGZ", "112", 3, -2.0), (monday(1), "KGZ", "RUS", "040", 1, 3.0)))
    assert (at(found, "KGZ", "RUS", "cooperation"), at(found, "KGZ", "RUS", "conflict"), at(found, "KGZ", "RUS", "volume")) == (0.5, 0.5, 2.0)
    assert at(found, "KGZ", "RUS", "cooperation", 1) == 1.5
    assert [e[1:] for e in found.entries] == [(found.pairs.index(("KGZ", "RUS")), 0, "C", 0.5), (found.pairs.index(("KGZ", "RUS")), 0, "K", 0.5),
                                              (found.pairs.index(("KGZ", "RUS")), 1, "C", 1.5)]


def test_one_event_a_pair_day_and_deed(tmp_path: Path) -> None:
    twice = ((monday(0), "KGZ", "RUS", "040", 1, 1.0), (monday(0), "RUS", "KGZ", "040", 1, 1.0), (monday(0), "RUS", "KGZ", "042", 1, 1.0))
    assert at(panel(tmp_path, told(*twice)), "KGZ", "RUS", "volume") == 2.0


def test_membership_is_that_of_the_day(tmp_path: Path) -> None:
    """Uzbekistan was a member until 2022-01-17, which is the Monday of the third week; afterwards it is an outside power."""
    days = [(day, "UZB", "RUS", "040", 1, 1.0) for day in (monday(0), date(2022, 1, 16), monday(2))]
    found = panel(tmp_path, told(*days, (monday(2), "UZB", "TJK", "040", 1, 1.0)))
    assert [at(found, "RUS", "UZB", "volume", w) for w in range(3)] == [1, 1, 1] and ("TJK", "UZB") not in found.pairs
    assert len([e for e in found.entries if e[1] == found.pairs.index(("RUS", "UZB"))]) == 2  # an outsider's event moves no reading within the pact


@pytest.mark.parametrize("near, weight", [(0, 1.0), (7, 1.0), (8, 0.0)])
def test_troops_among_allies_weigh_only_beside_words(near: int, weight: float, tmp_path: Path) -> None:
    words = (date.fromordinal(monday(0).toordinal() + near), "RUS", "KGZ", "112", 3, -2.0)
    found = panel(tmp_path, told((monday(0), "RUS", "KGZ", "154", 4, -4.0), (monday(0), "USA", "KGZ", "154", 4, -4.0), words))
    conflict = at(found, "KGZ", "RUS", "conflict") - (0.5 if near < 7 else 0.0)
    assert conflict == weight and at(found, "KGZ", "RUS", "volume") == (2 if near < 7 else 1)
    assert at(found, "KGZ", "USA", "conflict") == 1.0  # an outsider's troops are what they are


def test_who_does_not_speak_for_a_state_does_not_count(tmp_path: Path) -> None:
    private = told((monday(0), "KGZ", "RUS", "040", 1, 1.0), official=False)
    found = panel(tmp_path, told((monday(0), "KGZ", "RUS", "112", 3, -2.0)), private, told((monday(1), "KGZ", "RUS", "112", 3, -2.0)))
    assert at(found, "KGZ", "RUS", "volume") == 1.0
    assert found.coverage[0] > found.coverage[1]  # but it was read


def test_other_organisations_are_no_outside_power(tmp_path: Path) -> None:
    found = panel(tmp_path, told((monday(0), "NATO", "RUS", "112", 3, -2.0), (monday(0), "CSTO", "RUS", "040", 1, 1.0)))
    assert ("NATO", "RUS") not in found.pairs and at(found, "CSTO", "RUS", "volume") == 1.0


def test_an_unread_week_has_no_coverage(tmp_path: Path) -> None:
    found = panel(tmp_path, told((monday(0), "KGZ", "RUS", "040", 1, 1.0), (monday(2), "KGZ", "RUS", "040", 1, 1.0)))
    assert found.coverage.tolist() == [1.0, 0.0, 1.0]


def test_two_releases_are_never_put_together(tmp_path: Path) -> None:
    two = (told((monday(0), "KGZ", "RUS", "040", 1, 1.0)), told((monday(0), "KGZ", "RUS", "040", 1, 1.0), release="s"))
    with pytest.raises(Bad, match=r"2 releases: r \(2022-01-03 to 2022-01-03\); s .*name one with --release"):
        panel(tmp_path, *two)
    assert at(panel(tmp_path, *two, release="s"), "KGZ", "RUS", "volume") == 1.0


def test_an_empty_window(tmp_path: Path) -> None:
    with pytest.raises(Bad, match="no event from its first day to 1999-01-01"):
        panel(tmp_path, told((monday(0), "KGZ", "RUS", "040", 1, 1.0)), until=date(1999, 1, 1))
    with pytest.raises(Bad, match="release 's': is not in the lake; name one of r"):
        panel(tmp_path, told((monday(0), "KGZ", "RUS", "040", 1, 1.0)), release="s")


def test_a_past_panel_knows_only_its_past(tmp_path: Path) -> None:
    rows = ((monday(0), "KGZ", "RUS", "040", 1, 1.0), (monday(1), "KGZ", "RUS", "112", 3, -2.0))
    assert len(panel(tmp_path, told(*rows), until=monday(0)).weeks) == 1


def test_the_expression_is_portable() -> None:
    window = counts.Weeks("r", (monday(0),), monday(1))
    for engine in ("duckdb", "spark"):
        words = counts.sql(counts.expressions(window, SCALE, ["NATO"])[1], engine).upper()
        assert "ASOF" not in words and words.count("SEMI JOIN") == 1 and words.count("ANTI JOIN") == 2


def busy(place: Path) -> Panel:
    rng = np.random.default_rng(3)
    states, codes = ["KGZ", "RUS", "UZB", "USA", "CHN"], [("040", 1, 1.0), ("112", 3, -2.0), ("190", 4, -10.0), ("062", 2, 7.4)]
    rows = []
    for _ in range(600):
        one, other = rng.choice(states, 2, replace=False)
        code, quad, score = codes[rng.integers(4)]
        rows.append((date.fromordinal(monday(0).toordinal() + int(rng.integers(140))), str(one), str(other), code, quad, score))
    return panel(place, told(*rows))


def test_columns_tell_what_read_tells(tmp_path: Path) -> None:
    """The readings as columns are those of the objects: all but the bands of members and the pact, which are not drawn, to the letter."""
    full = busy(tmp_path)
    for indicator in (cohesion, attention):
        mine, theirs = indicator.columns(full).to_pylist(), lake.table(Reading, indicator.read(full)).to_pylist()
        assert [(r["level"], r["of"], r["week"]) for r in mine] == [(r["level"], r["of"], r["week"]) for r in theirs]
        for field in ("value", "volume", "coverage"):
            np.testing.assert_allclose([r[field] for r in mine], [r[field] for r in theirs])
        wide = np.array([r["high"] - r["low"] for r in theirs])
        for field in ("low", "high"):
            assert (np.abs(np.array([r[field] for r in mine]) - np.array([r[field] for r in theirs])) < 0.06 * wide).all()
        for a, b in zip(mine, theirs, strict=True):
            assert [d["event"] for d in a["drivers"]] == [d["event"] for d in b["drivers"]]
            np.testing.assert_allclose([d["effect"] for d in a["drivers"]], [d["effect"] for d in b["drivers"]])
    assert courting.read(full)


@pytest.mark.parametrize("c, k, weight", [([1.0], [1.0], [1.0]), ([1.0], [50.0], [1.0]), ([1.0, 9.0], [20.0, 3.0], [0.8, 0.2]), ([4.0], [9.0], [1.0])])
def test_the_expansion_holds_nine_in_ten(c: list[float], k: list[float], weight: list[float]) -> None:
    """Against many draws of the gammas themselves."""
    states = [State(np.array(s)[:, None], np.ones((len(s), 1)), np.array(s)[:, None], *[np.ones((len(s), 1))] * 3) for s in (c, k)]
    low, high = _columns.band(states[0], states[1], np.array(weight)[None, :, None])
    rng = np.random.default_rng(5)
    total = np.zeros(100_000)
    for a, b, w in zip(c, k, weight, strict=True):
        total += w * (np.log(rng.gamma(a, size=100_000)) - digamma(a) - np.log(rng.gamma(b, size=100_000)) + digamma(b))
    assert 0.88 <= ((low[0, 0] <= total) & (total <= high[0, 0])).mean() <= 0.91


def test_columns_of_a_quiet_pact(tmp_path: Path) -> None:
    found = panel(tmp_path, told((monday(0), "KGZ", "CHN", "040", 1, 1.0), (monday(1), "KGZ", "CHN", "040", 1, 1.0)))
    assert found.entries == ()
    made = cohesion.columns(found)
    assert made.num_rows and not any(made["drivers"].to_pylist())


def test_severity_is_learned_from_before_the_window_and_only_from_there(tmp_path: Path) -> None:
    """Thirty weeks of pairs: after a reproach nothing comes, after a sanction always a blow. Declared alike, the one is learned to weigh less."""
    rows: list[Told] = []
    for pair, (a, b) in enumerate([("KGZ", "RUS"), ("KGZ", "UZB"), ("RUS", "UZB"), ("GEO", "UKR"), ("MDA", "UKR"), ("GEO", "MDA")]):
        for week in range(0, 30, 6):
            grave = pair % 2 == 0
            rows += [(monday(week), a, b, "16" if grave else "11", 4 if grave else 3, -4.0), (monday(week), a, b, "040", 1, 1.0)]
            rows += [(monday(week + 1), a, b, "19", 4, -10.0)] if grave else []
    pq.write_table(told(*rows), tmp_path / "t.parquet")
    span = counts.window([tmp_path / "t.parquet"], None, None, monday(24))[0]
    found = counts.learned([tmp_path / "t.parquet"], span)
    assert found[11] < 0.6 * found[16] and found[19] > 1 and set(found) == {11, 16, 19}
    later = told(*rows, *[(monday(24), "KGZ", "RUS", "11", 3, -4.0)] * 9, (monday(25), "KGZ", "RUS", "19", 4, -10.0))
    pq.write_table(later, tmp_path / "more.parquet")
    assert counts.learned([tmp_path / "more.parquet"], span) == found
    made = counts.panels([tmp_path / "t.parquet"], [PACT], SCALE, ["CSTO", "NATO"], since=monday(24))["CSTO"]
    assert at(made, "KGZ", "RUS", "conflict") == pytest.approx(found[16]) and at(made, "KGZ", "RUS", "cooperation") == 0.5
    short = counts.window([tmp_path / "t.parquet"], None, None, monday(6))[0]
    assert counts.learned([tmp_path / "t.parquet"], short) == {}
