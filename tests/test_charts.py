"""Charts: what they draw, what they leave unread, and that hostile names stay names."""

import json
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest
from brief_made import MEMBERS, sample

from pactwatch.formats import charts
from pactwatch.formats.charts import events, hatch
from pactwatch.formats.charts.labels import place
from pactwatch.formats.charts.matrix import latest
from pactwatch.formats.charts.strip import cells

HOSTILE = "<script>alert(1)</script>\"'&"


@pytest.fixture(scope="module")
def specs() -> dict[str, charts.Spec]:
    return charts.specs(sample())


def test_three_charts_and_each_is_described(specs: dict[str, charts.Spec]) -> None:
    assert list(specs) == ["line", "strip", "matrix"]
    for spec in specs.values():
        assert charts.alt(spec) and spec["$schema"].startswith("https://vega.github.io/schema/vega-lite/")


@pytest.mark.parametrize("name", ["line", "strip", "matrix"])
def test_svg_is_well_formed_and_says_not_read(specs: dict[str, charts.Spec], name: str) -> None:
    root = ElementTree.fromstring(charts.svg(specs[name]))
    texts = [e.text for e in root.iter("{http://www.w3.org/2000/svg}text")]
    assert root.tag.endswith("svg") and "not read" in texts


def test_an_unread_month_is_never_a_number() -> None:
    held = cells(sample())
    may = [row for row in held if row["month"] == "2022-05"]
    assert len(may) == len(MEMBERS) and all(row["value"] is None and row["text"] == "" for row in may)
    assert all(row["text"][0] in "+−0" for row in held if row["value"] is not None)


def test_of_whom_nothing_is_told_there_is_no_number() -> None:
    """Read, yet no deed bears on it: its value is only where the measure starts."""
    brief = sample()
    quiet = replace(brief, series=tuple(replace(r, drivers=()) if "BLR" in r.of.split("-") else r for r in brief.series))
    rows = [row for row in cells(quiet) if row["member"] == "Belarus"]
    assert {row["text"] for row in rows} == {"", hatch.SILENT} and all(row["value"] is None for row in rows)
    made = charts.specs(quiet)
    assert "Belarus nothing told" in charts.alt(made["strip"]) and "nothing told of it" in charts.svg(made["strip"])
    assert [r["value"] for r in made["matrix"]["data"]["values"] if "Belarus" in (r["left"], r["right"])] == [None] * 5
    assert "nothing told" not in charts.svg(charts.specs(brief)["matrix"])


def test_the_line_breaks_where_nothing_was_read(specs: dict[str, charts.Spec]) -> None:
    rows = specs["line"]["data"]["values"]
    assert sum(not r["read"] for r in rows) == 8
    assert all((r["value"] is None) == (not r["read"]) for r in rows)


def test_the_week_of_the_brief_is_marked_and_events_are_named(specs: dict[str, charts.Spec]) -> None:
    drawn = charts.svg(specs["line"])
    assert "this brief" in drawn and "9 Oct: Kyrgyzstan → CSTO: cancels exercise (−0.34)" in drawn


def test_the_matrix_holds_each_pair_once(specs: dict[str, charts.Spec]) -> None:
    rows = specs["matrix"]["data"]["values"]
    assert len(rows) == len(latest(sample())) == 15
    assert len({frozenset((r["left"], r["right"])) for r in rows}) == 15


def test_nothing_in_the_series_gives_no_chart() -> None:
    assert charts.specs(replace(sample(), series=())) == {}


def test_all_unread_still_draws() -> None:
    brief = sample()
    silent = replace(brief, series=tuple(replace(r, coverage=0.0) for r in brief.series))
    made = charts.specs(silent)
    assert set(made) == {"line", "strip", "matrix"} and all(charts.svg(s) for s in made.values())
    assert "this brief" not in charts.svg(made["line"])


def test_one_week_draws() -> None:
    brief = sample()
    last = max(r.week for r in brief.series)
    assert all(charts.svg(s) for s in charts.specs(replace(brief, series=tuple(r for r in brief.series if r.week == last))).values())


def test_hostile_and_cyrillic_names_are_text() -> None:
    brief = replace(sample(), names={"KGZ": HOSTILE, "TJK": "Таджикистан", "CSTO": HOSTILE})
    for spec in charts.specs(brief).values():
        drawn = charts.svg(spec)
        ElementTree.fromstring(drawn)
        assert "<script" not in drawn
    assert "Таджикистан" in charts.svg(charts.specs(brief)["strip"])


def test_labels_do_not_touch() -> None:
    placed = place([(50.0, "a label of some length"), (480.0, "another label here"), (490.0, "third label"), (500.0, "fourth label")], 540.0)
    for i, one in enumerate(placed):
        for other in placed[i + 1 :]:
            assert one.row != other.row or one.span[1] <= other.span[0] or other.span[1] <= one.span[0]
        assert one.span[0] >= 0 and one.span[1] <= 540


def test_labels_that_cannot_but_touch_have_no_place_and_the_weakest_goes() -> None:
    assert place([(5.0, "far too long a label for so little room")], 60.0) == []
    brief = replace(sample(), names=dict.fromkeys((*MEMBERS, "CSTO"), "A Republic of a Very, Very Long Name"))
    weeks = sorted((r for r in brief.series if r.level == "pact"), key=lambda r: r.week)
    held = events.main(brief, weeks)
    rows = events.marked(brief, weeks, lambda day: (day - weeks[0].week).days * 1.3, 480.0)
    assert 0 < len(rows) < len(held)
    strongest = max(held, key=lambda row: abs(row[2]))
    assert any(row["text"].startswith(f"{strongest[1].day} {strongest[1]:%b}") for row in rows)


def test_hatching_stays_in_its_box() -> None:
    numbers = hatch.strokes(20, 10, 5).replace("M", " ").replace("L", " ").split()
    assert numbers and all(abs(float(n.split(",")[0])) <= 10.01 and abs(float(n.split(",")[1])) <= 5.01 for n in numbers)


def test_write_gives_three_files_each(tmp_path: Path) -> None:
    charts.write(sample(), str(tmp_path / "charts"))
    names = {p.name for p in (tmp_path / "charts").iterdir()}
    assert names == {f"{n}.{e}" for n in ("line", "strip", "matrix") for e in ("svg", "png", "vl.json")}
    assert (tmp_path / "charts" / "line.png").read_bytes().startswith(b"\x89PNG")
    json.loads((tmp_path / "charts" / "line.vl.json").read_text(encoding="utf-8"))
