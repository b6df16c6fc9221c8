"""`pactwatch alarms`: who, when, by which events, and how often such alarms were false."""

import json
from datetime import timedelta
from pathlib import Path

import past
from test_cli import pactwatch, told

from pactwatch import atlas


def test_alarms_of_a_table_name_pair_week_and_events(tmp_path: Path) -> None:
    events, pacts, _ = past.files(tmp_path)
    run = pactwatch("alarms", "--events", str(events), "--pacts", str(pacts), "--json")
    assert run.returncode == 0, told(run)
    rows = json.loads(run.stdout)
    loudest = max(rows, key=lambda r: r["loudness"])
    assert (loudest["pair"], loudest["week"]) == ("Aland–Borduria", str(past.START + timedelta(7 * past.QUARREL[2])))
    assert loudest["kind"] == "sudden" and loudest["events"][0].endswith(("CAMEO 11", "CAMEO 16")) and loudest["false_per_pair_year"] < 0.2
    assert len({r["pair"] for r in rows if r["kind"] == "sudden"}) <= 4


def test_louder_alarms_were_false_less_often() -> None:
    levels = atlas.load(atlas.WORLD / "alarms.toml")["level"]
    assert len(levels) > 3
    for name in ("false", "found"):
        assert [level[name] for level in levels] == sorted((level[name] for level in levels), reverse=True)


def test_what_is_missing_is_told(tmp_path: Path) -> None:
    events, _, _ = past.files(tmp_path)
    assert "--pacts is missing" in told(pactwatch("alarms", "--events", str(events)))[0]
    assert "pact 'ATLANTIS' is not declared" in told(pactwatch("alarms", "ATLANTIS", "--lake", str(tmp_path)))[0]
    refused = pactwatch("alarms", "CSTO", "--lake", str(tmp_path))
    assert refused.returncode == 2 and "no finished run" in told(refused)[0]


def test_a_run_has_alarms_and_a_record(csto: Path, tmp_path: Path) -> None:
    """The bundled watch: alarms name its events; forecasts are kept once and settled."""
    desk, lake = tmp_path / "desk.sqlite", ("--lake", str(csto))
    rows = json.loads(pactwatch("alarms", "CSTO", *lake, "--since", "2022-09-01", "--json").stdout)
    assert any(row["pair"] == "CSTO–KGZ" and any("KGZ → CSTO" in e for e in row["events"]) for row in rows)
    made = pactwatch("forecast", "CSTO", *lake, "--desk", str(desk), "--date", "2022-09-01").stdout.decode()
    again = pactwatch("forecast", "CSTO", *lake, "--desk", str(desk), "--date", "2022-09-01").stdout.decode()
    assert "26 of them new" in made and "0 of them new" in again
    record = pactwatch("forecasts", *lake, "--desk", str(desk)).stdout.decode()
    assert "T3: 18 of 18 settled" in record and "Reliability" in record and "likely" in record
    assert "no forecast is on record" in told(pactwatch("forecasts", *lake, "--desk", str(tmp_path / "other.sqlite")))[0]
