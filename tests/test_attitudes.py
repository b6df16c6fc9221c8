"""Attitudes kept: who their ends are, what becomes of them in the lake and among the readings, and that cohesion does not hear of them."""

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import product
from pathlib import Path

import numpy as np
import pytest
from measuring import monday, panel
from test_cli import pactwatch

from pactwatch import atlas, lake, run
from pactwatch.contracts import Panel
from pactwatch.indicators import attitudes, cohesion
from pactwatch.indicators.attitudes import coins
from pactwatch.languages import ru
from pactwatch.nouns import Article, Attitude, Bad, Reading, Span, Stance
from pactwatch.stances import Actors

QUARREL = "Армения обвинила Азербайджан в нападении. Баку не признаёт вины. Ереван возмущён и осуждает Азербайджан. Алиев пригрозил Армении."
LATER = "Баку снова винит Ереван. Ильхам Алиев осудил Армению, пригрозил ей и отказался от встречи. Армения возмущена и обвиняет Азербайджан."
LINES = [
    {"id": "q", "lang": "ru", "published": "2022-09-14", "title": "Спор", "text": QUARREL, "source": "kommersant"},
    {"id": "s", "lang": "ru", "published": "2022-10-05", "title": "Погода", "text": "В Минске прошёл дождь. Синоптики обещают ветер."},
    {"id": "e", "lang": "en", "published": "2022-09-20", "title": "Row", "text": "Armenia accused Azerbaijan of an attack."},
    {"id": "k", "lang": "kk", "published": "2022-09-21", "title": "Дау", "text": "Армения Әзербайжанды айыптады."},
]


# Who the ends are


def ends(text: str, source: str, target: str, day: date, title: str = "") -> tuple[str | None, str | None, str]:
    """The actors of a stance between two stretches of a text, and the passage kept."""
    spans = tuple(Span(text.index(words), text.index(words) + len(words), words, means) for words, means in ((source, "source"), (target, "target")))
    finder = run.finder("ru")
    article = Article("a", "ru", title, text, day, sha256="0f")
    (kept,) = Actors(ru, finder.names, finder.phrases.build).attitudes(article, [Stance("a", source, target, "neg", 0.4, spans)])
    assert (kept.source_name, kept.target_name, kept.spans, kept.date, kept.sha256) == (source, target, spans, day, "0f")
    return kept.source, kept.target, text[kept.start:kept.stop]


@pytest.mark.parametrize("text, source, target, found", [
    ("Ереван не верит Баку.", "Ереван", "Баку", ("ARM", "AZE")),
    ("Вчера МИД Казахстана упрекнул ОДКБ.", "МИД Казахстана", "ОДКБ", ("KAZ", "CSTO")),
    ("Партия «Единая Россия» хвалит Минск.", "Единая Россия", "Минск", (None, "BLR")),
    ("Эксперт Зюскинд не любит Запад.", "Зюскинд", "Запад", (None, None)),
    ("Россия, Белоруссия и Казахстан спорят с Польшей.", "Белоруссия", "Польшей", ("BLR", "POL")),
    ("Критику Мали вызвала Франция.", "Мали", "Франция", ("MLI", "FRA")),
])
def test_a_name_as_a_whole_is_an_actor_or_stays_a_name(text: str, source: str, target: str, found: tuple[str | None, str | None]) -> None:
    assert ends(text, source, target, date(2022, 9, 14))[:2] == found


@pytest.mark.parametrize("day, found", [(date(2022, 9, 14), "KGZ"), (date(2019, 9, 14), None)])
def test_a_person_is_the_state_while_in_office(day: date, found: str | None) -> None:
    assert ends("Садыр Жапаров упрекнул Душанбе.", "Садыр Жапаров", "Душанбе", day)[0] == found


def test_a_family_name_counts_once_it_was_told_in_full() -> None:
    text = "Приехал Александр Лукашенко. Лукашенко упрекнул Киев."
    start = text.rindex("Лукашенко")
    spans = (Span(start, start + 9, "Лукашенко", "source"), Span(text.index("Киев"), text.index("Киев") + 4, "Киев", "target"))
    finder = run.finder("ru")
    article = Article("a", "ru", "", text, date(2022, 9, 14))
    (kept,) = Actors(ru, finder.names, finder.phrases.build).attitudes(article, [Stance("a", "Лукашенко", "Киев", "neg", 0.4, spans)])
    assert kept.source == "BLR" and text[kept.start:kept.stop] == "Лукашенко упрекнул Киев."


def test_ends_in_two_sentences_keep_both() -> None:
    text = "Погода плоха. Ереван молчит. Идёт снег. Баку ждёт. Вечер."
    assert ends(text, "Ереван", "Баку", date(2022, 9, 14))[2] == "Ереван молчит. Идёт снег. Баку ждёт."


# The indicator, by hand


def attitude(id: str, article: str, source: str | None, target: str | None, lean: float) -> Attitude:
    return Attitude(id, article, None, source, target, "a", "b", "pos" if lean > 0 else "neg", abs(lean), 0, 1)


def heard(told: Sequence[tuple[str, int, str | None, str | None, float]], weeks: int = 3, quiet: Sequence[int] = ()) -> Panel:
    """A panel with attitudes (article, week, source, target, ±probability), named a0, a1, …, and texts read in the weeks of `quiet` without any."""
    days = {article: monday(week) for article, week, *_ in told} | {f"quiet{week}": monday(week) + timedelta(2) for week in quiet}
    rows = tuple(attitude(f"a{i}", article, source, target, lean) for i, (article, _, source, target, lean) in enumerate(told))
    return replace(panel([(3, 0, "C", 1.0)], [1.0] * weeks), attitudes=rows, heard=days)


def by(readings: list[Reading], indicator: str = "attitudes", of: str = "KGZ-RUS") -> dict[int, Reading]:
    return {(r.week - monday(0)).days // 7: r for r in readings if r.indicator == indicator and r.of == of}


def test_tone_and_counts_by_hand() -> None:
    found = attitudes.read(heard([("x", 0, "RUS", "KGZ", 0.5), ("y", 0, "KGZ", "RUS", -0.2), ("z", 0, "KGZ", "RUS", -0.4)], weeks=1))
    assert by(found)[0].value == pytest.approx((0.5 - 0.6) / (0.5 + 0.6 + 2))
    plus, minus = (by(found, f"attitudes_{name}")[0] for name in ("positive", "negative"))
    assert [plus.value, plus.low, plus.high, plus.volume] == pytest.approx([0.5, 0, 1, 1])
    assert [minus.value, minus.low, minus.high, minus.volume] == pytest.approx([0.6, 0, 2, 2])
    assert by(found)[0].low < by(found)[0].value < by(found)[0].high


def test_an_article_speaks_once_of_a_pair_and_polarity() -> None:
    one = attitudes.read(heard([("x", 0, "RUS", "KGZ", -0.4)]))
    many = attitudes.read(heard([("x", 0, "RUS", "KGZ", -0.4), ("x", 0, "KGZ", "RUS", -0.3), ("x", 0, "RUS", "KGZ", -0.1)]))
    assert one == many


def test_drivers_are_what_leaving_out_takes() -> None:
    told = heard([("x", 0, "RUS", "KGZ", 0.5), ("y", 1, "KGZ", "RUS", -0.2), ("z", 1, "KGZ", "RUS", -0.4)], quiet=[2])
    whole = by(attitudes.read(told))[2]
    for driver in whole.drivers:
        left = by(attitudes.read(replace(told, attitudes=tuple(a for a in told.attitudes if a.id != driver.event))))[2]
        assert driver.effect == pytest.approx(whole.value - left.value)
    assert [d.event for d in whole.drivers] == ["a0", "a2", "a1"]
    assert [d.effect > 0 for d in whole.drivers] == [True, False, False]


def test_a_week_not_read_is_not_zero() -> None:
    found = attitudes.read(heard([("x", 0, "RUS", "KGZ", 0.5)], weeks=4, quiet=[2]))
    tone = by(found)
    assert set(by(found, "attitudes_positive")) == set(by(found, "attitudes_negative")) == {0, 2}, "weeks 1 and 3 were not read"
    assert [tone[w].coverage > 0 for w in range(4)] == [True, False, True, False]
    assert tone[1].value == tone[0].value and tone[3].value == tone[2].value < tone[0].value
    assert tone[1].high - tone[1].low > tone[0].high - tone[0].low and tone[3].high - tone[3].low > tone[2].high - tone[2].low


def test_the_band_is_as_wide_as_little_was_told() -> None:
    def width(*leans: float) -> float:
        r = by(attitudes.read(heard([(f"x{i}", 0, "RUS", "KGZ", lean) for i, lean in enumerate(leans)], weeks=1)))[0]
        return r.high - r.low

    assert width(*[-0.4] * 40) < width(*[-0.4] * 4) < width(-0.4) < width(-0.05) < 1.8


@pytest.mark.parametrize("source, target", [("USA", "UKR"), (None, "RUS"), ("RUS", None), ("RUS", "RUS")])
def test_what_is_no_dyad_of_the_pact_is_not_read(source: str | None, target: str | None) -> None:
    assert attitudes.read(heard([("x", 0, source, target, -0.4)])) == []


def test_outsiders_and_the_pact_are_ends_too() -> None:
    found = attitudes.read(heard([("x", 0, "USA", "KGZ", -0.4), ("x", 0, "CSTO", "EU", 0.2), ("x", 0, "KGZ", "CSTO", 0.2)]))
    assert {r.of for r in found} == {"KGZ-USA", "CSTO-EU", "CSTO-KGZ"}


def test_a_text_of_another_week_or_not_read_counts_for_nothing() -> None:
    late = heard([("x", 9, "RUS", "KGZ", -0.4)])
    assert attitudes.read(late) == attitudes.read(replace(late, heard={})) == attitudes.read(panel([], [1.0])) == []


@pytest.mark.parametrize("chances", [[0.3], [0.04], [0.2, 0.9, 0.5], [0.99] * 5])
def test_coins_by_counting_all_throws(chances: list[float]) -> None:
    weight = [0.0] * (len(chances) + 1)
    for throw in product((0, 1), repeat=len(chances)):
        weight[sum(throw)] += float(np.prod([c if heads else 1 - c for c, heads in zip(chances, throw, strict=True)]))
    below = np.cumsum(weight)
    low, high = (next(k for k, b in enumerate(below) if b >= q - 1e-12) for q in (0.05, 0.95))
    assert coins(np.array(chances)) == (min(low, sum(chances)), max(high, sum(chances)))


# Never mixed into cohesion


def test_cohesion_does_not_hear_of_attitudes() -> None:
    told = heard([("x", 0, "RUS", "KGZ", -0.9), ("y", 1, "KGZ", "RUS", -0.9)])
    assert attitudes.read(told), "there is something to be mixed in"
    assert cohesion.read(told) == cohesion.read(replace(told, attitudes=(), heard={}))


def watch(folder: Path, lines: Sequence[object] = LINES, more: str = "") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "articles.jsonl").write_text("\n".join(row if isinstance(row, str) else json.dumps(row, ensure_ascii=False) for row in lines), encoding="utf-8")
    place = folder / "watch.toml"
    place.write_text(f'id = "w"\npact = "CSTO"\nsince = 2022-01-01\narticles = ["articles.jsonl"]\n{more}\n', encoding="utf-8")
    return place


def made(place: Path, told: list[Bad], asked: bool | None = True) -> run.Run:
    return run.run(str(place), date(2022, 10, 9), lambda *_: None, told.append, attitudes=asked)


def keep(found: run.Run, folder: Path) -> None:
    run.save(found, folder, [], lambda *_: None)


def test_a_lake_with_attitudes_has_the_readings_of_one_without(tmp_path: Path) -> None:
    """All tables but their own are the same to the byte, and so is every reading that is not theirs."""
    place = watch(tmp_path)
    runs = {name: made(place, [], asked) for name, asked in (("with", True), ("without", None))}
    for name, found in runs.items():
        keep(found, tmp_path / name)
    assert runs["with"].brief == runs["without"].brief is not None
    assert lake.held(tmp_path / "with/lake") == [*lake.held(tmp_path / "without/lake"), "attitudes"]
    assert [p.name for t in ("articles", "claims", "events") for p in (tmp_path / "with/lake").glob(f"{t}-*")] == [
        p.name for t in ("articles", "claims", "events") for p in (tmp_path / "without/lake").glob(f"{t}-*")]
    rows = lake.read(tmp_path / "with/lake", "readings").to_pylist()
    own = [r for r in rows if r["indicator"].startswith("attitudes")]
    assert own and [r for r in rows if r not in own] == lake.read(tmp_path / "without/lake", "readings").to_pylist()


# Kept in the lake


def test_what_is_kept_points_into_the_text(tmp_path: Path) -> None:
    keep(made(watch(tmp_path), []), tmp_path)
    articles = {row["id"]: row for row in lake.read(tmp_path / "lake", "articles").to_pylist()}
    rows = lake.read(tmp_path / "lake", "attitudes").to_pylist()
    assert {(r["source"], r["target"]) for r in rows} & {("ARM", "AZE"), ("AZE", "ARM")}
    for row in rows:
        article = articles[row["article"]]
        assert row["sha256"] == article["sha256"] and row["date"] == article["published"] and row["article"] == "q"
        assert article["text"][row["start"]:row["stop"]][-1] in ".!?"
        for span in row["spans"]:
            assert row["start"] <= span["start"] < span["stop"] <= row["stop"] and article["text"][span["start"]:span["stop"]] == span["text"]


def test_the_same_run_twice_changes_nothing(tmp_path: Path) -> None:
    place = watch(tmp_path)
    for _ in range(2):
        keep(made(place, []), tmp_path)
    assert len(list((tmp_path / "lake").glob("attitudes-*.parquet"))) == 1
    assert len(list((tmp_path / "lake").glob("readings-*.parquet"))) == 1


def test_a_killed_run_loses_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    keep(made(watch(tmp_path), []), tmp_path)
    before = lake.read(tmp_path / "lake", "attitudes")
    longer = watch(tmp_path, [*LINES, {**LINES[0], "id": "r", "published": "2022-09-15", "text": "Погода в Минске хороша и завтра. " + QUARREL[42:]}])
    read = run.attitudes_of

    def killed(article: Article) -> list[Attitude]:
        if article.id == "r":
            raise KeyboardInterrupt
        return read(article)

    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr("pactwatch.run.attitudes.attitudes_of", killed)
        keep(made(longer, []), tmp_path)
    assert lake.read(tmp_path / "lake", "attitudes").equals(before)
    keep(made(longer, []), tmp_path)
    after = lake.read(tmp_path / "lake", "attitudes").to_pylist()
    assert [r for r in after if r["article"] == "q"] == before.to_pylist()


def test_a_copy_is_kept_and_not_counted(tmp_path: Path) -> None:
    found = made(watch(tmp_path, [LINES[0], {**LINES[0], "id": "copy", "published": "2022-09-15"}]), [])
    assert found.heard is not None
    assert {a.article for a in found.heard.attitudes} == {"q", "copy"} and set(found.heard.days) == {"q"}


def test_what_came_later_is_not_known(tmp_path: Path) -> None:
    found = made(watch(tmp_path, [*LINES, {**LINES[0], "id": "late", "published": "2022-10-12", "text": LATER}]), [])
    assert found.heard is not None and "late" in found.heard.days and "late" not in found.heard.by(found.day).days
    late = {a.id for a in found.heard.attitudes if a.article == "late"}
    assert late and not {d.event for r in found.readings for d in r.drivers} & late


# Languages, bad input, the command


def test_other_languages_are_skipped_and_said_so(tmp_path: Path) -> None:
    told: list[Bad] = []
    found = made(watch(tmp_path, [*LINES, {**LINES[0], "id": "t", "lang": "tlh"}]), told)
    assert found.heard is not None and found.heard.unheard == {"en": 1, "kk": 1, "tlh": 1}
    assert len(told) == 1 and "tlh" in str(told[0]), "what the coder told is not told again"
    assert run.measured() == ("ru",)


@pytest.mark.parametrize("more, asked, expected", [("", None, False), ("attitudes = true", None, True), ("attitudes = true", False, False), ("", True, True)])
def test_the_watch_or_the_command_asks(tmp_path: Path, more: str, asked: bool | None, expected: bool) -> None:
    assert (made(watch(tmp_path, more=more), [], asked).heard is not None) is expected


def test_a_watch_must_say_yes_or_no(tmp_path: Path) -> None:
    with pytest.raises(Bad, match=r"watch\.toml: field 'attitudes' must be true or false, is 'yes'; write attitudes = true"):
        atlas.watch(watch(tmp_path, more='attitudes = "yes"'))


def test_a_bad_line_does_not_stop_the_rest(tmp_path: Path) -> None:
    place = watch(tmp_path, ["{not json", *LINES])
    found = pactwatch("run", str(place), "--attitudes", "--out", str(tmp_path / "out"), "--formats", "md")
    assert found.returncode == 2 and found.stderr.decode().count("pactwatch:") == 1
    assert "not read for attitudes: articles 1 in en, 1 in kk" in found.stdout.decode()
    assert lake.read(tmp_path / "out/lake", "attitudes").num_rows


def test_the_command_shows_pairs_weeks_and_words(tmp_path: Path) -> None:
    keep(made(watch(tmp_path), []), tmp_path)
    folder = str(tmp_path / "lake")
    every, one, rows = (pactwatch("attitudes", *words, "--lake", folder) for words in ((), ("arm-aze",), ("--json",)))
    assert pactwatch("attitudes", "AZE-ARM", "--lake", folder).stdout == one.stdout  # whichever is written first
    assert "ARM-AZE" in every.stdout.decode() and "90 % band" in every.stdout.decode()
    assert "not read, 2 weeks" in one.stdout.decode() and "none told" in one.stdout.decode() and "q: " in one.stdout.decode()
    weeks = {r["week"]: r for r in json.loads(rows.stdout) if r["pair"] == "ARM-AZE"}
    assert weeks["2022-09-19"]["positive"] is weeks["2022-09-19"]["negative"] is None and weeks["2022-09-19"]["coverage"] == 0
    assert weeks["2022-10-03"]["negative"] == 0 and weeks["2022-10-03"]["coverage"] > 0
    assert sum(r["negative"] or 0 for r in weeks.values()) > 0
    assert pactwatch("export", "attitudes", "--lake", folder).stdout.decode().startswith("id,article,date,source,target,source_name")


def test_a_watch_without_a_text_to_read_has_an_empty_table(tmp_path: Path) -> None:
    keep(made(watch(tmp_path, LINES[2:]), []), tmp_path)
    assert lake.read(tmp_path / "lake", "attitudes").num_rows == 0
    shown = pactwatch("attitudes", "--lake", str(tmp_path / "lake"))
    assert shown.returncode == 0 and "there is no tone to show" in shown.stdout.decode()


@pytest.mark.parametrize("words, told", [
    (("attitudes", "--lake", "{none}"), "holds no finished run"),
    (("attitudes", "--lake", "{without}"), "pactwatch run WATCH --attitudes"),
    (("attitudes", "KGZ-TUV", "--lake", "{with}"), "pair 'KGZ-TUV'"),
])
def test_bad_questions_are_answered_in_one_line(tmp_path: Path, words: tuple[str, ...], told: str) -> None:
    for name, asked in (("with", True), ("without", False)):
        keep(made(watch(tmp_path), [], asked), tmp_path / name)
    places = {name: str(tmp_path / name / "lake") for name in ("none", "with", "without")}
    found = pactwatch(*(word.format(**places) for word in words))
    assert found.returncode == 2 and len(found.stderr.decode().strip().splitlines()) == 1 and told in found.stderr.decode()
