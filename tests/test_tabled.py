"""Forecasts and charts of a lake of tables, with no run of a watch: from import to record."""

import json
import sqlite3
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest
import tables
from test_cli import pactwatch, told

from pactwatch import desk
from pactwatch.nouns import Forecast
from pactwatch.run.charts import done

START = date(2022, 1, 3)
WEEKS, GAP, LOUD = 30, (12, 13), 20  # GAP: weeks that nobody coded
STATES = {"KGZ": "Kyrgyzstan", "TJK": "Tajikistan", "KAZ": "Kazakhstan", "ARM": "Armenia", "IRN": "Iran"}
MORE = 6  # weeks that a later table tells of
AFTER = START + timedelta(7 * WEEKS)


def rows(first: int, stop: int, id_: int) -> list[dict[str, str]]:
    """Talks of all, some harsh words, force now and then; Kyrgyzstan and Tajikistan break in week LOUD. Each week tells of its first and last day."""
    rng, made = np.random.default_rng(first), list[dict[str, str]]()

    def put(one: str, other: str, day: int, code: str, score: str) -> None:
        ends = {"Source Name": STATES[one], "Source Country": STATES[one], "Target Name": STATES[other], "Target Country": STATES[other]}
        told = {"Event ID": str(id_ + len(made)), "Event Date": str(START + timedelta(day)), "CAMEO Code": code, "Intensity": score}
        made.append(told | ends | {"Source Sectors": "NA"})

    for week in (w for w in range(first, stop) if w not in GAP):
        put("ARM", "IRN", 7 * week, "042", "1.9")
        for one, other in ((a, b) for i, a in enumerate(STATES) for b in list(STATES)[i + 1 :]):
            loud = 6 * ((one, other) == ("KGZ", "TJK") and week == LOUD)
            for code, score, rate in (("042", "1.9", 2.0), ("112", "-2", 0.3 + loud), ("190", "-10", 0.15 + loud)):
                for _ in range(rng.poisson(rate)):
                    put(one, other, 7 * week + int(rng.integers(7)), code, score)
        put("ARM", "IRN", 7 * week + 6, "042", "1.9")
    return made


def take(lake: Path, *words: str, first: int = 0, stop: int = WEEKS) -> None:
    table = lake.parent / f"from{first}.tab"
    table.write_text(tables.icews(*rows(first, stop, 10_000 * first)), encoding="utf-8")
    run = pactwatch("import", "icews", str(table), "--lake", str(lake), *words)
    assert run.returncode == 0, told(run)


@pytest.fixture(scope="module")
def lake(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("tabled") / "lake"
    take(place)
    return place


@pytest.fixture(scope="module")
def record(lake: Path) -> Path:
    """A desk with the forecasts of the last day, made twice."""
    place = lake.parent / "desk.sqlite"
    runs = [pactwatch("forecast", "csto", "--lake", str(lake), "--desk", str(place)) for _ in range(2)]
    made = len(desk.forecasts(place))
    assert all(run.returncode == 0 for run in runs), told(runs[0])
    assert [f"{made} forecasts, {new} of them new" in run.stdout.decode() for run, new in zip(runs, (made, 0), strict=True)] == [True, True]
    return place


def test_pairs_are_asked_about_and_steps_are_not(record: Path) -> None:
    made = desk.forecasts(record, "CSTO")
    pairs = {f"{a}-{b}" for a in ("ARM", "KAZ", "KGZ", "TJK") for b in ("ARM", "KAZ", "KGZ", "TJK") if a < b}
    assert {(f.kind, f.of) for f in made} == {(kind, pair) for kind in ("T1", "T2") for pair in pairs}  # Iran is in no pact with them
    assert {(f.release, f.forecaster, f.made) for f in made} == {("icews", "pactwatch", AFTER - timedelta(1))}
    assert all(f.base and "release icews, tables coded by others" in f.rule for f in made)
    chances = {f.of: f.probability for f in made if f.kind == "T1"}
    assert len(set(chances.values())) > 1


def test_what_comes_later_changes_no_forecast_of_tables(lake: Path, tmp_path: Path) -> None:
    """Made for an early day from the whole lake, and from a lake that ends with that day."""
    whole, part = tmp_path / "whole.sqlite", tmp_path / "part.sqlite"
    take(tmp_path / "lake", stop=19)
    day = str(START + timedelta(7 * 19 - 1))
    assert rows(0, 19, 0) == [r for r in rows(0, WEEKS, 0) if r["Event Date"] <= day]
    for folder, place in ((lake, whole), (tmp_path / "lake", part)):
        assert pactwatch("forecast", "CSTO", "--lake", str(folder), "--desk", str(place), "--date", day).returncode == 0
    said, same = ({f.id: (f.probability, f.base) for f in desk.forecasts(place)} for place in (whole, part))
    assert said and said == same


def test_a_later_table_settles_and_scores_them(lake: Path, record: Path, tmp_path: Path) -> None:
    open_ = pactwatch("forecasts", "--lake", str(lake), "--desk", str(record)).stdout.decode()
    assert "T1: none of 6 settled" in open_ and "made from tables, release icews" in open_ and "run a watch" in open_
    later = tmp_path / "lake"
    take(later)
    take(later, first=WEEKS, stop=WEEKS + MORE)
    run = pactwatch("forecasts", "--pact", "CSTO", "--lake", str(later), "--desk", str(record))
    assert run.returncode == 0 and "T1: 6 of 6 settled" in run.stdout.decode() and "Steps out of a pact are rare" not in run.stdout.decode()
    came = {f.of: f.outcome for f in desk.forecasts(record) if f.kind == "T1"}
    due = AFTER + timedelta(27)
    forced = {tuple(sorted((r["Source Country"], r["Target Country"]))) for r in rows(WEEKS, WEEKS + MORE, 0)
              if r["CAMEO Code"] == "190" and r["Event Date"] <= str(due)}
    names = {pair: tuple(sorted(STATES[end] for end in pair.split("-"))) for pair in came}
    assert came == {pair: names[pair] in forced for pair in came} and len(set(came.values())) == 2
    drawn = pactwatch("chart", "CSTO", "reliability", "--lake", str(later), "--desk", str(record), "--out", str(tmp_path / "out"))
    assert drawn.returncode == 0 and "from tables, icews" in (tmp_path / "out" / "reliability.svg").read_text(encoding="utf-8")


def test_a_run_neither_settles_nor_tells_them(csto: Path, record: Path, tmp_path: Path) -> None:
    place = tmp_path / "desk.sqlite"
    desk.freeze(place, desk.forecasts(record))
    shown = pactwatch("forecasts", "--lake", str(csto), "--desk", str(place))
    assert shown.returncode == 0 and {f.outcome for f in desk.forecasts(place)} == {f.outcome for f in desk.forecasts(record)}
    chart = pactwatch("chart", "CSTO", "reliability", "--lake", str(csto), "--desk", str(place), "--out", str(tmp_path / "out"))
    assert chart.returncode == 2 and "no forecast of CSTO is settled" in told(chart)[0]


def test_an_older_desk_takes_them_in(tmp_path: Path) -> None:
    place = tmp_path / "desk.sqlite"
    one = Forecast("a", "Will …?", "4 weeks", START, AFTER, 0.1, "pactwatch", "Yes if …", pact="CSTO", kind="T1", base=0.1)
    desk.freeze(place, [one])
    with closing(sqlite3.connect(place)) as old, old:
        old.execute("DROP TRIGGER frozen")
        old.execute("ALTER TABLE forecasts DROP COLUMN release")
        old.execute("CREATE TRIGGER frozen BEFORE UPDATE OF rule ON forecasts BEGIN SELECT RAISE(ABORT, 'frozen'); END")
    assert [f.release for f in desk.forecasts(place)] == [""]
    with closing(sqlite3.connect(place)) as held, pytest.raises(sqlite3.Error, match="frozen"):
        held.execute("UPDATE forecasts SET release = 'other'")


def texts(place: Path) -> str:
    return " | ".join("".join(e.itertext()) for e in ElementTree.parse(place).iter("{http://www.w3.org/2000/svg}text"))


def test_every_chart_says_what_was_told_and_hatches_what_was_not(lake: Path, tmp_path: Path) -> None:
    run = pactwatch("chart", "csto", "--lake", str(lake), "--desk", str(tmp_path / "none.sqlite"), "--out", str(tmp_path))
    assert run.returncode == 0 and "reliability: not drawn; no forecast of CSTO is settled" in run.stdout.decode(), told(run)
    basis = f"Tables coded by others: icews, 3 Jan 2022 to {AFTER - timedelta(1):%-d %b %Y}; 28 of 30 weeks were told of"
    for name in ("line", "strip", "matrix"):
        assert basis in texts(tmp_path / f"{name}.svg")
    assert "28 of 30 weeks were read" in texts(tmp_path / "pair-KGZ-TJK.svg") and "Both ends speak for their states" in texts(tmp_path / "pair-KGZ-TJK.svg")
    assert "Jan" in texts(tmp_path / "line.svg") and "3 Jan 2022" in texts(tmp_path / "pair-KGZ-TJK.svg")  # the axis begins where the weeks do
    weeks = json.loads((tmp_path / "line.vl.json").read_text())["data"]["values"]
    assert [i for i, week in enumerate(weeks) if not week["read"]] == list(GAP)
    assert "last week" in texts(tmp_path / "line.svg") and "this brief" not in texts(tmp_path / "line.svg")
    week = json.loads((tmp_path / "pair-KGZ-TJK.vl.json").read_text())["data"]["values"]
    assert week[LOUD]["alarm"] == "sudden"
    assert [i for i, w in enumerate(week) if not w["read"]] == list(GAP)


def test_a_pair_of_which_nothing_is_told_is_not_called_unread(lake: Path, tmp_path: Path) -> None:
    """Belarus and Russia are members, and the table does not know them."""
    assert pactwatch("chart", "CSTO", "matrix", "--lake", str(lake), "--out", str(tmp_path)).returncode == 0
    shown = texts(tmp_path / "matrix.svg")
    assert "nothing told" in shown and "not read" not in shown and "CSTO" not in shown


def test_charts_lie_beside_the_lake(lake: Path) -> None:
    assert pactwatch("chart", "CSTO", "strip", "--lake", str(lake)).returncode == 0
    assert (lake.parent / "charts" / "strip.svg").exists()


def test_a_pact_of_ones_own(lake: Path, tmp_path: Path) -> None:
    members = tmp_path / "pacts.csv"
    members.write_text("pact,member,since,until\nSilk-Road,Iran,,\nSilk-Road,Kazakhstan,,\nSilk-Road,TJK,,\nLone,ARM,,\n", encoding="utf-8")
    words = ("--lake", str(lake), "--pacts", str(members), "--desk", str(tmp_path / "desk.sqlite"))
    assert pactwatch("forecast", "silk-road", *words).returncode == 0
    assert {f.of for f in desk.forecasts(tmp_path / "desk.sqlite", "Silk–Road")} == {"IRN-KAZ", "IRN-TJK", "KAZ-TJK"}
    run = pactwatch("chart", "Silk-Road", "line", "matrix", "pair", "--pair", "IRN-KAZ", *words, "--out", str(tmp_path / "out"))
    assert run.returncode == 0, told(run)
    assert {p.stem for p in (tmp_path / "out").glob("*.svg")} == {"line", "matrix", "pair-IRN-KAZ"}
    lone = pactwatch("forecast", "Lone", *words)
    assert lone.returncode == 2 and len(told(lone)) == 1 and "pact 'Lone' has one member" in told(lone)[0]


@pytest.mark.parametrize("command, words, fault", [
    ("forecast", ("--date", "2030-01-01"), "tells of 2022-01-03 to"),
    ("forecast", ("--date", str(START + timedelta(20))), "has 3 full weeks, too few"),
    ("forecast", ("--release", "other"), "name one of icews"),
    ("chart", ("--release", "other"), "name one of icews"),
    ("chart", ("--pair", "KGZ-IRN"), "pair 'KGZ-IRN' is not told of"),
])
def test_what_tables_cannot_answer_is_one_line(lake: Path, tmp_path: Path, command: str, words: tuple[str, ...], fault: str) -> None:
    run = pactwatch(command, "CSTO", "--lake", str(lake), *words, "--desk", str(tmp_path / "desk.sqlite"))
    assert run.returncode == 2 and len(told(run)) == 1 and fault in told(run)[0], told(run)
    assert not list(tmp_path.iterdir())


def test_several_releases_are_never_put_together(tmp_path: Path) -> None:
    take(tmp_path / "lake", "--release", "one")
    take(tmp_path / "lake", "--release", "two", first=1)
    for command in ("forecast", "chart"):
        run = pactwatch(command, "CSTO", "--lake", str(tmp_path / "lake"), "--desk", str(tmp_path / "desk.sqlite"))
        assert run.returncode == 2 and "the lake holds 2 releases: one (2022-01-03 to" in told(run)[0]


def test_a_run_has_no_release(csto: Path) -> None:
    run = pactwatch("chart", "CSTO", "--lake", str(csto), "--release", "icews")
    assert run.returncode == 2 and "belong to a lake of imported tables alone" in told(run)[0]


@pytest.mark.parametrize("code, type_, told_as", [
    ("0211", "REQUEST", "APPEAL"), ("100", "REQUEST", "REQUEST"), ("112", "ACCUSE", "ACCUSE"), ("01", None, "Make public statement"), (None, "AID", "AID"),
])
def test_an_appeal_is_not_called_a_demand(code: str | None, type_: str | None, told_as: str) -> None:
    assert done(code, type_) == told_as
