"""Forecasts of a pact: asked, frozen, settled by their rule, scored."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from io import StringIO
from pathlib import Path

import pytest
from measuring import PACT, SCORES, event
from rich.console import Console

from pactwatch import desk, forecasters, panel, run, scores
from pactwatch.cli import foretell
from pactwatch.nouns import Bad, Event, Forecast

DAY = date(2022, 6, 1)
DEEDS = forecasters.Counted({"CONSULT": 1, "AID": 2, "REQUEST": 3, "ACCUSE": 3, "ASSAULT": 4, "MOBILIZE": 4, "REJECT": 3},
                          {"criticism": 1, "exercise_skip": 2, "member_leave": 6})
PAST = [event(f"e{i}", DAY - timedelta(9 * i), "KGZ", "RUS", "ACCUSE" if i % 3 == 0 else "CONSULT") for i in range(20)]


def asked(events: list[Event], day: date = DAY) -> list[Forecast]:
    return forecasters.ask(events, panel.build(events, {}, PACT, SCORES | {"REJECT": -2.0}, day), DEEDS, day)


def of(made: list[Forecast], kind: str) -> list[Forecast]:
    return [f for f in made if f.kind == kind]


def test_a_pact_is_asked_three_things() -> None:
    made = asked(PAST)
    assert [(f.of, f.due - f.made) for f in of(made, "T1")] == [("KGZ-RUS", timedelta(28))]
    assert {f.of for f in of(made, "T3")} == {"KGZ", "RUS"} and len(of(made, "T3")) == 6  # UZB has left
    assert all(0.01 <= f.probability <= 0.99 and f.base and f.rule.startswith("Yes if") for f in made)
    chances = [f.probability for f in of(made, "T3") if f.of == "KGZ"]
    assert chances == sorted(chances)


def test_what_comes_later_changes_no_forecast() -> None:
    later = [event("late", DAY + timedelta(3), "KGZ", "RUS", "ASSAULT")]
    assert asked(PAST + later) == asked(PAST)


def test_conflict_raises_the_chance_of_conflict() -> None:
    more = [event(f"x{i}", DAY - timedelta(i), "KGZ", "RUS", "ASSAULT") for i in range(1, 4)]
    assert of(asked(PAST + more), "T1")[0].probability > of(asked(PAST), "T1")[0].probability
    skipped = [event("s", DAY - timedelta(20), "KGZ", "CSTO", "REJECT", act="exercise_skip")]
    mine = {f.of: f.probability for f in of(asked(PAST + skipped), "T3") if f.horizon == "12 months"}
    assert mine["KGZ"] > mine["RUS"]


@pytest.mark.parametrize("came, today, read, outcome", [
    ([], DAY + timedelta(10), True, None),
    ([], DAY + timedelta(29), True, False),
    ([], DAY + timedelta(29), False, None),
    ([("ASSAULT", 5, {})], DAY + timedelta(10), True, True),
    ([("ASSAULT", 5, {})], DAY + timedelta(4), True, None),
    ([("ASSAULT", 0, {})], DAY + timedelta(29), True, False),
    ([("ASSAULT", 29, {})], DAY + timedelta(40), True, False),
    ([("ACCUSE", 5, {})], DAY + timedelta(29), True, False),
    ([("ASSAULT", 5, {"status": "planned"})], DAY + timedelta(29), True, False),
    ([("ASSAULT", 5, {"background": True})], DAY + timedelta(29), True, False),
])
def test_a_forecast_is_settled_by_its_rule(came: list[tuple[str, int, dict[str, object]]], today: date, read: bool, outcome: bool | None) -> None:
    forecast = of(asked(PAST), "T1")[0]
    events = [event(f"n{i}", DAY + timedelta(days), "RUS", "KGZ", type_, **more) for i, (type_, days, more) in enumerate(came)]
    weeks = [panel.monday(DAY) + timedelta(7)] if read else []
    assert forecasters.settle(forecast, events, DEEDS, weeks, today) is outcome


def test_the_terminal_asks_by_name() -> None:
    out = StringIO()
    Console(file=out, width=300, no_color=True).print(foretell.listed(of(asked(PAST), "T1")))
    assert "between Kyrgyzstan and Russia by" in out.getvalue() and "KGZ" not in out.getvalue()


def test_counts_and_steps_have_rules_of_their_own() -> None:
    made = asked(PAST)
    many = [event(f"n{i}", DAY + timedelta(2 + i), "RUS", "KGZ", "ACCUSE") for i in range(of(made, "T2")[0].least)]
    assert forecasters.settle(of(made, "T2")[0], many, DEEDS, [], DAY + timedelta(20)) is True
    assert forecasters.settle(of(made, "T2")[0], many[:-1], DEEDS, [], DAY + timedelta(20)) is None
    left = [event("n", DAY + timedelta(9), "KGZ", "CSTO", "REJECT", act="exercise_skip")]
    said = [event("n", DAY + timedelta(9), "KGZ", "CSTO", "ACCUSE", act="criticism")]
    mine = next(f for f in of(made, "T3") if f.of == "KGZ")
    assert forecasters.settle(mine, left, DEEDS, [], DAY + timedelta(20)) is True
    assert forecasters.settle(mine, said, DEEDS, [], DAY + timedelta(20)) is None


def test_the_desk_freezes(tmp_path: Path) -> None:
    place, made = tmp_path / "new" / "desk.sqlite", asked(PAST)
    assert desk.freeze(place, made) == len(made)
    assert desk.freeze(place, [replace(f, probability=0.5) for f in made]) == 0
    assert sorted((replace(f, entered=None) for f in desk.forecasts(place, "CSTO")), key=lambda f: f.id) == sorted(made, key=lambda f: f.id)
    assert desk.forecasts(place, "NATO") == [] and desk.forecasts(tmp_path / "none") == []
    desk.resolve(place, [(made[0].id, True)])
    desk.resolve(place, [(made[0].id, False)])
    assert {f.outcome for f in desk.forecasts(place) if f.id == made[0].id} == {True}


def test_a_forecast_says_when_it_was_really_entered(tmp_path: Path) -> None:
    """Made for a day of 2022, entered today: late, and it says so. Made today: in time. The desk's clock counts, not the maker's."""
    place, today = tmp_path / "desk.sqlite", datetime.now(UTC).date()
    early = replace(asked(PAST)[0], id="early", made=today, due=today + timedelta(28), entered=datetime(2001, 1, 1, tzinfo=UTC))
    desk.freeze(place, [*asked(PAST), early])
    by = {f.id: f for f in desk.forecasts(place)}
    assert not by.pop("early").late and all(f.late and f.entered and f.entered.date() == today for f in by.values())
    assert all(f.dated == f"{DAY}, entered {today}" for f in by.values()) and early.dated == str(today)
    desk.freeze(place, [replace(f, entered=None) for f in by.values()])
    assert {f.id: f.entered for f in desk.forecasts(place) if f.id != "early"} == {id_: f.entered for id_, f in by.items()}


def test_what_is_frozen_cannot_be_changed_even_by_hand(tmp_path: Path) -> None:
    place = tmp_path / "desk.sqlite"
    desk.freeze(place, asked(PAST))
    with pytest.raises(Bad, match="frozen when made"), desk.opened(place) as held:
        held.execute("UPDATE forecasts SET entered = '2022-06-01T00:00:00+00:00'")


def test_a_record_of_before_entries_were_noted_counts_as_late(tmp_path: Path) -> None:
    place, columns = tmp_path / "desk.sqlite", [c for c in desk.COLUMNS if c != "entered"]
    one = asked(PAST)[0]
    with closing(sqlite3.connect(place)) as old, old:
        old.execute(f"CREATE TABLE forecasts (id TEXT PRIMARY KEY, {', '.join(columns[1:])})")
        values = [v.isoformat() if isinstance(v, date) else v for v in (getattr(one, c) for c in columns)]
        old.execute(f"INSERT INTO forecasts VALUES ({', '.join('?' * len(columns))})", values)
    assert desk.forecasts(place) == [one] and one.late
    assert desk.freeze(place, [one]) == 0 and desk.freeze(place, [replace(one, id="new")]) == 1


def test_no_desk_is_refused(tmp_path: Path) -> None:
    place = tmp_path / "text.sqlite"
    place.write_text("no desk, but a text that is long enough to be looked at as one", encoding="utf-8")
    with pytest.raises(Bad, match="cannot be used as a desk"):
        desk.freeze(place, [])


def test_the_brief_shows_what_was_open_that_day(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = tmp_path / "desk.sqlite"
    monkeypatch.setattr("pactwatch.run.watch.DESK", place)
    made = asked(PAST)
    desk.freeze(place, made)
    desk.resolve(place, [(f.id, True) for f in made])
    shown = run.on_record(PACT, DAY + timedelta(40))
    assert {f.kind for f in shown} == {"T3"} and {f.outcome for f in shown} == {None}
    assert run.on_record(PACT, DAY - timedelta(1)) == ()


def test_the_record_is_scored() -> None:
    one = of(asked(PAST), "T1")[0]
    record = [replace(one, probability=p, base=0.5, outcome=o) for p, o in ((0.9, True), (0.9, True), (0.9, False), (0.1, False), (0.3, None))]
    told = scores.brier(record)
    assert told is not None and told[0] == pytest.approx((0.01 + 0.01 + 0.81 + 0.01) / 4) and told[1] == pytest.approx(0.25)
    assert [(b.count, round(b.said, 2), round(b.came, 2)) for b in scores.reliability(record)] == [(1, 0.1, 0.0), (3, 0.9, 0.67)]
    assert scores.brier([one]) is None
