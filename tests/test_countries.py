"""The measure of countries: its own table against a public list, and its counting on sentences of ours."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from benches import countries

from pactwatch import atlas
from pactwatch.languages import ru
from pactwatch.mentions import Finder

MANGLED = {"CPV", "GNB", "KNA", "PRK", "VCT", "PNG", "MEX"}  # broken by spaces in the list, or holding another state's name


def listed(shared: Path) -> Iterator[tuple[str, str]]:
    """State and Russian name of every member of the United Nations."""
    for row in json.loads((shared / "reference" / "mledoze_countries.json").read_text(encoding="utf-8")):
        if row.get("unMember") and row["cca3"] not in MANGLED:
            yield from ((row["cca3"], row["translations"]["rus"][key]) for key in ("common", "official") if "rus" in row["translations"])


def test_the_table_knows_every_state_of_a_public_list(shared: Path) -> None:
    stems = countries.table()
    wrong = [(state, name, countries.states_of(name, stems)) for state, name in listed(shared) if countries.states_of(name, stems) != {state}]
    assert not wrong


def test_every_state_has_its_words(shared: Path) -> None:
    """Names in both languages, and an adjective or demonym, where the press has one."""
    bare = {"COG", "DMA", "KNA", "SLB"}  # share theirs with a larger state, or have none in use
    for row in json.loads((shared / "reference" / "mledoze_countries.json").read_text(encoding="utf-8")):
        if row.get("unMember"):
            for language in ("ru", "en"):
                words = atlas.world().actors[row["cca3"]].words[language]
                assert words["names"] and (row["cca3"] in bare or words.get("adjectives")), row["cca3"]


@pytest.mark.parametrize(("words", "states"), [
    ("боснийских сербов", {"BIH", "SRB"}), ("Северной Ирландии", set()), ("югославской", set()), ("гражданкой Нигера", {"NER"}), ("нигерийский", {"NGA"}),
    ("Южного Судана", {"SSD"}), ("татарский", set()), ("Экваториальную Гвинею", {"GNQ"}),
])
def test_what_an_entity_names(words: str, states: set[str]) -> None:
    assert countries.states_of(words, countries.table()) == states


def test_misses_and_false_finds_are_counted() -> None:
    text = "Посол Франции и поляки видели югослава и кольцо."
    spans = {word: (text.index(word), text.index(word) + len(word)) for word in ("Франции", "поляки", "югослава", "кольцо")}
    tally = countries.Tally()
    gold = [(spans["Франции"], "COUNTRY"), (spans["поляки"], "NATIONALITY"), (spans["югослава"], "NATIONALITY")]
    tally.add(text, gold, [(spans["Франции"], ("FRA",), ("FRA",)), (spans["кольцо"], ("COL",), ("COL",))], countries.table())
    assert (tally.hits, tally.right, tally.found) == (1, 1, 2)
    assert (list(tally.missed), list(tally.false), list(tally.left)) == (["поляки"], ["кольцо COL"], ["югослава"])


def test_all_forms_of_a_demonym_are_found() -> None:
    finder = Finder(atlas.world().actors, ru, atlas.words("ru"))
    for form in ("китайцем", "китайцев", "турка", "латышей", "француженок", "чешек", "бельгийцу", "маршалльцев"):
        found = finder.names(ru.tokens(form, 0, len(form)), None, set())
        assert len(found) == 1 and found[0].kind == "demonym", form
