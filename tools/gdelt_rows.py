"""Writes made-up events in the true layout of GDELT 2.0: 61 columns by tabs, no header.

    gdelt_rows.py FILE [--rows 1000000]

Every column is filled as often and as long as in the daily files, so that reading one costs what reading a real one costs. The
numbers come from a hash of the row, the same on every machine; nothing in them is news.
"""

import argparse
from pathlib import Path

import duckdb

STATES = ["USA", "RUS", "CHN", "GBR", "FRA", "TUR", "IRN", "ISR", "UKR", "KAZ", "KGZ", "TJK", "ARM", "AZE", "BLR", "UZB", "GEO", "IND", "PAK", "DEU", "EGY",
          "SYR"]
FIPS = ["US", "RS", "CH", "UK", "FR", "TU", "IR", "IS", "UP", "KZ", "KG", "TI", "AM", "AJ", "BO", "UZ", "GG", "IN", "PK", "GM", "EG", "SY"]
TYPES = ["GOV", "MIL", "COP", "BUS", "MED", "CVL", "OPP", "LEG", "JUD", "EDU"]
CODES = ["010", "020", "036", "040", "042", "043", "046", "051", "057", "060", "061", "070", "0871", "090", "111", "112", "120", "130", "141", "150", "160",
         "163", "173", "180", "190", "193"]
PLACES = ["Moscow, Moskva, Russia", "Washington, District of Columbia, United States", "Bishkek, Bishkek, Kyrgyzstan",
          "Beijing, Beijing, China", "Tbilisi, Georgia (general), Georgia"]
GEO = "4, {place}, {fips}, {fips} || '48', '25' || r3, {lat}, {long}, '-29608' || r3"


def pick(values: list[str], seed: int) -> str:
    return f"({values!r})[1 + (hash(i, {seed}) % {len(values)})::INT]"


def actor(seed: int) -> str:
    """The ten columns of an actor; one in nine is empty, and half have a type."""
    state, kind = pick(STATES, seed), pick(TYPES, seed + 1)
    here, typed = f"hash(i, {seed + 2}) % 9 > 0", f"hash(i, {seed + 3}) % 2 = 0"
    return f"""CASE WHEN {here} THEN {state} || CASE WHEN {typed} THEN {kind} ELSE '' END END, CASE WHEN {here} THEN 'NAME OF ' || {state} END,
      CASE WHEN {here} THEN {state} END, NULL, NULL, NULL, NULL, CASE WHEN {here} AND {typed} THEN {kind} END, NULL, NULL"""


def place(seed: int) -> str:
    return GEO.format(place=pick(PLACES, seed), fips=pick(FIPS, seed + 1), lat=f"round((hash(i, {seed}) % 9000) / 100.0, 4)",
                      long=f"round((hash(i, {seed + 1}) % 18000) / 100.0, 4)")


def query(rows: int, first: str = "2022-01-01") -> str:
    code = pick(CODES, 50)
    day = f"DATE '{first}' + (i * 365 // {rows})::INT"
    return f"""SELECT 1000000000 + i, strftime({day}, '%Y%m%d'), strftime({day}, '%Y%m'), strftime({day}, '%Y'), strftime({day}, '%Y') || '.5',
      {actor(1)}, {actor(11)}, hash(i, 51) % 2, {code}, substr({code}, 1, 3), substr({code}, 1, 2),
      CASE WHEN substr({code}, 1, 2) < '06' THEN 1 WHEN substr({code}, 1, 2) < '09' THEN 2
      WHEN substr({code}, 1, 2) < '14' THEN 3 ELSE 4 END, round((hash(i, 52) % 200) / 10.0 - 10, 1), 1 + hash(i, 53) % 20,
      1 + hash(i, 54) % 3, 1 + hash(i, 53) % 20,
      round((hash(i, 55) % 20000) / 1000.0 - 10, 8), {place(21)}, {place(31)}, {place(41)}, strftime({day}, '%Y%m%d') || '121500',
      'https://www.example.org/world/' || strftime({day}, '%Y/%m/%d') || '/a-made-up-report-' || hash(i, 56) || '.html'
      FROM (SELECT range AS i, (hash(range, 9) % 1000)::VARCHAR AS r3 FROM range({rows}))"""


def write(file: Path, rows: int) -> None:
    duckdb.sql(f"COPY ({query(rows)}) TO '{file}' (FORMAT csv, DELIMITER '\t', HEADER false, QUOTE '', ESCAPE '')")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    parser.add_argument("--rows", type=int, default=1_000_000)
    options = parser.parse_args()
    write(options.file, options.rows)
