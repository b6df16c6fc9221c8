"""The lake: truth as immutable Parquet. `store` keeps the nouns of a run; `take` brings in tables coded by others, as columns; `ask` reads both by SQL."""

from .aside import Copy, aside
from .ask import answers, ask, fetch
from .known import codes, deeds
from .store import TABLES, day, held, publish, read, schema, table
from .take import take
from .taken import Import, Job, Taken, imports, only_tables, rows
from .unpack import head, key, plain

__all__ = [
    "TABLES", "Copy", "Import", "Job", "Taken", "answers", "aside", "ask", "codes", "day", "deeds", "fetch", "head", "held", "imports", "key", "only_tables",
    "plain", "publish", "read", "rows", "schema", "table", "take",
]  # fmt: skip
