"""Runs, links, bookmarks and pictures."""

import re
from typing import IO, Any

from docx.document import Document
from docx.enum.text import WD_COLOR_INDEX
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm

from ..view.plain import cleaned


def run(paragraph: Any, text: str, bold: bool = False) -> Any:
    """Add a run of text."""
    made = paragraph.add_run(text)
    made.bold = bold or None
    return made


def bookmark(paragraph: Any, name: str, number: int) -> None:
    """A place that a link within the document can lead to; `number` must be unique."""
    for tag in ("w:bookmarkStart", "w:bookmarkEnd"):
        element = OxmlElement(tag)
        element.set(qn("w:id"), str(number))
        if tag == "w:bookmarkStart":
            element.set(qn("w:name"), _anchor(name))
        paragraph._p.append(element)


def link_within(paragraph: Any, text: str, name: str) -> None:
    """A raised mark that leads to the bookmark of that name."""
    made = run(paragraph, text)
    made.font.superscript = True
    _wrap(paragraph, made, qn("w:anchor"), _anchor(name))


def link_out(paragraph: Any, text: str, url: str) -> None:
    """A link to an address, which the caller has found to be http or https."""
    made = run(paragraph, text)
    made.font.underline = True
    _wrap(paragraph, made, qn("r:id"), paragraph.part.relate_to(url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))


def _anchor(name: str) -> str:
    return re.sub(r"\W", "_", name)[:40]


def _wrap(paragraph: Any, made: Any, key: str, value: str) -> None:
    link = OxmlElement("w:hyperlink")
    link.set(key, value)
    link.append(made._r)
    paragraph._p.append(link)


def quote(paragraph: Any, held: dict[str, Any]) -> None:
    """A passage with the coded words highlighted, and where it stands."""
    for text, means in held["parts"]:
        part = run(paragraph, text)
        language(part, held["lang"])
        if means:
            part.font.highlight_color = WD_COLOR_INDEX.YELLOW
    run(paragraph, " — ")
    if held["url"]:
        link_out(paragraph, held["cite"], held["url"])
    else:
        run(paragraph, held["cite"])


def language(part: Any, code: str) -> None:
    """Tell the word processor the language of a run, for spelling and for reading aloud."""
    lang = OxmlElement("w:lang")
    lang.set(qn("w:val"), code)
    part._r.get_or_add_rPr().append(lang)


def picture(doc: Document, data: IO[bytes], alt: str, width: float = 16.0) -> None:
    """A picture with its description for those who do not see it; width in centimetres."""
    shape = doc.add_picture(data, width=Cm(width))
    shape._inline.docPr.set("descr", cleaned(alt))
