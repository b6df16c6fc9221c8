"""Type, page and footer of the Word document."""

from datetime import date, datetime, time
from typing import Any

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

SERIF, SANS = "Georgia", "Arial"
INK, GREY, RUST = RGBColor(0x1F, 0x1D, 0x1A), RGBColor(0x64, 0x5F, 0x57), RGBColor(0x94, 0x33, 0x0D)
Look = tuple[str, str | None, str, float, RGBColor, float, float]
LOOKS: tuple[Look, ...] = (  # style, based on, font, points, colour, before, after
    ("Normal", None, SERIF, 10.5, INK, 0, 4),
    ("Body Text", "Normal", SERIF, 10.5, INK, 0, 8),
    ("Title", "Normal", SERIF, 22, INK, 4, 6),
    ("Heading 2", "Normal", SANS, 11, INK, 18, 6),
    ("Intense Quote", "Normal", SERIF, 14, RUST, 10, 12),
    ("List Bullet", "Normal", SANS, 9, INK, 0, 2),
    ("Label", "Normal", SANS, 7.5, GREY, 8, 4),
    ("Small", "Normal", SANS, 8.5, GREY, 0, 6),
    ("Hanging", "Normal", SERIF, 10, INK, 4, 3),
    ("Evidence", "Normal", SANS, 8.5, INK, 0, 2),
    ("Cell", "Normal", SANS, 8.5, INK, 1, 1),
)


def apply(doc: Document, headline: str, byline: str, day: date) -> None:
    """Set page, styles, footer and the document's properties."""
    for look in LOOKS:
        _style(doc, look)
    _special(doc)
    section = doc.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.4)
    section.top_margin, section.bottom_margin = Cm(2.2), Cm(2.2)
    _footer(section.footer.paragraphs[0], headline)
    about = doc.core_properties
    about.title, about.author, about.language = headline[:255], byline[:255], "en"
    about.created = about.modified = datetime.combine(day, time())


def _style(doc: Document, look: Look) -> None:
    name, base, font, size, colour, before, after = look
    held = [s.name for s in doc.styles]
    style: Any = doc.styles[name] if name in held else doc.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    if base:
        style.base_style = doc.styles[base]
    style.font.name, style.font.size, style.font.color.rgb = font, Pt(size), colour
    style.font.bold, style.font.italic = name in ("Title", "Heading 2", "Label"), name == "Intense Quote"
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    for script in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(script), font)
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)


def _special(doc: Document) -> None:
    styles: Any = doc.styles
    styles["Label"].font.all_caps = True
    styles["Body Text"].paragraph_format.line_spacing = 1.25
    styles["Hanging"].paragraph_format.left_indent, styles["Hanging"].paragraph_format.first_line_indent = Cm(1), Cm(-1)
    for name in ("Hanging", "Heading 2"):
        styles[name].paragraph_format.keep_with_next = True
    styles["Evidence"].paragraph_format.left_indent = Cm(1.4)
    for name in ("Title", "Intense Quote"):
        for border in styles[name].element.xpath(".//w:pBdr"):
            border.getparent().remove(border)
    styles["Intense Quote"].paragraph_format.left_indent = Cm(0.6)


def _footer(paragraph: Any, headline: str) -> None:
    paragraph.style.font.name, paragraph.style.font.size, paragraph.style.font.color.rgb = SANS, Pt(7.5), GREY
    paragraph.style.paragraph_format.tab_stops.clear_all()
    paragraph.paragraph_format.tab_stops.add_tab_stop(Cm(16.2), WD_TAB_ALIGNMENT.RIGHT)
    paragraph.add_run(f"{headline}\t")
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    paragraph._p.append(field)
