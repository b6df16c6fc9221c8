"""The declared words: every entry can be met in a text, and idioms are found with the sense that lists them."""

import subprocess
import sys
from functools import lru_cache
from pathlib import Path

import pytest

from pactwatch import atlas, run
from pactwatch.claims import small, speech
from pactwatch.claims.lexicon import Hit, Lexicon
from pactwatch.mentions import words as names

IDIOMS = (
    ("en", "back", "Ankara threw its weight behind the candidate."),
    ("en", "leave", "Bamako walked away from the court."),
    ("en", "suspend", "Yerevan put its membership on ice."),
    ("en", "refuse", "Astana gave the idea short shrift."),
    ("en", "complain", "The ministry handed the envoy a note."),
    ("en", "mobilise", "Athens scrambled two jets."),
    ("en", "mobilise", "Minsk's air defences went on alert."),
    ("en", "send", "Kigali poured fresh troops into the province."),
    ("en", "skip", "Baku didn't attend."),
    ("en", "skip", "Tunis sent no one."),
    ("en", "recall", "Rabat called its ambassador back."),
    ("en", "expel", "Tirana sent the attaché packing."),
    ("en", "stop_fire", "By dawn the guns had fallen silent."),
    ("en", "cut_supply", "The company turned off the tap."),
    ("en", "concede", "Sofia backed down and dropped its objection."),
    ("en", "intercept", "The coast guard seized a fishing vessel."),
    ("en", "instruct", "Estonia has trained Georgian troops."),
    ("en", "downgrade", "Lima downgraded ties."),
    ("en", "retaliate", "Chisinau answered in kind."),
    ("en", "show_force", "A frigate sailed through the strait."),
    ("en", "veto", "Budapest vetoes the text."),
    ("ru", "pull_back", "Стороны согласились развести свои войска."),
    ("ru", "suspend", "Ереван свернул участие в организации."),
    ("ru", "recall", "Посла отозвали для консультаций."),
    ("ru", "close", "Варшава закрыла небо."),
    ("ru", "allow", "Парламент дал добро."),
    ("ru", "concede", "Минск пошел на попятную."),
    ("ru", "complain", "Министерство вручило послу ноту."),
    ("ru", "back", "Баку встал за соседа горой."),
    ("ru", "stop_fire", "К вечеру пушки умолкли."),
    ("ru", "expel", "Атташе дали сутки на сборы."),
    ("ru", "retaliate", "Рига ответила тем же."),
    ("ru", "downgrade", "Душанбе понизил уровень отношений."),
    ("ru", "shelter", "Ташкент приютил раненых."),
    ("ru", "intercept", "Пограничники задержали японское судно."),
    ("ru", "cut_supply", "Компания закрутила вентиль."),
)


@lru_cache
def lexicon(code: str) -> Lexicon:
    return Lexicon(run.languages()[code], atlas.words(code))


def hits(code: str, text: str) -> list[Hit]:
    language = run.languages()[code]
    tokens = language.tokens(text, 0, len(text))
    return lexicon(code).hits(tokens, [language.forms(t.lower) if t.lower[0].isalpha() else () for t in tokens])


@pytest.mark.parametrize(("code", "sense", "text"), IDIOMS)
def test_idioms_have_their_sense(code: str, sense: str, text: str) -> None:
    assert any(sense in hit.senses for hit in hits(code, text)), [(hit.lemma, hit.senses) for hit in hits(code, text)]


@pytest.mark.parametrize("code", ["en", "ru"])
def test_senses_of_the_words_and_of_the_acts_are_the_same(code: str) -> None:
    assert set(atlas.words(code)["senses"]) == set(atlas.world().deeds.senses)


@pytest.mark.parametrize("code", ["en", "ru"])
def test_every_entry_begins_with_a_lemma(code: str) -> None:
    """Forms are looked up by lemma: an entry that begins with another form is never met."""
    forms = run.languages()[code].forms
    firsts = {entry.partition("_")[0] for entries in atlas.words(code)["senses"].values() for entry in entries.split()}
    assert not sorted(first for first in firsts if first not in {form.lemma for form in forms(first)})


@pytest.mark.parametrize("code", ["en", "ru"])
def test_no_sense_lists_an_entry_twice(code: str) -> None:
    for sense, entries in atlas.words(code)["senses"].items():
        assert len(entries.split()) == len(set(entries.split())), sense


@pytest.mark.parametrize(("word", "lemma"), [("added", "add"), ("buzzing", "buzz"), ("vetoes", "veto"), ("fled", "flee"), ("n't", "not"), ("swept", "sweep"),
                                             ("scrambled", "scramble"), ("rebuilt", "rebuild"), ("ringing", "ring")])
def test_english_lemmas(word: str, lemma: str) -> None:
    assert lemma in {form.lemma for form in run.languages()["en"].forms(word)}


def test_three_words_may_stand_inside_an_entry() -> None:
    assert [hit.senses for hit in hits("en", "They put the whole thing on ice.")] == [("suspend",)]
    assert not hits("en", "They put the whole sorry old thing on ice.")


def test_the_later_word_of_an_entry_tells_nothing_else() -> None:
    """"Duties" may be levied on goods; those that are taken up are not. A later word that tells the same is a hit of its own, too."""
    assert [hit.senses for hit in hits("en", "The units took up duties on its soil.")] == [("send",)]
    assert ("sanction",) in [hit.senses for hit in hits("en", "It put duties on its steel.")]
    assert [hit.senses for hit in hits("en", "The exercise was canceled.")] == [("cancel",), ("cancel",)]



def test_coverage_is_measured(tmp_path: Path) -> None:
    """One event whose word is declared with its type, one that nothing reaches."""
    file = tmp_path / "coded.txt"
    file.write_text("""@ w1 en 2022-01-02 note | Two deeds
Armenia accused Georgia of lying.
    ARM > GEO ACCUSE/criticism actual "accused"
The brass band of Baku polka'd past Tbilisi.
    AZE > GEO COERCE actual "polka"
""", encoding="utf-8")
    tool = Path(__file__).parents[1] / "tools" / "coverage.py"
    done = subprocess.run([sys.executable, str(tool), str(file), "--missing"], capture_output=True, text=True, check=True)
    assert "2 sentences" in done.stdout and "50.0%" in done.stdout and "none\tCOERCE\tpolka" in done.stdout


READ = {"names": {*names.SETS, "bends", "short", "joint"}, "grammar": set(small.KEYS), "speech": set(speech.KEYS), "pronouns": {"person", "it", "both"}}


@pytest.mark.parametrize("code", ["en", "ru", "uk"])
def test_what_is_declared_of_small_words_is_read(code: str) -> None:
    """A key that is misspelt would count for nothing and tell nobody."""
    declared = atlas.words(code)
    assert {section: set(declared[section]) - keys for section, keys in READ.items()} == {section: set() for section in READ}


def test_each_key_of_small_words_is_declared_by_some_language() -> None:
    declared = [atlas.words(code) for code in ("en", "ru", "uk")]
    assert {section: keys - {key for words in declared for key in words[section]} for section, keys in READ.items()} == {section: set() for section in READ}
