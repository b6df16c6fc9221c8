"""What must hold for any text: offsets, context, roles, negation. Mended findings of tools/fuzz.py are kept at the end."""

import json
import os
import subprocess
import sys
import time
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from test_claims import HARD, PLAIN, read
from test_cli import lines, pactwatch, told

from pactwatch import atlas, run
from pactwatch.claims.context import Cast
from pactwatch.cli.lint import actors_in
from pactwatch.lint import lint
from pactwatch.nouns import Article, Claim

CAREFUL = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
SENTENCES = {code: [read(m)[0] for lang, m in (*PLAIN, *HARD) if lang == code] for code in ("ru", "en")}
# Name nobody: quiet ones, ones that point back, ones that tell a deed.
NAMELESS = {
    "ru": ["Погода испортилась.", "Он отказался отвечать.", "Стороны договорились встретиться.", "Организация приостановила работу.", "Удары продолжались."],
    "en": ["The weather turned.", "He refused to answer.", "Both sides agreed to meet.", "The bloc suspended its work.", "Strikes went on."],
}
languages = st.sampled_from(["ru", "en"])


def coded(language: str, text: str, title: str = "") -> list[Claim]:
    return run.coder(language, 0.05).claims(Article("a", language, title, text, date(2022, 10, 10)))


def moved(claim: Claim, by: int) -> Claim:
    """The same claim, further on in its text; its id hangs on its place."""
    spans = tuple(replace(s, start=s.start + by, stop=s.stop + by) for s in claim.spans)
    return replace(claim, id="", start=claim.start + by, stop=claim.stop + by, spans=spans)


anything = st.text(alphabet=st.characters(codec="utf-8"), max_size=60)
news = st.sampled_from(["Армения", "вышла", "из", "ОДКБ", "Armenia", "left", "the", "CSTO", ". "])
odd = st.sampled_from(["\u0301", "\u200d", "😀", "\U0010ffff", "İ", "ß", "ﬁ", "\u202e", "\u2028", "ё", "й", "’", "٣"])


@CAREFUL
@given(language=languages, parts=st.lists(st.one_of(anything, odd, news), max_size=25),
       joint=st.sampled_from(["", " ", "\u00a0", "\n"]), title=anything)
def test_offsets_point_at_their_text_in_any_unicode(language: str, parts: list[str], joint: str, title: str) -> None:
    text = joint.join(parts)
    for claim in coded(language, text, title):
        assert all(text[s.start:s.stop] == s.text for s in claim.spans) and 0 <= claim.start < claim.stop <= len(text)
        assert claim.speaker is None or claim.speaker in text


@CAREFUL
@given(language=languages, data=st.data())
def test_a_later_sentence_that_names_nobody_changes_nothing(language: str, data: st.DataObject) -> None:
    told_ = data.draw(st.lists(st.sampled_from(SENTENCES[language]), min_size=1, max_size=4))
    text = " ".join(told_)
    longer = f"{text} {data.draw(st.sampled_from(NAMELESS[language]))}"
    title = data.draw(st.sampled_from(["", SENTENCES[language][0]]))
    assert [c for c in coded(language, longer, title) if c.stop <= len(text)] == coded(language, text, title)


@CAREFUL
@given(language=languages, data=st.data())
def test_a_quiet_sentence_in_front_changes_only_the_offsets(language: str, data: st.DataObject) -> None:
    """How many sentences stand before is declared context, counted up to three: so three stand in front already."""
    quiet = NAMELESS[language][0] + " "
    text = 3 * quiet + " ".join(data.draw(st.lists(st.sampled_from(SENTENCES[language]), min_size=1, max_size=4)))
    assert [replace(c, id="") for c in coded(language, quiet + text)] == [moved(c, len(quiet)) for c in coded(language, text)]


@CAREFUL
@given(language=languages, data=st.data())
def test_a_later_sentence_that_names_somebody_speaks_only_through_the_cast(language: str, data: st.DataObject) -> None:
    """Whom the whole article names most is declared context; with it held still, nothing later is heard."""
    text = " ".join(data.draw(st.lists(st.sampled_from(SENTENCES[language]), min_size=1, max_size=3)))
    longer = f"{text} {data.draw(st.sampled_from(SENTENCES[language]))}"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("pactwatch.claims.coder.cast", lambda _: Cast())
        assert [c for c in coded(language, longer) if c.stop <= len(text)] == coded(language, text)


# Of one declension each, so that a name can take another's place: stems of «Армения», «Грузия».
RUSSIAN = {"Армени": "ARM", "Грузи": "GEO", "Росси": "RUS", "Серби": "SRB", "Турци": "TUR", "Инди": "IND"}
ENGLISH = {"Armenia": "ARM", "Georgia": "GEO", "Kazakhstan": "KAZ", "Pakistan": "PAK", "Iran": "IRN", "China": "CHN"}
ROLES = (
    ("ru", "{}я обвинила {}ю во лжи.", "ACCUSE"),
    ("ru", "{}я обстреляла {}ю.", "ASSAULT"),
    ("ru", "{}я ввела санкции против {}и.", "SANCTION"),
    ("ru", "{}я попросила {}ю открыть границу.", "REQUEST"),
    ("ru", "{}я поблагодарила {}ю за помощь.", "SUPPORT"),
    ("ru", "{}я отозвала посла из {}и.", "SANCTION"),
    ("en", "{} accused {} of lying.", "ACCUSE"),
    ("en", "{} attacked {}.", "ASSAULT"),
    ("en", "{} imposed sanctions on {}.", "SANCTION"),
    ("en", "{} thanked {} for its help.", "SUPPORT"),
    ("en", "{} recalled its ambassador from {}.", "SANCTION"),
    ("en", "{} urged {} to open the border.", "REQUEST"),
)


@CAREFUL
@given(row=st.sampled_from(ROLES), data=st.data())
def test_swapping_two_names_swaps_their_roles(row: tuple[str, str, str], data: st.DataObject) -> None:
    language, pattern, type_ = row
    names = RUSSIAN if language == "ru" else ENGLISH
    a, b = data.draw(st.permutations(sorted(names)))[:2]
    for source, target in ((a, b), (b, a)):
        best = max((c for c in coded(language, pattern.format(source, target)) if c.type == type_), key=lambda c: c.probability, default=None)
        assert best is not None and (best.source, best.target) == (names[source], names[target])


# A deed and its negation; what the codebook makes of the second: another type, or the same denied.
NEGATED = (
    ("ru", "Армения покинет ОДКБ.", "Армения не покинет ОДКБ."),
    ("ru", "Никол Пашинян приедет на саммит ОДКБ.", "Никол Пашинян не приедет на саммит ОДКБ."),
    ("ru", "Армения участвует в учениях ОДКБ.", "Армения не участвует в учениях ОДКБ."),
    ("ru", "Казахстан выходит из ОДКБ.", "Казахстан не выходит из ОДКБ."),
    ("ru", "Россия напала на Грузию.", "Россия не нападала на Грузию."),
    ("ru", "Сербия ввела санкции против России.", "Сербия не ввела санкции против России."),
    ("ru", "Киргизия поддержала Таджикистан.", "Киргизия не поддержала Таджикистан."),
    ("ru", "Армения подписала декларацию ОДКБ.", "Армения не подписала декларацию ОДКБ."),
    ("en", "Armenia will attend the CSTO summit.", "Armenia will not attend the CSTO summit."),
    ("en", "Armenia left the CSTO.", "Armenia has not left the CSTO."),
    ("en", "Kazakhstan will join the CSTO exercise.", "Kazakhstan will not join the CSTO exercise."),
    ("en", "Russia attacked Georgia.", "Russia did not attack Georgia."),
    ("en", "Serbia imposed sanctions on Russia.", "Serbia did not impose sanctions on Russia."),
    ("en", "Armenia suspended its membership in the CSTO.", "Armenia did not suspend its membership in the CSTO."),
)


def told_of(language: str, text: str) -> tuple[str, bool]:
    """The type of the surest claim, and whether it stands."""
    best = max(coded(language, text), key=lambda c: c.probability)
    return best.type, best.status in ("actual", "planned")


@pytest.mark.parametrize(("language", "yes", "no"), NEGATED)
def test_a_negation_turns_type_or_status(language: str, yes: str, no: str) -> None:
    assert told_of(language, yes)[1] and told_of(language, no) != told_of(language, yes)


def test_a_word_of_thousands_of_letters_is_no_word() -> None:
    """pymorphy3 peeled prefix after prefix until Python's stack was full."""
    for language in run.languages():
        assert coded(language, "не" * 3000 + " Армения вышла из ОДКБ.") == coded(language, "не" * 3000 + " Армения вышла из ОДКБ.")


@pytest.mark.parametrize("day", [date(1, 1, 1), date(9999, 12, 31)])
@pytest.mark.parametrize(("language", "text"), [("ru", "Армения вышла из ОДКБ {} назад, вчера, в пятницу, и вернется в следующем году."),
                                                ("en", "Armenia left the CSTO {} ago, yesterday, on Friday, and will return next year.")])
def test_the_ends_of_the_calendar_are_no_fault(language: str, text: str, day: date) -> None:
    for ago in (("два года", "десять лет") if language == "ru" else ("two years", "ten years")):
        assert run.coder(language, 0.05).claims(Article("a", language, "", text.format(ago), day))


def test_a_list_of_thousands_of_names_is_read_in_time() -> None:
    """Each name asked all the names after it whether an "and" comes; 3,000 of them took half a minute."""
    began = time.process_time()
    coded("ru", "Азербайджан," * 3000)
    assert time.process_time() - began < 5


@pytest.mark.parametrize("field", ["id", "title", "text", "url"])
def test_half_a_character_is_one_line(field: str) -> None:
    """JSON can hold a surrogate without its other, UTF-8 cannot: printing the claim would have failed."""
    row = {"id": "a", "lang": "ru", "published": "2022-10-10", "title": "", "text": "Армения вышла из ОДКБ.", "url": ""}
    done = pactwatch("code", "-", data=lines(json.dumps({**row, field: row[field] + "\ud800"}), {**row, "id": "b", "title": "\U0001f600"}))
    assert done.returncode == 2 and len(told(done)) == 1 and "line 1" in told(done)[0] and "ud800" in told(done)[0]
    assert b'"article": "b"' in done.stdout


def test_a_term_across_a_line_break_is_one_term() -> None:
    """A verb of strength was seen in the tidied text and not found again in the text as it stands."""
    brief = ("# H\n\n## Commentary\n\nThe article notes that Kyrgyzstan ruled out the mediation.\n\n## Excerpt\n\n"
             "> Kyrgyzstan was  ready \t to take up the mediation of the quarrel.\n")
    words = atlas.load(atlas.WORLD / "lint.toml")
    assert any(f.rule == "strength" for f in lint(brief, words, actors_in))


def test_the_fuzz_tool_runs_and_makes_the_same_round_again(tmp_path: Path) -> None:
    tool = Path(__file__).parent.parent / "tools" / "fuzz.py"
    environment = {**os.environ, "PYTHONIOENCODING": "utf-8"}
    words = [sys.executable, str(tool), "--minutes", "0", "--seed", "5", "--to", str(tmp_path)]
    done = subprocess.run(words, capture_output=True, env=environment, check=False)
    assert done.returncode == 0 and b"1 rounds from seed 5" in done.stdout and b"0 findings" in done.stdout, done.stdout.decode() + done.stderr.decode()
