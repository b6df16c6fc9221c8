"""Coded texts as a person writes and reviews them → the rows that the coder learns from.

    texts.py FILE…                       check; a line per fault, exit code 1 where there is one
    texts.py FILE… --to FOLDER           write articles.jsonl and gold.jsonl, as `press` has them

A text begins with a line `@ id language date kind | title`. Each line after it is one sentence; the indented lines below a sentence
are its events, and a sentence without any tells none:

    @ tr001 en 2021-09-14 wire | Yerevan freezes its seat
    Armenia has frozen its participation in the CSTO, officials said.
        ARM > CSTO SANCTION/member_suspend actual "frozen"
    Baku and Yerevan traded fire on the border again in 2020.
        AZE = ARM ASSAULT/clash actual background "traded fire"

`>` has a direction, `=` is a deed done to each other. TYPE, TYPE/act, the status, `background` where it is history, and the words of the
sentence that tell it. A comment begins with `#`. The date may be `-`.
"""

import argparse
import json
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pactwatch import atlas
from pactwatch.nouns import STATUSES

HEAD = re.compile(r"@ (\S+) (ru|en|uk|kk|ky) (\d{4}-\d\d-\d\d|-) (\S+) \| (.+)")
EVENT = re.compile(r'\s+(\w+) ([>=]) (\w+) ([A-Z]+)(?:/(\w+))? (\w+)( background)? "(.+)"\s*$')


@dataclass
class Coded:
    """A text with its sentences, each with its events."""

    id: str
    language: str
    published: str | None
    kind: str
    title: str
    sentences: list[tuple[str, list[dict[str, Any]]]] = field(default_factory=list)


def read(path: Path, faults: list[str]) -> Iterator[Coded]:
    """The texts of a file. A line that cannot be read is told in `faults` and left out."""
    known = Known()
    text: Coded | None = None
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        where = f"{path.name}:{number}"
        if not line.strip() or line.startswith("#"):
            continue
        if line.startswith("@"):
            if text:
                yield text
            text = head(line, where, faults)
        elif text is None:
            faults.append(f"{where}: no text has begun; write a line '@ id language date kind | title' before it")
        elif line[0].isspace():
            known.add(text, line, where, faults)
        else:
            text.sentences.append((" ".join(line.split()), []))
    if text:
        yield text


def head(line: str, where: str, faults: list[str]) -> Coded | None:
    found = HEAD.fullmatch(line.rstrip())
    if not found:
        faults.append(f"{where}: no head of a text; write '@ id language date kind | title'")
        return None
    id_, language, day, kind, title = found.groups()
    return Coded(id_, language, None if day == "-" else day, kind, title)


class Known:
    """What may stand in an event: declared actors, types, acts and statuses."""

    def __init__(self) -> None:
        world = atlas.world()
        self.actors, self.types, self.acts = set(world.actors), set(world.deeds.types), set(world.deeds.acts)

    def add(self, text: Coded, line: str, where: str, faults: list[str]) -> None:
        found = EVENT.fullmatch(line)
        if not found or not text.sentences:
            faults.append(f"{where}: no event; write: SOURCE > TARGET TYPE/act status \"words\"")
            return
        source, sign, target, type_, act, status, background, trigger = found.groups()
        words, events = text.sentences[-1]
        told = [fault for fault in (
            f"actor {source} is not declared" if source not in self.actors else "", f"actor {target} is not declared" if target not in self.actors else "",
            f"type {type_} is unknown" if type_ not in self.types else "", f"act {act} is unknown" if act and act not in self.acts else "",
            f"status {status} is unknown" if status not in STATUSES else "", f"{trigger!r} is not in the sentence" if trigger not in words else "",
            "source and target are the same" if source == target else "") if fault]
        faults += [f"{where}: {fault}; mend it" for fault in told]
        if not told:
            events.append({"source": source, "target": target, "type": type_, "act": act, "status": status, "trigger": trigger,
                           "symmetric": sign == "=", **({"background": True} if background else {})})


def rows(text: Coded) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """The article, and a gold row per sentence; offsets count code points of the sentences joined by a space."""
    start, gold = 0, []
    for words, events in text.sentences:
        gold.append({"article_id": text.id, "sentence": words, "char_start": start, "char_end": start + len(words), "events": events})
        start += len(words) + 1
    body = " ".join(words for words, _ in text.sentences)
    return {"id": text.id, "lang": text.language, "published": text.published, "title": text.title, "text": body, "kind": text.kind}, gold


def write(texts: list[Coded], folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    made = [rows(text) for text in texts]
    for name, lines in (("articles", [a for a, _ in made]), ("gold", [row for _, gold in made for row in gold])):
        with (folder / f"{name}.jsonl").open("w", encoding="utf-8") as out:
            out.writelines(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--to", type=Path)
    options = parser.parse_args()
    faults: list[str] = []
    texts = [text for path in options.files for text in read(path, faults)]
    twice = sorted({t.id for t in texts if sum(o.id == t.id for o in texts) > 1})
    faults += [f"text {id_} stands twice; give one another id" for id_ in twice]
    for fault in faults:
        print(fault, file=sys.stderr)
    sentences = [events for t in texts for _, events in t.sentences]
    print(f"{len(texts)} texts, {len(sentences)} sentences, {sum(map(len, sentences))} events, {sum(not e for e in sentences)} quiet sentences")
    if options.to:
        write(texts, options.to)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
