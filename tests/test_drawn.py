"""Charts of pairs, of the record and of validation; `pactwatch chart`."""

import json
import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from io import StringIO
from pathlib import Path
from xml.etree import ElementTree

import pytest
from measuring import MONDAY
from rich.console import Console
from test_cli import pactwatch, told

from pactwatch import desk
from pactwatch.cli import foretell
from pactwatch.formats import charts
from pactwatch.nouns import Forecast

PAST = [charts.Week(MONDAY + timedelta(7 * i), float(i % 4), 0.0, 2.0, 0.0 if i in (3, 4) else 1.0, {6: "sudden", 8: "drift"}.get(i, "")) for i in range(12)]
HOLLOW = 'fill="#ffffff" stroke="#1d5a80"'
AHEAD = [charts.Ahead(MONDAY + timedelta(7 * (12 + i)), (0.0, 1.0, 2.0, 3.0, 5.0)) for i in range(4)]


def texts(spec: charts.Spec) -> list[str | None]:
    return [e.text for e in ElementTree.fromstring(charts.svg(spec)).iter("{http://www.w3.org/2000/svg}text")]


def test_a_pair_says_its_coverage_and_its_alarms() -> None:
    spec = charts.pair("A and B", PAST, AHEAD)
    shown = texts(spec)
    assert "10 of 12 weeks were read; 2 alarms." in charts.svg(spec) and "not read" in shown
    assert "0.5" not in shown
    assert charts.pair("A and B", [], AHEAD) == {}
    assert "A and B" in charts.svg(charts.pair("A and B", PAST[:1], []))


def test_the_record_is_drawn_with_how_many() -> None:
    shown = texts(charts.reliability("The record", [(0.1, 0.2, 12), (0.6, 0.5, 7)]))
    assert "12" in shown and "7" in shown and "19 settled" in charts.alt(charts.reliability("The record", [(0.1, 0.2, 12), (0.6, 0.5, 7)])) + str(shown)
    assert charts.reliability("The record", []) == {}


def test_what_was_entered_late_stands_apart_and_hollow() -> None:
    """The two are never put together: not in a dot, not on a line, not in a count."""
    spec = charts.reliability("The record", [(0.1, 0.2, 12), (0.6, 0.5, 7)], [(0.6, 0.9, 31)])
    assert {"19 entered in time", "31 entered late: no test of foresight", "12", "7", "31"} <= set(texts(spec))
    assert [row["count"] for row in spec["data"]["values"] if row["late"]] == [31]
    drawn = charts.svg(spec)
    assert drawn.count(HOLLOW) == 1 and charts.svg(charts.reliability("The record", [(0.1, 0.2, 12)])).count(HOLLOW) == 0
    assert "entered late: said 60%, came 90% of 31" in charts.alt(spec)
    assert {"31 entered late: no test of foresight"} <= set(texts(charts.reliability("The record", [], [(0.6, 0.9, 31)])))


def test_the_desk_tells_the_chart_what_was_late(tmp_path: Path) -> None:
    """One forecast made and entered today, three entered today for a day of 2022, all settled."""
    today = datetime.now(UTC).date()
    one = Forecast("a", "Will …?", "4 weeks", date(2022, 1, 3), date(2022, 1, 31), 0.1, "pactwatch", "Yes if …", pact="CSTO", kind="T1", base=0.1)
    made = [replace(one, id=name) for name in "abc"] + [replace(one, id="now", made=today, due=today + timedelta(28))]
    place = tmp_path / "desk.sqlite"
    desk.freeze(place, made)
    desk.resolve(place, [(f.id, False) for f in made])
    run = pactwatch("chart", "CSTO", "reliability", "--desk", str(place), "--out", str(tmp_path))
    assert run.returncode == 0, told(run)
    rows = json.loads((tmp_path / "reliability.vl.json").read_text())["data"]["values"]
    assert [(row["late"], row["count"]) for row in rows] == [(False, 1), (True, 3)]
    console = Console(record=True, width=120, file=StringIO())
    foretell.show(desk.forecasts(place), console)
    timely, late = console.export_text().split("Reliability of what was entered ")[1:]
    assert timely.startswith("in time") and timely.split()[-4:] == ["unlikely", "1", "10%", "0%"]
    assert late.startswith("late, so no test of foresight") and late.split("unlikely")[1].split()[:3] == ["3", "10%", "0%"]


def test_figures_stand_with_their_intervals() -> None:
    spec = charts.dots("Detection", "90 % intervals", [("volume", "AUC", 0.8, 0.7, 0.9), ("pactwatch", "AUC", 0.9, 0.8, 0.95)])
    assert {"volume", "pactwatch", "AUC"} <= set(texts(spec))
    assert "AUC pactwatch 0.900" in charts.alt(spec)
    assert "conflict, a week" in texts(charts.tenths("PIT", {"conflict, a week": [0.1] * 10}))


def test_keep_writes_three_forms(tmp_path: Path) -> None:
    files = charts.keep(charts.pair("A and B", PAST, AHEAD), tmp_path / "new", "pair")
    assert [f.name for f in files] == ["pair.vl.json", "pair.svg", "pair.png"] and all(f.stat().st_size for f in files)


def test_charts_of_a_run(csto: Path, tmp_path: Path) -> None:
    run = pactwatch("chart", "CSTO", "line", "pair", "--pair", "tjk-kgz", "--lake", str(csto), "--out", str(tmp_path))
    assert run.returncode == 0, told(run)
    assert {p.name for p in tmp_path.iterdir()} == {f"{n}.{e}" for n in ("line", "pair-KGZ-TJK") for e in ("svg", "png", "vl.json")}
    assert "Kyrgyzstan and Tajikistan" in (tmp_path / "pair-KGZ-TJK.svg").read_text(encoding="utf-8")


def test_the_line_of_a_run_ends_where_its_brief_does(csto: Path, tmp_path: Path) -> None:
    """A week that is not over has no figure in the brief, and none in the chart."""
    assert pactwatch("chart", "CSTO", "line", "--lake", str(csto), "--out", str(tmp_path)).returncode == 0
    ends = [max(week for week in re.findall(r"\d{4}-\d\d-\d\d", place.read_text(encoding="utf-8")))
            for place in (tmp_path / "line.vl.json", csto.parent / "charts" / "line.vl.json")]
    assert ends[0] == ends[1]


@pytest.mark.parametrize("line, words", [
    (("CSTO", "pie"), ["'pie' is not known", "line, strip"]),
    (("NONE",), ["pact 'NONE' is not declared"]),
    (("CSTO", "pair", "--pair", "XXX-YYY"), ["pair 'XXX-YYY'", "write two codes"]),
    (("NATO", "line"), ["no reading of NATO"]),
])
def test_what_cannot_be_drawn_is_told(line: tuple[str, ...], words: list[str], csto: Path, tmp_path: Path) -> None:
    run = pactwatch("chart", *line, "--lake", str(csto), "--out", str(tmp_path / "out"))
    assert run.returncode == 2 and all(word in told(run)[0] for word in words), told(run)
    assert not (tmp_path / "out").exists()
