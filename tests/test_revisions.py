"""What may move a reading once its week is over, and what may not."""

import random
from collections.abc import Sequence
from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from measuring import SCORES, event, monday, panel

from pactwatch import gamma
from pactwatch.contracts import Indicator, Panel
from pactwatch.indicators import attention, cohesion, courting
from pactwatch.nouns import Article, Event, Member, Pact, Reading
from pactwatch.panel import build

INDICATORS: dict[str, Indicator] = {"attention": attention.read, "cohesion": cohesion.read, "courting": courting.read}
START = date(2000, 1, 1)
PACT = Pact("CSTO", "a pact", "treaty", "RUS", (
    *(Member(m, START) for m in ("ARM", "BLR", "KGZ", "RUS")), Member("UZB", START, monday(15)), Member("TJK", monday(15)),
))  # fmt: skip
ENDS = ("ARM", "BLR", "CSTO", "KGZ", "RUS", "TJK", "TUR", "UZB")
SHARES = {"RUS": 0.04, "BLR": 0.003, "UZB": 0.005, "TJK": 0.0001}


def past(weeks: int, seed: int = 3) -> tuple[list[Event], dict[str, Article]]:
    """Events of so many weeks, some of them unread, each told by a text of its own week; the later ones are many and hostile."""
    rng = random.Random(seed)
    events, texts = list[Event](), dict[str, Article]()
    for week in range(weeks):
        for n in range(rng.choice((0, 1, 2, 6)) * (1 + 3 * (week >= 12))):
            id_, (source, target) = f"e{week}-{n}", rng.sample(ENDS, 2)
            kind = rng.choice(("ACCUSE", "ASSAULT") if week >= 12 else ("CONSULT", "AID", "ACCUSE"))
            events.append(event(id_, monday(week) + timedelta(n % 7), source, target, kind))
            texts[f"of {id_}"] = Article(f"of {id_}", "en", "a title", f"a text {id_}", monday(week) + timedelta(n % 7))
    return events, texts


def known(weeks: int, until: date) -> Panel:
    return build(*past(weeks), PACT, SCORES, until, capabilities=SHARES)


def by(readings: Sequence[Reading], before: date) -> dict[tuple[str, str, date], Reading]:
    return {(r.level, r.of, r.week): r for r in readings if r.week < before}


@pytest.mark.parametrize("name", INDICATORS)
def test_the_same_texts_on_a_later_day_give_the_same_past(name: str) -> None:
    early, late = (by(INDICATORS[name](known(12, monday(w) - timedelta(1))), monday(12)) for w in (12, 14))
    alike(early, late)


@pytest.mark.parametrize("name", INDICATORS)
def test_what_is_told_of_later_weeks_moves_no_earlier_one(name: str) -> None:
    """Ten weeks of quarrels and a member that joins teach nothing about the weeks before them."""
    early, late = (by(INDICATORS[name](known(w, monday(w) - timedelta(1))), monday(12)) for w in (12, 22))
    alike(early, late)


def alike(early: dict[tuple[str, str, date], Reading], late: dict[tuple[str, str, date], Reading]) -> None:
    assert early.keys() <= late.keys() and len(early) > 60
    for key, was in early.items():
        now = late[key]
        for figure in ("value", "coverage", "volume", "fell", "then"):
            assert getattr(now, figure) == pytest.approx(getattr(was, figure), abs=1e-9), (key, figure)
        assert (now.low, now.high) == pytest.approx((was.low, was.high), abs=1e-9)
        assert [d.event for d in now.drivers] == [d.event for d in was.drivers]


def test_a_text_that_tells_of_an_earlier_week_moves_it() -> None:
    """A revision: it was not known, and is."""
    events, texts = past(12)
    more = event("new", monday(8), "KGZ", "RUS", "ASSAULT")
    told = Article("of new", "en", "a title", "a text of it", monday(12))
    read = [by(cohesion.read(build([*events, *e], {**texts, **t}, PACT, SCORES, monday(13))), monday(12))
            for e, t in (([], {}), ([more], {"of new": told}))]
    assert read[1]["pair", "KGZ-RUS", monday(8)].value < read[0]["pair", "KGZ-RUS", monday(8)].value
    assert read[1]["pair", "KGZ-RUS", monday(7)].value == read[0]["pair", "KGZ-RUS", monday(7)].value


@given(st.lists(st.integers(0, 9), min_size=1, max_size=30), st.lists(st.integers(0, 99), max_size=9))
def test_coverage_of_a_week_knows_no_later_one(read: list[int], later: list[int]) -> None:
    before, after = (gamma.over_usual(np.array(r, dtype=float)) for r in (read, read + later))
    np.testing.assert_array_equal(before, after[: len(read)])


def test_whom_nobody_wrote_about_stands_nearer_to_nought_and_unsure() -> None:
    """Eight hostile deeds of two members and one friendly one tell little of ten others."""
    quiet = tuple(f"Q{i}" for i in range(10))
    torn = panel([(0, w, "K", 1.0) for w in range(8)] + [(0, 8, "C", 1.0)], [1.0] * 9, ("AAA", "ABB", *quiet))
    now = [r for r in cohesion.read(torn) if r.level == "member" and r.week == monday(8)]
    silent = [r for r in now if r.of in quiet]
    assert len(silent) == 10 and not any(r.drivers for r in silent)
    of_others = np.log(1.5 / 8.5)
    for r in silent:
        assert 0.75 * of_others < r.value < 0 < r.high


def test_all_pairs_may_be_wrong_together() -> None:
    """What quiet pairs have from the pact's mean alone, ten of them do not average away."""
    few, many = (panel([(0, w, "K", 1.0) for w in range(8)], [1.0] * 9, ("AAA", "ABB", *(f"Q{i}" for i in range(n)))) for n in (10, 40))
    half = [next(r.high - r.value for r in cohesion.read(p) if r.of == "Q1" and r.week == monday(8)) for p in (few, many)]
    assert half[1] > 0.5 * half[0]
    alone = 1.645 * np.sqrt(2 * np.pi**2 / 6 / 40)  # forty-two pairs, each unsure on its own
    assert half[1] > 1.2 * alone


def test_what_the_prior_learns_is_no_move_of_a_pair() -> None:
    """Nobody writes of Q0 and Q1 in any week: whatever is learned of others meanwhile, they neither fell nor rose."""
    grown = panel([(0, w, "K", 1.0) for w in range(12, 20)], [1.0] * 20, ("AAA", "ABB", "Q0", "Q1"))
    pair = [r for r in cohesion.read(grown) if r.of == "Q0-Q1"]
    assert pair[-1].value < pair[10].value - 0.1  # what is held of any pair of the pact has sunk
    assert pair[-1].then is not None and abs(pair[-1].value - pair[-1].then) < 0.35 * abs(pair[-1].value - pair[15].value)


def test_eight_weeks_back_by_the_prior_of_now_by_hand() -> None:
    y, read = np.array([[2.0, 1.0] + [0.0] * 8]), np.ones((1, 10))
    held = gamma.run(y, read, np.full((1, 10), 1.0) + np.arange(10) / 10, np.full((1, 10), 2.0), np.full((1, 10), 2.0))
    then = gamma.looking_back(held, 8)
    assert then.a[0, 9] == pytest.approx(1.9 + (2.0 * 0.9 + 1.0) / 2)  # the prior of the tenth week, what was told by the second
    assert then.b[0, 9] == pytest.approx(2.0 + (0.9 + 1.0) / 2)
    assert then.a[0, 3] == pytest.approx(1.3 + 2.0 / 2)
