"""Tables coded by others, from the file to the lake: what each field becomes, and what is refused or set aside."""

import gzip
import json
import time
import zipfile
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import tables
from typer.testing import CliRunner, Result

from pactwatch import lake
from pactwatch.cli.commands import app
from pactwatch.lake.repeats import different

Row = dict[str, Any]


@pytest.fixture(autouse=True)
def wide(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "220")


def take(folder: Path, system: str, *files: Path | str) -> Result:
    return CliRunner().invoke(app, ["import", system, *map(str, files), "--lake", str(folder)])


def write(place: Path, content: str | bytes, encoding: str = "utf-8") -> Path:
    place.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
    return place


def rows(folder: Path, table: str = "rows") -> list[Row]:
    return list(lake.ask("SELECT * FROM t", {"t": lake.rows(folder, table)}).to_pylist())


def refused(result: Result, folder: Path, *words: str) -> None:
    """One line, exit code 2, and nothing left in the lake."""
    told = [line for line in result.stderr.splitlines() if line.startswith("pactwatch: ")]
    assert result.exit_code == 2 and len(told) == 1, result.output
    for word in words:
        assert word in told[0], told[0]
    assert not folder.exists() or not list(folder.iterdir()), list(folder.iterdir())


@pytest.fixture
def bed(tmp_path: Path) -> Path:
    return tmp_path / "lake"


def test_icews_becomes_rows(bed: Path, tmp_path: Path) -> None:
    nato = {"Event ID": "1002", "Source Name": "North Atlantic Treaty Organization", "Source Sectors": "International Government Organization",
            "Source Country": "NA"}
    result = take(bed, "icews", write(tmp_path / "e.tab", tables.icews({}, nato)))
    assert result.exit_code == 0, result.output
    one, other = sorted(rows(bed), key=lambda r: r["id"])
    assert (one["source"], one["target"], one["code"], one["type"], one["act"]) == ("KGZ", "TJK", "112", "ACCUSE", None)
    assert (one["date"], one["quad"], one["score"], one["official"], one["release"], one["system"]) == (date(2022, 10, 3), 3, -2.0, True, "icews", "icews")
    assert (one["source_sector"], one["target_sector"], one["place"]) == ("Government,Executive", None, "KGZ")
    assert other["source"] == "NATO" and not other["official"]


def test_an_icews_id_comes_again_on_another_day(bed: Path, tmp_path: Path) -> None:
    again = take(bed, "icews", write(tmp_path / "e.tab", tables.icews({}, {"Event Date": "2022-10-04"}, {"Publisher": "Another"})))
    assert again.exit_code == 0
    assert len(rows(bed)) == 2 and lake.imports(bed)[0].repeated == 1  # the key is (id, date)


def test_gdelt_becomes_rows(bed: Path, tmp_path: Path) -> None:
    union = {"GLOBALEVENTID": "2", "Actor1CountryCode": "", "Actor1KnownGroupCode": "NAT", "Actor1Type1Code": "IGO", "EventCode": "0871", "QuadClass": "2"}
    result = take(bed, "gdelt", write(tmp_path / "20221003121500.export.CSV", tables.gdelt({}, union)))
    assert result.exit_code == 0, result.output
    ally, one = sorted(rows(bed), key=lambda r: r["id"])
    assert (one["source"], one["target"], one["type"], one["quad"], one["score"], one["sources"]) == ("KGZ", "TJK", "ACCUSE", 3, -2.0, 2)
    assert (one["place"], one["place_code"], one["id"], one["official"]) == ("KGZ", None, "410000001", True)  # FIPS, not ISO
    assert (ally["source"], ally["type"], ally["act"], ally["official"]) == ("NATO", "RETREAT", "ceasefire", False)


@pytest.mark.parametrize("width", [57, 58])
def test_gdelt_1_has_fewer_columns(width: int, bed: Path, tmp_path: Path) -> None:
    assert take(bed, "gdelt", write(tmp_path / "20130401.export.CSV", tables.gdelt({}, width=width))).exit_code == 0
    assert [r["place"] for r in rows(bed)] == ["KGZ"]


def test_a_zip_and_its_mentions(bed: Path, tmp_path: Path) -> None:
    for name, content in (("a.export.CSV", tables.gdelt({}, {"GLOBALEVENTID": "7"})), ("a.mentions.CSV", tables.mentions(
            ("410000001", "one.example"), ("410000001", "two.example"), ("410000001", "two.example"), ("410000001", "three.example")))):
        with zipfile.ZipFile(tmp_path / f"{name}.zip", "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(name, content)
    result = take(bed, "gdelt", tmp_path / "a.export.CSV.zip", tmp_path / "a.mentions.CSV.zip")
    assert result.exit_code == 0, result.output
    assert {r["id"]: r["sources"] for r in rows(bed)} == {"410000001": 3, "7": 2}  # sources named by mentions; else GDELT's own number
    assert lake.imports(bed)[0].name == "a.export.CSV.zip"


def test_files_of_gdelt_reach_back_and_count_once(bed: Path, tmp_path: Path) -> None:
    first = write(tmp_path / "1.CSV", tables.gdelt({}))
    second = write(tmp_path / "2.CSV", tables.gdelt({}, {"GLOBALEVENTID": "9"}))
    assert take(bed, "gdelt", first, second).exit_code == 0
    assert sorted(r["id"] for r in rows(bed)) == ["410000001", "9"]
    assert [i.repeated for i in lake.imports(bed)] == [0, 1]


def test_an_id_of_gdelt_counts_once_wherever_it_comes_again(bed: Path, tmp_path: Path) -> None:
    """In one file, with another day or other actors, and in a file of another year: the id is given once."""
    changed = {"SQLDATE": "20221004", "Actor2CountryCode": "RUS"}
    first = take(bed, "gdelt", write(tmp_path / "1.CSV", tables.gdelt({}, {"GLOBALEVENTID": "9"}, {"NumMentions": "8"}, {"GLOBALEVENTID": "9"} | changed)))
    assert first.exit_code == 0 and sorted(r["id"] for r in rows(bed)) == ["410000001", "9"]
    assert {r["target"] for r in rows(bed)} == {"TJK"}  # the earliest row of an id stays
    assert first.stdout.split("2022-10-04")[-1].split() == ["2", "0", "2"]  # rows, set aside, repeated
    take(bed, "gdelt", write(tmp_path / "2.CSV", tables.gdelt({"SQLDATE": "20150101"}, {"GLOBALEVENTID": "10", "SQLDATE": "20150101"})))
    assert sorted(r["id"] for r in rows(bed)) == ["10", "410000001", "9"]
    assert [(i.rows, i.repeated) for i in lake.imports(bed)] == [(2, 2), (1, 1)]


@pytest.mark.parametrize("ids, plain", [
    (["7", "9", "8"], True), (["7", "9", "7"], False), (["7", "07", "8"], False), (["7", "x"], False), (["7", None], False), (["1", "900000000"], False),
    ([], False)])
def test_what_is_plainly_all_different(ids: list[str | None], plain: bool, tmp_path: Path) -> None:
    """A yes must be sure; a no has the ids counted."""
    pq.write_table(pa.table({"id": pa.array(ids, pa.string())}), tmp_path / "t.parquet")
    assert different(tmp_path / "t.parquet") is plain


@pytest.mark.parametrize("ids", [("7", "07"), ("1", "900000000"), ("a1", "b2")])
def test_ids_that_are_no_plain_numbers_are_counted_as_words(ids: tuple[str, str], bed: Path, tmp_path: Path) -> None:
    text = tables.gdelt(*({"GLOBALEVENTID": id_} for id_ in (*ids, ids[0])))
    assert take(bed, "gdelt", write(tmp_path / "1.CSV", text)).exit_code == 0
    assert sorted(r["id"] for r in rows(bed)) == sorted(ids) and lake.imports(bed)[0].repeated == 1


def test_a_row_of_polecat_counts_once_in_its_file(bed: Path, tmp_path: Path) -> None:
    """The id bears a row for each pair of its lists, and another row with other ends."""
    again = tables.polecat({}, {}, {"Recipient Country": "UZB"}, {"Event ID": "E2"})
    assert take(bed, "polecat", write(tmp_path / "p.txt", again, "latin-1")).exit_code == 0
    assert len(rows(bed)) == 6 and lake.imports(bed)[0].repeated == 2


@pytest.mark.parametrize("system, text, where", [("gdelt", tables.gdelt({}, {}, {"GLOBALEVENTID": ""}, {"GLOBALEVENTID": "2"}), 3),
                                                 ("icews", tables.icews({}, {}, {"Event ID": ""}, {"Event ID": "2"}), 4)])
def test_a_row_without_its_id_is_set_aside(system: str, text: str, where: int, bed: Path, tmp_path: Path) -> None:
    assert take(bed, system, write(tmp_path / "e.csv", text)).exit_code == 2
    assert [(r["line"], r["reason"]) for r in rows(bed, "rejected")] == [(where, "no id")]
    assert {"2"} < {r["id"] for r in rows(bed)} and len(rows(bed)) == 2


def test_polecat_lists_become_rows(bed: Path, tmp_path: Path) -> None:
    nobody = {"Event ID": "E2", "Actor Country": "None", "Actor COW": "703"}
    result = take(bed, "polecat", write(tmp_path / "ngecEvents.DV.2022.txt", tables.polecat({}, nobody, spare=True), "latin-1"))
    assert result.exit_code == 0, result.output
    found = sorted((r["id"], r["source"], r["target"], r["type"], r["quad"], r["score"]) for r in rows(bed))
    assert found == [("E1", "KGZ", "TJK", "ACCUSE", 3, -3.0), ("E1", "RUS", "TJK", "ACCUSE", 3, -3.0), ("E2", "KGZ", "TJK", "ACCUSE", 3, -3.0)]


def test_excess_tabs_are_set_aside(bed: Path, tmp_path: Path) -> None:
    good = tables.polecat({}, {"Event ID": "E3"})
    result = take(bed, "polecat", write(tmp_path / "p.txt", good + tables.polecat({"Event ID": "E4"}).splitlines()[1] + "\tx\ty\n", "latin-1"))
    assert result.exit_code == 2 and "1 rows set aside" in result.stderr and "line 4" in result.stderr
    (bad,) = rows(bed, "rejected")
    assert (bad["line"], bad["file"], bad["system"]) == (4, "p.txt", "polecat") and "40 columns expected, found" in bad["reason"] and "E4" in bad["text"]
    assert len(rows(bed)) == 4


def test_plover_records(bed: Path, tmp_path: Path) -> None:
    records = [
        {"id": "a", "date": "2022-10-03", "actor": {"code": "KGZ", "name": "Kyrgyzstan"}, "event": "REJECT", "recipient": {"code": "CSTO"},
         "mode": "exercise_skip"},
        {"id": "b", "date": "2022-10-04", "actor": ["RUS", "BLR"], "event": "consult", "recipient": "KAZ", "mode": "visit"},
        {"id": "c", "date": "2022-10-05", "actor": "RUS", "event": "CONSULT"},
    ]
    result = take(bed, "plover", write(tmp_path / "r.jsonl", "".join(json.dumps(r) + "\n" for r in records)))
    assert result.exit_code == 0, result.output
    found = sorted((r["id"], r["source"], r["target"], r["type"], r["act"]) for r in rows(bed) if r["id"] != "c")
    assert found == [("a", "KGZ", "CSTO", "REJECT", "exercise_skip"), ("b", "BLR", "KAZ", "CONSULT", None), ("b", "RUS", "KAZ", "CONSULT", None)]
    assert [r["target"] for r in rows(bed) if r["id"] == "c"] == [None]


def test_a_plover_line_that_is_no_record_is_set_aside(bed: Path, tmp_path: Path) -> None:
    good = json.dumps({"id": "a", "date": "2022-10-03", "actor": "RUS", "event": "CONSULT"}) + "\n"
    result = take(bed, "plover", write(tmp_path / "r.jsonl", good * 3 + '{"id": "b", "date": \n' + good.replace("2022-10-03", "2022-13-03")))
    assert result.exit_code == 2
    assert {r["line"]: r["reason"].split(":")[0] for r in rows(bed, "rejected")} == {4: "column 'line'", 5: "no date, actor or event"}


def test_our_own_export_comes_back(bed: Path, tmp_path: Path) -> None:
    from pactwatch import run

    made = run.run("csto", date(2022, 10, 17), lambda *_: None, lambda bad: pytest.fail(str(bad)))
    assert made.brief is not None
    run.plugin("formats", "plover").write(run.everything(made, made.brief), str(tmp_path / "e.jsonl"))
    assert take(bed, "plover", tmp_path / "e.jsonl").exit_code == 0
    told = {(r["id"], r["source"], r["target"], r["type"], r["act"]) for r in rows(bed)}
    assert told >= {(e.id, e.source, e.target, e.type, e.act) for e in made.events if e.date and e.date <= made.day}


MAP = """
release = "mine"
[fields]
date = "day"
source = "who"
target = "whom"
code = "deed"
score = "points"
[actors]
codes = "names"
inside = '\\(([^()]+)\\)$'
titles = true
[deeds]
by = "cameo_names"
"""


def test_any_table_by_a_map(bed: Path, tmp_path: Path) -> None:
    map_ = write(tmp_path / "m.toml", MAP + '"x" = 1\n')
    table = write(tmp_path / "t.csv", """day,who,whom,deed,points
2022-10-03,"Foreign Affairs (Kyrgyzstan)",Tajikistan,Accuse,-2
2022-10-04,Citizen (Russia),Kazakhstan,Make statement,x
2022-10-05,Citizen (Russia),Kazakhstan,Invent a deed,0
""")
    result = take(bed, "table", "--map", map_, table)
    assert result.exit_code == 2 and "line 3: column 'points'" in result.stderr, result.output
    assert "unknown code, left open: 'Invent a deed' 1" in result.stdout
    one, other = sorted(rows(bed), key=lambda r: r["date"])
    assert (one["source"], one["target"], one["code"], one["type"], one["official"], one["release"]) == ("KGZ", "TJK", "112", "ACCUSE", True, "mine")
    assert (other["source"], other["official"], other["type"], other["quad"]) == ("RUS", False, None, None)


@pytest.mark.parametrize("change, told", [
    (('code = "deed"', ""), "has no 'code'"), (('code = "deed"', 'code = "deed"\ncolour = "x"'), "'colour' is not known"),
    (('"cameo_names"', '"guess"'), "by = 'guess' is not known"), (('"day"', '"when"'), "no column 'when'"),
    (('"names"', '"dreams"'), "'dreams' is not declared"),
])  # fmt: skip
def test_a_map_that_cannot_be_followed(change: tuple[str, str], told: str, bed: Path, tmp_path: Path) -> None:
    map_ = write(tmp_path / "m.toml", MAP.replace(*change))
    refused(take(bed, "table", "--map", map_, write(tmp_path / "t.csv", "day,who,whom,deed,points\n2022-10-03,Russia,Kazakhstan,Accuse,-2\n")), bed, told)


def test_a_second_import_changes_nothing(bed: Path, tmp_path: Path) -> None:
    place = write(tmp_path / "e.tab", tables.icews({}))
    take(bed, "icews", place)
    before = {p.name: p.read_bytes() for p in bed.iterdir()}
    again = take(bed, "icews", place)
    assert again.exit_code == 0 and "imported already" in again.stdout
    assert {p.name: p.read_bytes() for p in bed.iterdir()} == before


def test_former_states_are_known_in_their_time(bed: Path, tmp_path: Path) -> None:
    soviet = {"Actor1CountryCode": "SUN", "SQLDATE": "19850310"}
    late = {"GLOBALEVENTID": "3", "Actor1CountryCode": "SUN", "SQLDATE": "20050310"}
    result = take(bed, "gdelt", write(tmp_path / "1985.csv", tables.gdelt(soviet, late)))
    assert result.exit_code == 0
    assert {r["id"]: r["source"] for r in rows(bed)} == {"410000001": "RUS", "3": None}
    assert "1 actors of unknown code, left open: 'SUN' 1" in result.stdout


def test_unknown_codes_are_reported_by_count_and_kept(bed: Path, tmp_path: Path) -> None:
    rows_ = [{"GLOBALEVENTID": str(n), "Actor1CountryCode": "QQQ", "EventCode": "999"} for n in range(3)]
    result = take(bed, "gdelt", write(tmp_path / "g.csv", tables.gdelt(*rows_)))
    assert result.exit_code == 0 and "'QQQ' 3" in result.stdout and "'999' 3" in result.stdout
    assert lake.imports(bed)[0].unknown == {"actor": {"QQQ": 3}, "deed": {"999": 3}}
    assert all(r["source"] is None and r["source_code"] == "QQQ" and r["code"] == "999" for r in rows(bed))


def test_regions_are_nobody_and_not_unknown(bed: Path, tmp_path: Path) -> None:
    result = take(bed, "gdelt", write(tmp_path / "g.csv", tables.gdelt({"Actor1CountryCode": "EUR"})))
    assert result.exit_code == 0 and "unknown" not in result.stdout
    assert rows(bed)[0]["source"] is None


# Bad input: one line each, exit code 2, nothing half-written.


def test_a_truncated_zip(bed: Path, tmp_path: Path) -> None:
    place = tmp_path / "a.zip"
    with zipfile.ZipFile(place, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.csv", tables.gdelt(*({"GLOBALEVENTID": str(n)} for n in range(999))))
    place.write_bytes(place.read_bytes()[:-200])
    refused(take(bed, "gdelt", place), bed, "a.zip", "truncated zip", "fetch it again")


def test_a_zip_with_a_broken_middle(bed: Path, tmp_path: Path) -> None:
    place = tmp_path / "a.zip"
    with zipfile.ZipFile(place, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.csv", tables.gdelt(*({"GLOBALEVENTID": str(n)} for n in range(999))))
    data = bytearray(place.read_bytes())
    data[300:330] = bytes(30)
    place.write_bytes(data)
    refused(take(bed, "gdelt", place), bed, "a.zip", "damaged", "fetch it again")


def test_a_truncated_gzip(bed: Path, tmp_path: Path) -> None:
    import random

    chance = random.Random(4)
    data = gzip.compress(tables.gdelt(*({"GLOBALEVENTID": str(n), "SOURCEURL": str(chance.random())} for n in range(9999))).encode())
    refused(take(bed, "gdelt", write(tmp_path / "a.csv.gz", data[: len(data) // 2])), bed, "a.csv.gz", "fetch it again")


def test_a_changed_header(bed: Path, tmp_path: Path) -> None:
    text = tables.icews({}).replace("CAMEO Code", "CAMEO")
    refused(take(bed, "icews", write(tmp_path / "e.tab", text)), bed, "e.tab", "line 1", "column 7 is not 'CAMEO Code'", "header")


def test_a_column_too_few_in_the_header(bed: Path, tmp_path: Path) -> None:
    text = "\n".join("\t".join(line.split("\t")[:-1]) for line in tables.icews({}).splitlines())
    refused(take(bed, "icews", write(tmp_path / "e.tab", text)), bed, "19 columns, 20 expected")


def test_shifted_columns(bed: Path, tmp_path: Path) -> None:
    lines = [line.split("\t") for line in tables.gdelt(*({"GLOBALEVENTID": str(n)} for n in range(5))).splitlines()]
    text = "\n".join("\t".join([cells[0], "", *cells[1:-1]]) for cells in lines) + "\n"
    refused(take(bed, "gdelt", write(tmp_path / "g.csv", text)), bed, "g.csv", "5 of 5 rows", "line 1", "shifted columns")


def test_columns_shifted_past_the_typed_ones_are_seen_by_what_they_hold(bed: Path, tmp_path: Path) -> None:
    """The quad's place holds the Goldstein score: it parses as a number, and is no quad."""
    rows_ = [{"GLOBALEVENTID": str(n), "QuadClass": "-2", "GoldsteinScale": "6"} for n in range(5)]
    refused(take(bed, "gdelt", write(tmp_path / "g.csv", tables.gdelt(*rows_))), bed, "5 of 5 rows", "quad is not 1 to 4")


def test_dates_out_of_range_are_set_aside_with_their_lines(bed: Path, tmp_path: Path) -> None:
    tomorrow = date.today() + timedelta(400)
    good = [{"Event ID": str(n)} for n in range(6)]
    bad = [{"Event Date": day} for day in ("0022-10-03", tomorrow.isoformat(), "2022-02-30")]
    text = tables.icews(*good[:3], bad[0], *good[3:], *bad[1:], {"Event ID": "77"})
    result = take(bed, "icews", write(tmp_path / "e.tab", text))
    assert result.exit_code == 2 and "3 rows set aside" in result.stderr
    told = {r["line"]: r["reason"] for r in rows(bed, "rejected")}
    assert set(told) == {5, 9, 10}
    assert "outside 1991-01-01" in told[5] and "outside" in told[9] and "2022-02-30" in told[10]
    assert all(str(r["date"]) == "2022-10-03" for r in rows(bed)) and len(rows(bed)) == 7


def test_all_dates_out_of_range(bed: Path, tmp_path: Path) -> None:
    refused(take(bed, "icews", write(tmp_path / "e.tab", tables.icews({"Event Date": "1815-06-09"}))), bed, "1 of 1 rows", "outside 1991-01-01")


@pytest.mark.parametrize("named, system, text", [
    ("icews", "polecat", tables.polecat({})), ("polecat", "icews", tables.icews({})), ("gdelt", "icews", tables.icews({})),
    ("icews", "gdelt", tables.gdelt({})), ("plover", "gdelt", tables.gdelt({})), ("gdelt", "plover", '{"id": "a"}\n'),
])  # fmt: skip
def test_a_table_of_another_system(named: str, system: str, text: str, bed: Path, tmp_path: Path) -> None:
    refused(take(bed, named, write(tmp_path / "e.tab", text)), bed, f"table of {system}, not of {named}", f"pactwatch import {system} e.tab")


def test_a_header_changed_in_the_column_that_tells_the_systems_apart(bed: Path, tmp_path: Path) -> None:
    text = tables.polecat({}).replace("Event Type", "Type")
    refused(take(bed, "polecat", write(tmp_path / "p.txt", text, "latin-1")), bed, "column 3 is not 'Event Type'", "the header must be")


def test_all_dates_out_of_range_where_a_line_is_several_rows(bed: Path, tmp_path: Path) -> None:
    text = tables.polecat(*({"Event ID": f"E{n}", "Event Date": "0202-10-03"} for n in range(5)))
    refused(take(bed, "polecat", write(tmp_path / "p.txt", text, "latin-1")), bed, "10 of 10 rows", "outside 2000-01-01")


@pytest.mark.parametrize("lacking", ["id", "date", "actor", "event"])
def test_a_plover_record_without_what_it_must_have_is_set_aside(lacking: str, bed: Path, tmp_path: Path) -> None:
    good = {"id": "a", "date": "2022-10-03", "actor": "RUS", "event": "CONSULT"}
    bad = {key: value for key, value in good.items() if key != lacking}
    text = "".join(json.dumps(row) + "\n" for row in (good, bad, good | {"id": "c"}))
    assert take(bed, "plover", write(tmp_path / "r.jsonl", text)).exit_code == 2
    assert [(r["line"], r["reason"]) for r in rows(bed, "rejected")] == [(2, "no id" if lacking == "id" else "no date, actor or event")]


def test_a_map_that_names_what_a_parquet_file_has_not(bed: Path, tmp_path: Path) -> None:
    map_, place = write(tmp_path / "m.toml", MAP), tmp_path / "t.parquet"
    pq.write_table(pa.table({"s": ["KGZ"], "o": ["TJK"]}), place)
    refused(take(bed, "table", "--map", map_, place), bed, "t.parquet: no column 'day', which m.toml names; the columns are s, o")
    place.write_bytes(place.read_bytes()[:-9])
    refused(take(bed, "table", "--map", map_, place), bed, "t.parquet: cannot be read as Parquet")


def test_mentions_alone(bed: Path, tmp_path: Path) -> None:
    refused(take(bed, "gdelt", write(tmp_path / "m.csv", tables.mentions(("1", "a")))), bed, "m.csv", "mentions alone")


def test_two_tables_of_the_same_weeks(bed: Path, tmp_path: Path) -> None:
    days = [{"Event ID": str(n), "Event Date": str(date(2022, 10, 1) + timedelta(n))} for n in range(20)]
    assert take(bed, "icews", write(tmp_path / "first.tab", tables.icews(*days))).exit_code == 0
    before = {p.name for p in bed.iterdir()}
    result = take(bed, "icews", write(tmp_path / "second.tab", tables.icews(*(d | {"Publisher": "Another"} for d in days))))
    assert result.exit_code == 2
    (told,) = [line for line in result.stderr.splitlines() if line.startswith("pactwatch: ")]
    assert "second.tab: tells the same 20 days of release 'icews' as first.tab (2022-10-01 to 2022-10-20)" in told and "count double" in told
    assert {p.name for p in bed.iterdir()} == before


def test_tables_may_meet_in_a_week(bed: Path, tmp_path: Path) -> None:
    def week(first: int) -> list[dict[str, str]]:
        return [{"Event ID": str(n), "Event Date": str(date(2022, 10, n))} for n in range(first, first + 10)]

    assert take(bed, "icews", write(tmp_path / "1.tab", tables.icews(*week(1)))).exit_code == 0
    assert take(bed, "icews", write(tmp_path / "2.tab", tables.icews(*week(8)))).exit_code == 0
    assert sorted(r["date"].day for r in rows(bed)) == list(range(1, 18)) and [i.repeated for i in lake.imports(bed)] == [0, 3]


@pytest.mark.parametrize("content", ["", "\n", "Event ID\t"])
def test_an_empty_file(content: str, bed: Path, tmp_path: Path) -> None:
    result = take(bed, "icews", write(tmp_path / "e.tab", content))
    refused(result, bed, "e.tab")


def test_a_refused_import_leaves_no_folder_behind(tmp_path: Path) -> None:
    """Nor the parents that were made for it; a folder that was there stays, with what was in it."""
    bad = write(tmp_path / "e.tab", tables.icews({"Event Date": "2222-01-01"}))
    new, old = tmp_path / "new" / "lake", tmp_path / "old"
    write_to = [take(new, "icews", bad), take(new, "icews", write(tmp_path / "none.tab", tables.icews()))]
    assert all(result.exit_code == 2 for result in write_to) and not (tmp_path / "new").exists()
    assert take(old, "icews", write(tmp_path / "f.tab", tables.icews({}))).exit_code == 0
    held = sorted(place.name for place in old.iterdir())
    assert take(old, "icews", bad).exit_code == 2 and sorted(place.name for place in old.iterdir()) == held


@pytest.mark.parametrize("lake_, words", [("file", "is a file; name a folder"), ("file/lake", "cannot be made (Not a directory)")])
def test_a_lake_that_is_a_file(lake_: str, words: str, tmp_path: Path) -> None:
    write(tmp_path / "file", "x")
    result = take(tmp_path / lake_, "icews", write(tmp_path / "e.tab", tables.icews({})))
    told = " ".join(result.output.split())
    assert result.exit_code == 2 and words in told and (tmp_path / "file").read_text() == "x"


@pytest.mark.parametrize("system", ["icews", "gdelt", "polecat", "plover"])
def test_a_parquet_file_is_no_published_table(system: str, tmp_path: Path) -> None:
    pq.write_table(pa.table({"date": [1]}), tmp_path / "e.parquet")
    result = take(tmp_path / "lake", system, tmp_path / "e.parquet")
    assert result.exit_code == 2 and "is Parquet" in result.output and "--map" in result.output and not (tmp_path / "lake").exists()


def test_a_header_alone(bed: Path, tmp_path: Path) -> None:
    refused(take(bed, "icews", write(tmp_path / "e.tab", tables.icews())), bed, "e.tab", "holds no rows")


def test_not_utf8_where_it_must_be(bed: Path, tmp_path: Path) -> None:
    text = tables.icews({}, {"Event ID": "2", "Publisher": "Revista española"})
    refused(take(bed, "icews", write(tmp_path / "e.tab", text, "latin-1")), bed, "e.tab", "line 3", "not UTF-8", "save it")


def spoilt(line: str) -> bytes:
    return line.replace("Kyrgyzstan", "Kyrg\udce9zstan").encode("utf-8", "surrogateescape")


def test_a_bad_byte_far_behind_the_beginning_sets_its_row_aside(bed: Path, tmp_path: Path) -> None:
    lines = tables.icews(*({"Event ID": str(n)} for n in range(12_000))).splitlines(keepends=True)
    content = "".join(lines[:11_990]).encode() + spoilt(lines[11_990]) + "".join(lines[11_991:]).encode()
    assert content.index(b"\xe9") > 2_000_000
    result = take(bed, "icews", write(tmp_path / "e.tab", content))
    assert result.exit_code == 2 and "e.tab: 1 rows set aside; first line 11991: not UTF-8" in result.stderr
    assert len(rows(bed)) == 11_999
    assert [(r["line"], r["text"].split("\t")[0]) for r in rows(bed, "rejected")] == [(11_991, "11989")]


def test_a_text_that_turns_to_another_encoding_is_refused(bed: Path, tmp_path: Path) -> None:
    lines = tables.icews(*({"Event ID": str(n)} for n in range(12_000))).splitlines(keepends=True)
    content = "".join(lines[:11_000]).encode() + b"".join(spoilt(line) for line in lines[11_000:])
    refused(take(bed, "icews", write(tmp_path / "e.tab", content)), bed, "e.tab", "line 11001", "not UTF-8", "save it")


def test_a_bad_byte_in_a_column_that_is_not_kept_loses_no_row(bed: Path, tmp_path: Path) -> None:
    lines = tables.icews(*({"Event ID": str(n), "Publisher": "Kyrgyzstan" if n == 2 else "x", "Source Country": "Russia", "Source Name": "Russia",
                            "Country": "Russia"} for n in range(3_000))).splitlines(keepends=True)
    result = take(bed, "icews", write(tmp_path / "e.tab", b"".join(spoilt(line) for line in lines)))
    assert result.exit_code == 0 and len(rows(bed)) == 3_000


def test_a_file_that_is_not_there(bed: Path, tmp_path: Path) -> None:
    refused(take(bed, "icews", tmp_path / "nowhere.tab"), bed, "nowhere.tab", "cannot be read")


def test_the_rest_goes_on(bed: Path, tmp_path: Path) -> None:
    result = take(bed, "icews", tmp_path / "nowhere.tab", write(tmp_path / "e.tab", tables.icews({})))
    assert result.exit_code == 2 and len(rows(bed)) == 1


def test_a_killed_import_leaves_the_lake_as_it_was(bed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    take(bed, "icews", write(tmp_path / "1.tab", tables.icews({})))
    manifest = (bed / "imports.json").read_bytes()
    real = Path.replace

    def full(self: Path, target: Path) -> Path:
        if Path(target).name == "imports.json":
            raise OSError(28, "No space left on device", str(target))
        return real(self, target)

    monkeypatch.setattr(Path, "replace", full)
    result = take(bed, "icews", write(tmp_path / "2.tab", tables.icews({"Event Date": "2023-01-01"})))
    assert result.exit_code != 0
    monkeypatch.undo()
    assert (bed / "imports.json").read_bytes() == manifest and len(rows(bed)) == 1


def test_a_damaged_lake_is_told_in_one_line(bed: Path, tmp_path: Path) -> None:
    table = write(tmp_path / "1.tab", tables.icews({}))
    take(bed, "icews", table)
    kept, manifest = bed / lake.imports(bed)[0].files["rows"], bed / "imports.json"
    whole = kept.read_bytes()
    commands = (["measure", "CSTO"], ["alarms", "CSTO"], ["export", "rows"])
    for damage, where in ((lambda: kept.write_bytes(whole[:-9]), kept), (kept.unlink, kept), (lambda: manifest.write_text("{"), manifest)):
        damage()
        for words in commands:
            result = CliRunner().invoke(app, [*words, "--lake", str(bed)])
            assert result.exit_code == 2 and result.stderr.startswith(f"pactwatch: {where}: "), result.output
            assert len(result.stderr.splitlines()) == 1 and not result.stdout
    assert take(bed, "icews", table).stderr.startswith(f"pactwatch: {manifest}: cannot be read")


def test_real_icews_comes_in_whole(shared: Path, bed: Path) -> None:
    result = take(bed, "icews", shared / "events" / "icews_events.2018.sample.tab")
    assert result.exit_code == 0, result.output
    found = rows(bed)
    assert len(found) == 3705 and "unknown" not in result.stdout
    assert sum(r["source"] is not None for r in found) > 3600


def test_names_that_nobody_declared_cost_what_declared_ones_do(bed: Path, tmp_path: Path) -> None:
    """Most names of a table by names are declared nowhere. Once each of them cost a hundred that are."""
    map_ = write(tmp_path / "m.toml", MAP)
    spent = []
    for who in ("Kyrgyzstan", "An Inventor"):
        table = write(tmp_path / f"{who}.csv", "day,who,whom,deed,points\n" + f"2022-10-03,{who},{who},Accuse,-2\n" * 100_000)
        start = time.process_time()
        assert take(bed / who, "table", "--map", map_, table).exit_code == 0
        spent.append(time.process_time() - start)
    assert spent[1] < 3 * spent[0] + 0.5, spent


def test_names_of_people_and_bodies_are_known_in_their_time(bed: Path, tmp_path: Path) -> None:
    """A full name by its first and last, a secretary-general as his organisation, a body that bears a name of its own; a party is nobody."""
    who = {"Sergey Viktorovich Lavrov": "RUS", "Jens Stoltenberg": "NATO", "UN Security Council": "UN", "Verkhovna Rada": "UKR", "Africa": None,
           "A Party of the Opposition": None, "South and East Africa": None}
    lines = [f"2018-03-0{n},{name},Kazakhstan,Accuse,-2\n" for n, name in enumerate(who, 1)] + ["2008-03-01,Jens Stoltenberg,Kazakhstan,Accuse,-2\n"]
    table = write(tmp_path / "t.csv", "day,who,whom,deed,points\n" + "".join(lines))
    result = take(bed, "table", "--map", write(tmp_path / "m.toml", MAP), table)
    assert result.exit_code == 0, result.output
    found = sorted(rows(bed), key=lambda r: r["date"])
    assert [r["source"] for r in found] == ["NOR", *who.values()]
    assert lake.imports(bed)[0].unknown["actor"] == {"A Party of the Opposition": 1, "South and East Africa": 1}
