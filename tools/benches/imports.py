"""Taking in tables: the speed of an import over bare DuckDB, of the panel over hand-written SQL, and from a file to all readings.

By hand, with as many rows as wanted: imports.py gdelt 200000, imports.py panel 200000, imports.py readings ../shared. Ratios are of CPU
seconds and of wall seconds in one run, the best of three each, in turns, so that what else runs on the machine weighs on both alike.
"""

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent))

TITLE = "Tables coded by others"
Figures = dict[str, Any]
ROUNDS = 3
MAP = Path(__file__).parent.parent.parent / "docs" / "examples" / "maps" / "icews_names.toml"


def measure(shared: Path) -> Figures:
    return {"gdelt": run_apart("gdelt", "1000000"), "gdelt5": run_apart("gdelt", "5000000"), "panel": run_apart("panel", "10000000"),
            "readings": run_apart("readings", str(shared))}


def run_apart(*words: str) -> Figures:
    """A part in a process of its own."""
    return dict(json.loads(subprocess.run([sys.executable, __file__, *words], check=True, capture_output=True, text=True).stdout.splitlines()[-1]))


def scores(figures: Figures, shared: Path) -> dict[str, dict[str, Any]]:
    """None is pinned: they depend on the machine."""
    return {}


def report(figures: Figures) -> str:
    rows = ["| what | CPU | wall | asked for |", "|---|---|---|---|"]
    for f in (figures["gdelt"], figures["gdelt5"]):
        rows.append(f"| import of {f['rows']:,} GDELT rows ({f['megabytes']:,.0f} MB), speed over bare DuckDB `read_csv` to the same columns | "
                    f"**{f['cpu']:.2f}** | {f['wall']:.2f} ({f['per_second']:,.0f} rows a second) | ≥ 0.8 |")
    p, r = figures["panel"], figures["readings"]
    rows += [
        f"| weekly counts of {p['rows']:,} events, time over SQL by hand | **{p['cpu']:.2f}×** | {p['wall']:.2f}× ({p['seconds']:.1f} s) | ≤ 1.3× |",
        f"| {r['events']:,} events on disk to all {r['readings']:,} readings of {r['pacts']} pacts | **{r['cpu']:.1f} s** | {r['wall']:.1f} s | ≤ 5 s |",
    ]
    return "\n".join([*rows, "", "The GDELT rows are made up by `tools/gdelt_rows.py` in the true layout; `tools/benches/imports.py gdelt N` measures N.",
                      "Both sides write Parquet, in turns, the best of three; CPU seconds tell more where other work runs on the machine."])


def best(rounds: int, **works: Callable[[], object]) -> dict[str, tuple[float, float]]:
    """Least CPU and wall seconds of each work, in turns."""
    found: dict[str, list[tuple[float, float]]] = {name: [] for name in works}
    for _ in range(rounds):
        for name, work in works.items():
            wall, cpu = time.perf_counter(), time.process_time()
            work()
            found[name].append((time.process_time() - cpu, time.perf_counter() - wall))
    return {name: (min(c for c, _ in times), min(w for _, w in times)) for name, times in found.items()}


def gdelt(count: int) -> Figures:
    """An import against bare `read_csv` of the same file to the same columns, both to a Parquet file."""
    import duckdb
    import gdelt_rows

    from pactwatch.cli import imports
    from pactwatch.feeds import gdelt as feed
    from pactwatch.lake import head

    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "events.csv"
        gdelt_rows.write(file, count)
        source = feed.table(file, head(file))
        kinds = ", ".join(f"'{name}': '{kind}'" for name, kind in source.columns.items())
        columns = ", ".join(f"{sql} AS {name}" for name, sql in source.fields.items() if name not in ("official", "source_else", "target_else"))
        bare = f"""COPY (SELECT {columns} FROM read_csv('{file}', delim = '\t', header = false, quote = '', escape = '', auto_detect = false,
            columns = {{{kinds}}}, dateformat = '%Y%m%d')) TO '{folder}/bare.parquet' (FORMAT parquet)"""
        lakes = iter(range(99))
        times = best(ROUNDS, bare=lambda: duckdb.connect().execute(bare),
                     ours=lambda: imports.one(Path(folder) / f"lake{next(lakes)}", file, file, source, None, lambda _: None))
        size = file.stat().st_size / 1e6
    return {"rows": count, "megabytes": size, "cpu": times["bare"][0] / times["ours"][0], "wall": times["bare"][1] / times["ours"][1],
            "per_second": count / times["ours"][1]}


EVENTS = """SELECT 'r' AS release, (DATE '2015-01-05' + (i % 2600)::INT) AS date, ({states})[1 + (hash(i, 1) % 190)::INT] AS source,
    ({states})[1 + (hash(i, 2) % 190)::INT] AS target, ({codes})[1 + (hash(i, 3) % 24)::INT] AS code, 'X' AS type,
    (1 + hash(i, 4) % 4)::TINYINT AS quad, ((hash(i, 4) % 200) / 10.0 - 10)::DOUBLE AS score, i::VARCHAR AS id, hash(i, 5) % 5 > 0 AS official
    FROM range({rows}) r(i)"""
# as one would write it who knows DuckDB: each event once before anything multiplies it, a hash join with a range for membership, and for the week
# beside an ambiguous deed a range join of those few alone; correlated subqueries took fifty times as long
BY_HAND = """
WITH told AS (SELECT date, quad, score, least(source, target) AS a, greatest(source, target) AS b, coalesce(code, type, '') AS deed,
    coalesce(code LIKE '15%' OR code = '192', type = 'MOBILIZE', false) AS ambiguous FROM events
    WHERE release = 'r' AND official AND source <> target AND date BETWEEN DATE '{first}' AND DATE '{last}'),
  once AS MATERIALIZED (SELECT a, b, date, deed, avg(score) AS score, min(quad) AS quad, bool_or(ambiguous) AS ambiguous FROM told GROUP BY ALL),
  verbal AS (SELECT DISTINCT a, b, date FROM once WHERE quad = 3),
  beside AS (SELECT DISTINCT o.a, o.b, o.date FROM once o JOIN verbal v ON o.a = v.a AND o.b = v.b AND v.date BETWEEN o.date - 7 AND o.date + 7
    WHERE ambiguous),
  judged AS MATERIALIZED (SELECT o.*, NOT ambiguous OR v.date IS NOT NULL AS plain
    FROM once o LEFT JOIN beside v ON o.ambiguous AND o.a = v.a AND o.b = v.b AND o.date = v.date),
  placed AS (
    SELECT t.a, t.b, t.date, t.score, x.pact, plain OR y.actor IS NULL AS clear
      FROM judged t JOIN members x ON t.a = x.actor AND t.date >= x.since AND t.date < x.until
      LEFT JOIN members y ON t.b = y.actor AND x.pact = y.pact AND t.date >= y.since AND t.date < y.until
      WHERE y.actor IS NOT NULL OR (a NOT IN ({organisations}) AND b NOT IN ({organisations}))
    UNION ALL
    SELECT t.a, t.b, t.date, t.score, x.pact, true FROM judged t JOIN members x ON t.b = x.actor AND t.date >= x.since AND t.date < x.until
      ANTI JOIN members y ON t.a = y.actor AND x.pact = y.pact AND t.date >= y.since AND t.date < y.until
      WHERE a NOT IN ({organisations}) AND b NOT IN ({organisations}))
SELECT pact, a, b, datediff('day', DATE '{first}', date) // 7 AS week, sum(score / {up}) FILTER (score > 0 AND clear) AS cooperation,
  sum(-score / {down}) FILTER (score < 0 AND clear) AS conflict, count(*) AS volume FROM placed GROUP BY ALL"""


def panel(count: int) -> Figures:
    """The expression against SQL written by hand, over the same Parquet file and the memberships of all declared pacts."""
    from datetime import date, timedelta

    from pactwatch import atlas, counts, lake

    world = atlas.world()
    states = [a.id for a in world.actors.values() if a.kind == "state"][:190]
    organisations = [a.id for a in world.actors.values() if a.kind != "state"]
    scale = counts.scale([row[5] for row in atlas.cameo()])
    codes = [row[0] for row in atlas.cameo() if len(row[0]) == 3][::6][:24]
    first = date(2015, 1, 5)
    window = counts.Weeks("r", tuple(first + timedelta(7 * w) for w in range(2600 // 7)), date(2022, 1, 31))
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "events.parquet"
        import duckdb

        duckdb.execute(f"COPY ({EVENTS.format(states=states, codes=codes, rows=count)}) TO '{file}' (FORMAT parquet)")
        members = counts.memberships([p for p in world.pacts.values() if p.id in PACTS])
        ours = counts.sql(counts.expressions(window, scale, organisations)[1])
        hand = BY_HAND.format(first=first, last=window.until, up=scale.up, down=scale.down, organisations=", ".join(f"'{o}'" for o in organisations))
        relations = {"events": [file], "members": members}
        alike = "pact, a, b, week::INT AS week, round(coalesce(cooperation, 0), 6) AS c, round(coalesce(conflict, 0), 6) AS k, volume::INT AS v"
        one, other = (f"(SELECT {alike} FROM ({q}))" for q in (ours, hand))
        differ = lake.fetch(f"SELECT (SELECT count(*) FROM ({one} EXCEPT {other})) + (SELECT count(*) FROM ({other} EXCEPT {one}))", relations)
        assert differ == [(0,)], f"the two ways to count differ in {differ} rows"
        times = best(ROUNDS, hand=lambda: lake.ask(hand, relations), ours=lambda: lake.ask(ours, relations))
    return {"rows": count, "cpu": times["ours"][0] / times["hand"][0], "wall": times["ours"][1] / times["hand"][1], "seconds": times["ours"][1]}


PACTS = ("CSTO", "CIS", "EAEU", "SCO", "NATO", "EU", "OTS", "GCC", "LAS", "AU", "ECOWAS", "ASEAN", "G5S", "BRICS")  # all declared ones that had members in 2018


def readings(shared: str) -> Figures:
    """From the file of names to every reading of fifteen pacts, imports of modules left out. The fifteenth is one that is not declared."""
    from datetime import date

    from pactwatch import atlas, lake
    from pactwatch.cli import imports
    from pactwatch.feeds import table
    from pactwatch.nouns import Member, Pact
    from pactwatch.run.readings import measure

    file = Path(shared) / "events" / "icews18.parquet"
    world = atlas.world()
    anzus = Pact("ANZUS", "ANZUS", "Security Treaty of 1951", "USA", tuple(Member(actor, date(1952, 4, 29)) for actor in ("AUS", "NZL", "USA")))
    pacts = [*(world.pacts[p] for p in PACTS), anzus]
    found: list[int] = []
    with tempfile.TemporaryDirectory() as folder:
        lakes = iter(range(99))

        def whole() -> None:
            place = Path(folder) / f"lake{next(lakes)}"
            imports.one(place, file, file, table.mapped(file, [], MAP), None, lambda _: None)
            made = measure(lake.rows(place), pacts)
            found[:] = [sum(m.readings.num_rows for m in made), len(made)]

        times = best(ROUNDS, whole=whole)["whole"]
        events = int(lake.fetch("SELECT count(*) FROM t", {"t": lake.rows(Path(folder) / "lake0")})[0][0])
    return {"events": events, "readings": found[0], "pacts": found[1], "cpu": times[0], "wall": times[1]}


if __name__ == "__main__":
    part, word = sys.argv[1:]
    print(json.dumps({"gdelt": lambda: gdelt(int(word)), "panel": lambda: panel(int(word)), "readings": lambda: readings(word)}[part]()))
