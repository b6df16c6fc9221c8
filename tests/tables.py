"""Made-up rows of tables coded by others, in the layouts in which they are published."""

from collections.abc import Mapping, Sequence

from pactwatch.feeds import gdelt as gdelt_feed
from pactwatch.feeds import icews as icews_feed
from pactwatch.feeds import polecat as polecat_feed

ICEWS = {
    "Event ID": "1001", "Event Date": "2022-10-03", "Source Name": "Defense / Security Ministry (Kyrgyzstan)", "Source Sectors": "Government,Executive",
    "Source Country": "Kyrgyzstan", "Event Text": "Accuse", "CAMEO Code": "112", "Intensity": "-2", "Target Name": "Tajikistan", "Target Sectors": "NA",
    "Target Country": "Tajikistan", "Story ID": "5", "Sentence Number": "2", "Publisher": "An invented agency", "City": "NA", "District": "NA",
    "Province": "NA", "Country": "Kyrgyzstan", "Latitude": "42.8", "Longitude": "74.5",
}  # fmt: skip
POLECAT = dict.fromkeys(polecat_feed.COLUMNS, "None") | {
    "Event ID": "E1", "Event Date": "2022-10-03", "Event Type": "ACCUSE", "Event Mode": "disapprove", "Intensity": "-3.0", "Quad Code": "V-CONF",
    "Actor Name": "Кыргыз".encode().decode("latin-1", "replace"), "Actor Country": "KGZ;RUS", "Primary Actor Sector": "GOV", "Recipient Country": "TJK",
    "Primary Recipient Sector": "GOV", "Country": "KGZ", "Placename": "Bogotá",
}  # fmt: skip
GDELT = {
    "GLOBALEVENTID": "410000001", "SQLDATE": "20221003", "MonthYear": "202210", "Year": "2022", "FractionDate": "2022.75", "Actor1Code": "KGZGOV",
    "Actor1Name": "KYRGYZSTAN", "Actor1CountryCode": "KGZ", "Actor1Type1Code": "GOV", "Actor2Code": "TJK", "Actor2Name": "TAJIKISTAN",
    "Actor2CountryCode": "TJK", "IsRootEvent": "1", "EventCode": "112", "EventBaseCode": "112", "EventRootCode": "11", "QuadClass": "3",
    "GoldsteinScale": "-2.0", "NumMentions": "6", "NumSources": "2", "NumArticles": "6", "AvgTone": "-3.1", "ActionGeo_CountryCode": "KG",
    "DATEADDED": "20221003121500", "SOURCEURL": "https://www.example.org/a",
}  # fmt: skip


def text(columns: Sequence[str], rows: Sequence[Mapping[str, str]], header: bool) -> str:
    lines = (["\t".join(columns)] if header else []) + ["\t".join(row.get(name, "") for name in columns) for row in rows]
    return "\n".join(lines) + "\n"


def icews(*rows: dict[str, str]) -> str:
    return text(icews_feed.COLUMNS, [ICEWS | row for row in rows], header=True)


def polecat(*rows: dict[str, str], spare: bool = False) -> str:
    return text([*polecat_feed.COLUMNS, *(["Headline"] if spare else [])], [POLECAT | row for row in rows], header=True)


def gdelt(*rows: dict[str, str], width: int = 61) -> str:
    return text(gdelt_feed.columns(width), [GDELT | row for row in rows], header=False)


def mentions(*pairs: tuple[str, str]) -> str:
    """(event id, name of the source)."""
    rows = [{"GLOBALEVENTID": event, "MentionSourceName": source} for event, source in pairs]
    return text(gdelt_feed.MENTIONS, rows, header=False)
