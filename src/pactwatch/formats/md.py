"""The brief as Markdown: its fields in order under fixed headings, so that the checks can read it back."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

from ..nouns import Article, Brief, Pair, Passage, Reading, Sentence, weeks
from . import charts
from .view.image import held, own
from .view.image import source as drawn_from
from .view.state import ARROWS, back, chance
from .view.whole import whole
from .view.words import day, question

CHART = "brief.svg"  # the product's own picture, beside the text


LICENCES = {"CC BY 4.0": "CC BY 4.0, https://creativecommons.org/licenses/by/4.0/"}


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def _said(sentences: tuple[Sentence, ...]) -> str:
    return " ".join(s.text for s in sentences)


def _quoted(paragraph: tuple[Pair, ...]) -> str:
    """A paragraph of the excerpt in English, or in its own language where nobody translated it."""
    return "> " + " ".join(" ".join((p.original if p.translation is None else p.translation).split()) for p in paragraph)


def front(brief: Brief) -> Iterator[str]:
    yield f"# {brief.headline}"
    yield " · ".join(part for part in (f"By {brief.byline}" if brief.byline else "", day(brief.date), brief.region, brief.pact) if part)


def image(brief: Brief) -> Iterator[str]:
    if brief.image:
        yield "## Image"
        found = held(brief)
        if own(brief.image) or found:
            yield f"![{brief.image.caption}]({f'brief.{found[2]}' if found else CHART})"
        yield brief.image.caption


def pull_quote(brief: Brief) -> Iterator[str]:
    yield "## Pull Quote"
    yield "> " + " ".join(brief.pull_quote.split())


def commentary(brief: Brief) -> Iterator[str]:
    yield "## Commentary"
    yield from (_said(paragraph) for paragraph in brief.commentary)


def source(brief: Brief) -> Iterator[str]:
    yield "## Source"
    yield brief.source_line


def excerpt(brief: Brief) -> Iterator[str]:
    yield "## Excerpt"
    yield from (_quoted(paragraph) for paragraph in brief.excerpt)
    pairs = [pair for paragraph in brief.excerpt for pair in paragraph]
    if any(pair.translation is not None for pair in pairs):
        yield "### Original and Translation"
        rows = [f"| {_cell(p.original)} | {_cell(p.translation or '')} |" for p in pairs]
        yield "\n".join(["| Original | English |", "|---|---|", *rows])


def notes(brief: Brief) -> Iterator[str]:
    if brief.notes:
        yield "## Notes"
        yield from (f"[{note.mark}] {_said(note.sentences)}" for note in brief.notes)


def image_information(brief: Brief) -> Iterator[str]:
    if brief.image:
        yield "## Image Information"
        rows = [
            ("Image", brief.image.caption),
            ("Source", brief.image.url or drawn_from(brief)),
            ("Attribution", brief.image.attribution),
            ("Licence", LICENCES.get(brief.image.licence, brief.image.licence)),
        ]
        yield "\n".join(f"{name}: {value}  " for name, value in rows if value).rstrip()


def _captured(article: Article) -> str:
    return f"captured {article.captured}" if article.captured else "time of capture not on record"


def _archive(brief: Brief) -> str:
    return f"SHA-256 {brief.article.sha256 or 'not on record'}, {_captured(brief.article)}"


def _translator(brief: Brief) -> str:
    if brief.article.language == "en":
        return "none needed: the article is in English"
    return brief.article.translator or ("not named" if brief.article.translation else "none: the excerpt stands in its original language")


def about(brief: Brief) -> Iterator[str]:
    yield "## About This Brief"
    letter = brief.source.reliability if brief.source else "F"
    rows = [
        ("Archive copy", _archive(brief)),
        ("Translation", _translator(brief)),
        ("Reliability of the source and credibility of the information (Admiralty code)", f"{letter}{brief.credibility}"),
        ("Composed by", "machine, from coded claims through declared phrases; no language model wrote any of it"),
    ]
    yield "\n".join(f"- {name}: {value}" for name, value in rows)
    if brief.warnings:
        yield "\n".join(f"- Mind: {warning}" for warning in brief.warnings)


def _row(brief: Brief, reading: Reading) -> str:
    before = "–" if reading.then is None else f"{reading.then:.2f}"
    figures = f"{reading.value:.2f} | {reading.low:.2f} to {reading.high:.2f} | {before}".replace("-", "−")
    way = f"{ARROWS[reading.direction]} {reading.direction} ({chance(reading)})" if reading.fell is not None else "no comparison"
    of = brief.names.get(reading.of, reading.of)
    return f"| {of} | {reading.indicator} | {reading.week} | {figures} | {way} | {100 * reading.coverage:.0f} % | {reading.volume:.0f} |"


def measures(brief: Brief) -> Iterator[str]:
    yield "## Measures"
    if not brief.readings:
        yield "No reading on record."
        return
    head = ["| Of | Measure | Week of | Value | 90 % band | Before | Direction | Coverage | Attention |", f"|{'---|' * 9}"]
    ordered = sorted(brief.readings, key=lambda r: (r.level != "pact", brief.names.get(r.of, r.of)))
    yield "\n".join([*head, *(_row(brief, r) for r in ordered)])
    yield (
        f"“Before” is {weeks(back(brief))} before, reckoned by what is known now of the pact as a whole, and by the weights of now; "
        "the figure published then may be another. "
        "Direction compares with it and is named from 55 % on, where ICD 203 begins to say likely; the percentage is its probability. "
        "Coverage is articles read over the usual number; attention is events that week. Silence is not calm."
        + ("" if all(r.over(brief.date) for r in ordered) else " The week of the brief itself is told as far as it was read; its figures are not the last.")
    )


def forecasts(brief: Brief) -> Iterator[str]:
    yield "## Forecasts"
    if not brief.forecasts:
        yield "No forecast on record."
    for f in brief.forecasts:
        outcome = "open" if f.outcome is None else "came true" if f.outcome else "did not come true"
        chance = f"{100 * f.probability:.0f} %"
        yield f"- {question(brief, f)} ({f.horizon}): {chance}, made {f.dated}, due {day(f.due)}, by {f.forecaster}; {f.rule}; {outcome}"


def _place(passage: Passage) -> str:
    return f"{passage.article} {passage.start}–{passage.stop} “{_cell(passage.text)}”"


def _rests(sentence: Sentence) -> str:
    parts = (
        ("events", ", ".join(sentence.events)),
        ("passages", "; ".join(map(_place, sentence.passages))),
        ("readings", "; ".join(sentence.readings)),
    )
    return " · ".join(f"{name}: {value}" for name, value in parts if value)


def provenance(brief: Brief) -> Iterator[str]:
    yield "## Provenance"
    sentences = [s for paragraph in brief.commentary for s in paragraph]
    yield "\n".join(f"{i}. ({s.kind}) {s.text}\n   - {_rests(s)}" for i, s in enumerate(sentences, 1))
    held = [
        f"- {a.id}: {a.url or 'no address'}, SHA-256 {a.sha256 or 'not on record'}, {_captured(a)}"
        for a in brief.articles
    ]
    yield "\n".join(held)


FIELDS: tuple[Callable[[Brief], Iterator[str]], ...] = (
    front,
    image,
    pull_quote,
    commentary,
    source,
    excerpt,
    notes,
    image_information,
    about,
    measures,
    forecasts,
    provenance,
)


def text(brief: Brief) -> str:
    """The brief as one Markdown text that ends in a line end."""
    whole = "\n\n".join(block for field in FIELDS for block in field(brief)) + "\n"
    whole = re.sub(r"\](?=\(\s*\w+:)", r"\\]", whole)  # "[here](javascript:…)" in a title is no link
    return re.sub(r"<(?=[A-Za-z/!?])", r"\\<", whole)  # text of articles is never taken for markup


def write(brief: Brief, path: str) -> None:
    """Write the brief's Markdown to a file, in UTF-8, and beside it its picture: `brief.svg`, the product's own chart, or that of the watch."""
    with whole(path) as half:
        half.write_text(text(brief), encoding="utf-8")
    if found := held(brief):
        with whole(Path(path).with_name(f"brief.{found[2]}")) as half:
            half.write_bytes(found[0])
    drawn = charts.specs(brief).get(charts.LEAD) if own(brief.image) else None
    if drawn:
        with whole(Path(path).with_name(CHART)) as half:
            half.write_text(charts.svg(drawn), encoding="utf-8")
