"""The filter and what rests on it: by hand, by refiltering, and by what must not move."""

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from measuring import panel
from scipy.special import digamma, gammaincinv, polygamma

from pactwatch import gamma as filters
from pactwatch.contracts import Floats, Panel
from pactwatch.indicators import cohesion
from pactwatch.indicators._drivers import drivers
from pactwatch.indicators._scope import weights, within
from pactwatch.nouns import Reading

EVENTS = [(0, 0, "C", 1.5), (3, 0, "K", 0.5), (3, 1, "K", 1.0), (4, 2, "C", 2.0), (3, 4, "K", 1.5), (3, 6, "C", 0.4)]
COVERAGE = [1.0, 1.0, 0.5, 0.0, 2.0, 0.0, 1.0, 0.0]
KGZ_RUS = 3
A0, B0 = np.array([1.2]), np.array([2.0])
COUNTS = arrays(float, (1, 12), elements=st.floats(0, 5))
READ = arrays(float, (1, 12), elements=st.sampled_from([0.0, 0.5, 1.0, 3.0]))


def of(readings: list[Reading], name: str) -> list[Reading]:
    return [r for r in readings if r.of == name]


def wide(reading: Reading) -> float:
    return reading.high - reading.low


def test_the_recursion_by_hand() -> None:
    state = filters.run(np.array([[2.0, 0.0, 1.0]]), np.ones((1, 3)), np.array([1.0]), np.array([4.0]), phi=2.0)
    np.testing.assert_allclose(state.a, [[2.0, 1.9, 2.31]])  # 0.9·1 + 0.1·1 + 1; 0.9·2 + 0.1; 0.9·1.9 + 0.1 + 0.5
    np.testing.assert_allclose(state.b, [[4.5, 4.95, 5.355]])  # 4 + 0.5; 0.9·4.5 + 0.4 + 0.5; 0.9·4.95 + 0.4 + 0.5


def test_theta_and_its_deviation_by_hand() -> None:
    state = filters.State(np.array([[2.0]]), np.array([[1.0]]), np.array([[2.0]]), *[np.ones((1, 1))] * 3)
    other = filters.State(np.array([[1.0]]), np.array([[np.e]]), np.array([[1.0]]), *[np.ones((1, 1))] * 3)
    assert cohesion.theta(state, other)[0, 0] == pytest.approx(1 - np.euler_gamma - (-np.euler_gamma - 1))  # ψ(2) = 1 − γ, ψ(1) = −γ
    assert cohesion.deviation(state, other)[0, 0] == pytest.approx(np.sqrt(np.pi**2 / 6 - 1 + np.pi**2 / 6))  # ψ₁(2) = π²/6 − 1


@given(COUNTS, READ, st.integers(0, 12))
def test_an_unread_week_moves_neither_its_own_level_nor_any_later(y: Floats, read: Floats, at: int) -> None:
    plain = filters.run(y, read, A0, B0)
    gap = filters.run(np.insert(y, at, 9.0, axis=1), np.insert(read, at, 0.0, axis=1), A0, B0)
    np.testing.assert_allclose(np.delete(gap.a, at, axis=1), plain.a)
    np.testing.assert_allclose(np.delete(gap.b, at, axis=1), plain.b)
    if at:
        assert (gap.a[0, at], gap.b[0, at]) == (gap.a[0, at - 1], gap.b[0, at - 1])


@given(COUNTS, READ)
def test_no_shape_falls_below_its_prior_and_age_widens(y: Floats, read: Floats) -> None:
    state = filters.run(y, read, A0, B0)
    assert (state.a >= A0).all() and (state.aged >= A0).all() and (state.aged <= state.a + 1e-9).all()
    silent = np.flatnonzero(read[0, 1:] == 0)
    assert (state.aged[0, silent + 1] <= state.aged[0, silent]).all()


@given(COUNTS, READ, st.integers(0, 11), st.floats(0.1, 5))
def test_conflict_lowers_theta_from_its_week_on(y: Floats, read: Floats, week: int, more: float) -> None:
    read = np.maximum(read, 0.5)
    calm = filters.run(np.ones((1, 12)), read, A0, B0)
    before, after = (cohesion.theta(calm, filters.run(y + extra, read, A0, B0)) for extra in (0.0, more * (np.arange(12) == week)))
    assert (after[0, week:] < before[0, week:]).all()
    np.testing.assert_array_equal(after[0, :week], before[0, :week])


def test_conflict_lowers_the_readings_of_pair_member_and_pact() -> None:
    before, after = cohesion.read(panel(EVENTS, COVERAGE)), cohesion.read(panel([*EVENTS, (KGZ_RUS, 6, "K", 2.0)], COVERAGE))
    for name in ("KGZ-RUS", "KGZ", "CSTO"):
        assert of(after, name)[-1].value < of(before, name)[-1].value


def test_leaving_an_event_out_is_exact() -> None:
    """Against filtering anew without it, at the same priors and dispersion, in every week and for every object."""
    full = panel(EVENTS, COVERAGE)
    scope = within(full)
    weight = weights(full, scope)
    states = cohesion.states(full, scope)
    told = drivers(full, scope, *states, weight)
    whole = np.einsum("opw,pw->ow", weight, cohesion.theta(*states))
    for i, event in enumerate(EVENTS):
        rest = np.einsum("opw,pw->ow", weight, cohesion.theta(*refiltered(full, event, states)))
        for t in range(len(COVERAGE)):
            for o in range(len(weight)):
                named = {d.event: d.effect for d in told[t][o]}
                assert named.get(f"e{i}", 0.0) == pytest.approx(whole[o, t] - rest[o, t], abs=1e-3 if f"e{i}" not in named else 1e-9)


def refiltered(full: Panel, event: tuple[int, int, str, float], states: tuple[filters.State, filters.State]) -> list[filters.State]:
    scope, found = within(full), []
    for channel, counts, state in zip("CK", (full.cooperation, full.conflict), states, strict=True):
        y = counts.copy()
        y[event[0], event[1]] -= event[3] if event[2] == channel else 0.0
        a0 = state.a - filters.discounted(counts[scope.index] * (scope.exposure > 0), filters.ageing(scope.exposure)) / state.dispersion
        found.append(filters.run(y, scope.exposure, a0, state.b0, state.dispersion))
    return found


def test_the_formula_of_an_effect_by_hand() -> None:
    full = panel([(KGZ_RUS, 0, "K", 1.0)], [1.0, 1.0])
    conflict = cohesion.states(full, within(full))[1]
    a = conflict.a[KGZ_RUS, 1]
    (driver,) = of(cohesion.read(full), "KGZ-RUS")[-1].drivers
    assert driver.effect == pytest.approx(-(digamma(a) - digamma(a - 0.9 / conflict.dispersion[KGZ_RUS, 1])))


def test_unread_weeks_keep_every_value_and_driver_and_widen_the_band() -> None:
    readings = cohesion.read(panel(EVENTS, [1.0, 1.0, 1.0, 0.0, 1.0, 0.0, 1.0, 0.0, 0.0, 0.0]))
    for name in ("KGZ-RUS", "KGZ", "RUS", "CSTO"):
        own = of(readings, name)
        for before, after in pairwise(own[6:]):
            assert after.value == pytest.approx(before.value, abs=1e-12)
            assert after.drivers == before.drivers
            assert wide(after) >= wide(before)
        assert wide(own[-1]) > wide(own[6])


def test_long_silence_widens_no_further_than_the_prior() -> None:
    full = panel(EVENTS, COVERAGE + [0.0] * 300)
    scope = within(full)
    kind = filters.classes(np.cumsum(scope.volume * (scope.exposure > 0), axis=1), np.cumsum(scope.exposure, axis=1) > 0)
    level = np.cumsum((full.cooperation + full.conflict).sum(axis=0) * (full.coverage > 0)) / 2 + 0.5
    level /= np.cumsum(scope.exposure.sum(axis=0)) + 1
    a0 = [filters.prior(y, scope.exposure, kind, level)[0][KGZ_RUS, -1] for y in (full.cooperation, full.conflict)]
    last = of(cohesion.read(full), "KGZ-RUS")[-1]
    assert wide(last) == pytest.approx(2 * 1.6448536 * np.sqrt(polygamma(1, np.array(a0)).sum()))


def test_nothing_read_at_all_gives_wide_bands_and_no_event() -> None:
    readings = cohesion.read(panel([], [0.0, 0.0]))
    assert all(r.value == pytest.approx(0.0) and wide(r) > 1.5 and not r.drivers and r.coverage == 0 for r in readings)


def test_objects_and_levels() -> None:
    readings = cohesion.read(panel(EVENTS, COVERAGE))
    assert {(r.level, r.of) for r in readings if r.level != "pair"} == {*(("member", m) for m in ("KGZ", "RUS", "TJK")), ("pact", "CSTO")}
    assert len(readings) == (6 + 3 + 1) * len(COVERAGE)
    assert all(r.low < r.value < r.high for r in readings)


def test_one_who_left_has_no_reading() -> None:
    full = panel(EVENTS, COVERAGE)
    left = replace(full, members=full.members[:4] + (("KGZ", "RUS"),) * 4)
    readings = cohesion.read(left)
    assert {len(of(readings, name)) for name in ("TJK", "KGZ-TJK", "CSTO-TJK")} == {4}
    assert len(of(readings, "KGZ-RUS")) == 8


def test_weights_sum_to_one_and_follow_capability() -> None:
    full = panel([], COVERAGE)
    scope = within(full)
    weight = weights(full, scope)
    np.testing.assert_allclose(weight.sum(axis=1), 1.0)
    kgz, pairs = weight[0, :, 0], dict(zip(scope.pairs, weight[0, :, 0], strict=True))
    assert pairs["KGZ", "RUS"] / pairs["KGZ", "TJK"] == pytest.approx(10.0)  # √(0.04 / 0.0004); an undeclared member has the least
    assert kgz[scope.pairs.index(("CSTO", "RUS"))] == 0


def test_the_lead_is_tied_to_the_others_not_to_itself() -> None:
    """Of the pact's capability of 0.0408 all but 0.0008 is Russia's own."""
    full = panel([], COVERAGE)
    scope = within(full)
    weight = weights(full, scope)[:, :, 0]
    kgz, rus, csto_kgz, csto_rus, kgz_rus = 0, 1, *(scope.pairs.index(pair) for pair in (("CSTO", "KGZ"), ("CSTO", "RUS"), ("KGZ", "RUS")))
    assert weight[rus, csto_rus] / weight[rus, kgz_rus] == pytest.approx(np.sqrt(0.0008 / 0.0004))
    assert weight[kgz, csto_kgz] / weight[kgz, kgz_rus] == pytest.approx(np.sqrt(0.0404 / 0.04))


def test_attention_that_turns_to_another_pair_is_no_move() -> None:
    """A firm tie and a poor one, neither of which changes, while the weight goes from the one to the other."""
    a, b = np.array([[8.0] * 6, [1.0] * 6]), np.ones((2, 6))
    held = filters.State(a, b, a, b, b, b), filters.State(b, b, b, b, b, b)
    weight = np.array([[[1.0] * 3 + [0.0] * 3, [0.0] * 3 + [1.0] * 3]])
    then, fell = cohesion.compared(held, weight)
    np.testing.assert_allclose(fell, 0.5)
    np.testing.assert_allclose(then[2], np.einsum("opw,pw->ow", weight, cohesion.theta(*held))[0])


def test_neither_pairs_nor_events_need_an_order() -> None:
    full = panel(EVENTS, COVERAGE)
    order = [5, 3, 0, 1, 4, 2]
    back = {p: i for i, p in enumerate(order)}
    mixed = replace(
        full, pairs=tuple(full.pairs[p] for p in order), cooperation=full.cooperation[order], conflict=full.conflict[order],
        volume=full.volume[order], entries=tuple((e, back[p], week, channel, weight) for e, p, week, channel, weight in reversed(full.entries)),
    )  # fmt: skip
    for one, other in zip(sorted_by(cohesion.read(full)), sorted_by(cohesion.read(mixed)), strict=True):
        assert (one.of, one.week) == (other.of, other.week)
        assert one.value == pytest.approx(other.value)
        assert {d.event for d in one.drivers} == {d.event for d in other.drivers}


def sorted_by(readings: list[Reading]) -> list[Reading]:
    return sorted(readings, key=lambda r: (r.of, r.week))


def test_the_same_panel_reads_the_same() -> None:
    assert cohesion.read(panel(EVENTS, COVERAGE)) == cohesion.read(panel(EVENTS, COVERAGE))


@pytest.mark.parametrize(("shape", "within_"), [(1.0, 0.15), (2.0, 0.1), (8.0, 0.05)])
def test_the_draws_have_the_quantiles_of_the_gamma(shape: float, within_: float) -> None:
    rng = np.random.default_rng(1)
    drawn = cohesion.log_gamma(rng.standard_normal((20_000, 1)), rng.standard_exponential((20_000, 1)), np.array([shape]))
    exact = np.log(gammaincinv(shape, [0.05, 0.5, 0.95])) - digamma(shape)
    np.testing.assert_allclose(np.quantile(drawn, [0.05, 0.5, 0.95]), exact, atol=within_)


@settings(max_examples=25)
@given(COUNTS, READ)
def test_priors_are_sane_whatever_was_read(y: Floats, read: Floats) -> None:
    y, read = np.vstack([y, np.zeros((6, 12))]), np.vstack([read] * 7)
    kind = filters.classes(np.zeros((7, 12)))
    a0, b0 = filters.prior(y, read, kind)
    phi = filters.dispersion(y, read, a0, b0, kind)
    assert (a0 >= 1).all() and (a0 <= 10).all() and (b0 > 0).all() and (phi >= 1).all() and (phi <= 10).all()


def test_classes_too_small_go_with_the_next() -> None:
    assert filters.classes(np.array([0.0] * 6 + [5.0] * 5 + [2000.0])).tolist() == [0] * 6 + [1] * 6
    assert filters.classes(np.array([0.0] + [5.0] * 5)).tolist() == [1] * 6
    assert filters.classes(np.array([0.0, 5000.0])).tolist() == [0, 0]


def test_a_filter_on_data_of_its_own_kind_is_calibrated() -> None:
    """True log-ratios fall in the 90 % band in 85 to 95 of 100 cases; rates drawn from the class, steady over the year."""
    rng = np.random.default_rng(5)
    rate = rng.gamma(2.0, 0.5, size=(2, 300))
    counts = rng.poisson(rate[:, :, None], size=(2, 300, 60)).astype(float)
    states = [filters.fit(y, np.ones((300, 60)), y) for y in counts]
    error = cohesion.theta(*states)[:, -1] - np.log(rate[0] / rate[1])
    inside = np.abs(error) <= 1.645 * cohesion.deviation(*states)[:, -1]
    assert 0.85 <= inside.mean() <= 0.97
