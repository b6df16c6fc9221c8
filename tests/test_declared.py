"""Files that a user declares, with a field of another type: one line that tells the file, the field and how to write it."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from pactwatch import atlas
from pactwatch.cli.commands import app
from pactwatch.nouns import Bad

WATCH = 'id = "w"\npact = "CSTO"\nsince = 2022-01-01\n'
IMAGE = 'articles = ["a.jsonl"]\n[image]\n'
MAP = '[fields]\ndate = "d"\nsource = "s"\ntarget = "o"\ncode = "c"\n'


@pytest.mark.parametrize("more, told", [
    ("articles = 5", "'articles' must be a list of texts, is 5"), ("articles = [5]", "'articles' must be a list of texts, is [5]"),
    ('articles = "h.jsonl"', "is 'h.jsonl'; write articles = [\"h.jsonl\"]"), ('languages = "ru"', 'write languages = ["ru"]'),
    ("sources = 5", "'sources' must be a list of texts, is 5"),
    ("region = 5", "'region' must be text, is 5"), ("byline = 5", "'byline' must be text"), ("title = 5", "'title' must be text"),
    ("image = 5", "'image' must be a table, is 5"),
    (IMAGE + 'caption = "c"', "[image]: field 'file' is missing"),
    (IMAGE + 'file = "f"', "'caption' is missing"),
    (IMAGE + 'caption = "c"\nfile = "f"\nattribution = "a"', "[image]: field 'licence' is missing"),
    (IMAGE + 'caption = "c"\nfile = "f"\nlicence = "l"\nurl = "u"', "[image]: field 'attribution' is missing"),
    (IMAGE + 'caption = "c"\nfile = "f"\nlicence = "l"\nattribution = "a"\nurl = 5', "[image]: field 'url' must be text"),
    (IMAGE + "by = 1", "'by' is not known"),
    (IMAGE + 'caption = "c"\nfile = "f.png"\nlicence = "l"\nattribution = "a"', "f.png'; name a PNG, JPEG or GIF that lies beside the watch's file"),
    ('langauges = ["ru"]', "field 'langauges' is not known; write 'languages'"), ("xyz = 1", "field 'xyz' is not known; choose among id, title, pact"),
])
def test_a_watch(more: str, told: str, tmp_path: Path) -> None:
    file = tmp_path / "watch.toml"
    file.write_text(WATCH + more, encoding="utf-8")
    run = CliRunner().invoke(app, ["run", str(file), "--out", str(tmp_path / "out")])
    lines = run.output.strip().splitlines()
    assert run.exit_code == 2 and lines[-1].startswith("pactwatch: watch.toml: ") and told in lines[-1]
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("text, told", [
    ("id = 5", "'id' must be text"),
    (WATCH.replace("2022-01-01", "2022-01-01T10:00:00"), "'since' must be a day, is 2022-01-01 10:00:00; write since = 2020-01-31"),
    (WATCH.replace("2022-01-01", '"2022"'), "'since' must be a day, is '2022'"), ("", "'id' is missing; add it: id = "),
])
def test_what_a_watch_must_have(text: str, told: str, tmp_path: Path) -> None:
    (tmp_path / "watch.toml").write_text(text, encoding="utf-8")
    with pytest.raises(Bad) as bad:
        atlas.watch(tmp_path / "watch.toml")
    assert told in str(bad.value)


def test_a_picture_lies_beside_its_watch_and_may_lack_an_address(tmp_path: Path) -> None:
    (tmp_path / "f.png").write_bytes(b"\x89PNG\r\n\x1a\n0000")
    (tmp_path / "watch.toml").write_text(WATCH + IMAGE + 'caption = "c"\nfile = "f.png"\nlicence = "CC BY 4.0"\nattribution = "a"', encoding="utf-8")
    found = atlas.watch(tmp_path / "watch.toml")
    assert found.image is not None and (found.image.licence, found.image.url, found.image.file) == ("CC BY 4.0", None, str(tmp_path / "f.png"))


@pytest.mark.parametrize(("data", "told"), [(b"<html>Not found</html>", "is no picture that a brief can show"), (b"", "is no picture"),
                                            (b"GIF89a" + bytes(8_000_000), "has 8,000,006 bytes")])
def test_a_file_that_is_no_picture_is_told(data: bytes, told: str, tmp_path: Path) -> None:
    (tmp_path / "f.png").write_bytes(data)
    (tmp_path / "watch.toml").write_text(WATCH + IMAGE + 'caption = "c"\nfile = "f.png"\nlicence = "CC BY 4.0"\nattribution = "a"', encoding="utf-8")
    with pytest.raises(Bad, match=told):
        atlas.watch(tmp_path / "watch.toml")


STATE = 'id = "KGZ"\nkind = "state"\n'
PACT = 'id = "P"\nkind = "pact"\n'
SOURCE = '[[source]]\nid = "s"\ntitle = "S"\n'
PLACE = '[[place]]\nkind = "town"\n'


@pytest.mark.parametrize("file, text, told", [
    ("actors/KGZ.toml", STATE + 'en = "Kyrgyzstan"', "KGZ.toml: field 'en' must be a table"),
    ("actors/KGZ.toml", STATE + '[en]\nnames = "Kyrgyz"', "KGZ.toml: [en]: field 'names' must be a list of texts, is 'Kyrgyz'; write names = [\"Kyrgyz\"]"),
    ("actors/KGZ.toml", STATE + 'office = "head"', "KGZ.toml: field 'office' must be tables"),
    ("actors/KGZ.toml", STATE + "[[office]]\nen = 5\nsince = 2020-01-01", "KGZ.toml: office 1: field 'en' must be text"),
    ("actors/KGZ.toml", STATE + '[[office]]\nen_alt = "Sadyr"\nsince = 2020-01-01', "office 1: field 'en_alt' must be a list"),
    ("actors/KGZ.toml", STATE + "[[office]]\nsince = 2020-01-01\nuntil = 2021", "office 1: field 'until' must be a day, is 2021"),
    ("pacts/P.toml", PACT + '[[member]]\nactor = "KGZ"\nsince = 2020-01-01\nuntil = "2021"', "P.toml: member 1: field 'until' must be a day"),
    ("pacts/P.toml", PACT + 'member = ["KGZ"]', "P.toml: field 'member' must be tables, is ['KGZ']; write [[member]]"),
    ("actors/KGZ.toml", STATE + "[[office]]\nsince = 2020-01-01\nrolle = \"head\"", "office 1: field 'rolle' is not known; write 'role'"),
    ("pacts/P.toml", PACT + "tresty = 5", "P.toml: field 'tresty' is not known; write 'treaty'"),
    ("pacts/P.toml", PACT + '[[member]]\nactor = "KGZ"\nsince = 2020-01-01\nuntill = 2021-01-01', "member 1: field 'untill' is not known; write 'until'"),
    ("sources/s.toml", SOURCE + 'citty = "S"', "s.toml: source 1: field 'citty' is not known; write 'city'"),
    ("places/p.toml", PLACE + 'en = ["S"]\nstat = "KGZ"', "p.toml: place 1: field 'stat' is not known; write 'state'"),
    ("pacts/P.toml", PACT + "lead = 5", "'lead' must be text"),
    ("pacts/P.toml", PACT + "title = 5", "'title' must be text"),
    ("pacts/P.toml", 'kind = "pact"', "'id'"),
    ("sources/s.toml", SOURCE + 'names = "S"', "s.toml: source 1: field 'names' must be a list"), ("sources/s.toml", SOURCE + "url = 5", "'url' must be text"),
    ("sources/s.toml", 'source = "s"', "s.toml: field 'source' must be tables"),
    ("states.toml", 'KGZ = "Kyrgyzstan"', "states.toml: field 'KGZ' must be a table"),
    ("places/p.toml", PLACE + 'en = "Osh"', "p.toml: place 1: field 'en' must be a list"), ("places/p.toml", PLACE + "en = []", "place 1: field 'en' is empty"),
    ("places/p.toml", PLACE + 'en = ["Osh"]\nat = ["a", "b"]', "place 1: 'at' must be latitude"),
    ("places/p.toml", PLACE + 'en = ["Osh"]\nstate = 5', "'state' must be text"),
    ("acts.toml", "types = 5", "acts.toml: field 'types' must be a table"),
])
def test_a_world(file: str, text: str, told: str, tmp_path: Path) -> None:
    place = tmp_path / file
    place.parent.mkdir(exist_ok=True)
    (tmp_path / "acts.toml").write_text("[types]\n[acts]\n[senses]\n[scores]\n", encoding="utf-8")
    place.write_text(text, encoding="utf-8")
    run = CliRunner().invoke(app, ["world", "check", str(tmp_path)])
    assert run.exit_code == 2 and told in run.output and run.output.count("\n") == 1


@pytest.mark.parametrize("text, told", [
    ("fields = 5", "m.toml: field 'fields' must be a table"), (MAP.replace('"d"', "5"), "m.toml: [fields]: field 'date' must be text"),
    ("actors = 5\n" + MAP, "'actors' must be a table"), ("deeds = 5\n" + MAP, "'deeds' must be a table"), ("release = 5\n" + MAP, "'release' must be text"),
    ("day = 5\n" + MAP, "'day' must be text"),
    ("delimiter = ''\n" + MAP, "'delimiter' must be one sign"),
    ("delimiter = 5\n" + MAP, "'delimiter' must be text"),
    ("header = 'no'\n" + MAP, "'header' must be true or false"), ("encoding = 'cp1251'\n" + MAP, "m.toml: encoding 'cp1251' is not known"),
    (MAP + "[actors]\ncodes = 5", "m.toml: [actors]: field 'codes'"), (MAP + "[actors]\ncodes = 'nme'", "m.toml: [actors] code table 'nme' is not declared"),
    (MAP + "[actors]\ntitles = 'no'", "m.toml: [actors]: field 'titles' must be true or false"),
    (MAP + "[actors]\ninside = 'x'", "m.toml: [actors] inside = 'x' has no group"),
    (MAP + "[actors]\ninside = 5", "[actors]: field 'inside' must be text"), (MAP + "[actors]\ninside = '('", "m.toml: [actors] inside = '(' is no pattern"),
])
def test_a_map(text: str, told: str, tmp_path: Path) -> None:
    map_, table = tmp_path / "m.toml", tmp_path / "t.csv"
    map_.write_text(text, encoding="utf-8")
    table.write_text("d,s,o,c\n2020-01-02,RUS,ARM,042\n", encoding="utf-8")
    run = CliRunner().invoke(app, ["import", "table", "--map", str(map_), str(table), "--lake", str(tmp_path / "lake")])
    assert run.exit_code == 2 and told in run.output and not (tmp_path / "lake").exists()


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(Bad, match=r"cannot be read \(Is a directory\); name a file that can be"):
        atlas.watch(tmp_path)


def test_names_in_a_language_that_a_plugin_brings(tmp_path: Path) -> None:
    """[be] beside [ru]: of two letters a field is a language."""
    for name, text in (("acts.toml", "[types]\n[acts]\n[senses]\n[scores]\n"),
                       ("actors/KGZ.toml", STATE + '[be]\nnames = ["Кыргызстан"]\n[[office]]\nsince = 2020-01-01\nbe = "Жапараў"\nbe_alt = ["Садыр"]')):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    found = atlas.world(tmp_path).actors["KGZ"]
    assert found.words["be"]["names"] == ("Кыргызстан",)
    assert found.offices[0].names == {"be": "Жапараў", "be_alt": "Садыр"}


@pytest.mark.parametrize(("text", "told"), [
    ("[senses]\ncancel = 5", "xx.toml, [senses]: field 'cancel' must be text, is 5; write cancel = \"words\""),
    ('[topics]\nexercise = ["drill"]', "xx.toml, [topics]: field 'exercise' must be text, is ['drill']"),
    ("senses = 5", "xx.toml: field 'senses' must be a table, is 5"),
    ("[names]\njoint = 5", "[names]: field 'joint' must be text, is 5"), ("[names]\nweak = true", "[names]: field 'weak' must be text, is True"),
    ('[names]\nbends = "false"', "[names]: field 'bends' must be true or false, is 'false'; write bends = true"),
    ("[names.short]\nfranco = 5", "[names.short]: field 'franco' must be text, is 5"),
])
def test_the_words_of_a_language(text: str, told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "words").mkdir()
    (tmp_path / "words" / "xx.toml").write_text(text, encoding="utf-8")
    monkeypatch.setattr("pactwatch.atlas.files.PLUGINS", tmp_path)
    with pytest.raises(Bad) as bad:
        atlas.words("xx")
    assert told in str(bad.value)
