"""Ukrainian, the third language: forms, names, twins, and claims by the scorers of the other two."""

import subprocess
import sys
from datetime import date
from io import StringIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.console import Console

from pactwatch import atlas, run
from pactwatch.cli import present
from pactwatch.languages import uk
from pactwatch.nouns import Article, Claim

pytestmark = pytest.mark.skipif(uk.missing() is not None, reason="no Ukrainian dictionary; pip install 'pactwatch[uk]'")


def coded(text: str, title: str = "") -> list[Claim]:
    return run.coder("uk").claims(Article("t", "uk", title, text, date(2022, 10, 10)))


@pytest.mark.parametrize(("word", "lemma", "pos", "marks"), [
    ("скасувала", "скасувати", "VERB", {"past", "femn"}), ("скасовано", "скасувати", "PART", {"pass", "past"}),
    ("скасований", "скасувати", "PART", {"pass", "nom"}),
    ("приїхати", "приїхати", "INF", set()),
    ("навчань", "навчання", "NOUN", {"gen", "plur"}), ("вона", "она", "PRON", {"nom"}), ("який", "который", "PRON", set()),
    ("із", "с", "PREP", set()), ("об’єднання", "об'єднання", "NOUN", {"nom"}), ("domain", "domain", "OTHER", set()),
    ("не" * 999, "не" * 999, "OTHER", set())])
def test_forms(word: str, lemma: str, pos: str, marks: set[str]) -> None:
    first = uk.forms(uk.lower(word))[0]
    assert (first.lemma, first.pos) == (lemma, pos) and marks <= first.marks


@pytest.mark.parametrize(("name", "kind", "form", "cases"), [
    ("Вірменія", "name", "вірменією", {"ins"}), ("Сполучені Штати Америки", "name", "сполучених штатів америки", {"gen"}),
    ("Малі", "name", "малі", {"nom", "gen", "loc"}), ("Нур-Султан", "place", "нур-султаном", {"ins"}), ("вірменин/вірмени", "demonym", "вірменами", {"ins"}),
    ("киргизький", "adjective", "киргизької", {"gen"}), ("Токаєв", "surname", "токаєва", {"gen", "acc"}), ("Лукашенко", "surname", "лукашенком", {"ins"}),
    ("Зеленський", "surname", "зеленського", {"gen", "acc"}), ("Меркель", "surname", "меркель", set())])
def test_names_bend(name: str, kind: str, form: str, cases: set[str]) -> None:
    found = {" ".join(words): c for words, c in uk.name_forms(name, kind)}
    assert cases <= found[form]


def test_every_form_of_a_name_is_looked_up_as_a_token_is() -> None:
    for name in ("Організація з безпеки і співробітництва в Європі", "Організація Об'єднаних Націй"):
        found = [words for words, _ in uk.name_forms(name, "name")]
        assert tuple(t.lower for t in uk.tokens(name, 0, len(name))) in found


@pytest.mark.parametrize(("text", "source", "type_", "target"), [
    ("Вірменія заморозила участь в ОДКБ.", "ARM", "SANCTION", "CSTO"), ("Литва вислала трьох білоруських дипломатів.", "LTU", "SANCTION", "BLR"),
    ("Касим-Жомарт Токаєв зустрівся з Володимиром Путіним.", "KAZ", "CONSULT", "RUS"), ("Вашингтон звинуватив Пекін у шпигунстві.", "USA", "ACCUSE", "CHN")])
def test_claims(text: str, source: str, type_: str, target: str) -> None:
    assert any((c.source, c.type, c.target) == (source, type_, target) or (c.symmetric and (c.target, c.type, c.source) == (source, type_, target))
               for c in coded(text)), coded(text)


@pytest.mark.parametrize(("text", "speaker"), [
    ("У Кремлі повідомили, що Вірменія вийшла з ОДКБ.", "Кремлі"), ("Вірменія вийшла з ОДКБ, але президент Росії Володимир Путін заявив про санкції.", None)])
def test_who_says_so(text: str, speaker: str | None) -> None:
    assert {c.speaker for c in coded(text) if c.target == "CSTO"} == {speaker}


def test_according_to_names_the_speaker() -> None:
    assert {c.speaker for c in coded("За словами Емомалі Рахмона, Вірменія вийшла з ОДКБ.")} == {"Емомалі Рахмона"}


@pytest.mark.parametrize(("text", "actors"), [
    ("Вірмено-азербайджанський кордон закрито.", ["ARM", "AZE"]), ("Франко-британська угода підписана.", ["FRA", "GBR"]),
    ("Вона говорить англійською мовою.", []), ("Екс-прем'єр Грузії розкритикував Росію.", ["RUS"]), ("Він зустрівся з ними.", [])])
def test_names_are_read_by_the_words_of_the_language(text: str, actors: list[str]) -> None:
    found = run.finder("uk").mentions(uk.tokens(text, 0, len(text)), date(2022, 10, 10), set())
    assert [a for m in found for a in m.actors] == actors


def test_every_sense_and_topic_is_known_and_a_lemma_of_the_language() -> None:
    """A word in another form than its lemma would never be found."""
    words, deeds = atlas.words("uk"), atlas.world().deeds
    assert set(words["senses"]) <= set(deeds.senses) and set(words["senses"]) == set(atlas.words("ru")["senses"])
    assert set(words["topics"]) == set(atlas.words("ru")["topics"])
    single = {w for section in ("senses", "topics") for text in words[section].values() for w in text.split() if "_" not in w and "-" not in w and w.isalpha()}
    lost = sorted(w for w in single if w not in {f.lemma for f in uk.forms(w)})
    assert len(lost) * 50 < len(single), lost


@settings(max_examples=60, deadline=None)
@given(st.lists(st.one_of(st.text(max_size=12), st.sampled_from(["Вірменія", "ОДКБ", "об’єднання", "скасувала", "за словами", "з’їзд"])), max_size=12))
def test_offsets_point_at_their_text(parts: list[str]) -> None:
    text = " ".join(parts)
    for start, stop in uk.sentences(text):
        assert all(text[t.start:t.stop] == t.text for t in uk.tokens(text, start, stop))
    assert all(text[s.start:s.stop] == s.text for c in coded(text) for s in c.spans)


def test_the_other_languages_do_not_pay_for_it() -> None:
    script = ("from pactwatch import run\nfrom pactwatch.nouns import Article\n"
              "run.claims_of(Article('a', 'ru', '', 'Армения вышла из ОДКБ.', None)); run.claims_of(Article('b', 'en', '', 'Armenia left the CSTO.', None))\n"
              "from pactwatch.languages import uk\nassert not uk.analyser.cache_info().currsize and not uk.twins.cache_info().currsize")
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0


def test_how_to_get_the_dictionary_is_told_to_the_letter() -> None:
    """The terminal once took «[uk]» for its own markup."""
    console = Console(record=True, width=60, file=StringIO())
    console.print(present.unread("no coder for uk; pip install 'pactwatch[uk]'"), soft_wrap=True)
    assert console.export_text().strip() == "not read: no coder for uk; pip install 'pactwatch[uk]'"


def test_without_the_dictionary_the_language_is_left_and_told() -> None:
    script = ("import sys; sys.modules['pymorphy3_dicts_uk'] = None\nfrom pactwatch import run\nfrom pactwatch.nouns import Article\n"
              "assert 'uk' not in run.languages() and 'ru' in run.languages() and run.needs('uk') == \"pip install 'pactwatch[uk]'\"\n"
              "assert run.claims_of(Article('a', 'uk', '', 'Вірменія вийшла з ОДКБ.', None)) == []")
    done = subprocess.run([sys.executable, "-c", script], check=False, capture_output=True)
    assert done.returncode == 0, done.stderr.decode()
