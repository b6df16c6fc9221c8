"""The events of a brief as CSV: UTF-8, ISO dates, actors' names beside their ids, lists with ";"."""

import csv
from datetime import date
from typing import Any

from ..nouns import Brief
from .view.rows import COLUMNS, rows
from .view.whole import whole

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\N{FULLWIDTH EQUALS SIGN}", "\N{FULLWIDTH PLUS SIGN}", "\N{FULLWIDTH HYPHEN-MINUS}",
           "\N{FULLWIDTH COMMERCIAL AT}")


def write(brief: Brief, path: str) -> None:
    """Write one row per event, under a header."""
    with whole(path) as half, half.open("w", encoding="utf-8", newline="") as out:
        table = csv.writer(out, lineterminator="\n")
        table.writerow(COLUMNS)
        table.writerows([_cell(v) for v in row.values()] for row in rows(brief))


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, (int, float)):
        return str(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict):
        return inert(";".join(f"{k}:{v:.4f}" for k, v in value.items()))
    return inert(";".join(map(str, value)) if isinstance(value, list) else str(value))


def inert(text: str) -> str:
    """Text that no spreadsheet takes for a formula: what could begin one gets an apostrophe before it."""
    return "'" + text if text.lstrip(" \N{NO-BREAK SPACE}").startswith(FORMULA) or text.startswith(FORMULA) else text
