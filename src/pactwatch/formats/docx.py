"""A brief as a Word document: real styles, a bilingual table, pictures, a footer with page numbers, linked sentences."""

from io import BytesIO
from typing import Any

import docx
from docx.document import Document

from ..nouns import Brief
from . import charts
from .view.image import held, own
from .view.plain import Plain, plain
from .view.whole import whole
from .word import marks, styles, tables
from .word.marks import run


def write(brief: Brief, path: str) -> None:
    """Write the document to the path."""
    with whole(path) as half:
        document(brief).save(str(half))


def document(brief: Brief) -> Document:
    """The document, fields in the order of the form."""
    b, doc = plain(brief), docx.Document()
    styles.apply(doc, b["headline"], b["byline"], brief.date)
    for part in (_head, _glance, _commentary, _excerpt, _notes, _image):
        part(doc, b, brief)
    _charts(doc, brief)
    for table in (_forecasts, _rests, _events, _sources):
        table(doc, b)
    return doc


def _head(doc: Document, b: Plain, brief: Brief) -> None:
    doc.add_paragraph(f"{b['pact']} · {b['region']} · {b['date']}", style="Label")
    doc.add_paragraph(b["headline"], style="Title")
    if b["byline"]:
        doc.add_paragraph(f"By {b['byline']}", style="Small")
    found = held(brief)
    if found and b["image"]:
        marks.picture(doc, BytesIO(found[0]), b["image"]["caption"])
    drawn = charts.specs(brief).get(charts.LEAD) if own(brief.image) else None
    if drawn:
        marks.picture(doc, BytesIO(charts.png(drawn)), charts.alt(drawn))
    if b["image"]:
        doc.add_paragraph(b["image"]["caption"] if found or drawn else f"Image: {b['image']['caption']}", style="Small")
    if b["pull_quote"]:
        doc.add_paragraph(b["pull_quote"], style="Intense Quote")


def _glance(doc: Document, b: Plain, brief: Brief) -> None:
    doc.add_paragraph("At a glance", style="Label")
    for s in (s for s in b["states"] if s["level"] == "pact"):
        line = doc.add_paragraph(style="Body Text")
        run(line, f"{s['arrow']} {s['label']}: {s['move']}  {s['figure']}", bold=True)
        run(line, "; ".join(part for part in (f"  90\N{NO-BREAK SPACE}% band {s['band']}", s["word"], s["chance"], s["change"]) if part))
        if s["drivers"]:
            doc.add_paragraph(f"Driven by {_drivers(s)}".replace("\n", "; "), style="Small")
    members = [s for s in b["states"] if s["level"] == "member"]
    if members:
        head = ("Member", "State", "90\N{NO-BREAK SPACE}% band", "What drove it")
        rows = [(s["label"], f"{s['arrow']} {s['word']} {s['figure']}\n{s['chance']}".strip(), s["band"], _drivers(s)) for s in members]
        tables.listed(doc, head, rows, (2.5, 3.2, 3.1, 7.4))
        doc.add_paragraph(f"{b['key']}. {b['legend']}", style="Small")
    if b["warnings"]:
        doc.add_paragraph("Read with care", style="Label")
        for warning in b["warnings"]:
            doc.add_paragraph(warning, style="List Bullet")


def _drivers(s: Plain) -> str:
    return "\n".join(f"{d['text']} {d['effect']}" for d in s["drivers"]) or "no event moved it: where the measure starts"


def _sentences(paragraph: Any, held: list[Plain]) -> None:
    for s in held:
        run(paragraph, s["text"])
        marks.link_within(paragraph, s["mark"], f"rest_{s['mark']}")
        run(paragraph, " ")


def _commentary(doc: Document, b: Plain, brief: Brief) -> None:
    doc.add_heading("Commentary", 2)
    for paragraph in b["commentary"]:
        _sentences(doc.add_paragraph(style="Body Text"), paragraph)
    line = doc.add_paragraph(style="Body Text")
    run(line, "Source: ", bold=True)
    run(line, b["source_line"])
    if b["address"]:
        run(line, " ")
        marks.link_out(line, "Open the article", b["address"])


def _excerpt(doc: Document, b: Plain, brief: Brief) -> None:
    e = b["excerpt"]
    if e["rows"]:
        doc.add_heading("Excerpt", 2)
        doc.add_paragraph(e["title"] + (f"; translated by {e['translator']}" if e["translator"] else ""), style="Small")
        tables.bilingual(doc, e)


def _notes(doc: Document, b: Plain, brief: Brief) -> None:
    if b["notes"]:
        doc.add_heading("Notes", 2)
    for note in b["notes"]:
        line = doc.add_paragraph(style="Hanging")
        run(line, f"[{note['mark']}]\t")
        _sentences(line, note["sentences"])


def _image(doc: Document, b: Plain, brief: Brief) -> None:
    if b["image"]:
        doc.add_heading("Image information", 2)
        i = b["image"]
        tables.facts(doc, [["Image", i["caption"]], ["Source", i["url"]], ["Attribution", i["attribution"]], ["Licence", i["licence"]]])


def _charts(doc: Document, brief: Brief) -> None:
    made = {name: spec for name, spec in charts.specs(brief).items() if name != charts.LEAD or not own(brief.image)}
    if made:
        doc.add_heading("Measures", 2)
    for spec in made.values():
        marks.picture(doc, BytesIO(charts.png(spec)), charts.alt(spec))


def _forecasts(doc: Document, b: Plain) -> None:
    if b["forecasts"]:
        doc.add_heading("Forecasts", 2)
        doc.add_paragraph("Probabilities, frozen when made and resolved by their written rules; no part of the commentary", style="Small")
        rows = [(f"{f['question']}\n{f['rule']}", f["probability"], f["due"], f["made"], f["forecaster"], f["outcome"]) for f in b["forecasts"]]
        tables.listed(doc, ("Question", "Probability", "Due", "Made", "Method", "Outcome"), rows, (5.6, 2.5, 2.2, 2.2, 1.8, 1.9))


def _rests(doc: Document, b: Plain) -> None:
    doc.add_heading("What each sentence rests on", 2)
    for number, r in enumerate(b["rests"]):
        line = doc.add_paragraph(style="Hanging")
        marks.bookmark(line, f"rest_{r['mark']}", number)
        run(line, f"{r['mark']}\t", bold=True)
        run(line, f"{r['text']} ({r['kind']})")
        for text in [f"Event: {e}" for e in r["events"]] + r["readings"]:
            doc.add_paragraph(text, style="Evidence")
        for quote in r["quotes"]:
            marks.quote(doc.add_paragraph(style="Evidence"), quote)


def _events(doc: Document, b: Plain) -> None:
    if b["events"]:
        doc.add_heading("Events", 2)
        rows = [(e["date"], e["text"], f"{e['type']}\n{e['act']}".strip(), e["status"], e["sources"], e["weight"]) for e in b["events"]]
        tables.listed(doc, ("Date", "Event", "Type", "Status", "Sources", "Weight"), rows, (2.2, 5.6, 3.0, 1.8, 1.9, 1.8))


def _sources(doc: Document, b: Plain) -> None:
    doc.add_heading("Sources", 2)
    doc.add_paragraph(
        "Admiralty code: source A (completely reliable) to F (cannot be judged); information 1 (confirmed) to 6 (cannot be judged)", style="Small"
    )
    tables.facts(doc, b["facts"])
    if b["outlets"]:
        doc.add_paragraph()
        rows = [(s["title"], s["city"], s["language"], s["kind"], s["reliability"]) for s in b["outlets"]]
        tables.listed(doc, ("Outlet", "Place", "Language", "Kind", "Reliability"), rows, (4.0, 2.2, 2.2, 5.2, 2.6))
    if b["articles"]:
        doc.add_paragraph()
        copies = [(f"{a['title']}\nSHA-256 {a['sha256']}", a["outlet"], a["published"]) for a in b["articles"]]
        tables.listed(doc, ("Article", "Outlet", "Published"), copies, (10.0, 3.6, 2.6))
