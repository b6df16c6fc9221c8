"""ICEWS: 20 columns by tabs, with a header, in UTF-8. The key is (id, date): ids come again. Ended on 2023-04-11."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from .. import atlas
from ..nouns import TableSource
from ._looks import claimed, header

COLUMNS = (
    "Event ID", "Event Date", "Source Name", "Source Sectors", "Source Country", "Event Text", "CAMEO Code", "Intensity", "Target Name",
    "Target Sectors", "Target Country", "Story ID", "Sentence Number", "Publisher", "City", "District", "Province", "Country", "Latitude", "Longitude",
)  # fmt: skip
KINDS = {"Event ID": "BIGINT", "Event Date": "DATE", "Intensity": "DOUBLE", "Story ID": "BIGINT", "Sentence Number": "INTEGER"}


def table(path: Path, lines: Sequence[str]) -> TableSource:
    """`Source Country` becomes the actor, an organisation without one is known by its name; sectors say who speaks for a state."""
    claimed(path, lines, "icews")
    header(path, lines[0], COLUMNS)
    return TableSource(
        system="icews", columns={name: KINDS.get(name, "VARCHAR") for name in COLUMNS}, header=True, nulls=("", "NA"), deeds="cameo", actors="names",
        places="names", since=date(1991, 1, 1), fields={
            "id": '"Event ID"', "date": '"Event Date"', "source": '"Source Country"', "target": '"Target Country"', "source_else": '"Source Name"',
            "target_else": '"Target Name"', "source_sector": '"Source Sectors"', "target_sector": '"Target Sectors"', "code": '"CAMEO Code"',
            "score": '"Intensity"', "place": '"Country"', "sources": "1", "official": f"{official('Source')} AND {official('Target')}",
        },
    )  # fmt: skip


def official(end: str) -> str:
    """Whether an end is its state: it bears the state's name, or one of its sectors is a body of the state."""
    declared = atlas.bodies("icews")
    listed = {key: "[" + ", ".join(f"'{sector}'" for sector in declared[key]) + "]" for key in ("sectors", "not")}
    sectors = f"string_split(\"{end} Sectors\", ',')"
    named = f'"{end} Sectors" IS NULL AND "{end} Name" = "{end} Country"'
    return f"coalesce(({named}) OR (list_has_any({sectors}, {listed['sectors']}) AND NOT list_has_any({sectors}, {listed['not']})), false)"
