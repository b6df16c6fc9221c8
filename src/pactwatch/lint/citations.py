"""Where things come from: the source line, its two titles, the image, the notes and what they refer to."""

import re
from collections.abc import Iterator

from .page import Page, terms
from .read import Finding

DATE = r"\d{1,2} (?:January|February|March|April|May|June|July|August|September|October|November|December) \d{4}"
URL = r"https?://[^\s)>]+"
CROSS = re.compile(r"[Ff]or more,? see\b(.*)", re.DOTALL)
LICENCE = re.compile(
    r"CC[ -]?(?:BY|0)\S*(?:[ -]\S*\d\S*)?|[Pp]ublic [Dd]omain|[Rr]ights reserved|\bGFDL\b|[Uu]sed by permission|[Oo]wn work"
)


def parts(line: str) -> dict[str, str]:
    """Title, outlet, descriptor, date and URL of a source line; "" for what it lacks."""
    end = line.rfind("”")
    title = line[line.find("“") + 1 : end] if end >= 0 else ""
    rest = line[end + 1 :]
    described = re.search(r"\(([^()]*)\)", rest)
    date, url = re.search(DATE, rest), re.search(URL, rest)
    stop = min([m.start() for m in (described, date, url) if m] or [len(rest)])
    return {
        "title": title.strip(" ,"),
        "outlet": rest[:stop].strip(" ,."),
        "descriptor": described[1] if described else "",
        "date": date[0] if date else "",
        "url": url[0] if url else "",
    }


def citation_complete(page: Page) -> Iterator[Finding]:
    """The source line has title, outlet, descriptor, date and URL."""
    line = page.text("source")
    named = {"title": "title in quotation marks", "outlet": "outlet", "descriptor": "descriptor", "date": "date", "url": "URL"}
    lacks = [named[part] for part, value in parts(line).items() if not value]
    if lacks:
        told = lacks[0] if len(lacks) == 1 else f"{', '.join(lacks[:-1])} and {lacks[-1]}"
        form = "“Title (English Title),” Outlet (City-based Language-language period focusing on beat), D Month YYYY. URL"
        yield page.find("citation", "source", max(0, line.rfind("”") + 1), f"the source line lacks: {told}", f"write it as {form}")


def _foreign(title: str, descriptor: str) -> bool:
    if re.search(r"[^\W\d_]", re.sub(r"[A-Za-z\u00c0-\u024f]", "", title)):
        return True
    language = re.search(r"(\w+)-language", descriptor)
    return language is not None and language[1] != "English"


def bilingual_title(page: Page) -> Iterator[Finding]:
    """A title in another language has its English in parentheses."""
    told = parts(page.text("source"))
    english = re.search(r"\(([^()]*[A-Za-z][^()]*)\)\W*$", told["title"])
    if told["title"] and _foreign(told["title"], told["descriptor"]) and not english:
        message = f"the title “{told['title']}” has no English beside it"
        yield page.find("bilingual title", "source", 0, message, "add the English title in parentheses after the original")


def _sourced(page: Page, text: str) -> bool:
    """Whether its source has an address, or is the brief itself; that of the licence, a line below, is none."""
    source = re.search(r"Source:[ \t]*(\S.*)", text)
    return source is not None and bool(re.search(URL, source[1]) or terms(page.words["image"]["own"], source[1]))


def licence_complete(page: Page) -> Iterator[Finding]:
    """An image has a caption, a source URL, an attribution and a licence."""
    text = page.text("image_information")
    if not (text.strip() or page.text("image").strip()):
        return
    licence = LICENCE.search(text)
    author = re.search(r"Attribution:[ \t]*(\S.*)", text)
    lacks = []
    if not re.search(r"(?:Image|Caption):[ \t]*\S", text):
        lacks.append("caption")
    if not _sourced(page, text):
        lacks.append("source URL")
    if not author or (licence and not author[1].replace(licence[0], "").strip(" .,;()")):
        lacks.append("author in its attribution")
    if not licence:
        lacks.append("licence")
    if lacks:
        has = f"has the licence “{licence[0]}” and " if licence else ""
        message = f"the image {has}lacks: {', '.join(lacks)}"
        offset = licence.start() if licence else 0
        yield page.find("licence", "image_information", offset, message, "add the page the image came from, its author and its licence")


def marks_resolve(page: Page) -> Iterator[Finding]:
    """Every roman mark has its note, every note its mark, and marks come in order."""
    marks = list(re.finditer(r"\[([ivxlc]+)\]", page.text("commentary")))
    notes = list(re.finditer(r"^\[([ivxlc]+)\]", page.text("notes"), re.MULTILINE))
    have = [note[1] for note in notes]
    for mark in marks:
        if mark[1] not in have:
            yield page.find("cross-reference", "commentary", mark.start(), f"there is no note {mark[0]}", "add the note or drop the mark")
    for note in notes:
        if note[1] not in [mark[1] for mark in marks]:
            yield page.find("cross-reference", "notes", note.start(), f"nothing refers to note {note[0]}", "set its mark in the commentary")


def cross_reference_whole(page: Page) -> Iterator[Finding]:
    """“For more, see” names author, title, publication, issue and month, or a URL."""
    notes = page.field("notes")
    for at, said in notes.sentences():
        match = CROSS.search(said)
        if not match or re.search(URL, match[1]):
            continue
        whole = r"\s+[^“]+,\s+“[^”]+”,?\s+[^,]+,\s+Issue \d+,\s+\w+ \d{4}"
        if not re.match(whole, match[1]):
            message = f"the cross-reference “{said.strip()}” is not whole"
            yield page.find("cross-reference", "notes", at, message, "write: For more, see Author, “Title,” OE Watch, Issue n, Month YYYY.")
