"""What a told time does to a claim: its day, its span, and whether it is history. The article is of Monday, 17 October 2022."""

from datetime import date

import pytest

from pactwatch import run
from pactwatch.nouns import Article, Claim

DAY = date(2022, 10, 17)


def told(language: str, text: str, day: date | None = DAY) -> Claim:
    """The likeliest claim of a sentence."""
    claims = run.coder(language, 0.05).claims(Article("test", language, "", text, day))
    return max(claims, key=lambda c: c.probability)


def spans(claim: Claim) -> list[tuple[str, str]]:
    return [(s.text, s.means) for s in claim.spans if s.means.startswith("when")]


@pytest.mark.parametrize(("language", "text", "day", "span"), [
    ("ru", "Армения вчера заморозила участие в ОДКБ.", "2022-10-16", ("вчера", "when 2022-10-16")),
    ("ru", "В пятницу, как сообщили в столице, Армения заморозила участие в ОДКБ.", "2022-10-14", ("пятницу", "when 2022-10-14")),
    ("ru", "В сентябре Армения заморозила участие в ОДКБ.", "2022-10-17", ("сентябре", "when 2022-09")),
    ("ru", "Россия обвинила Грузию во лжи, а 9 октября Армения заморозила участие в ОДКБ.", "2022-10-09", ("9 октября", "when 2022-10-09")),
    ("en", "Armenia froze its membership in the CSTO on Friday.", "2022-10-14", ("Friday", "when 2022-10-14")),
    ("en", "Armenia, on Friday, froze its membership in the CSTO.", "2022-10-14", ("Friday", "when 2022-10-14")),
    ("en", "Armenia froze its membership in the CSTO last month.", "2022-10-17", ("last month", "when 2022-09")),
    ("en", "Armenia will freeze its membership in the CSTO on Friday.", "2022-10-17", ("Friday", "when 2022-10-21")),
])
def test_a_told_day_is_the_claims(language: str, text: str, day: str, span: tuple[str, str]) -> None:
    """A day that is still to come, a month and a year stay a span: the claim keeps the article's day."""
    claim = next(c for c in run.coder(language, 0.05).claims(Article("test", language, "", text, DAY)) if c.source == "ARM")
    assert (str(claim.date), spans(claim)) == (day, [span])


@pytest.mark.parametrize(("language", "text", "old"), [
    ("ru", "В 2018 году Армения заморозила участие в ОДКБ.", True), ("ru", "В августе Армения заморозила участие в ОДКБ.", False),
    ("en", "In June 2022, Armenia froze its membership in the CSTO.", True), ("en", "On October 9, Armenia froze its membership in the CSTO.", False),
])
def test_what_is_older_than_three_months_is_history(language: str, text: str, old: bool) -> None:
    assert told(language, text).background is old


@pytest.mark.parametrize(("language", "text"), [
    ("ru", "Армения заморозила участие в ОДКБ, сообщает агентство."), ("en", "Armenia, a member since 2002, froze its membership in the CSTO."),
])
def test_a_time_that_only_bounds_or_is_not_there_tells_no_day(language: str, text: str) -> None:
    claim = told(language, text)
    assert claim.date == DAY and spans(claim) == []


def test_an_undated_article_has_only_the_days_that_name_their_year() -> None:
    assert told("en", "Armenia froze its membership in the CSTO on October 14.", None).date is None
    assert told("en", "Armenia froze its membership in the CSTO on October 14, 2022.", None).date == date(2022, 10, 14)
