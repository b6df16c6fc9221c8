"""PLOVER records, one JSON object a line, in UTF-8: id, date, actor and event are required; recipient, mode and weight are read, too.

An actor is a code, an object with a `code`, or a list of either. `mode` is kept where it is one of our acts, as in our own export.
"""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from .. import atlas
from ..nouns import TableSource
from ._looks import claimed


def table(path: Path, lines: Sequence[str]) -> TableSource:
    """Each line is one column; what is no object, or lacks what PLOVER requires, is set aside."""
    claimed(path, lines, "plover")
    acts = ", ".join(f"'{act}'" for act in atlas.world().deeds.acts)
    mode = "line ->> '$.mode'"
    whole = f"line ->> '$.event' IS NOT NULL AND len({ends('actor')}) > 0"
    return TableSource(
        system="plover", columns={"line": "JSON"}, delimiter="\x01", deeds="plover", actors="states", places="states", since=date(1945, 1, 1), lists=True,
        undated="no date, actor or event", fields={
            "id": "line ->> '$.id'", "date": f"CASE WHEN {whole} THEN TRY_CAST(line ->> '$.date' AS DATE) END",
            "source": ends("actor"), "target": ends("recipient"),
            "code": "upper(line ->> '$.event')", "act": f"CASE WHEN {mode} IN ({acts}) THEN {mode} END", "source_sector": sector("actor"),
            "target_sector": sector("recipient"), "sources": "greatest(coalesce(json_array_length(line, '$.cite_info'), 1), 1)",
            "official": f"coalesce({sector('actor')}, 'GOV') IN ('GOV', 'MIL') AND coalesce({sector('recipient')}, 'GOV') IN ('GOV', 'MIL')",
        },
    )  # fmt: skip


def ends(name: str) -> str:
    """A list of codes, whichever way they are written."""
    cell = f"json_extract(line, '$.{name}')"
    many = f"from_json(CASE WHEN json_type({cell}) = 'ARRAY' THEN {cell} ELSE json_array({cell}) END, '[\"JSON\"]')"
    code = "CASE WHEN json_type(x) = 'OBJECT' THEN x ->> '$.code' ELSE x ->> '$' END"
    return f"list_distinct(list_filter(list_transform({many}, lambda x: trim({code})), lambda x: x <> ''))"


def sector(name: str) -> str:
    return f"line ->> '$.{name}.sector'"
