"""The lake keeps what was acknowledged: whole tables, an atomic manifest, nothing half-written."""

import errno
import json
from datetime import date
from pathlib import Path

import pytest

from pactwatch import lake
from pactwatch.nouns import Article, Attitude, Bad, Claim, Event, Reading, Span

ARTICLE = Article("a", "ru", "Т", "Россия предупредила НАТО.", date(2022, 10, 17))
CLAIM = Claim("c", "a", 7, 19, None, "RUS", "NATO", "THREATEN", None, "actual", spans=(Span(7, 19, "предупредила", "trigger"),))
MADE = {"watch": "w", "code": "1", "world": "x"}


def test_nouns_come_back_as_they_went(tmp_path: Path) -> None:
    lake.publish(tmp_path, {"articles": [ARTICLE], "claims": [CLAIM]}, MADE)
    (row,) = lake.read(tmp_path, "claims").to_pylist()
    assert row["spans"] == [{"start": 7, "stop": 19, "text": "предупредила", "means": "trigger"}] and row["date"] is None
    assert lake.read(tmp_path, "articles").to_pylist()[0]["published"] == date(2022, 10, 17)


@pytest.mark.parametrize("noun", [Article, Attitude, Claim, Event, Reading])
def test_an_empty_table_has_its_columns(noun: type) -> None:
    assert lake.table(noun, []).num_rows == 0
    assert lake.table(noun, []).column_names == lake.schema(noun).names


def test_the_same_rows_are_the_same_file(tmp_path: Path) -> None:
    for _ in range(2):
        lake.publish(tmp_path, {"articles": [ARTICLE]}, MADE)
    assert len(list(tmp_path.glob("articles-*.parquet"))) == 1


def test_a_run_that_dies_leaves_the_last_one_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lake.publish(tmp_path, {"articles": [ARTICLE], "claims": [CLAIM]}, MADE)
    before = (tmp_path / "manifest.json").read_bytes()
    real = Path.replace

    def full(self: Path, target: Path) -> Path:
        if Path(target).name == "manifest.json":
            raise OSError(errno.ENOSPC, "No space left on device", str(target))
        return real(self, target)

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(Bad, match=r"manifest\.json.*No space left.*free space"):
        lake.publish(tmp_path, {"articles": [], "claims": []}, MADE)
    assert (tmp_path / "manifest.json").read_bytes() == before
    assert lake.read(tmp_path, "claims").num_rows == 1
    assert not list(tmp_path.glob(".*.part"))


def test_the_manifest_says_who_made_it(tmp_path: Path) -> None:
    lake.publish(tmp_path, {"articles": [ARTICLE]}, MADE)
    made = json.loads((tmp_path / "manifest.json").read_text(encoding="utf-8"))["made"]
    assert set(made) == {*MADE, "at"}


def test_an_unfinished_lake_is_told(tmp_path: Path) -> None:
    with pytest.raises(Bad, match="no finished run"):
        lake.read(tmp_path, "claims")


def test_a_lake_of_readings_alone_is_told(tmp_path: Path) -> None:
    """`pactwatch measure` keeps readings; `alarms` and `forecast` ask for a watch's events."""
    lake.publish(tmp_path, {"readings": []}, MADE)
    with pytest.raises(Bad, match="keeps readings and no events"):
        lake.read(tmp_path, "events")


@pytest.mark.parametrize("made", ['{"day": "soon"}', '{"day": 5}', "[]"])
def test_a_manifest_that_tells_no_day(made: str, tmp_path: Path) -> None:
    (tmp_path / "manifest.json").write_text(f'{{"made": {made}, "tables": {{}}}}', encoding="utf-8")
    with pytest.raises(Bad, match="tells no day"):
        lake.day(tmp_path)
