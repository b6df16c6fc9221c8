"""GDELT: events of 1.0 (57 or 58 columns) and 2.0 (61), by tabs, without a header; mentions of 2.0 (16 columns) count their sources.

Actors are told in CAMEO's three letters, places in FIPS 10-4. GDELT gives leads, not facts: aggregate, and say how many sources. A
file holds what was added in its time and reaches back in its events, so that many files tell one week: the id keeps them apart.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from .. import atlas
from ..nouns import Bad, TableSource
from ._looks import GDELT_WIDTHS, claimed, width

ACTOR = ("Code", "Name", "CountryCode", "KnownGroupCode", "EthnicCode", "Religion1Code", "Religion2Code", "Type1Code", "Type2Code", "Type3Code")
GEO = ("Type", "FullName", "CountryCode", "ADM1Code", "ADM2Code", "Lat", "Long", "FeatureID")
EVENT = ("IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass", "GoldsteinScale", "NumMentions", "NumSources", "NumArticles", "AvgTone")
KINDS = {"SQLDATE": "DATE", "QuadClass": "TINYINT", "GoldsteinScale": "DOUBLE", "NumSources": "INTEGER"}
MENTIONS = ("GLOBALEVENTID", "EventTimeDate", "MentionTimeDate", "MentionType", "MentionSourceName", "MentionIdentifier", "SentenceID", "Actor1CharOffset",
            "Actor2CharOffset", "ActionCharOffset", "InRawText", "Confidence", "MentionDocLen", "MentionDocTone", "MentionDocTranslationInfo", "Extras")


def columns(count: int) -> list[str]:
    """The names of the columns of a file that has so many."""
    geo = [part for part in GEO if count == 61 or part != "ADM2Code"]
    names = ["GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate"]
    names += [actor + part for actor in ("Actor1", "Actor2") for part in ACTOR] + list(EVENT)
    names += [place + part for place in ("Actor1Geo_", "Actor2Geo_", "ActionGeo_") for part in geo] + ["DATEADDED"]
    return names if count == 57 else [*names, "SOURCEURL"]


def table(path: Path, lines: Sequence[str]) -> TableSource:
    """`Actor1CountryCode` and `Actor2CountryCode` become the actors; an organisation without a country is known by its group."""
    claimed(path, lines, "gdelt")
    counts = [width(line) for line in lines[:20]]
    count = max(set(counts), key=counts.count)
    if count not in GDELT_WIDTHS:
        known = ", ".join(f"{n} ({what})" for n, what in GDELT_WIDTHS.items())
        raise Bad(f"{path}: {count} columns by tabs, GDELT's events have {known}; name a file of events as it was published")
    bodies = ", ".join(f"'{sector}'" for sector in atlas.bodies("gdelt")["sectors"])
    state = " AND ".join(f"({end}CountryCode IS NOT NULL AND coalesce({end}Type1Code, 'GOV') IN ({bodies}))" for end in ("Actor1", "Actor2"))
    return TableSource(
        system="gdelt", columns={name: KINDS.get(name, "VARCHAR") for name in columns(count)}, day="%Y%m%d", deeds="cameo", actors="cameo_countries",
        places="fips", since=date(1979, 1, 1), alone=False, fields={
            "id": "GLOBALEVENTID", "date": "SQLDATE", "source": "Actor1CountryCode", "target": "Actor2CountryCode", "source_else": "Actor1KnownGroupCode",
            "target_else": "Actor2KnownGroupCode", "source_sector": "Actor1Type1Code", "target_sector": "Actor2Type1Code", "code": "EventCode",
            "quad": "QuadClass", "score": "GoldsteinScale", "sources": "NumSources", "place": "ActionGeo_CountryCode", "official": state,
        },
    )  # fmt: skip


def mentioned(source: TableSource, paths: Sequence[Path]) -> TableSource:
    """The same events with as many sources as these tables of mentions name; events that they do not hold keep their own number."""
    if not paths:
        return source
    kinds = "{" + ", ".join(f"'{name}': 'VARCHAR'" for name in MENTIONS) + "}"
    names = "[" + ", ".join("'" + str(p).replace("'", "''") + "'" for p in paths) + "]"
    read = f"""read_csv({names}, delim = '\t', header = false, quote = '', escape = '', auto_detect = false, columns = {kinds}, store_rejects = true,
        null_padding = false)"""
    return replace(source, counted=f"SELECT GLOBALEVENTID AS mentioned, count(DISTINCT MentionSourceName)::INTEGER AS sources FROM {read} GROUP BY 1")
