"""`pactwatch alarms`: who, when, by which events, and how often such alarms were false."""

import json
from datetime import date, timedelta
from io import StringIO
from pathlib import Path

import past
import pytest
import tables
from rich.console import Console
from test_cli import pactwatch, told

from pactwatch import atlas
from pactwatch.cli import alarm


def test_alarms_of_a_table_name_pair_week_and_events(tmp_path: Path) -> None:
    events, pacts, _ = past.files(tmp_path)
    run = pactwatch("alarms", "--events", str(events), "--pacts", str(pacts), "--json")
    assert run.returncode == 0, told(run)
    rows = json.loads(run.stdout)
    loudest = max(rows, key=lambda r: r["loudness"])
    assert (loudest["pair"], loudest["week"]) == ("Aland–Borduria", str(past.START + timedelta(7 * past.QUARREL[2])))
    assert loudest["kind"] == "sudden" and loudest["events"][0].endswith(("Disapprove (CAMEO 11)", "Reduce relations (CAMEO 16)"))
    assert loudest["false_per_pair_year"] < 0.2
    assert len({r["pair"] for r in rows if r["kind"] == "sudden"}) <= 4


@pytest.mark.parametrize(("count", "told_"), [(1, "1 alarm. "), (2, "2 alarms. "), (0, "0 alarms. ")])
def test_alarms_are_counted_in_words_that_agree(count: int, told_: str) -> None:
    out, row = StringIO(), {"week": "2022-10-10", "pair": "A–B", "kind": "sudden", "false_per_pair_year": None, "chance": 0.1, "events": ["x"]}
    alarm.show([row] * count, Console(file=out, width=200, no_color=True))
    assert told_ in out.getvalue()


def test_louder_alarms_were_false_less_often() -> None:
    levels = atlas.load(atlas.WORLD / "alarms.toml")["level"]
    assert len(levels) > 3
    for name in ("false", "found"):
        assert [level[name] for level in levels] == sorted((level[name] for level in levels), reverse=True)


def test_what_is_missing_is_told(tmp_path: Path) -> None:
    events, _, _ = past.files(tmp_path)
    assert "--pacts is missing: name a pact" in told(pactwatch("alarms", "--events", str(events)))[0]
    assert "pact 'ATLANTIS' is not declared" in told(pactwatch("alarms", "ATLANTIS", "--lake", str(tmp_path)))[0]
    refused = pactwatch("alarms", "CSTO", "--lake", str(tmp_path))
    assert refused.returncode == 2 and "no finished run" in told(refused)[0]


def test_a_lake_of_tables_needs_no_more_than_a_pact(tmp_path: Path) -> None:
    """What was just imported, with the declared members; a pair of no pact quarrels as loudly and is not named."""
    weeks = [date(2022, 1, 3) + timedelta(7 * w) for w in range(14)]
    quiet = [{"Event Date": str(day), "CAMEO Code": "042", "Intensity": "1.9"} for day in weeks]
    loud = [{"Event Date": str(weeks[10] + timedelta(d))} for d in range(6)]
    other = [row | {"Source Name": "Iran", "Source Sectors": "NA", "Source Country": "Iran"} for row in (*quiet, *loud)]
    rows = [{"Event ID": str(n)} | row for n, row in enumerate((*quiet, *loud, *other, {"Event Date": str(weeks[-1] + timedelta(6))}))]
    table, lake = tmp_path / "e.tab", tmp_path / "lake"
    table.write_text(tables.icews(*rows), encoding="utf-8")
    assert pactwatch("import", "icews", str(table), "--lake", str(lake)).returncode == 0
    run = pactwatch("alarms", "csto", "--lake", str(lake), "--json")
    assert run.returncode == 0, told(run)
    (row,) = json.loads(run.stdout)
    assert (row["pair"], row["week"], row["release"], row["events"]) == ("KGZ–TJK", str(weeks[10]), "icews", ["6 × Disapprove (CAMEO 11)"])
    later = pactwatch("alarms", "CSTO", "--lake", str(lake), "--since", "2031-01-01")
    assert later.returncode == 2 and f"nothing is told of from 2031-01-01 on; the last day is {weeks[-1] + timedelta(6)}" in told(later)[0]
    nobody = pactwatch("alarms", "GCC", "--lake", str(lake))
    assert nobody.returncode == 2 and "tells of no pair" in told(nobody)[0]
    forecast = pactwatch("forecast", "CSTO", "--lake", str(lake))
    assert forecast.returncode == 2 and "tells too little to learn from by 2022-04-10: it takes twelve weeks, 3 pairs of allies" in told(forecast)[0]


def test_one_pact_of_a_file_of_pacts(tmp_path: Path) -> None:
    events, pacts, _ = past.files(tmp_path)
    run = pactwatch("alarms", "north pact", "--events", str(events), "--pacts", str(pacts), "--json")
    assert {"Aland–Borduria"} <= {row["pair"] for row in json.loads(run.stdout)} and not any("Florin" in row["pair"] for row in json.loads(run.stdout))
    assert "holds no pact 'East'; name one of North Pact, South Pact" in told(
        pactwatch("alarms", "East", "--events", str(events), "--pacts", str(pacts)))[0]


def test_a_pact_of_one_member_has_no_pair(tmp_path: Path) -> None:
    events, pacts, _ = past.files(tmp_path)
    pacts.write_text("pact,member,since,until\nAlone,Aland,,\n", encoding="utf-8")
    run = pactwatch("alarms", "--events", str(events), "--pacts", str(pacts))
    assert run.returncode == 2 and not run.stdout
    assert len(told(run)) == 1 and "pact 'Alone' has one member, so no pair" in told(run)[0]
    pacts.write_text("pact,member,since,until\nAlone,Aland,,\nNorth,Aland,,\nNorth,Borduria,,\n", encoding="utf-8")
    north = pactwatch("alarms", "north", "--events", str(events), "--pacts", str(pacts))
    assert north.returncode == 0 and not told(north)  # another pact's fault is not this one's


@pytest.mark.parametrize("cells, fault", [("", "column 'pact' is missing"), ("pact,member,since,until\n", "holds no member of any pact"),
                                          ("pact,member,since,until\nNorth,Aland,soon,\n", "line 2: 'soon' is no day")])
def test_a_file_without_a_pact_is_one_line(tmp_path: Path, cells: str, fault: str) -> None:
    events, pacts, ruptures = past.files(tmp_path)
    pacts.write_text(cells, encoding="utf-8")
    for words in (("alarms",), ("backtest", "bands"), ("backtest", "ruptures", "--ruptures", str(ruptures))):
        run = pactwatch(*words, "--events", str(events), "--pacts", str(pacts))
        assert run.returncode == 2 and len(told(run)) == 1 and fault in told(run)[0], told(run)


def test_a_table_of_a_few_weeks_is_refused_in_one_line(tmp_path: Path) -> None:
    events, pacts, _ = past.files(tmp_path, past.table(weeks=3))
    run = pactwatch("alarms", "--events", str(events), "--pacts", str(pacts))
    assert run.returncode == 2 and len(told(run)) == 1 and "has 3 full weeks, too few; it needs 8" in told(run)[0]


def test_a_run_has_alarms_and_a_record(csto: Path, tmp_path: Path) -> None:
    """The bundled watch: alarms name its events; forecasts are kept once and settled."""
    desk, lake = tmp_path / "desk.sqlite", ("--lake", str(csto))
    rows = json.loads(pactwatch("alarms", "CSTO", *lake, "--since", "2022-09-01", "--json").stdout)
    assert any(row["pair"] == "CSTO–KGZ" and any("Kyrgyzstan → CSTO: " in e for e in row["events"]) for row in rows)
    made = pactwatch("forecast", "CSTO", *lake, "--desk", str(desk), "--date", "2022-09-01").stdout.decode()
    again = pactwatch("forecast", "CSTO", *lake, "--desk", str(desk), "--date", "2022-09-01").stdout.decode()
    assert "26 of them new" in made and "0 of them new" in again
    record = pactwatch("forecasts", *lake, "--desk", str(desk)).stdout.decode()
    assert "T3: 18 of 18 settled" in record and "Reliability" in record and "likely" in record
    assert "no forecast is on record" in told(pactwatch("forecasts", *lake, "--desk", str(tmp_path / "other.sqlite")))[0]
