"""What binds a pact beside its events: the users' own files, and how they are shown."""

import json
from datetime import date
from pathlib import Path

import pytest
import tables
from typer.testing import CliRunner, Result

from pactwatch import lake, structure
from pactwatch.cli.commands import app
from pactwatch.nouns import Member, Pact

SINCE = date(1995, 1, 1)
PACT = Pact("CSTO", "Collective Security Treaty Organization", "", "RUS", (Member("RUS", SINCE), Member("KAZ", SINCE), Member("ARM", SINCE)))
PROMISES = "defense,offense,neutral,nonagg,consul"
ATOP = f"""atopid,member,yrent,moent,dayent,yrexit,moexit,dayexit,{PROMISES}
9001,365,1997,8,29.0,0,0,0,1,0,0,1,1
9001,371,1997,8,29.0,0,0,0,1,0,0,1,1
9002,365,1992,5,25.0,2002,1,1.0,0,0,1,0,0
9002,705,1992,,,2002,1,1.0,0,0,1,0,0
9003,365,2010,1,1,0,0,0,0,0,0,0,1
9003,300,2010,1,1,0,0,0,0,0,0,0,1
"""
VOTES = """ccode,session,IdealPoint,Q5%,Q95%
365,70,-0.5,-0.6,-0.4
371,70,-0.2,-0.3,-0.1
365,65,-0.5,-0.6,-0.4
371,65,-0.45,-0.55,-0.35
705,70,0.1,0.0,0.2
"""
EXERCISES = """MMEID,Ex_Name,s.year,s.month,s.day,StateA,StateB,StateC
m1,Invented Shield,2009,5,xx,Russia,Kazakhstan,Armenia
m2,Invented Eagle,2009,7,3,Kazakhstan,United States,United Kingdom
m3,Too Early,2001,7,3,Russia,Kazakhstan,
m4,The Last,2010,1,1,Russia,Belarus,-9
"""
CINC = "ccode,year,cinc\n365,2012,0.04\n371,2012,0.0004\n705,2011,0.003\n"


def take(folder: Path, kind: str, content: str, place: Path) -> Result:
    place.write_text(content, encoding="utf-8")
    return CliRunner().invoke(app, ["import", "structure", kind, str(place), "--lake", str(folder)])


@pytest.fixture
def bed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("COLUMNS", "220")
    folder = tmp_path / "lake"
    for kind, content in (("atop", ATOP), ("idealpoints", VOTES), ("mme", EXERCISES), ("cinc", CINC)):
        assert take(folder, kind, content, tmp_path / f"{kind}.csv").exit_code == 0
    return folder


def standings(folder: Path, on: date) -> tuple[dict[str, structure.Standing], dict[str, str]]:
    from pactwatch.cli.structured import tables as at_hand

    found, reach = structure.standings(PACT, on, at_hand(folder))
    return {s.member: s for s in found}, reach


def test_obligations_in_force_on_the_day(bed: Path) -> None:
    found, _ = standings(bed, date(2000, 1, 1))
    assert found["ARM"].to_lead == ("defence", "non-aggression", "consultation") and found["KAZ"].to_lead == ("neutrality",) and found["RUS"].to_lead is None
    assert (found["RUS"].defended, found["KAZ"].defended) == ((1, 2), (0, 2))
    assert standings(bed, date(2005, 1, 1))[0]["KAZ"].to_lead == ()


def test_data_that_end_early_say_so(bed: Path) -> None:
    assert standings(bed, date(2022, 1, 1))[1]["obligations"] == "in force on 2009-12-31"
    assert standings(bed, date(2022, 1, 1))[1]["exercises"] == "2005 to 2010"


def test_votes_are_distances_from_the_leading_state(bed: Path) -> None:
    found, reach = standings(bed, date(2016, 1, 1))
    gap, sd, change = found["ARM"].distance or (0.0, 0.0, None)
    assert [gap, change] == pytest.approx([0.3, 0.25]) and sd == pytest.approx((2 * (0.2 / 3.29) ** 2) ** 0.5)
    assert found["KAZ"].distance is not None and found["KAZ"].distance[2] is None and reach["votes"] == "session of 2015"


def test_exercises_with_members_and_with_outsiders(bed: Path) -> None:
    found, _ = standings(bed, date(2011, 1, 1))
    assert {m: s.exercises for m, s in found.items()} == {"RUS": (1, 1), "KAZ": (1, 1), "ARM": (1, 0)}


def test_capabilities_of_the_last_year_told(bed: Path) -> None:
    found, reach = standings(bed, date(2020, 1, 1))
    assert (found["RUS"].share, found["KAZ"].share, reach["capabilities"]) == (0.04, None, "2012")


def test_a_state_that_nobody_knows_is_reported(tmp_path: Path) -> None:
    result = take(tmp_path / "lake", "atop", ATOP, tmp_path / "a.csv")
    assert "3 rows of obligations" in result.stdout and "1 actors of unknown code, left open: '300' 1" in result.stdout


def test_alliances_and_dyads_are_read_too(tmp_path: Path) -> None:
    wide = f"atopid,begyr,begmo,begday,endyr,endmo,endday,{PROMISES},mem1,mem2,mem3\n9001,1997,8,29,0,0,0,1,0,0,1,1,365,371,\n"
    assert "1 rows" in take(tmp_path / "one", "atop", wide, tmp_path / "w.csv").stdout
    dyads = "ccode1,ccode2,year,atop_defense,atop_offense,atop_neutral,atop_nonagg,atop_consul\n365,371,1998,1,0,0,1,1\n"
    assert take(tmp_path / "two", "atop", dyads, tmp_path / "d.csv").exit_code == 0
    for folder in ("one", "two"):
        (row,) = lake.ask("SELECT a, b, defense, since FROM t", {"t": lake.rows(tmp_path / folder, "obligations")}).to_pylist()
        assert (row["a"], row["b"], row["defense"]) == ("RUS", "ARM", 1) or (row["a"], row["b"], row["defense"]) == ("ARM", "RUS", 1)


def test_a_second_import_changes_nothing_and_a_newer_one_takes_its_place(bed: Path, tmp_path: Path) -> None:
    before = {p.name for p in bed.iterdir()}
    assert "imported already" in take(bed, "cinc", CINC, tmp_path / "again.csv").stdout
    assert {p.name for p in bed.iterdir()} == before
    take(bed, "cinc", CINC.replace("0.04\n", "0.05\n"), tmp_path / "newer.csv")
    assert standings(bed, date(2020, 1, 1))[0]["RUS"].share == 0.05


@pytest.mark.parametrize("kind, content, told", [
    ("cinc", VOTES, "this is a file of idealpoints, not of cinc"), ("cinc", "ccode,year,power\n2,2000,1\n", "column 'cinc' is missing"),
    ("atop", ATOP.replace("yrexit", "exit_year"), "column 'yrexit' is missing"), ("dreams", CINC, "'dreams' is not known"),
    ("cinc", "ccode,year,cinc\n", "no row"),
])  # fmt: skip
def test_bad_files(kind: str, content: str, told: str, tmp_path: Path) -> None:
    result = take(tmp_path / "lake", kind, content, tmp_path / "f.csv")
    assert result.exit_code == 2 and told in result.stderr and len(result.stderr.strip().splitlines()) == 1
    assert not (tmp_path / "lake").exists() or not list((tmp_path / "lake").iterdir())


def test_the_commands_show_them_side_by_side(bed: Path, tmp_path: Path) -> None:
    text = tables.icews(*({"Event ID": str(n), "Event Date": f"2022-0{1 + n % 3}-1{n % 10}", "CAMEO Code": "040", "Intensity": "1",
                           "Target Country": "Russian Federation" if n % 2 else "China", "Target Name": "Russia" if n % 2 else "China",
                           "Target Sectors": "Government"} for n in range(40)))
    (tmp_path / "e.tab").write_text(text, encoding="utf-8")
    assert CliRunner().invoke(app, ["import", "icews", str(tmp_path / "e.tab"), "--lake", str(bed)]).exit_code == 0
    shown = CliRunner().invoke(app, ["structure", "csto", "--on", "2022-03-31", "--lake", str(bed)])
    assert shown.exit_code == 0, shown.output
    for words in ("bound to Russia", "votes, from Russia", "exercises", "capability", "outside powers", "Kyrgyzstan", "enters cohesion"):
        assert words in shown.stdout
    measured = CliRunner().invoke(app, ["measure", "csto", "--lake", str(bed)])
    assert measured.exit_code == 0 and "what drove it" in measured.stdout and "KGZ → RUS Consult" in measured.stdout, measured.output
    rows = json.loads(CliRunner().invoke(app, ["measure", "csto", "--lake", str(bed), "--json"]).stdout)
    assert {r["indicator"] for r in rows} == {"attention", "cohesion", "courting"} and all(r["low"] <= r["value"] <= r["high"] for r in rows)
    assert lake.read(bed, "readings").num_rows > len(rows)


def test_a_watchs_run_is_never_put_out_by_a_measure(bed: Path, tmp_path: Path) -> None:
    lake.publish(bed, {"articles": [], "claims": [], "events": [], "readings": []}, {"watch": "w"})
    before = (bed / "manifest.json").read_bytes()
    (tmp_path / "e.tab").write_text(tables.icews({}, {"Event ID": "2", "Event Date": "2022-10-12"}), encoding="utf-8")
    assert CliRunner().invoke(app, ["import", "icews", str(tmp_path / "e.tab"), "--lake", str(bed)]).exit_code == 0
    measured = CliRunner().invoke(app, ["measure", "csto", "--lake", str(bed)])
    assert measured.exit_code == 2 and "what drove it" in measured.stdout
    assert measured.stderr.count("pactwatch: ") == 1 and "not kept" in measured.stderr and "(articles, claims, events)" in measured.stderr
    assert (bed / "manifest.json").read_bytes() == before and lake.read(bed, "articles").num_rows == 0


@pytest.mark.parametrize("words, told", [
    (["structure", "csto", "--on", "2022-13-01"], "--on: '2022-13-01' is no day"), (["structure", "dreams"], "pact 'dreams' is not declared"),
    (["structure", "csto", "--on", "1900-01-01"], "had no member on 1900-01-01"), (["structure", "csto"], "holds neither structure nor events"),
    (["measure", "csto"], "holds no table 'rows'"), (["measure", "csto", "--until", "soon"], "'soon' is no day"),
])  # fmt: skip
def test_what_cannot_be_shown(words: list[str], told: str, tmp_path: Path) -> None:
    if "--until" in words:
        (tmp_path / "e.tab").write_text(tables.icews({}), encoding="utf-8")
        CliRunner().invoke(app, ["import", "icews", str(tmp_path / "e.tab"), "--lake", str(tmp_path / "lake")])
    result = CliRunner().invoke(app, [*words, "--lake", str(tmp_path / "lake")])
    assert result.exit_code == 2 and told in result.stderr and len(result.stderr.strip().splitlines()) == 1, result.stderr


def test_the_published_files_come_in(shared: Path, tmp_path: Path) -> None:
    folder = shared / "structure"
    for kind, name in (("atop", "struct_atop-member-level.csv.gz"), ("atop", "struct_atop_alliance.parquet"), ("atop", "struct_atop-alliance-level.csv.gz"),
                       ("cinc", "struct_cow_nmc.parquet"), ("idealpoints", "struct_idealpoints_apr2020.csv.gz"), ("mme", "struct_mme_v7.csv.gz")):
        result = CliRunner().invoke(app, ["import", "structure", kind, str(folder / name), "--lake", str(tmp_path)])
        assert result.exit_code == 0, result.output
