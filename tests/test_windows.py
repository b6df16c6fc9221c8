"""Tables and declarations → windows, and what is refused."""

from datetime import date, datetime, timedelta
from pathlib import Path

import numpy as np
import past
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pactwatch import windows
from pactwatch.contracts import Complain
from pactwatch.nouns import Bad


def told() -> tuple[list[str], Complain]:
    lines: list[str] = []
    return lines, lambda bad: lines.append(str(bad))


def test_a_window_counts_by_pair_and_week(tmp_path: Path) -> None:
    events, pacts, _ = past.files(tmp_path)
    lines, complain = told()
    (window,) = windows.build(windows.parquet(events), windows.pacts(pacts, complain), "events", complain)
    assert not lines and (window.weeks, window.start) == (40, past.START)
    pair = next(i for i, (a, b) in enumerate(window.pairs) if {window.actors[a], window.actors[b]} == set(past.QUARREL[:2]))
    conflict = window.counts(window.quad >= 3)[pair]
    assert conflict.argmax() in (30, 31) and conflict[30] > 5
    assert window.counts().sum() == len(window.pair) == window.total.sum()
    assert window.allied[pair].all() and window.allied.any(axis=1).sum() == 20


def test_membership_is_dated(tmp_path: Path) -> None:
    events, pacts, _ = past.files(tmp_path)
    pacts.write_text("pact,member,since,until\nP,Aland,,2001-03\nP,Borduria,2001-02-05,\nP,Carpania,,\n", encoding="utf-8")
    (window,) = windows.build(windows.parquet(events), windows.pacts(pacts, print), "events", print)
    pair = next(i for i, (a, b) in enumerate(window.pairs) if {window.actors[a], window.actors[b]} == {"Aland", "Borduria"})
    assert [past.START + timedelta(7 * int(w)) for w in np.flatnonzero(window.allied[pair])] == [date(2001, 2, 5), date(2001, 2, 12), date(2001, 2, 19),
                                                                                              date(2001, 2, 26)]


def test_the_broken_last_week_is_left_out(tmp_path: Path) -> None:
    late = past.table().slice(0, 1).set_column(0, "date", pa.array([datetime(2001, 10, 9)]))
    events, pacts, _ = past.files(tmp_path, past.table(), late)
    (window,) = windows.build(windows.parquet(events), windows.pacts(pacts, print), "events", print)
    assert window.weeks == 40 and window.day.max() < 280


@pytest.mark.parametrize("rows, words", [
    ("pact,member\nP,A\n", ["'since' is missing"]),
    ("pact,member,since,until\nP,A,2001-13-01,\nP,B,,\nP,C,,\n", ["line 2", "2001-13-01", "YYYY-MM-DD"]),
    ("pact,member,since,until\nP,A,2005-01,2001-01\nP,B,,\nP,C,,\n", ["line 2", "leaves P", "before it joins"]),
    ("pact,member,since,until\nLone,A,,\nP,B,,\nP,C,,\n", ["'Lone' has one member"]),
    ("pact,member,since,until\nP,,,\nP,B,,\nP,C,,\n", ["line 2", "'member' is empty"]),
    ("pact,member,since,until\n,A,,\nP,B,,\nP,C,,\n", ["line 2", "'pact' is empty"]),
    ("pact,member,since,until\nP,A,2001,\nP,B,,\nP,C,,\n", ["line 2", "'2001' is no day"]),
    ('pact,member,since,until\nP,"' + "A" * 200_000, ["line 1", "is no CSV", "quotation mark"]),
])
def test_a_bad_pact_is_told(rows: str, words: list[str], tmp_path: Path) -> None:
    place = tmp_path / "pacts.csv"
    place.write_text(rows, encoding="utf-8")
    lines, complain = told()
    try:
        found = windows.pacts(place, complain)
        assert {m.member for m in found} >= {"B", "C"}
    except Bad as bad:
        lines.append(str(bad))
    assert len(lines) == 1 and all(word in lines[0] for word in words), lines


def changed(name: str, value: object) -> pa.Table:
    table = past.table()
    return table.set_column(table.column_names.index(name), name, pa.array([value] * table.num_rows))


@pytest.mark.parametrize("table, words", [
    (past.table().drop_columns(["quad"]), ["'quad' is missing"]),
    (past.table().slice(0, 0), ["no event"]),
    (changed("quad", 5), ["'quad' holds 5"]),
    (changed("quad", "many"), ["'quad'", "shifted"]),
    (changed("date", datetime(1066, 10, 14)), ["1066-10-14", "out of range"]),
    (changed("date", datetime(2999, 1, 1)), ["2999-01-01", "out of range"]),
    (changed("source", None), ["'source'", "empty cells"]),
    (past.table(weeks=5), ["5 full weeks", "too few"]),
    (changed("target", "Nowhere"), ["no pair of the pacts"]),
])
def test_bad_events_are_refused(table: pa.Table, words: list[str], tmp_path: Path) -> None:
    events, pacts, _ = past.files(tmp_path)
    pq.write_table(table, events)
    lines, complain = told()
    with pytest.raises(Bad) as raised:
        windows.build(windows.parquet(events), windows.pacts(pacts, complain), str(events), complain)
    assert all(word in " ".join([*lines, str(raised.value)]) for word in words), (lines, raised.value)


def test_names_are_taken_to_codes() -> None:
    rows = [windows.Membership("CSTO", "Armenia", date.min, date.max), windows.Membership("CSTO", "Atlantis", date.min, date.max)]
    assert [r.member for r in windows.translated(rows, {"ARM"}, {"armenia": "ARM"})] == ["ARM", "Atlantis"]
    assert [r.member for r in windows.translated(rows, {"Armenia"}, {"armenia": "ARM"})] == ["Armenia", "Atlantis"]


def test_rows_of_a_lake_are_such_a_table(tmp_path: Path) -> None:
    """Rows without an end or a quad, and those that no state body speaks in, are left out; a system without CAMEO codes gets them by type."""
    columns = {"release": ["r"] * 4, "date": [past.START] * 4, "source": ["KGZ", "KGZ", None, "KGZ"], "target": ["TJK", "RUS", "TJK", "RUS"],
               "code": ["190", None, "190", "040"], "type": ["ASSAULT", "MOBILIZE", "ASSAULT", "CONSULT"], "quad": [4, 4, 4, 1],
               "score": [-9.0, None, -9.0, 2.5], "official": [None, True, None, False], "extra": [1] * 4}
    table = pa.table(columns)
    place = tmp_path / "rows.parquet"
    pq.write_table(table.set_column(0, "release", table["release"].combine_chunks().dictionary_encode()), place)
    found = windows.rows([place, place], {"MOBILIZE": "150"}, "lake").to_pylist()
    assert [(r["source"], r["target"], r["code"], r["goldstein"]) for r in found] == 2 * [("KGZ", "TJK", "190", -9.0), ("KGZ", "RUS", "150", 0.0)]
