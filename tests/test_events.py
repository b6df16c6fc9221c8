"""Claims joined across articles: what is one deed, who counts as a source."""

from dataclasses import replace
from datetime import date, timedelta
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pactwatch.events import join, syndicated
from pactwatch.nouns import Article, Bad, Claim, Span

DAY = date(2022, 10, 9)
WIRE = (
    "The defence ministry of Kyrgyzstan announced on Sunday that the joint exercise planned on its territory for this week "
    "would not take place and named no reasons for the decision it had taken"
)


def article(id: str, text: str = "", source: str | None = None, url: str | None = None, day: date | None = DAY) -> Article:
    return Article(id=id, language="en", title=id, text=text or f"text of {id}", published=day, source=source, url=url)


def claim(article: str, day: date | None = DAY, **changes: Any) -> Claim:
    base = Claim(
        id=f"{article}:{day}", article=article, start=0, stop=9, date=day, source="KGZ", target="CSTO",
        type="SANCTION", act="exercise_cancel", status="actual",
    )  # fmt: skip
    return replace(base, **changes)


def articles(*found: Article) -> dict[str, Article]:
    return {a.id: a for a in found}


def test_two_articles_on_one_deed_make_one_event_of_two_sources() -> None:
    texts = articles(article("a", source="rg"), article("b", url="https://www.24.kg/1"))
    (event,) = join([claim("a", probability=0.6), claim("b", DAY + timedelta(1), probability=0.9)], texts)
    assert event.sources == ("24.kg", "rg")
    assert event.articles == ("a", "b")
    assert event.weight == 0.9
    assert event.date == DAY


@pytest.mark.parametrize(("apart", "events"), [(0, 1), (3, 1), (4, 2)])
def test_the_window_is_three_days(apart: int, events: int) -> None:
    assert len(join([claim("a"), claim("b", DAY + timedelta(apart))], {})) == events


def test_a_window_does_not_creep() -> None:
    days = [DAY + timedelta(d) for d in (0, 2, 4, 6)]
    assert [e.date for e in join([claim(str(d), d) for d in days], {})] == [DAY, DAY + timedelta(4)]


def told(article: str, day: date) -> Claim:
    """A claim whose day stands in the text."""
    return claim(article, day, spans=(Span(0, 6, "Monday", f"when {day}"),))


def test_a_deed_told_once_more_without_its_day_has_the_day_told() -> None:
    (event,) = join([told("a", DAY - timedelta(1)), claim("a"), claim("b")], {})
    assert (event.date, event.articles) == (DAY - timedelta(1), ("a", "b"))


def test_two_told_days_stay_two() -> None:
    days = [DAY - timedelta(2), DAY - timedelta(1)]
    assert [e.date for e in join([told("a", day) for day in days], {})] == days
    assert len(join([told("a", DAY - timedelta(9)), claim("a")], {})) == 2


def test_an_article_that_dates_two_deeds_tells_of_two() -> None:
    assert len(join([claim("a"), claim("a", DAY + timedelta(1))], {})) == 2


@pytest.mark.parametrize(
    "changes",
    [
        {"source": "TJK"}, {"type": "REJECT"}, {"act": None}, {"status": "planned"}, {"status": "denied"},
        {"background": True}, {"source": "CSTO", "target": "KGZ"},
    ],
)  # fmt: skip
def test_what_keeps_deeds_apart(changes: dict[str, object]) -> None:
    assert len(join([claim("a"), claim("b", DAY, **changes)], {})) == 2


def test_background_joins_background_and_off_joins_off() -> None:
    assert len(join([claim("a", background=True), claim("b", background=True)], {})) == 1
    assert len(join([claim("a", status="denied"), claim("b", status="cancelled")], {})) == 1


def test_a_symmetric_deed_has_no_direction() -> None:
    one = claim("a", type="CONSULT", act=None, source="KGZ", target="TJK", symmetric=True)
    other = replace(one, id="b", article="b", source="TJK", target="KGZ")
    assert len(join([one, other], {})) == 1


def test_undated_claims_join_within_their_article_only() -> None:
    found = join([claim("a", None), claim("a", None, id="a2"), claim("b", None), claim("c")], {})
    assert len([e for e in found if e.date is None]) == 2
    assert sorted(e.articles for e in found) == [("a",), ("b",), ("c",)]
    assert len({e.id for e in found}) == 3


def test_a_syndicated_copy_adds_no_source() -> None:
    texts = articles(
        article("a", WIRE, "tass"),
        article("b", WIRE + " the agency reported", "rg", day=DAY + timedelta(1)),
        article("c", "Bishkek has called off the drill of the alliance, the daily writes, and nobody was told why.", "kommersant"),
    )
    assert syndicated(texts.values()) == {"a": "a", "b": "a", "c": "c"}
    (event,) = join([claim("a"), claim("b"), claim("c")], texts)
    assert event.sources == ("kommersant", "tass")
    assert event.articles == ("a", "b", "c")


def test_empty_texts_are_not_copies_of_each_other() -> None:
    assert syndicated([article("a", " "), article("b", " ")]) == {"a": "a", "b": "b"}


def test_the_id_stays_when_another_article_confirms() -> None:
    assert join([claim("a")], {})[0].id == join([claim("a"), claim("b")], {})[0].id


def test_an_unknown_status_is_bad() -> None:
    with pytest.raises(Bad, match="unknown status"):
        join([claim("a", status="maybe")], {})


CLAIMS = st.lists(
    st.builds(
        lambda a, d, s, t, sym: claim(
            a, None if d is None else DAY + timedelta(d), id=f"{a}{d}{s}{t}{sym}", source=s, target=t, symmetric=sym
        ),
        st.sampled_from("abc"), st.none() | st.integers(0, 9), st.sampled_from(["KGZ", "TJK"]), st.sampled_from(["RUS", "CSTO"]),
        st.booleans(),
    ),
    max_size=12, unique_by=lambda c: c.id,
)  # fmt: skip


@given(CLAIMS, st.randoms())
def test_order_does_not_matter_and_no_claim_is_lost(claims: list[Claim], random: Random) -> None:
    shuffled = list(claims)
    random.shuffle(shuffled)
    found = join(claims, {})
    assert found == join(shuffled, {})
    assert sorted(c for e in found for c in e.claims) == sorted(c.id for c in claims)
    assert len({e.id for e in found}) == len(found)
