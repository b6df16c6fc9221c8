"""Who says so: the marked sentences at hand for the rules, the counting of the measure, and pronouns."""

from datetime import date

import pytest
from benches import speakers

from pactwatch import run
from pactwatch.nouns import Article

SEEN = [case for case in speakers.cases() if case.half == "seen"]


@pytest.mark.parametrize("case", SEEN, ids=lambda case: case.text)
def test_speakers(case: speakers.Case) -> None:
    assert speakers.right(case, speakers.told(case)), speakers.told(case)


def test_each_half_has_thirty_lines_and_no_line_twice() -> None:
    cases = list(speakers.cases())
    assert len({case.text for case in cases}) == len(cases) and 30 <= len(SEEN) <= len(cases) - 30


@pytest.mark.parametrize(("words", "ok"), [("Baku", True), (None, False), ("Yerevan", False), ("Yerevan, Baku claims", False)])
def test_what_counts_as_right(words: str | None, ok: bool) -> None:
    assert speakers.right(speakers.read("seen en Yerevan, {Baku} claims, [shelled] the positions."), words) is ok


def test_where_nobody_is_marked_nobody_may_be_told() -> None:
    case = speakers.read("seen en Armenia [froze] its seat.")
    assert speakers.right(case, None) and not speakers.right(case, "Armenia")


@pytest.mark.parametrize(("language", "text", "deed", "who"), [
    ("ru", "Душанбе, по его словам, закрыл границу.", "закрыл", "Душанбе"),
    ("ru", "Гости приехали. Как отметила она, Армения вышла из ОДКБ.", "вышла", "она"),
    ("ru", "Никол Пашинян обвинил соседей: Армения, сказал он, вышла из ОДКБ.", "вышла", "Никол Пашинян"),
    ("en", "Reports of clashes reached the Member States, and Armenia left the CSTO.", "left", None),
    ("en", "President Tokayev thanked his guest and said Armenia left the CSTO.", "left", "President Tokayev"),
    ("en", "This month Yerevan confirmed that Armenia left the CSTO.", "left", "Yerevan"),
])
def test_pronouns_and_traps(language: str, text: str, deed: str, who: str | None) -> None:
    at = text.index(deed)
    assert run.coder(language).said_at(Article("x", language, "", text, date(2022, 10, 17)), at, at + len(deed)) == who
