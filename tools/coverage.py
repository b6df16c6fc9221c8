"""How much of what coded texts tell the declared words reach, before anything is learned.

    coverage.py FILE…              a table per language: events covered, typed right, hits per sentence
    coverage.py FILE… --missing    and the events that no declared word reaches, or reaches with another type, to widen words/*.toml by

An event is covered where its trigger shares a word with a declared hit; typed right where such a hit has a sense whose first declared
meaning there is of the event's type. Hits per sentence are the price: each is a candidate that the coder must judge. Files are in the
notation of texts.py. Keep the files that you measure on apart from those that you look into.
"""

import argparse
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import texts
from rich.console import Console
from rich.table import Table

from pactwatch import atlas, run
from pactwatch.claims.context import STATES, Context
from pactwatch.claims.features import declared
from pactwatch.claims.frame import Frame, lay_out
from pactwatch.claims.grammar import negated
from pactwatch.claims.lexicon import Lexicon
from pactwatch.claims.scene import topics_near
from pactwatch.claims.words import Words
from pactwatch.contracts import Line


@dataclass
class Count:
    """What was met in the texts of a language. `types`: (type, "all" | "covered" | "right") → events; `missed`: (why, type, trigger, sentence)."""

    sentences: int = 0
    hits: int = 0
    types: Counter[tuple[str, str]] = field(default_factory=Counter)
    missed: list[tuple[str, str, str, str]] = field(default_factory=list)

    def sum(self, what: str) -> int:
        return sum(n for (_, told), n in self.types.items() if told == what)


class Reader:
    """Lays sentences of one language out by its declared words alone: no mentions, no weights."""

    def __init__(self, code: str) -> None:
        self.language = run.languages()[code]
        self.lexicon = Lexicon(self.language, atlas.words(code))
        self.words = Words(atlas.words(code), self.lexicon.topic_sets)

    def frame(self, text: str) -> Frame:
        tokens = self.language.tokens(text, 0, len(text))
        forms = [self.language.forms(t.lower) if t.lower[0].isalpha() else () for t in tokens]
        line = Line(0, len(text), tokens, [])
        return lay_out(line, forms, self.lexicon.hits(tokens, forms), [], self.words, Context(STATES).before())


def reached(frame: Frame, text: str, trigger: str) -> Iterator[set[str]]:
    """For each hit that shares a word with the trigger: the types that its senses mean there."""
    start = text.index(trigger)
    senses = atlas.world().deeds.senses
    for hit in frame.hits:
        tokens = frame.line.tokens[hit.first:hit.last + 1]
        if tokens[0].start < start + len(trigger) and start < tokens[-1].stop:
            topics, no = topics_near(hit, frame), negated(hit, frame)
            yield {next(iter(declared(senses[s], topics, no))).partition("/")[0] for s in hit.senses}


def note(count: Count, frame: Frame, text: str, event: dict[str, Any]) -> None:
    found = list(reached(frame, text, event["trigger"]))
    right = any(event["type"] in types for types in found)
    count.types.update((event["type"], what) for what, true in (("all", True), ("covered", bool(found)), ("right", right)) if true)
    if not right:
        count.missed.append(("wrong" if found else "none", event["type"], event["trigger"], text))


def counted(files: list[Path]) -> dict[str, Count]:
    """By language, in the order met."""
    faults: list[str] = []
    readers: dict[str, Reader] = {}
    counts: dict[str, Count] = {}
    for coded in (text for path in files for text in texts.read(path, faults)):
        reader = readers.setdefault(coded.language, Reader(coded.language))
        count = counts.setdefault(coded.language, Count())
        for text, events in coded.sentences:
            frame = reader.frame(text)
            count.sentences += 1
            count.hits += len(frame.hits)
            for event in events:
                note(count, frame, text, event)
    if faults:
        raise SystemExit("\n".join(faults))
    return counts


def table(code: str, count: Count) -> Table:
    """Per type and in all."""
    made = Table(title=f"{code}: {count.sentences} sentences, {count.hits / max(count.sentences, 1):.2f} hits per sentence")
    for name in ("type", "events", "covered", "typed right"):
        made.add_column(name, justify="left" if name == "type" else "right")
    rows = {type_: tuple(count.types[type_, what] for what in ("all", "covered", "right")) for type_ in atlas.world().deeds.types}
    for type_, (events, covered, right) in {**rows, "all": tuple(map(count.sum, ("all", "covered", "right")))}.items():
        if events:
            made.add_row(type_, str(events), f"{covered / events:.1%}", f"{right / events:.1%}", style="bold" if type_ == "all" else "")
    return made


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--missing", action="store_true")
    options = parser.parse_args()
    console = Console()
    for code, count in counted(options.files).items():
        console.print(table(code, count))
        if options.missing:
            for row in sorted(set(count.missed)):
                print(*row, sep="\t")


if __name__ == "__main__":
    main()
