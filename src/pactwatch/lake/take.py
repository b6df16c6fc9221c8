"""Takes one file of events coded by others into the lake: read, check, compare with what is there, publish. Nothing is half-written."""

import os
import tempfile
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import file_digest
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from ..nouns import Bad
from . import known, plan, repeats
from .ask import Done, connect, files, reason, text, unreadable, watched
from .store import made_for, whole
from .taken import Import, Job, Taken, imports, keep
from .unpack import MISREAD, lines, readable

TOO_MANY = 0.5  # of the rows do not parse: it is another table
WRITTEN = "(FORMAT parquet, DICTIONARY_SIZE_LIMIT 5000, WRITE_BLOOM_FILTER false)"  # ids, which are all different, need no dictionary
# how many rows a text has is not known before it is read: taken for few, they would be kept in memory to be met by the code tables
AS_WRITTEN = "SET disabled_optimizers = 'join_order,build_side_probe_side'"
TEXT = pa.string()
REJECTED = pa.schema([("system", TEXT), ("file", TEXT), ("line", pa.int64()), ("reason", TEXT), ("text", TEXT), ("run", TEXT)])


def take(folder: Path, job: Job, relations: Mapping[str, pa.Table], made: Mapping[str, str], done: Done = lambda _: None) -> Taken:
    """Takes the file in. `relations`: the code tables `actors`, `places`, `deeds` (see `known.codes`). Raises Bad for a file that is not to be trusted."""
    before = imports(folder)
    same = next((i for i in before if i.key == job.key), None)
    if same:
        return Taken(same, True)
    with made_for(folder), tempfile.TemporaryDirectory(prefix=".taking-", dir=folder) as place:
        con = connect()
        try:
            con.execute(AS_WRITTEN)
            for name, table in relations.items():
                con.register(name, table)
            for statement in known.prepared(relations):
                con.execute(statement)
            found = _Taking(con, job, Path(place), folder, relations).run(before, made, done)
        finally:
            con.close()
    keep(folder, [*before, found])
    return Taken(found, False)


class _Taking:
    """The steps of one import, on one connection; `at` is the Parquet of rows as far as it has come."""

    def __init__(self, con: Any, job: Job, place: Path, folder: Path, tables: Mapping[str, pa.Table]) -> None:
        self.con, self.job, self.place, self.folder, self.tables = con, job, place, folder, tables
        self.at = place / "read.parquet"

    def run(self, before: list[Import], made: Mapping[str, str], done: Done) -> Import:
        self.read(done)
        rejected = self.unparsed()
        total, windows, doubtful = self.looked()
        every, bad = total + len(rejected), doubtful + len(rejected)
        if doubtful:
            rejected += self.impossible([row["line"] for row in rejected])
        self.trust(every, bad, rejected)
        windows = self.looked()[1] if doubtful else windows
        repeats.apart(self.job.source, self.job.name, before, windows)
        repeated = self.once([i for i in before if repeats.meets(self.job.source, i, windows)])
        table = pa.Table.from_pylist(rejected, REJECTED)
        pq.write_table(table, self.place / "rejected.parquet", compression="zstd")
        count = self.one(f"SELECT count(*) FROM {files([self.at])}") if repeated or rejected else total
        unknown = self.unknown()
        kept = {"rows": self.publish("rows", self.at), **({"rejected": self.publish("rejected", self.place / "rejected.parquet")} if rejected else {})}
        stamp = {**made, "run": self.job.run, "at": datetime.now(UTC).isoformat(timespec="seconds")}
        return Import(self.job.key, self.job.source.system, self.job.name, windows, count, len(rejected), repeated, unknown, kept, stamp)

    def one(self, query: str) -> Any:
        return self.con.execute(query).fetchone()[0]

    def read(self, done: Done) -> None:
        """The whole file in one pass. What DuckDB says of a file that it cannot read at all becomes one line."""
        job = self.job
        if job.source.form == "text":
            source, path = readable(job.source, job.path, job.name, self.place)
            self.job = job = replace(job, source=source, path=path)
        with watched(self.con, done):
            self.write(plan.rows(job.source, job.path, job.release, job.run), self.at)
        done(1.0)

    def write(self, query: str, place: Path) -> None:
        try:
            self.con.execute(f"COPY ({query}) TO {text(place)} {WRITTEN}")
        except unreadable() as error:
            raise Bad(f"{self.job.name}: cannot be read as a table of {self.job.source.system} ({str(error).splitlines()[0]}); fetch it again") from None

    def unparsed(self) -> list[dict[str, Any]]:
        """What did not parse, a row a line, with the first reason."""
        if self.job.source.form == "parquet":
            return []
        told = "struct_pack(kind := error_type::VARCHAR, name := column_name, says := error_message, line := csv_line)"
        query = f"""SELECT e.line, min_by({told}, column_idx) AS e, s.file_path
            FROM reject_errors e JOIN reject_scans s USING (scan_id, file_id) GROUP BY e.line, s.file_path ORDER BY e.line"""
        return [self.reject(line, reason(e), e["line"], Path(place).name) for line, e, place in self.con.execute(query).fetchall()]

    def reject(self, line: int, reason: str, words: str | None, file: str = "") -> dict[str, Any]:
        job = self.job
        name = job.name if file in ("", job.path.name) else file
        return {"system": job.source.system, "file": name, "line": line, "reason": reason, "text": words, "run": job.run}

    def impossible(self, unread: list[int]) -> list[dict[str, Any]]:
        """Rows that parse and cannot be: they are told by line, and leave the rows."""
        found, any_of = plan.faults(self.job.source, self.job.today), self.impossibly()
        reasons = " ".join(f"WHEN {predicate} THEN {text(reason)}" for reason, predicate in found.items())
        query = f"""SELECT n, reason FROM (SELECT row_number() OVER () AS n, CASE {reasons} END AS reason
            FROM ({plan.told(self.job.source, self.job.path, "again")})) WHERE reason IS NOT NULL"""
        rows = [(self.line(n, unread), reason) for n, reason in self.con.execute(query).fetchall()]
        words = {} if self.job.source.form == "parquet" else lines(self.job.path, {n for n, _ in rows})
        clean = self.place / "possible.parquet"
        self.write(f"SELECT * FROM {files([self.at])} WHERE ({any_of}) IS NOT TRUE", clean)
        self.at = clean
        return [self.reject(n, reason, words.get(n)) for n, reason in rows]

    def line(self, accepted: int, unread: list[int]) -> int:
        """The line of the n-th row that parsed: those that did not, and the header, stand between."""
        head = int(self.job.source.header)
        gaps = [bad - head - i for i, bad in enumerate(unread)]  # accepted rows before each bad line, plus one
        return accepted + head + bisect_right(gaps, accepted)

    def trust(self, every: int, bad: int, rejected: list[dict[str, Any]]) -> None:
        """Refuses a file that is not what it was called, rather than keep what happens to fit. `bad` of `every` row cannot be; a line with lists is several."""
        job = self.job
        garbled = [r for r in rejected if "UTF-8" in r["reason"]]
        if len(garbled) > MISREAD * every:
            raise Bad(f"{job.name}, line {garbled[0]['line']}: not UTF-8, in which {job.source.system} comes; save it as UTF-8")
        if not every:
            raise Bad(f"{job.name}: holds no rows; name a table with events")
        if bad > TOO_MANY * every or len(rejected) >= plan.REJECTS:
            first = rejected[0]
            raise Bad(f"{job.name}: {bad:,} of {every:,} rows are no rows of {job.source.system} (line {first['line']}: {first['reason']}): "
                      "shifted columns, or a table of another system; name the system that made it")

    def impossibly(self) -> str:
        """A row that cannot be. Whether any lacks its id is known without reading the ids: the file's statistics tell."""
        found = plan.faults(self.job.source, self.job.today)
        if not self.one(f"SELECT count(*) FROM {files([self.at])} WHERE id IS NULL"):
            del found["no id"]
        return " OR ".join(f"({predicate})" for predicate in found.values())

    def looked(self) -> tuple[int, dict[str, tuple[str, str]], int]:
        """In one look over what was read: rows, the window of each release, rows that cannot be."""
        rows = self.con.execute(f"""SELECT release, min(date), max(date), count(*), count(*) FILTER ({self.impossibly()})
            FROM {files([self.at])} GROUP BY 1 ORDER BY 1""").fetchall()
        windows = {release: (str(first), str(last)) for release, first, last, _, _ in rows if first}
        return sum(r[3] for r in rows), windows, sum(r[4] for r in rows)

    def once(self, overlapping: list[Import]) -> int:
        """Leaves out rows of a key that was told already, in this file or an earlier one; how many."""
        at, key = files([self.at]), repeats.key(self.job.source)
        if not overlapping and (repeats.different(self.at) or not self.one(f"SELECT count(*) - count(DISTINCT ({', '.join(key)})) FROM {at}")):
            return 0
        had = files([whole(self.folder / i.files["rows"]) for i in overlapping]) if overlapping else f"(SELECT * FROM {at} LIMIT 0)"
        kept = self.place / "once.parquet"
        self.write(repeats.first(key, at, had), kept)
        left = int(self.one(f"SELECT (SELECT count(*) FROM {at}) - (SELECT count(*) FROM {files([kept])})"))
        self.at = kept
        return left

    def unknown(self) -> dict[str, dict[str, int]]:
        """Codes that no declared table knows, with how many rows they are in."""
        at, found = files([self.at]), {}
        ends = " UNION ALL ".join(f"SELECT {end} AS c, date FROM {at} WHERE {end} IS NOT NULL" for end in ("source_code", "target_code"))
        asked = {
            "actor": (ends, "actors"), "place": (f"SELECT place_code AS c, date FROM {at} WHERE place_code IS NOT NULL", "places"),
            "deed": (f"SELECT code AS c, NULL::DATE AS date FROM {at} WHERE code IS NOT NULL", "deeds"),
        }  # fmt: skip
        for what, (query, table) in asked.items():
            if table not in self.tables:
                continue
            dated = f"AND x.date >= {table}.since AND x.date < {table}.until" if table != "deeds" else ""
            found[what] = dict(self.con.execute(f"""SELECT c, sum(n)::BIGINT FROM (SELECT c, date, count(*) AS n FROM ({query}) GROUP BY 1, 2) x
                WHERE NOT EXISTS (SELECT 1 FROM {table} WHERE {table}.code = x.c {dated}) GROUP BY 1 ORDER BY 2 DESC, 1""").fetchall())
        return {what: codes for what, codes in found.items() if codes}

    def publish(self, table: str, part: Path) -> str:
        """The file under a name of its content, by rename."""
        with part.open("rb+") as content:
            name = f"{table}-{file_digest(content, 'sha256').hexdigest()[:12]}.parquet"
            os.fsync(content.fileno())
        part.replace(self.folder / name)
        return name
