"""What the probability of a claim is worth: how many of those told with a chance are right, on texts that the coder had not seen."""

import collections
import itertools
import json
from pathlib import Path
from typing import Any

EDGES = (0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.01)
Row = dict[str, Any]


def lines(path: Path) -> list[Row]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def judged(gold: Path, claims: Path) -> list[tuple[float, bool]]:
    """Each claim's probability and whether its source, target and type are coded in its sentence; of a deed that both do, in either direction."""
    coded = collections.defaultdict(list)
    for row in lines(gold):
        coded[row["article_id"]].append(row)
    return [(claim["probability"], any(right(claim, row) for row in coded[claim["article"]])) for claim in lines(claims)]


def right(claim: Row, sentence: Row) -> bool:
    if not sentence["char_start"] <= claim["start"] < sentence["char_end"]:
        return False
    told = (claim["source"], claim["target"], claim["type"])
    return any(told in ((e["source"], e["target"], e["type"]), *[(e["target"], e["source"], e["type"])] * e["symmetric"]) for e in sentence["events"])


def bands(rows: list[tuple[float, bool]]) -> list[tuple[float, float, int]]:
    """Mean probability told, share right, and how many claims, in tenths from the bar on; empty ones left out."""
    parts = [[row for row in rows if low <= row[0] < high] for low, high in itertools.pairwise(EDGES)]
    return [(sum(p for p, _ in part) / len(part), sum(good for _, good in part) / len(part), len(part)) for part in parts if part]
