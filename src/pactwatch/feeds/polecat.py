"""POLECAT (ngecEvents.DV.YYYY.txt): 40 columns by tabs, with a header, in ISO-8859-1; lists with ";", "None" as text.

Some files carry a further column "Headline", and some rows tabs too many: those are set aside.
"""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from .. import atlas
from ..nouns import TableSource
from ._looks import claimed, header

COLUMNS = (
    "Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts", "Actor Name", "Actor Country", "Actor COW",
    "Primary Actor Sector", "Actor Sectors", "Actor Title", "Actor Name Raw", "Wikipedia Actor ID", "Recipient Name", "Recipient Country", "Recipient COW",
    "Primary Recipient Sector", "Recipient Sectors", "Recipient Title", "Recipient Name Raw", "Wikipedia Recipient ID", "Placename", "City", "District",
    "Province", "Country", "Latitude", "Longitude", "GeoNames ID", "Raw Placename", "Feature Type", "Source", "Publication Date", "Story People",
    "Story Organizations", "Story Locations", "Language", "Version",
)  # fmt: skip
SPARE = ("Headline",)


def table(path: Path, lines: Sequence[str]) -> TableSource:
    """`Actor Country` and `Recipient Country` become the actors, one row for each of a list; where empty, the COW number is tried."""
    claimed(path, lines, "polecat")
    names = header(path, lines[0], COLUMNS, SPARE)
    kinds = {"Event Date": "DATE", "Intensity": "DOUBLE"}
    columns = {name or f"empty {i}": kinds.get(name, "VARCHAR") for i, name in enumerate(names)}
    sectors = ", ".join(f"'{sector}'" for sector in atlas.bodies("polecat")["sectors"])
    both = " AND ".join(f"coalesce(\"Primary {end} Sector\", '') IN ({sectors})" for end in ("Actor", "Recipient"))
    return TableSource(
        system="polecat", columns=columns, header=True, encoding="latin-1", nulls=("", "None"), deeds="plover", actors="states",
        places="states", since=date(2000, 1, 1), lists=True, fields={
            "id": '"Event ID"', "date": '"Event Date"', "source": listed("Actor"), "target": listed("Recipient"), "code": 'upper("Event Type")',
            "source_sector": '"Primary Actor Sector"', "target_sector": '"Primary Recipient Sector"', "score": '"Intensity"', "place": '"Country"',
            "sources": "1", "official": both,
        },
    )  # fmt: skip


def listed(end: str) -> str:
    """«RUS;BLR» → two actors. "None" stands for nobody within a list, too."""
    cell = f'coalesce("{end} Country", "{end} COW", \'\')'
    return f"list_distinct(list_filter(list_transform(string_split({cell}, ';'), lambda x: trim(x)), lambda x: x NOT IN ('', 'None')))"
