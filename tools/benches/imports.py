"""Taking in tables: the speed of an import over bare DuckDB, of the panel over hand-written SQL, and from a file to all readings.

By hand, with more rows: imports.py gdelt 5000000, imports.py panel 10000000; `--keep gdelt5` or `--keep panel10` keeps
the figures for the page. Ratios are of CPU seconds and of wall seconds in one run, the best of three each,
in turns, so that what else runs on the machine weighs on both alike.
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
PINS = Path(__file__).parent.parent.parent / "docs" / "bench.json"
Figures = dict[str, Any]
ROUNDS = 3
MAP = Path(__file__).parent.parent.parent / "docs" / "examples" / "maps" / "icews_names.toml"


def measure(shared: Path) -> Figures:
    figures = {part: run_apart(part, *words) for part, words in
               (("gdelt", ("1000000",)), ("panel", ("2000000",)), ("readings", (str(shared),)))}
    before = json.loads(PINS.read_text(encoding="utf-8")).get("imports", {}).get("figures", {}) if PINS.exists() else {}
    return figures | {part: before[part] for part in ("gdelt5", "panel10") if part in before}


def run_apart(*words: str) -> Figures:
    """A part in a process of its own."""
    return dict(json.loads(subprocess.run([sys.executable, __file__, *words], check=True, capture_output=True, text=True).stdout.splitlines()[-1]))


def scores(figures: Figures, shared: Path) -> dict[str, dict[str, Any]]:
    """None is pinned: they depend on the machine."""
    return {}


def report(figures: Figures) -> str:
    rows = ["| what | CPU | wall | asked for |", "|---|---|---|---|"]
    for f in (figures[key] for key in ("gdelt", "gdelt5") if key in figures):
        rows.append(f"| import of {f['rows']:,} GDELT rows ({f['megabytes']:,.0f} MB), speed over bare DuckDB `read_csv` to the same columns | "
                    f"**{f['cpu']:.2f}** | {f['wall']:.2f} ({f['per_second']:,.0f} rows a second) | ≥ 0.8 |")
    r = figures["readings"]
    rows += [
        *(f"| weekly counts of {p['rows']:,} events, time over SQL by hand | **{p['cpu']:.2f}×** | {p['wall']:.2f}× ({p['seconds']:.1f} s) | ≤ 1.3× |"
          for p in (figures[key] for key in ("panel", "panel10") if key in figures)),
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
BY_HAND = """
WITH told AS (SELECT date, quad, score, id, least(source, target) AS a, greatest(source, target) AS b, coalesce(code, type, '') AS deed,
    coalesce(code LIKE '15%' OR code = '192', type = 'MOBILIZE', false) AS ambiguous FROM events
    WHERE release = 'r' AND official AND source IS NOT NULL AND target IS NOT NULL AND source <> target AND date BETWEEN DATE '{first}' AND DATE '{last}'),
  placed AS (
    SELECT t.*, x.pact, y.actor IS NOT NULL AS allied FROM told t JOIN members x ON t.a = x.actor AND t.date >= x.since AND t.date < x.until
      LEFT JOIN members y ON t.b = y.actor AND x.pact = y.pact AND t.date >= y.since AND t.date < y.until
    UNION ALL
    SELECT t.*, x.pact, false FROM told t JOIN members x ON t.b = x.actor AND t.date >= x.since AND t.date < x.until
      WHERE NOT EXISTS (SELECT 1 FROM members y WHERE t.a = y.actor AND x.pact = y.pact AND t.date >= y.since AND t.date < y.until)),
  once AS (SELECT pact, a, b, date, deed, min(id) AS id, avg(score) AS score, min(quad) AS quad, bool_or(ambiguous AND allied) AS doubtful FROM placed
    WHERE allied OR (a NOT IN ({organisations}) AND b NOT IN ({organisations})) GROUP BY ALL),
  weighed AS (SELECT o.*, CASE WHEN NOT doubtful OR EXISTS (SELECT 1 FROM once v WHERE v.quad = 3 AND v.pact = o.pact AND v.a = o.a AND v.b = o.b
    AND v.date BETWEEN o.date - INTERVAL 7 DAY AND o.date + INTERVAL 7 DAY) THEN 1.0 ELSE 0.0 END AS clear FROM once o)
SELECT pact, a, b, datediff('day', DATE '{first}', date) // 7 AS week, sum(score / {up} * clear) FILTER (score > 0) AS cooperation,
  sum(-score / {down} * clear) FILTER (score < 0) AS conflict, count(*) AS volume FROM weighed GROUP BY ALL"""


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
    window = counts.Window("r", tuple(first + timedelta(7 * w) for w in range(2600 // 7)), date(2022, 1, 31))
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


PACTS = ("CSTO", "CIS", "EAEU", "SCO", "NATO", "EU", "OTS", "GCC", "LAS", "AU", "ECOWAS", "ASEAN", "OSCE", "G5S", "BRICS")


def readings(shared: str) -> Figures:
    """From the file of names to every reading of fifteen pacts, imports of modules left out."""
    from pactwatch import atlas, lake
    from pactwatch.cli import imports, measure
    from pactwatch.feeds import table

    file = Path(shared) / "events" / "icews18.parquet"
    world = atlas.world()
    found: list[int] = []
    with tempfile.TemporaryDirectory() as folder:
        lakes = iter(range(99))

        def whole() -> None:
            place = Path(folder) / f"lake{next(lakes)}"
            imports.one(place, file, file, table.mapped(file, [], MAP), None, lambda _: None)
            made = measure.measure(lake.rows(place), [world.pacts[p] for p in PACTS])
            found[:] = [sum(m.readings.num_rows for m in made), len(made)]

        times = best(ROUNDS, whole=whole)["whole"]
        events = int(lake.fetch("SELECT count(*) FROM t", {"t": lake.rows(Path(folder) / "lake0")})[0][0])
    return {"events": events, "readings": found[0], "pacts": found[1], "cpu": times[0], "wall": times[1]}


if __name__ == "__main__":
    part, *words = sys.argv[1:]
    keep = words[words.index("--keep") + 1:] if "--keep" in words else []
    kept = json.loads(PINS.read_text(encoding="utf-8")) if PINS.exists() else {}
    done = {"gdelt": lambda: gdelt(int(words[0])), "panel": lambda: panel(int(words[0])), "readings": lambda: readings(words[0])}[part]()
    if keep:
        kept["imports"] = {"figures": kept.get("imports", {}).get("figures", {}) | {keep[0]: done}, "scores": {}}
        PINS.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(done))
