"""`pactwatch backtest` as a stranger meets it."""

import json
from pathlib import Path

import past
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from test_cli import pactwatch, told


def words(folder: Path) -> list[str]:
    events, pacts, ruptures = past.files(folder)
    return ["backtest", "ruptures", "--events", str(events), "--ruptures", str(ruptures), "--pacts", str(pacts)]


def test_rows_of_ruptures(tmp_path: Path) -> None:
    run = pactwatch(*words(tmp_path), "--json")
    assert run.returncode == 0, told(run)
    rows = json.loads(run.stdout)
    names = ("auc_now", "auc_before", "within_now", "within_before", "within_earlier", "fa50", "fa70")
    assert all(set(row) == {"method", "n", *(f"{n}{end}" for n in names for end in ("", "_low", "_high"))} for row in rows)
    table = pactwatch(*words(tmp_path)).stdout.decode()
    assert "pactwatch" in table and "lead time" in table and "…" not in table


@pytest.mark.parametrize("name, text, expected", [
    ("ruptures.csv", "date,member,other_party,kind,endogenous\n1950-01-01,Aland,Borduria,war,1\n", ["ruptures.csv", "no rupture of 1"]),
    ("ruptures.csv", "date,member,other_party,kind\n", ["ruptures.csv", "'endogenous' is missing"]),
    ("pacts.csv", "pact,member,since,until\nLone,Aland,,\n", ["pacts.csv", "'Lone' has one member"]),
    ("events.parquet", "no Parquet", ["events.parquet", "cannot be read as Parquet"]),
])
def test_bad_input_is_one_clear_line_and_exit_code_2(name: str, text: str, expected: list[str], tmp_path: Path) -> None:
    line = words(tmp_path)
    (tmp_path / name).write_text(text, encoding="utf-8")
    run = pactwatch(*line)
    assert run.returncode == 2 and "Traceback" not in run.stderr.decode()
    assert all(word in told(run)[0] for word in expected), told(run)


def test_a_short_window_is_told_and_the_others_go_on(tmp_path: Path) -> None:
    line = words(tmp_path)
    pq.write_table(pa.concat_tables([past.table(), past.table(weeks=3, release="short")]), tmp_path / "events.parquet")
    run = pactwatch(*line, "--json")
    assert run.returncode == 2 and "'short'" in told(run)[0] and len(json.loads(run.stdout)) == 7


def test_a_forecast_without_a_past_is_refused(tmp_path: Path) -> None:
    events, pacts, _ = past.files(tmp_path)
    line = ["backtest", "forecasts", "--train", str(events), "--test", str(events), "--pacts", str(pacts)]
    run = pactwatch(*line, "--until", "2001-01-10")
    assert run.returncode == 2 and "nothing to learn" in told(run)[0]
    assert "no day" in told(pactwatch(*line, "--since", "July"))[0]
