"""Declared places: found in all their forms, told beside a deed, and true as far as a list can tell. {words=Place} marks one."""

import json
import re
from datetime import date
from math import cos, radians
from pathlib import Path

import pytest

from pactwatch import atlas, run, worldcheck
from pactwatch.languages import en, ru
from pactwatch.nouns import Article, Bad, Place
from pactwatch.places import Gazetteer

MARK = re.compile(r"\{([^{}=]+)=[^{}]+\}")
GAZETTEERS = {language.code: Gazetteer(atlas.places(), language) for language in (ru, en)}
TEXTS = (
    ("ru", "У {Ворухского=?} канала тихо, но в {Ворухе=Vorukh} и под {Баткеном=Batken} стреляли."),
    ("ru", "Колонна вышла из {Корнидзора=Kornidzor} через {Лачинский коридор=Lachin} к {Степанакерту=Khankendi}."),
    ("ru", "База в {Гюмри=Gyumri}, космодром {Байконур=Baikonur} и {Тавушская область=Tavush} упомянуты рядом с {Бахмутом=Bakhmut}."),
    ("ru", "Сын зовется Фридрих Энгельс, гори оно огнем; {Ормузский пролив=Strait of Hormuz} закрыт, в {секторе Газа=Gaza} тихо."),
    ("en", "Shells hit {Batken=Batken} and {Jermuk=Jermuk}; the {Strait of Hormuz=Strait of Hormuz} and {Deir ez-Zor=Deir ez-Zor} were calm."),
    ("en", "The corridor of {Lachin=Lachin} is shut, said a man from the {Bosphorus=Bosphorus}, and the homs of others."),
)


def plain(marked: str) -> str:
    return MARK.sub(r"\1", marked)


@pytest.mark.parametrize(("code", "marked"), [(code, text.replace("{Ворухского=?}", "Ворухского")) for code, text in TEXTS])
def test_places_are_found(code: str, marked: str) -> None:
    text, gazetteer = plain(marked), GAZETTEERS[code]
    tokens = gazetteer.language.tokens(text, 0, len(text))
    found = text
    for spot in reversed(gazetteer.spots(tokens)):
        start, stop = tokens[spot.first].start, tokens[spot.last].stop
        found = f"{found[:start]}{{{text[start:stop]}={spot.place}}}{found[stop:]}"
    assert found == marked


@pytest.mark.parametrize(("language", "text", "place"), [
    ("ru", "В Джермуке Азербайджан атаковал Армению.", ("Джермуке", "place Jermuk")),
    ("en", "Azerbaijan attacked Armenia near Jermuk.", ("Jermuk", "place Jermuk")),
    ("en", "Russia accused Georgia of lying; the minister was born in Osh.", None),
])
def test_a_claim_has_the_place_of_its_clause(language: str, text: str, place: tuple[str, str] | None) -> None:
    claims = run.coder(language, 0.05).claims(Article("test", language, "", text, date(2022, 10, 17)))
    spans = [(s.text, s.means) for s in claims[0].spans if s.means.startswith("place")]
    assert spans == ([place] if place else [])


def test_places_stand_near_their_state(shared: Path) -> None:
    """A place lies no farther from the middle of its state than a state of that area reaches, wide ones twice as far east and west."""
    rows = {row["cca3"]: row for row in json.loads((shared / "reference" / "mledoze_countries.json").read_text(encoding="utf-8"))}
    for place in atlas.places():
        if place.at and place.state in rows:
            row = rows[place.state]
            reach = 2 + 1.3 * row["area"] ** 0.5 / 111  # degrees; 111 km to one
            north, east = place.at[0] - row["latlng"][0], (place.at[1] - row["latlng"][1]) * cos(radians(place.at[0]))
            assert abs(north) < reach and abs(east) < 2 * reach, place


def test_faults_of_places_are_told() -> None:
    one = Place("Town", "town", {"en": ("Town",)}, "QQQ")
    lines = list(worldcheck.misplaced((one, Place("Other", "town", {"en": ("town",)})), atlas.world()))
    assert any("QQQ" in line for line in lines) and any("'town' is Town's too" in line for line in lines)
    assert list(worldcheck.misplaced(atlas.places(), atlas.world())) == []


def test_a_place_off_the_globe_is_refused(tmp_path: Path) -> None:
    (tmp_path / "places").mkdir()
    (tmp_path / "places" / "x.toml").write_text('place = [{en = ["X"], kind = "town", at = [140.0, 20.0]}]', encoding="utf-8")
    with pytest.raises(Bad, match=r"x\.toml: place 1: 'at' must be"):
        atlas.places(tmp_path)
