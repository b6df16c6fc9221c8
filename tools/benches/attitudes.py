"""The indicator of attitudes on texts whose attitudes are known: tones of pairs of actors, what is expected, and how much of it is a prior."""

import json
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import starmap
from pathlib import Path
from typing import Any

import numpy as np

HOME = Path(__file__).parent.parent.parent
TITLE = "Attitudes added up: tones of pairs of actors"
WEEK = date(2016, 1, 4)
Figures = dict[str, Any]
Row = tuple[str, str, str, str, float]  # article, source, target, polarity, probability; ends are actors


def known(folder: Path) -> Iterator[Row]:
    """What the annotation tells of the documents that have a text; names are taken to actors as the reader's own are."""
    for path in sorted(folder.glob("art*.opin.txt")):
        if path.with_name(path.name.replace(".opin", "")).exists():
            for cells in ([cell.strip() for cell in line.split(",")] for line in path.read_text(encoding="utf-8").splitlines()):
                if polarity := next((c for c in cells[2:] if c in ("pos", "neg")), None):
                    yield path.name.split(".")[0], cells[0], cells[1], polarity, 1.0


def told(place: Path) -> Iterator[Row]:
    for row in map(json.loads, place.read_text(encoding="utf-8").splitlines()):
        yield row["article"], row["source"], row["target"], row["polarity"], row["probability"]


def between(rows: Iterable[Row]) -> list[Row]:
    """Those with an actor at each end, once an article, pair and polarity, as the indicator counts them."""
    from pactwatch import run

    actor, best = run.reader("ru").names.actor, dict[tuple[str, str, str, str], float]()
    for article, source, target, polarity, chance in rows:
        ends = sorted(found[0] for found in (actor(source), actor(target)) if found)
        if len(set(ends)) == 2:
            key = (article, ends[0], ends[1], polarity)
            best[key] = max(chance, best.get(key, 0.0))
    return [(*key, chance) for key, chance in best.items()]


def tones(rows: Iterable[Row]) -> dict[str, tuple[float, float, float]]:
    """Pair → net tone and its band, by the shipped indicator, all texts in one week."""
    from pactwatch.contracts import Panel
    from pactwatch.indicators import attitudes
    from pactwatch.nouns import Attitude

    def kept(n: int, row: Row) -> Attitude:
        article, source, target, polarity, chance = row
        return Attitude(str(n), article, WEEK, source, target, source, target, polarity, chance, 0, 0)

    every, none = tuple(starmap(kept, enumerate(rows))), np.zeros((0, 1))
    actors = tuple({str(end) for a in every for end in (a.source, a.target)})
    panel = Panel("", None, (), (WEEK,), none, none, none, np.ones(1), (actors,), (), attitudes=every, heard={a.article: WEEK for a in every})
    return {r.of: (r.value, r.low, r.high) for r in attitudes.read(panel) if r.indicator == "attitudes"}


def leaning(rows: Iterable[Row]) -> dict[tuple[str, str], dict[str, float]]:
    """Pair → article → positive less negative."""
    found: dict[tuple[str, str], dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for article, source, target, polarity, chance in rows:
        found[source, target][article] += chance if polarity == "pos" else -chance
    return found


def texts(gold: list[Row], said: list[Row]) -> dict[str, int]:
    """Text by text: how often the polarity is right; how often that of the pair in all other texts would be; and how often where the two differ."""
    count = dict.fromkeys(("both", "right", "known", "prior", "against", "against_right"), 0)
    true, read = leaning(gold), leaning(said)
    for pair, articles in true.items():
        for article, lean in articles.items():
            if not lean or not read[pair].get(article):
                continue
            right, others = lean * read[pair][article] > 0, sum(articles.values()) - lean
            count["both"] += 1
            count["right"] += right
            count["known"] += others != 0
            count["prior"] += lean * others > 0
            count["against"] += lean * others < 0
            count["against_right"] += lean * others < 0 and right
    return count


def pairs(gold: list[Row], said: list[Row]) -> dict[str, float]:
    from scipy.stats import spearmanr

    true, read = tones(gold), tones(said)
    every, nothing = sorted(true.keys() | read.keys()), (0.0, -0.9, 0.9)
    rows = [(true.get(p, nothing)[0], *read.get(p, nothing)) for p in every]
    both, sure = [r for r in rows if r[0] and r[1]], [r for r in rows if r[2] > 0 or r[3] < 0]
    signs = [r[0] > 0 for r in both]
    return {"pairs": len(rows), "rank": float(spearmanr([r[0] for r in rows], [r[1] for r in rows]).statistic), "both": len(both),
            "right": sum(r[0] * r[1] > 0 for r in both), "commoner": max(sum(signs), len(signs) - sum(signs)), "sure": len(sure),
            "sure_right": sum(r[0] * r[1] > 0 for r in sure), "inside": sum(low <= t <= high for t, _, low, high in rows)}


def measure(shared: Path) -> Figures:
    gold = shared / "gold" / "rusentrel"
    with tempfile.TemporaryDirectory() as name:
        words = ["tools/train_stance.py", str(gold), "--folds", "3", "--to", name]
        subprocess.run([sys.executable, *words], check=True, cwd=HOME)
        true, said = between(known(gold / "train")), between(told(Path(name) / "found.jsonl"))
    right = {row[:4] for row in true}
    counts = {p: {"told": len(own), "expected": sum(r[4] for r in own), "right": sum(r[:4] in right for r in own), "known": sum(r[3] == p for r in true)}
              for p in ("pos", "neg") for own in [[r for r in said if r[3] == p]]}
    return {"counts": counts, "pairs": pairs(true, said), "texts": texts(true, said)}


def scores(figures: Figures, shared: Path) -> dict[str, dict[str, Any]]:
    """None is pinned: what may not fall is told by the section of single attitudes."""
    return {}


def report(figures: Figures) -> str:
    p, t = figures["pairs"], figures["texts"]
    rows = [f"| {name} | {c['told']} | {c['expected']:.0f} | {c['right']} | {c['known']} |" for name, c in figures["counts"].items()]
    return "\n".join([
        "RuSentRel as above, unseen by folds, entities found; only attitudes between two actors, one a text, pair and polarity.", "",
        "| | told | expected to be right | right | in the annotation |", "|---|---|---|---|---|", *rows, "",
        f"Over all texts, {p['pairs']} pairs: rank correlation of the net tone with that of the annotation {p['rank']:.2f}. Of {p['both']} pairs with a tone "
        f"in both, the sign is right in {p['right']} ({p['commoner']} by always saying the commoner one). {p['sure']} tones have a band that leaves out 0, "
        f"{p['sure_right']} of them with the right sign. The annotation's tone lies in the 90 % band of {p['inside']}: the bands are wide, not sharp.", "",
        f"Text by text: of {t['both']} tones told in both, {t['right']} have the right sign. That of the same pair in all other texts would be right in "
        f"{t['prior']} of the {t['known']} where there is one; where a text departs from it ({t['against']} times), the reader is right {t['against_right']} "
        "times: most of what it knows of a pair is who likes whom.",
    ])  # fmt: skip
