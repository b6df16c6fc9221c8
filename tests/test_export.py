"""What is taken out of the lake opens in a spreadsheet as it was written."""

import pyarrow as pa
import pytest

from pactwatch.cli.lookup import as_csv, cell


@pytest.mark.parametrize("text", ["=1+1", "-1", "\t=1", "\n=1", "  =1", "\N{NO-BREAK SPACE}@x", "\N{FULLWIDTH EQUALS SIGN}1", "\N{FULLWIDTH PLUS SIGN}1"])
def test_no_cell_is_run_as_a_formula(text: str) -> None:
    assert cell(text) == cell([text]) == "'" + text


@pytest.mark.parametrize("value", ["Ошская область", "a = b", -0.5, None])
def test_what_is_no_formula_stays(value: object) -> None:
    assert cell(value) == value


def test_a_table_under_its_header() -> None:
    table = pa.table({"id": ["a"], "spans": [[{"text": "left", "start": 0}, {"text": "=", "start": 5}]]})
    assert as_csv(table).splitlines() == ["id,spans", "a,left; ="]
