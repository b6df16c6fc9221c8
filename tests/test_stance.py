"""Attitudes between named entities: names, words, ends, and the command."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pactwatch import atlas, run
from pactwatch.cli.commands import app
from pactwatch.languages import ru
from pactwatch.nouns import Article
from pactwatch.stances import frames
from pactwatch.stances.balance import Balance
from pactwatch.stances.frames import Place
from pactwatch.stances.lexicon import Lexicon, sentences
from pactwatch.stances.read import best, choose

TEXT = "Армения обвинила Азербайджан в нападении. Баку не признаёт вины. Ереван возмущён и осуждает Азербайджан. Алиев пригрозил Армении."


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return Lexicon(ru, atlas.attitudes("ru"))


def ends(lexicon: Lexicon, text: str, *names: str) -> list[tuple[str | None, str | None, str, str]]:
    """Source, target, sense and polarity of each hit of a sentence in which `names` are the mentions."""
    said = lexicon.read(text, 0, len(text))
    places: list[Place] = []
    for name in names:
        at = next(i for i, t in enumerate(said.tokens) if t.text == name)
        places.append(frames.place(said, at, at, name, lexicon.words["prepositions"]))
    return [(e.source, e.target, e.hit.sense, e.hit.polarity) for e in frames.ends(said, places)]


@pytest.mark.parametrize("text, names, expected", [
    ("Париж обвинил Москву во лжи", ("Париж", "Москву"), ("Париж", "Москву", "accuse", "neg")),
    ("Париж был осуждён Москвой", ("Париж", "Москвой"), ("Москвой", "Париж", "criticise", "neg")),
    ("Париж не поддержал Москву", ("Париж", "Москву"), ("Париж", "Москву", "support", "neg")),
    ("Париж не осудил Москву", ("Париж", "Москву"), ("Париж", "Москву", "criticise", "unneg")),
    ("Париж выступил против Москвы", ("Париж", "Москвы"), ("Париж", "Москвы", "oppose", "neg")),
])
def test_the_ends_of_a_word(lexicon: Lexicon, text: str, names: tuple[str, str], expected: tuple[str, str, str, str]) -> None:
    assert expected in ends(lexicon, text, *names)


def test_swapping_names_swaps_the_ends(lexicon: Lexicon) -> None:
    one, other = (ends(lexicon, f"{a} похвалил {b}", a, b)[0] for a, b in (("Пекин", "Лондон"), ("Лондон", "Пекин")))
    assert one[:2] == other[1::-1] == ("Пекин", "Лондон")


@pytest.mark.parametrize("written, name", [
    ("Владимира Путина", "Владимир Путин"), ("Путина", "Путин"), ("Россией", "Россия"), ("РФ", "Россия"), ("Ангелы Меркель", "Ангела Меркель"),
    ("Марии Захаровой", "Мария Захарова"), ("Александра Вучича", "Александр Вучич"), ("Советского Союза", "Советский Союз"),
    ("Международного валютного фонда", "Международный валютный фонд"), ("Хезболлы", "Хезболла"), ("Томаса Грэма (Thomas Graham", "Томас Грэм"),
])
def test_names_in_their_dictionary_form(written: str, name: str) -> None:
    assert run.reader("ru").names.name(written) == name


def test_one_person_by_two_names() -> None:
    text = "Критик Запада Томас Грэм недоволен. Вчера Грэм выступил снова, а позже речь Грэма напечатали."
    found = run.reader("ru").names.found(text, sentences(text, ru))
    assert [e.name for e in found] == ["Запад", "Грэм", "Грэм", "Грэм"]


def test_marks_in_braces_are_not_prose() -> None:
    text = "{Author, Unknown} Париж спорит с Москвой. \n{Author, Unknown} Лондон молчит."
    assert [text[a:b] for a, b in sentences(text, ru)] == ["Париж спорит с Москвой.", "Лондон молчит."]
    given = [(1, 7, "PER"), (18, 23, "LOC"), (33, 40, "LOC")]
    assert [e.name for e in run.reader("ru").names.given(text, given)] == ["Париж", "Москва"]


@pytest.mark.parametrize("text, name, kind", [
    ("Вчера в НАТО спорили.", "НАТО", "ORG"), ("Вчера в Норвегии спорили.", "Норвегия", "LOC"), ("Вчера Путин спорил.", "Путин", "PER"),
    ("Вчера в Evening Herald спорили.", "Evening Herald", "ORG"), ("Вчера Омар аль-Рашид спорил.", "Омар аль-Рашид", "PER"),
    ("Вчера океан-Россия спорил.", "Россия", "LOC"),
])
def test_what_kind_of_name_is_found(text: str, name: str, kind: str) -> None:
    assert [(e.name, e.kind) for e in run.reader("ru").names.found(text, sentences(text, ru))] == [(name, kind)]


def test_the_foe_of_a_foe_is_a_friend() -> None:
    said = {("a", "b", "neg"): 0.9, ("c", "b", "neg"): 0.8, ("c", "d", "pos"): 0.7}
    balance = Balance(said)
    friend = {pair: dict(balance.features(pair))["Vfriend"] for pair in (("a", "c"), ("a", "d"), ("b", "d"))}
    assert friend["a", "c"] > 0 > friend["b", "d"] and friend["a", "d"] == 0
    own = Balance(said | {("a", "c", "pos"): 0.9, ("c", "a", "neg"): 0.9})
    assert dict(balance.features(("a", "c"))) == pytest.approx(dict(own.features(("a", "c"))))  # what the two say of each other is told elsewhere
    assert not dict(balance.features(("a", "a")))


def test_camps_come_from_offices_and_treaties() -> None:
    camp = run.reader("ru").names.camp
    assert [camp(name) for name in ("Лавров", "Москва", "Польша", "ИГИЛ", "Зюскинд")] == ["RUS", "RUS", "WEST", "TERROR", "-"]


def test_choose_takes_the_likelier_polarity_and_nothing_faint() -> None:
    chances = {("a", "b"): {"pos": 0.1, "neg": 0.5}, ("b", "a"): {"pos": 0.3, "neg": 0.2}, ("a", "c"): {"pos": 0.09, "neg": 0.09}}
    assert choose(chances, {"pos": 1.0, "neg": 1.0}) == [(("a", "b"), "neg", 0.5), (("b", "a"), "pos", 0.3)]


def test_as_many_are_told_as_promise_the_best_f() -> None:
    assert best([0.9, 0.8, 0.1], 1.8, 1.0) == 2
    assert best([0.9, 0.8, 0.1], 1.8, 9.0) == 3  # recall weighs more
    assert best([0.3, 0.25, 0.2, 0.2, 0.15], 1.1, 1.0) == 4  # where all are faint, more have to be told to hit one
    assert best([], 0.0, 1.0) == 0


def test_evidence_is_of_holder_and_target() -> None:
    """The same words with the names swapped say the same of the pair turned about."""
    reader = run.reader("ru")
    one, other = (reader.read(f"Вчера {a} резко осудил {b} за ложь.", None).said for a, b in (("Пекин", "Вашингтон"), ("Вашингтон", "Пекин")))
    strongest = [max(said, key=lambda pair: sum(e.chance for e in said[pair] if e.polarity == "neg")) for said in (one, other)]
    assert strongest == [("Пекин", "Вашингтон"), ("Вашингтон", "Пекин")]


def test_spans_point_at_their_text() -> None:
    found = run.stances_of(Article("a", "ru", "", "🙂 " + TEXT, None))
    assert any((s.source, s.target, s.polarity) == ("Армения", "Азербайджан", "neg") for s in found)
    assert all(("🙂 " + TEXT)[s.start:s.stop] == s.text for stance in found for s in stance.spans)
    assert all(0 < s.probability < 1 for s in found)


def command(tmp_path: Path, *rows: object, options: tuple[str, ...] = ()) -> tuple[list[dict[str, object]], str, int]:
    path = tmp_path / "in.jsonl"
    path.write_text("".join((row if isinstance(row, str) else json.dumps(row, ensure_ascii=False)) + "\n" for row in rows), encoding="utf-8")
    done = CliRunner().invoke(app, ["stance", str(path), *options])
    return [json.loads(line) for line in done.stdout.splitlines()], done.stderr, done.exit_code


def test_given_entities_are_the_only_ones(tmp_path: Path) -> None:
    row = {"id": "x", "text": TEXT, "entities": [[0, 7, "LOC"], [17, 28, "LOC"]]}
    given, _, code = command(tmp_path, row)
    assert code == 0 and given and {g["source"] for g in given} | {g["target"] for g in given} == {"Армения", "Азербайджан"}
    found, _, _ = command(tmp_path, row, options=("--no-entities",))
    none, _, code = command(tmp_path, {**row, "entities": []})
    assert found and none == [] and code == 0


@pytest.mark.parametrize("row, told", [
    ({"id": 1, "text": TEXT, "entities": [[0, 9999, "LOC"]]}, "lies outside the text"),
    ({"id": 1, "text": TEXT, "entities": [["0", 7]]}, "must be [start, stop, type]"),
    ({"id": 1, "text": TEXT, "entities": "none"}, "must be a list"),
    ({"id": 1}, "'text' is missing"),
    ("{", "line 1"),
])
def test_bad_lines_are_told_and_the_rest_goes_on(tmp_path: Path, row: object, told: str) -> None:
    found, errors, code = command(tmp_path, row, {"id": "good", "text": TEXT})
    assert told in errors and errors.count("pactwatch:") == 1 and code == 2
    assert {f["article"] for f in found} == {"good"}


@pytest.mark.parametrize("text", ["", " ", "{", "}{", "И.", "«»", "А" * 3000, "Россия Россия Россия", "\u0301Россия—США"])
def test_odd_texts_do_no_harm(text: str) -> None:
    run.stances_of(Article("a", "ru", "", text, None))
    run.stances_of(Article("a", "en", "", text, None))


def test_english_is_read_too() -> None:
    found = run.stances_of(Article("a", "en", "", "Russia accused Poland of lies. Warsaw condemned Russia and threatened Moscow.", None))
    assert ("Poland", "Russia") in {(s.source, s.target) for s in found} or ("Russia", "Poland") in {(s.source, s.target) for s in found}




def test_every_word_of_attitude_is_a_lemma(lexicon: Lexicon) -> None:
    """A word that the dictionary reads as a form of another would never be found."""
    lost = [first for first in lexicon.entries if first not in {f.lemma for f in ru.forms(first)}]
    assert lost == []
