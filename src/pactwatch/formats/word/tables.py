"""Tables: lists with a header row, facts, and the bilingual excerpt."""

from collections.abc import Iterable, Sequence
from typing import Any

from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm

from .marks import language, run

Plain = dict[str, Any]


def listed(doc: Document, head: Sequence[str], rows: Iterable[Sequence[str]], widths: Sequence[float]) -> None:
    """A table with thin rules, its header repeated on every page; widths in centimetres."""
    table = _table(doc, head, widths)
    for row in rows:
        cells = table.add_row().cells
        for cell, text in zip(cells, row, strict=True):
            _fill(cell, text, "Cell")
    _finish(table, widths)


def facts(doc: Document, rows: Sequence[Sequence[str]]) -> None:
    """Two columns: what, and its value."""
    table: Any = doc.add_table(0, 2)
    for what, value in rows:
        left, right = table.add_row().cells
        _fill(left, what, "Cell").bold = True
        _fill(right, value, "Cell")
    _finish(table, (3.6, 12.6), ruled=False)


def bilingual(doc: Document, excerpt: Plain) -> None:
    """Original and English side by side, a row a sentence."""
    widths = (8.1, 8.1)
    table = _table(doc, (f"{excerpt['language']} original", "English"), widths)
    for row in excerpt["rows"]:
        left, right = table.add_row().cells
        language(_fill(left, row["original"], "Normal"), excerpt["lang"])
        translated = row["translation"] is not None
        _fill(right, row["translation"] if translated else "not translated", "Normal").italic = None if translated else True
    _finish(table, widths)


def _table(doc: Document, head: Sequence[str], widths: Sequence[float]) -> Any:
    table: Any = doc.add_table(1, len(widths))
    for cell, text in zip(table.rows[0].cells, head, strict=True):
        _fill(cell, text, "Label")
    repeat = OxmlElement("w:tblHeader")
    repeat.set(qn("w:val"), "true")
    table.rows[0]._tr.get_or_add_trPr().append(repeat)
    return table


def _fill(cell: Any, text: str, style: str) -> Any:
    paragraph = cell.paragraphs[0]
    paragraph.style = style
    return run(paragraph, text)


def _finish(table: Any, widths: Sequence[float], ruled: bool = True) -> None:
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width)
        for cell in column.cells:
            cell.width = Cm(width)
    for row in table.rows:
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    if ruled:
        _rules(table)


def _rules(table: Any) -> None:
    borders = OxmlElement("w:tblBorders")
    for side, size in (("top", "8"), ("bottom", "4"), ("insideH", "4")):
        edge = OxmlElement(f"w:{side}")
        for key, value in (("val", "single"), ("sz", size), ("space", "0"), ("color", "BFB8AB")):
            edge.set(qn(f"w:{key}"), value)
        borders.append(edge)
    table._tbl.tblPr.insert_element_before(borders, "w:shd", "w:tblLayout", "w:tblCellMar", "w:tblLook")
