"""The weekly counts of a lake of tables, by Spark and by DuckDB: the same expression, and the same rows.

    pip install 'pyspark>=4,<5' 'pandas<3'      # and Java 17
    tools/check_spark.py out/lake [--release NAME]

Prints how many rows each gives and by how much a figure differs at the most; exit code 1 where they are not the same rows, or differ by more than rounding.
"""

import argparse
import sys
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from pactwatch import atlas, counts, lake

KEY = ("pact", "a", "b", "week")
FIGURES = ("cooperation", "conflict", "volume")
ROUNDING = 1e-9
Row = dict[str, Any]  # one week of a dyad


def expression(files: Sequence[Path], release: str | None) -> tuple[str, str]:
    """The counts of a release as SQL: DuckDB's words and Spark's."""
    world = atlas.world()
    span, _ = counts.window(files, release, None)
    organisations = [a.id for a in world.actors.values() if a.kind != "state"]
    _, weekly = counts.expressions(span, counts.scale(list(world.deeds.scores.values())), organisations)
    return counts.sql(weekly), counts.sql(weekly, "spark")


def by_spark(query: str, folder: Path) -> list[Row]:
    """What Spark answers."""
    from pyspark.sql import SparkSession

    spark = SparkSession.builder.master("local[*]").config("spark.ui.enabled", "false").config("spark.sql.session.timeZone", "UTC").getOrCreate()
    for name in ("events", "members"):
        spark.read.parquet(str(folder / f"{name}.parquet")).createOrReplaceTempView(name)
    return [row.asDict() for row in spark.sql(query).collect()]


def keyed(rows: Iterable[Row]) -> dict[tuple[Any, ...], Row]:
    """Rows by dyad and week."""
    return {tuple(row[name] for name in KEY): row for row in rows}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("lake", type=Path)
    parser.add_argument("--release")
    options = parser.parse_args()
    files, members = sorted(options.lake.glob("rows-*.parquet")), counts.memberships(list(atlas.world().pacts.values()))
    here, there = expression(files, options.release)
    with tempfile.TemporaryDirectory() as made:
        pq.write_table(lake.ask(f"SELECT {', '.join(counts.ROWS)} FROM events", {"events": files}), Path(made) / "events.parquet")
        pq.write_table(members, Path(made) / "members.parquet")
        spark = keyed(by_spark(there, Path(made)))
    duck = keyed(lake.ask(here, {"events": files, "members": members}).to_pylist())
    apart = max((abs((row[name] or 0) - (spark[key][name] or 0)) for key, row in duck.items() if key in spark for name in FIGURES), default=0.0)
    print(f"DuckDB {len(duck):,} rows, Spark {len(spark):,}; the same: {duck.keys() == spark.keys()}; figures differ by {apart:.1e} at the most")
    return int(duck.keys() != spark.keys() or apart > ROUNDING)


if __name__ == "__main__":
    sys.exit(main())
