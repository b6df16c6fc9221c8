"""Steps out of a pact (T3): the hazard by hand, and the list of them played again."""

import json
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pytest
from test_cli import pactwatch, told

from pactwatch import forecasters
from pactwatch.run import steps
from pactwatch.windows import Membership, Rupture

PACTS = "pact,member,since,until\nNorth,Aland,,\nNorth,Borduria,,\nNorth,Carpania,,\nNorth,Dalmasca,,2004-01\n"
HEAD = "date,alliance,member,other_party,kind,endogenous\n"


def test_a_step_of_two_years_ago_counts_half() -> None:
    steps_, read = np.zeros((3, 25)), np.ones((3, 25))
    steps_[0, 24], steps_[1, 0] = 1.0, 1.0
    kept = (0.5 ** (np.arange(25) / 24)).sum()
    found = forecasters.hazard(steps_, read, 0.01)
    np.testing.assert_allclose(found, [(1 + 0.6) / (kept + 60), (0.5 + 0.6) / (kept + 60), 0.6 / (kept + 60)])
    assert forecasters.within(0.1, 2) == pytest.approx(0.19)


def test_months_that_nobody_read_do_not_speak_for_calm() -> None:
    nothing = np.zeros((1, 24))
    assert forecasters.hazard(nothing, nothing, 0.02)[0] == pytest.approx(0.02)
    assert forecasters.hazard(nothing, np.ones((1, 24)), 0.02)[0] < 0.016


def test_a_member_counts_while_it_is_one_and_only_for_its_own_steps() -> None:
    never, always = date.min, date.max
    members = [Membership("North", "Aland", never, always), Membership("North", "Borduria", never, date(2000, 3, 1))]
    known = [Rupture(date(2000, m, 5), who, "x", "exit", own, "North") for m, who, own in ((1, "Aland", True), (2, "Aland", False), (4, "Borduria", True))]
    past = steps.months([*known, Rupture(date(2000, 6, 1), "Aland", "x", "exit", True, "South")], members)
    assert past.steps.tolist() == [[1, 0, 0, 0, 0, 0], [0, 0, 0, 0, 0, 0]] and past.inside[1].tolist() == [1, 1, 0, 0, 0, 0]


def files(folder: Path) -> tuple[str, ...]:
    """In turn each member breaks four times a year for three years, and then is calm: steps come in series."""
    days = [(date(1990 + y, 1 + m, 9), ("Aland", "Borduria", "Carpania")[y // 3 % 3]) for y in range(27) for m in range(0, 12, 3)]
    rows = [f"{d},North,{who},Dalmasca,exit,1" for d, who in days] + ["1990-01-09,North,Carpania,Aland,coup,0"]
    (folder / "ruptures.csv").write_text(HEAD + "\n".join(rows) + "\n", encoding="utf-8")
    (folder / "pacts.csv").write_text(PACTS, encoding="utf-8")
    return "backtest", "steps", "--ruptures", str(folder / "ruptures.csv"), "--pacts", str(folder / "pacts.csv")


def test_who_breaks_in_series_is_told_better_than_by_the_base_rate(tmp_path: Path) -> None:
    run = pactwatch(*files(tmp_path), "--json")
    assert run.returncode == 0, told(run)
    rows = {(r["method"], r["months"]): r for r in json.loads(run.stdout)}
    assert set(rows) == {(m, h) for m in ("base_rate", "whole_record", "pactwatch") for h in (3, 6, 12)}
    for months in (3, 6):
        assert rows["pactwatch", months]["skill"] > max(0.0, rows["whole_record", months]["skill"]) and rows["base_rate", months]["skill"] == 0
    table = pactwatch(*files(tmp_path)).stdout.decode()
    assert "within 12 months" in table and "more on the prior" in table.replace("\n", " ")


def test_nothing_from_after_an_origin_moves_a_chance() -> None:
    members = [Membership("North", who, date.min, date.max) for who in ("Aland", "Borduria")]
    known = [Rupture(date(1990, 1, 1) + timedelta(200 * i), ("Aland", "Borduria")[i % 2], "x", "exit", True, "North") for i in range(40)]
    whole, cut = steps.months(known, members), steps.months(known[:30], members)
    origin = cut.steps.shape[1]
    for name, chance in steps._hazards(whole, origin).items():
        np.testing.assert_allclose(chance, steps._hazards(cut, origin)[name])


@pytest.mark.parametrize("text, said", [
    ("date,member,other_party,kind,endogenous\n2000-01-01,Aland,Borduria,exit,1\n", "names no pact"),
    (HEAD + "2000-01-01,North,Aland,Borduria,exit,1\n", "no step of a member"),
])
def test_a_list_that_tells_too_little_is_refused(tmp_path: Path, text: str, said: str) -> None:
    line = files(tmp_path)
    (tmp_path / "ruptures.csv").write_text(text, encoding="utf-8")
    run = pactwatch(*line)
    assert run.returncode == 2 and said in told(run)[0]


def test_steps_of_the_last_quarter_century(shared: Path) -> None:
    """The hazard with forgetting is no worse than the base rate at any horizon, and better than a memory without."""
    rows = {(r["method"], r["months"]): r for r in steps.rows(shared / "ruptures" / "ruptures_dev.csv", shared / "ruptures" / "protocol_pacts.csv", print)}
    for months in steps.HORIZONS:
        assert rows["pactwatch", months]["skill"] > max(0.0, rows["whole_record", months]["skill"])
        assert rows["pactwatch", months]["logloss"] < rows["base_rate", months]["logloss"]
