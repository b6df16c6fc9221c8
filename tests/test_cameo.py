"""CAMEO as declared: its codes against the public lists, and what our types and acts are written as."""

import csv
import re
from collections import defaultdict
from pathlib import Path

from pactwatch import atlas

OWN = ("02", "08", "0813", "0814", "084", "085", "086", "163")  # where the codebook differs from the manual, or the manual is silent; cameo.toml says why
TABLES = Path(__file__).parent.parent / "docs" / "tables.md"
CODED = {code: (name, type_, act, score) for code, name, type_, act, _, score in atlas.cameo()}


def told_as() -> dict[str, set[str]]:
    """Act → the types with which the declared senses, or CAMEO's own codes, tell it."""
    found = defaultdict(set)
    for type_, act in re.findall(r'"([A-Z]+)/([a-z_]+)"', (atlas.WORLD / "acts.toml").read_text(encoding="utf-8")):
        found[act].add(type_)
    for _, type_, act, _ in CODED.values():
        if act and type_:
            found[act].add(type_)
    return found


def test_an_act_is_written_as_a_code_of_one_of_its_types() -> None:
    types = told_as()
    wrong = {act: row["cameo"] for act, row in atlas.world().deeds.acts.items() if CODED[row["cameo"]][1] not in types[act]}
    assert not wrong


def test_a_type_is_written_as_a_code_that_comes_back_as_it() -> None:
    assert {type_: CODED[row["cameo"]][1] for type_, row in atlas.world().deeds.types.items()} == {type_: type_ for type_ in atlas.world().deeds.types}


def test_what_is_read_as_an_act_is_written_as_one_of_its_names() -> None:
    """Each of these was once written as a neighbour's code: military aid as humanitarian, joining as forgiving."""
    names = {act: CODED[row["cameo"]][0] for act, row in atlas.world().deeds.acts.items()}
    for act, word in {"help_request": "military aid", "member_join": "Sign", "exercise_skip": "Reject military", "summit_attend": "visit",
                      "mediation_accept": "accept mediation", "base_close": "Retreat"}.items():
        assert word in names[act], (act, names[act])


def test_no_act_comes_back_as_another() -> None:
    """A closed border was once written as an embargo. CAMEO has one code for arms and for personnel; docs/limits.md says so."""
    back = {act: CODED[row["cameo"]][2] for act, row in atlas.world().deeds.acts.items()}
    assert {act: came for act, came in back.items() if came not in (None, act)} == {"arms_transfer": "help_grant"}


def test_the_page_on_tables_tells_which_acts_no_code_of_cameo_is() -> None:
    told = re.search(r"No code of CAMEO is ((?:`[a-z_]+`[,\sand]*)+)", TABLES.read_text(encoding="utf-8"))
    never = [act for act in atlas.world().deeds.acts if act not in {found for _, _, found, _ in CODED.values()}]
    assert told and re.findall("`([a-z_]+)`", told[1]) == never


def test_names_and_scores_are_those_of_the_public_list(shared: Path) -> None:
    with (shared / "events" / "cameo-codes.csv").open(encoding="utf-8", errors="replace") as lines:
        for row in csv.DictReader(lines):
            name, _, _, score = CODED[row["code"]]
            assert name.lower() == row["name"].lower()
            assert row["goldstein"] in ("", "NA") or float(row["goldstein"]) == score, row["code"]


def test_types_are_those_of_the_manual_but_where_the_codebook_differs(shared: Path) -> None:
    text = (shared / "events" / "CAMEO2PLOVER-2021.txt").read_text(encoding="utf-8", errors="replace")
    manual = dict(re.findall(r"^(\d{2,4}): *([A-Z]+)", text, re.MULTILINE))
    differ = {code for code, (_, type_, _, _) in CODED.items() if manual.get(code) != type_}
    assert {code for code in differ if not code.startswith(OWN)} == set()
