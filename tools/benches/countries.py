"""Countries found in Russian news: NEREL's dev texts against the names that the product finds.

Gold: the COUNTRY and NATIONALITY entities that name a state by countries.toml, a table of the measure's own (UN members and observers, Kosovo,
Taiwan). What the table gives no state is left out and counted: states that are gone, unrecognised entities and parts of states, ethnic groups
without a state, and words in Latin script, which a Russian reader is not made for. An entity that names two states, «боснийские сербы», is found by either.

Found: the product's names of states, adjectives and demonyms, as they stand before the phrase around them decides whether they speak
for the state («эксперты Казахстана» do not). The title stands in the texts' first line and is read like the rest. Capitals, persons and bodies are no
COUNTRY in NEREL's scheme, so they are neither found nor false here.

Recall: the share of gold entities that a name overlaps which means their state, longer ones included («Служба безопасности Украины»).
Precision: the share of found names that overlap a COUNTRY or NATIONALITY entity of their state; everything else is false, what the
annotators passed over as well. NEREL is nested: «МИД РФ» holds a COUNTRY.
Written on the train part; dev was only measured.

    countries.py [train|dev] [FOLDER]   prints what was missed, false, and left out
"""

import hashlib
import re
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

TITLE = "Countries found"
KINDS = {"COUNTRY", "NATIONALITY"}
NAMES = {"name", "adjective", "demonym"}
Figures = dict[str, Any]
Span = tuple[int, int]
Named = tuple[Span, tuple[str, ...], tuple[str, ...]]  # where; the states that it names; those that it means, as a body or person too


def table() -> dict[tuple[str, ...], str]:
    """Beginnings of words → the state, or NONE."""
    rows = tomllib.loads((Path(__file__).parent / "countries.toml").read_text(encoding="utf-8"))
    return {tuple(stem.split("_")): state for state, stems in rows.items() for stem in stems.split()}


def states_of(text: str, stems: dict[tuple[str, ...], str]) -> set[str]:
    """The states that an entity's words name, the longest beginning first."""
    words = re.findall(r"[\w-]+", text.lower().replace("ё", "е").replace("c", "с"))
    found, at = set(), 0
    while at < len(words):
        fit = [s for s in stems if len(s) <= len(words) - at and all(w.startswith(part) for w, part in zip(words[at:], s, strict=False))]
        best = max(fit, key=lambda s: (len(s), sum(map(len, s))), default=None)
        if best:
            found.add(stems[best])
        at += len(best) if best else 1
    return found - {"NONE"}


@dataclass
class Tally:
    """Counts over texts, with the words of the faults. `kinds`: per kind of entity, found and all."""

    hits: int = 0
    right: int = 0
    found: int = 0
    missed: Counter[str] = field(default_factory=Counter)
    false: Counter[str] = field(default_factory=Counter)
    left: Counter[str] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)

    def add(self, text: str, gold: list[tuple[Span, str]], names: list[Named], stems: dict[tuple[str, ...], str]) -> None:
        told = [(span, kind, states_of(text[slice(*span)], stems)) for span, kind in gold]
        for span, kind, states in told:
            words = text[slice(*span)].lower()
            if not states:
                self.left[words] += 1
                continue
            hit = any(overlap(span, other) and states & set(actors) for other, _, actors in names)
            self.kinds.update({kind: 1, f"{kind} found": hit})
            self.hits += hit
            self.missed.update([] if hit else [words])
        for span, actors, _ in names:
            for actor in actors:
                right = any(overlap(span, other) and actor in states for other, _, states in told)
                self.found += 1
                self.right += right
                self.false.update([] if right else [text[slice(*span)].lower() + " " + actor])


def overlap(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def entities(place: Path) -> Iterator[tuple[Span, str]]:
    """The COUNTRY and NATIONALITY of a brat file; of a split entity its outer span."""
    for line in place.read_text(encoding="utf-8").splitlines():
        if line.startswith("T"):
            kind, start, *_, stop = line.split("\t")[1].split()
            if kind in KINDS:
                yield (int(start), int(stop)), kind


def tally(folder: Path) -> Tally:
    """What the product's finder finds in a folder of brat files."""
    from pactwatch import atlas
    from pactwatch.languages import ru
    from pactwatch.mentions import Finder

    stems, found = table(), Tally()
    known = set(stems.values())
    finder = Finder(atlas.world().actors, ru, atlas.words("ru"))
    for place in sorted(folder.glob("*.ann")):
        text = place.with_suffix(".txt").read_text(encoding="utf-8")
        names: list[Named] = []
        for start, stop in ru.sentences(text):
            tokens = ru.tokens(text, start, stop)
            for m in finder.names(tokens, None, set()):
                actors = tuple(a for a in m.actors if a in known)
                if actors:
                    names.append(((tokens[m.first].start, tokens[m.last].stop), actors if m.kind in NAMES else (), actors))
        found.add(text, list(entities(place)), names, stems)
    return found


def digest(folder: Path) -> str:
    files = sorted(folder.glob("*.*"))
    return hashlib.sha256(b"".join(p.read_bytes() for p in [*files, Path(__file__).parent / "countries.toml"])).hexdigest()[:16]


def measure(shared: Path) -> Figures:
    found = tally(shared / "gold" / "nerel" / "dev")
    gold = found.kinds["COUNTRY"] + found.kinds["NATIONALITY"]
    return {"gold": gold, "left": found.left.total(), "found": found.found, "recall": found.hits / gold, "precision": found.right / found.found,
            **{kind.lower(): found.kinds[f"{kind} found"] / found.kinds[kind] for kind in sorted(KINDS)}}


def scores(figures: Figures, shared: Path) -> dict[str, dict[str, Any]]:
    data = digest(shared / "gold" / "nerel" / "dev")
    return {f"nerel/{name}": {"data": data, "score": figures[name]} for name in ("recall", "precision")}


def report(figures: Figures) -> str:
    return "\n".join([
        "NEREL dev, COUNTRY and NATIONALITY of declared states; how it is counted is told in `tools/benches/countries.py`.", "",
        "| gold | left out | found | recall | precision | recall on COUNTRY | on NATIONALITY |", "|---|---|---|---|---|---|---|",
        f"| {figures['gold']} | {figures['left']} | {figures['found']} | {figures['recall']:.3f} | {figures['precision']:.3f} | "
        f"{figures['country']:.3f} | {figures['nationality']:.3f} |", "",
        "For comparison, slovnet finds 0.695 of COUNTRY and none of NATIONALITY."])


def main() -> None:
    part, folder = [*sys.argv[1:], "train", "../shared"][:2] if len(sys.argv) < 3 else sys.argv[1:3]
    found = tally(Path(folder) / "gold" / "nerel" / part)
    gold = found.kinds["COUNTRY"] + found.kinds["NATIONALITY"]
    print(f"{part}: recall {found.hits / gold:.3f} of {gold}, precision {found.right / found.found:.3f} of {found.found}, left out {found.left.total()}")
    for name, words in (("missed", found.missed), ("false", found.false), ("left out", found.left)):
        print(f"{name}: " + "; ".join(f"{word} {count}" for word, count in words.most_common(400)))


if __name__ == "__main__":
    main()
