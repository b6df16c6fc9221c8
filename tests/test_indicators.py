"""Attention, courting, and readings compared."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from measuring import PACT, SCORES, event, monday, panel
from scipy.stats import norm

from pactwatch.indicators import attention, courting, fell, lead_tie, worst_pair
from pactwatch.nouns import Event, Reading
from pactwatch.panel import build


def reading(value: float, week: int, of: str = "KGZ", level: str = "member", half: float = 0.5) -> Reading:
    return Reading("cohesion", level, of, monday(week), value, value - half, value + half, 1.0)


def last(readings: list[Reading], of: str) -> Reading:
    return max((r for r in readings if r.of == of), key=lambda r: r.week)


def test_attention_is_blind_to_what_is_said() -> None:
    calm = panel([(3, w, "C", 1.0) for w in range(6)], [1.0] * 6)
    torn = panel([(3, w, "K", 1.0) for w in range(6)], [1.0] * 6)
    assert attention.read(calm) == attention.read(torn)


def test_attention_rises_with_volume_and_halves_with_twice_the_reading() -> None:
    quiet, loud = (panel([(3, w % 6, "C", 1.0) for w in range(n)], [1.0] * 6) for n in (6, 24))
    assert last(attention.read(loud), "KGZ").value > last(attention.read(quiet), "KGZ").value
    doubled = replace(loud, coverage=loud.coverage * 2)
    assert last(attention.read(doubled), "CSTO").value < last(attention.read(loud), "CSTO").value


def test_attention_unread_keeps_its_value_and_widens() -> None:
    own = [r for r in attention.read(panel([(3, 0, "C", 1.0)] * 3, [1.0, 0.0, 0.0])) if r.of == "CSTO"]
    assert own[0].value == own[1].value == own[2].value
    assert own[2].high - own[2].low > own[1].high - own[1].low > own[0].high - own[0].low
    assert all(0 <= r.low < r.value < r.high for r in own)


def courted(*more: Event) -> list[Reading]:
    events = [
        event("a", monday(0), "KGZ", "RUS", "AID"), event("b", monday(0), "TUR", "KGZ", "AID"),
        event("c", monday(0), "KGZ", "CHN", "CONSULT"), event("d", monday(0), "KGZ", "USA", "ASSAULT"), *more,
    ]  # fmt: skip
    return list(courting.read(build(events, {}, PACT, SCORES, monday(1), 2)))


def test_courting_by_hand() -> None:
    """Outside 6/4 + 2/4 = 2, inside 6/4; the pact's base share is (2 + ½) / (3.5 + 1), worth two events."""
    kgz = next(r for r in courted() if r.of == "KGZ")
    base = 2.5 / 4.5
    assert kgz.value == pytest.approx((2 + 2 * base) / (2 + 1.5 + 2))
    assert [d.event for d in kgz.drivers] == ["TUR", "CHN"]
    assert kgz.drivers[0].effect == pytest.approx(1.5 / 5.5)
    assert kgz.low < kgz.value < kgz.high


def test_courting_of_one_unread_of_is_the_base_share_with_a_wide_band() -> None:
    uzb, kgz = (next(r for r in courted() if r.of == m) for m in ("UZB", "KGZ"))
    assert uzb.value == pytest.approx(2.5 / 4.5)
    assert uzb.high - uzb.low > kgz.high - kgz.low
    assert uzb.drivers == ()


def test_one_who_left_counts_as_outside_from_then_on() -> None:
    before, after = (event("x", day, "KGZ", "UZB", "AID") for day in (monday(0), monday(3)))
    shares = [last(list(courting.read(build([e], {}, PACT, SCORES, monday(3), 4))), "KGZ") for e in (before, after)]
    assert shares[0].value < shares[1].value
    assert [d.event for d in shares[1].drivers] == ["UZB"]


def test_courting_unread_keeps_its_value_and_widens() -> None:
    first, second = (r for r in courted() if r.of == "KGZ")
    assert second.coverage == 0
    assert second.value == pytest.approx(first.value)
    assert second.high - second.low > first.high - first.low


@pytest.mark.parametrize(("chance", "word"), [(0.55, "weaker"), (0.54, "unchanged"), (0.46, "unchanged"), (0.44, "stronger"), (None, "unchanged")])
def test_a_direction_is_named_where_it_is_likely(chance: float | None, word: str) -> None:
    assert replace(reading(0.0, 0), fell=chance).direction == word


def test_fell_by_hand() -> None:
    value = np.array([0.0] * 4 + [-0.3])
    sd = 0.5 / norm.ppf(0.95)
    found = fell(value, np.zeros(5), np.full(5, sd), np.full(5, sd))
    assert found[4] == pytest.approx(norm.cdf(0.3 / (sd * np.sqrt(2 - 2 * 0.9**4))))
    assert found[0] == pytest.approx(0.5)


def test_fell_in_a_short_history_takes_the_earliest() -> None:
    value = np.array([0.0, -2.0])
    assert fell(value, np.zeros(2), np.full(2, 0.3), np.full(2, 0.3))[1] > 0.9


def test_the_tie_to_the_lead_and_the_worst_pair() -> None:
    readings = [
        reading(0.1, 0, "KGZ-RUS", "pair"), reading(0.2, 1, "KGZ-RUS", "pair"), reading(-3.0, 1, "CSTO-KGZ", "pair"),
        reading(-2.0, 1, "KGZ-TJK", "pair"), reading(-9.0, 0, "RUS-TJK", "pair"), reading(0.0, 1, "CSTO", "pact"),
    ]  # fmt: skip
    tie, worst = lead_tie(readings, "KGZ", "RUS"), worst_pair(readings)
    assert tie is not None and tie.value == 0.2
    assert worst is not None and worst.of == "KGZ-TJK"
    assert (old := worst_pair(readings, monday(0))) is not None and old.of == "RUS-TJK"
    assert lead_tie(readings, "RUS", "RUS") is None
    assert worst_pair([]) is None
    assert lead_tie(readings, "KGZ", "RUS", date(1999, 1, 4)) is None
