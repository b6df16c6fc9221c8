"""Weekly counts: what is counted, how much it weighs, and how much was read."""

import random
from datetime import date, timedelta

import numpy as np
import pytest
from measuring import MONDAY, PACT, SCORES, articles, event, monday

from pactwatch.contracts import Panel
from pactwatch.nouns import Article, Bad, Event
from pactwatch.panel import build

UNTIL = monday(3) + timedelta(2)


def made(*events: Event, texts: dict[str, Article] | None = None, weeks: int | None = 4, until: date = UNTIL) -> Panel:
    return build(events, texts or {}, PACT, SCORES, until, weeks)


def cell(panel: Panel, pair: tuple[str, str], week: int) -> tuple[float, float, float]:
    p = panel.pairs.index(pair)
    return float(panel.cooperation[p, week]), float(panel.conflict[p, week]), float(panel.volume[p, week])


def test_weights_by_hand() -> None:
    """Cooperation scores 2 and 6, mean 4; conflict 2, 8 and 5, mean 5."""
    found = made(
        event("a", MONDAY, "KGZ", "RUS", "CONSULT"),
        event("b", MONDAY + timedelta(6), "RUS", "KGZ", "AID", weight=0.5),
        event("c", monday(1), "KGZ", "RUS", "ASSAULT"),
        event("d", monday(1), "KGZ", "CSTO", "ACCUSE", act="criticism"),
    )
    assert cell(found, ("KGZ", "RUS"), 0) == (2 / 4 + 0.5 * 6 / 4, 0, 2)
    assert cell(found, ("KGZ", "RUS"), 1) == (0, 8 / 5, 1)
    assert cell(found, ("CSTO", "KGZ"), 1) == (0, 1 / 5, 1)
    assert [(e[0], e[3]) for e in found.entries] == [("a", "C"), ("b", "C"), ("c", "K"), ("d", "K")]


def test_counts_are_the_sums_of_the_entries() -> None:
    found = made(*many(60))
    for channel, counts in (("C", found.cooperation), ("K", found.conflict)):
        sums = np.zeros_like(counts)
        for _, pair, week, of, weight in found.entries:
            sums[pair, week] += weight * (of == channel)
        np.testing.assert_allclose(counts, sums)


@pytest.mark.parametrize(
    "left_out",
    [
        event("x", None, "KGZ", "RUS", "AID"),
        event("x", MONDAY, "KGZ", "RUS", "AID", status="planned"),
        event("x", MONDAY, "KGZ", "RUS", "AID", background=True),
        event("x", MONDAY, "USA", "TUR", "AID"),
        event("x", MONDAY, "USA", "CSTO", "AID"),
        event("x", MONDAY, "KGZ", "CSTO", "ASSAULT"),  # a pact has no army apart from its members'
        event("x", UNTIL + timedelta(1), "KGZ", "RUS", "AID"),
        event("x", MONDAY - timedelta(1), "KGZ", "RUS", "AID"),
    ],
)
def test_what_is_not_counted(left_out: Event) -> None:
    assert made(left_out).volume.sum() == 0


def test_a_request_is_volume_without_weight() -> None:
    found = made(event("a", MONDAY, "KGZ", "RUS", "REQUEST"))
    assert cell(found, ("KGZ", "RUS"), 0) == (0, 0, 1)
    assert found.entries == ()


def test_one_event_per_pair_day_and_code() -> None:
    found = made(
        event("a", MONDAY, "KGZ", "RUS", "AID", weight=0.5),
        event("b", MONDAY, "RUS", "KGZ", "AID", weight=0.8),
        event("c", MONDAY, "RUS", "KGZ", "AID", act="help_grant"),
    )
    assert [e[0] for e in found.entries] == ["b", "c"]


def test_troops_among_allies_count_only_beside_verbal_conflict() -> None:
    alone = event("a", MONDAY, "RUS", "KGZ", "MOBILIZE")
    words = event("b", MONDAY + timedelta(7), "KGZ", "RUS", "ACCUSE")
    late = event("b", MONDAY + timedelta(8), "KGZ", "RUS", "ACCUSE")
    assert [e[0] for e in made(alone).entries] == []
    assert [e[0] for e in made(alone, words).entries] == ["a", "b"]
    assert [e[0] for e in made(alone, late).entries] == ["b"]
    assert [e[0] for e in made(event("a", MONDAY, "USA", "KGZ", "MOBILIZE")).entries] == ["a"]


def test_membership_is_dated() -> None:
    found = made(event("a", MONDAY, "UZB", "RUS", "AID"))
    assert found.members == (("KGZ", "RUS", "UZB"), ("KGZ", "RUS", "UZB"), ("KGZ", "RUS"), ("KGZ", "RUS"))


def test_every_pair_of_the_pact_has_a_row_read_of_or_not() -> None:
    assert set(made().pairs) == {("KGZ", "RUS"), ("KGZ", "UZB"), ("RUS", "UZB"), ("CSTO", "KGZ"), ("CSTO", "RUS"), ("CSTO", "UZB")}


def test_outsiders_can_be_declared() -> None:
    events = [event("a", MONDAY, "KGZ", "TUR", "AID"), event("b", MONDAY, "KGZ", "SCO", "AID")]
    assert {("KGZ", "TUR"), ("KGZ", "SCO")} <= set(build(events, {}, PACT, SCORES, UNTIL, 4).pairs)
    assert ("KGZ", "SCO") not in build(events, {}, PACT, SCORES, UNTIL, 4, outsiders=["TUR"]).pairs


def test_coverage_is_texts_over_the_median_of_weeks_with_any() -> None:
    days = [monday(0)] * 2 + [monday(1)] * 4 + [monday(3)]
    np.testing.assert_allclose(made(texts=articles(*days)).coverage, [1, 1, 0, 0.5])


def test_a_week_that_an_event_is_dated_in_was_read() -> None:
    told = event("a", monday(1), "KGZ", "RUS", "AID", articles=("n0",))
    np.testing.assert_allclose(made(told, texts=articles(monday(2))).coverage, [0, 1, 1, 0])


def test_nothing_read_is_no_coverage() -> None:
    assert made().coverage.tolist() == [0, 0, 0, 0]


def test_the_past_does_not_know_what_was_published_later() -> None:
    told = event("a", monday(1), "KGZ", "RUS", "AID", articles=("n0",))
    found = made(told, texts=articles(UNTIL + timedelta(1)))
    assert found.volume.sum() == 0
    assert found.coverage.sum() == 0


def test_weeks_start_with_the_first_article() -> None:
    found = made(event("old", date(1999, 1, 1), "KGZ", "RUS", "AID"), texts=articles(monday(1), None), weeks=None)
    assert found.weeks == (monday(1), monday(2), monday(3))


def test_bad_input() -> None:
    with pytest.raises(Bad, match="no score"):
        made(event("a", MONDAY, "KGZ", "RUS", "RETREAT"))
    with pytest.raises(Bad, match="weeks"):
        made(weeks=0)


def many(count: int) -> list[Event]:
    rng = random.Random(7)
    actors, types = ["KGZ", "RUS", "UZB", "CSTO", "USA"], [t for t in SCORES if "/" not in t]
    days = [MONDAY + timedelta(d) for d in range(24)]
    ends = [rng.sample(actors, 2) for _ in range(count)]
    return [event(f"e{i}", rng.choice(days), a, b, rng.choice(types)) for i, (a, b) in enumerate(ends)]


def test_order_does_not_matter() -> None:
    events = many(300)
    one, other = made(*events), made(*reversed(events))
    assert (one.pairs, one.entries) == (other.pairs, other.entries)
    np.testing.assert_allclose(one.conflict, other.conflict)
