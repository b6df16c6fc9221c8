"""Feeds `code`, `relate` and `lint` with what nobody writes: random Unicode, mutated articles, broken lines. Nothing but one line of complaint may come back.

    fuzz.py [--minutes 10] [--seed 1] [--to FOLDER]

A round builds a file of JSON Lines (articles or questions) and a brief, and runs them through the functions of the command line. A finding is any exception
but `Bad`, a span that does not point at its text, a complaint of several lines, or a text that takes longer than SLOW seconds; its input is kept in FOLDER,
named by the seed of its round, so that `--seed` makes it again. Exit code 1 where there is one.
"""

import argparse
import json
import random
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from pactwatch import atlas, run
from pactwatch.claims.explain import explain
from pactwatch.cli import relate
from pactwatch.cli.lint import actors_in
from pactwatch.cli.plain import plain
from pactwatch.lint import lint
from pactwatch.nouns import Article, Bad, Claim

SLOW = 20.0  # seconds of work for one text of at most LONGEST characters
LONGEST = 30_000
HOME = Path(__file__).parent.parent
ODD = ["\u200b", "\u00ad", "\ufeff", "\u202e", "\u0301", "\ud800", "\udfff", "\U0001f600", "ǆ", "İ", "ß", "ﬁ", "Ⅷ", "²", "٣", "𝟚", "'", "’", "ʼ", "«", "»",
       "“", "--", "—", "_", "\t", "\r", "\x0b", "\x1c", "\u2028", "\x85", "%", "{", "}", "[", "]", "|", "\\", "/", "<b>", "...", "?!", ".", "1", "2022",
       "-2021", "ё", "ı", "і", "ґ", "no", "не", "and", "и"]


def material() -> list[str]:
    """Sentences that look like news: the bundled watch, and the texts written for training."""
    articles = [json.loads(line)["text"] for path in (atlas.WORLD / "watches").glob("*/articles.jsonl") for line in path.open(encoding="utf-8")]
    lines = [line.strip() for path in (HOME / "training").glob("*.txt") for line in path.open(encoding="utf-8") if line[0] not in "@# \n"]
    return articles + lines


def noise(rng: random.Random, most: int = 40) -> str:
    """Any code points, planes and surrogates alike."""
    high = rng.choice([0x7F, 0x4FF, 0x2FFF, 0x10FFFF])
    return "".join(chr(rng.randint(1, high)) for _ in range(rng.randint(0, most)))


def mutated(text: str, rng: random.Random) -> str:
    """A text with some of it cut, doubled, turned, moved, or odd signs put in."""
    for _ in range(rng.randint(0, 12)):
        a, b = sorted((rng.randint(0, len(text)), rng.randint(0, len(text))))
        b = min(b, a + rng.choice([1, 3, 30, 300]))
        part = text[a:b]
        turns: list[Callable[[str], str]] = [
            lambda p: "", lambda p: p * 2, lambda p: p[::-1], str.upper, str.lower, str.title, str.swapcase, lambda p: p.replace(" ", ""),
            lambda p: p.replace(" ", " " * 50), lambda p: rng.choice(ODD) + p, lambda p: p + rng.choice(ODD) * rng.choice([1, 1, 1, 200]),
            lambda p: noise(rng) + p, lambda p: rng.choice(ODD).join(p)]
        new = rng.choice(turns)(part)
        text = text[:a] + new + text[b:]
    return text[:LONGEST]


def text(rng: random.Random, known: list[str]) -> str:
    kind = rng.random()
    if kind < 0.1:
        return noise(rng, 400)
    if kind < 0.15:
        return rng.choice(ODD + rng.choice(known).split()[:3] or ["x"]) * rng.choice([1, 100, 3000])
    return mutated(rng.choice(["", " ", "\n"]).join(rng.choices(known, k=rng.randint(1, 6))), rng)


def broken(line: str, rng: random.Random) -> str:
    """A line of JSON, now and then no longer one."""
    if rng.random() < 0.85:
        return line
    at = rng.randint(0, len(line))
    return rng.choice([line[:at], line[at:], line[:at] + rng.choice(ODD) + line[at:],
                       "[" * 5000, "{" * rng.randint(1, 9), "null", "[]", "1e999", '"x"', "NaN", noise(rng)])


def value(rng: random.Random, usual: Any) -> Any:
    """A field as it should be, now and then of another kind."""
    odd = [None, 0, -1, 1e308, True, [], {}, "", "x" * 1000, [1, 2], {"a": 1}, "2022-02-30", "٢٠٢٢-٠١-٠١", "0000-00-00", "9999-12-31", "\ud800", float("nan")]
    return usual if rng.random() < 0.92 else rng.choice(odd)


def article_line(rng: random.Random, known: list[str], number: int) -> str:
    row = {"id": value(rng, f"a{number}"), "lang": value(rng, rng.choice(["ru", "en", "", "uk", "kk"])),
           "published": value(rng, "2022-10-10"),
           "title": value(rng, text(rng, known)[:300]), "text": value(rng, text(rng, known)),
           "url": value(rng, "https://x.example/y"), "source": value(rng, "x")}
    for key in rng.sample(sorted(row), rng.choice([0, 0, 0, 1, 2])):
        del row[key]
    return broken(json.dumps(row, ensure_ascii=rng.random() < 0.5), rng)


def question_line(rng: random.Random, known: list[str], number: int) -> str:
    body = text(rng, known)[:2000]
    ends = [sorted((rng.randint(0, len(body)), rng.randint(0, len(body)))) for _ in "st"]
    row = {"id": value(rng, number), "text": value(rng, body), "source": value(rng, ends[0]), "target": value(rng, ends[1]), "lang": value(rng, "")}
    return broken(json.dumps(row), rng)


def keep_true(claims: list[Claim], article: Article) -> None:
    for claim in claims:
        assert 0 <= claim.start < claim.stop <= len(article.text) and claim.source != claim.target and 0 < claim.probability <= 1, claim
        assert all(article.text[s.start:s.stop] == s.text for s in claim.spans), claim


def one_line(bad: Bad) -> None:
    assert "\n" not in str(bad).strip("\n"), f"a complaint of several lines: {bad}"


def try_code(place: Path) -> None:
    for article in run.plugin("feeds", "jsonl").articles(str(place), one_line):
        try:
            began = time.process_time()
            claims = run.claims_of(article)
            keep_true(claims, article)
            json.dumps([present_row(c) for c in claims])
            code = run.language_of(article)
            if code in run.languages():
                for each in explain(run.coder(code), article):
                    assert all(plain(r.feature) for c in each.choices for r in c.reasons)
            assert time.process_time() - began < SLOW, f"{time.process_time() - began:.0f} s for {len(article.text)} characters"
        except Bad as bad:
            one_line(bad)


def present_row(claim: Claim) -> dict[str, Any]:
    from pactwatch.cli.code import row_of

    return row_of(claim)


def try_relate(place: Path) -> None:
    for answer in relate.answers(str(place), one_line):
        json.dumps(answer)


def try_lint(place: Path) -> None:
    try:
        body = place.read_bytes().decode("utf-8")
    except UnicodeDecodeError:
        return
    for found in lint(body, atlas.load(atlas.WORLD / "lint.toml"), actors_in):
        assert found.line >= 1 and found.column >= 1, found


def lines(make: Callable[[random.Random, list[str], int], str]) -> Callable[[random.Random, list[str]], bytes]:
    def build(rng: random.Random, known: list[str]) -> bytes:
        body = "\n".join(make(rng, known, n) for n in range(rng.randint(1, 4)))
        coded = body.encode(rng.choice(["utf-8"] * 12 + ["utf-16", "cp1251", "koi8_r"]), errors=rng.choice(["replace", "ignore"]))
        return coded if rng.random() < 0.95 else coded[:rng.randint(0, len(coded))] + rng.randbytes(rng.randint(0, 20))
    return build


def brief(rng: random.Random, known: list[str]) -> bytes:
    example = (atlas.WORLD / "examples" / "founding-article.md").read_text(encoding="utf-8")
    return mutated(rng.choice([example, text(rng, known), example + text(rng, known)]), rng).encode(errors=rng.choice(["replace", "ignore", "surrogatepass"]))


PARTS: dict[str, tuple[Callable[[random.Random, list[str]], bytes], Callable[[Path], None]]] = {
    "code": (lines(article_line), try_code), "relate": (lines(question_line), try_relate), "lint": (brief, try_lint)}


def rounds(minutes: float, seed: int, folder: Path) -> Iterator[tuple[str, int, str]]:
    """Name, seed and story of each finding; a round is made by its seed alone."""
    known, end, number = material(), time.monotonic() + 60 * minutes, seed
    while time.monotonic() < end or number == seed:
        for name, (build, attempt) in PARTS.items():
            data = build(random.Random(f"{number} {name}"), known)
            place = folder / f"{name}.{number}"
            place.write_bytes(data)
            try:
                try:
                    attempt(place)
                except Bad as bad:
                    one_line(bad)
                place.unlink()
            except Exception:
                yield name, number, traceback.format_exc()
        number += 1
    print(f"{number - seed} rounds from seed {seed}")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=10.0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--to", type=Path)
    options = parser.parse_args()
    folder = options.to or Path(tempfile.mkdtemp(prefix="fuzz"))
    folder.mkdir(parents=True, exist_ok=True)
    found = 0
    for name, number, story in rounds(options.minutes, options.seed, folder):
        found += 1
        print(f"{folder}/{name}.{number}\n{story}", flush=True)
    print(f"{found} finding{'s' * (found != 1)}")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
