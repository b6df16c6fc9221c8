"""Formats: every field is there, every sentence leads to what it rests on, and hostile text does nothing."""

import csv as table
import json
import re
import zipfile
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import docx as word
import pyarrow.parquet as pq
import pypdfium2
import pytest
from brief_made import A1, sample

from pactwatch.cli.present import drove, signed
from pactwatch.formats import charts, csv, docx, html, md, parquet, pdf, plover
from pactwatch.formats.view import evidence, words
from pactwatch.formats.view.state import states
from pactwatch.formats.view.whole import whole
from pactwatch.nouns import Brief, Claim, Driver, Image, Passage, Span

HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(1)>\"'&#x5b; =1+1 \u202e"
VOID = {"meta", "img", "br", "link", "input", "hr"}


class Page(HTMLParser):
    """Ids, links and tags of a page; complains of what is not closed."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.tags: list[str] = []
        self.attributes: set[str] = set()
        self.open: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        held = dict(attrs)
        self.tags.append(tag)
        self.attributes |= set(held)
        self.ids += [str(held["id"])] if "id" in held else []
        self.links += [str(held["href"])] if "href" in held else []
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        assert self.open and self.open[-1] == tag, (tag, self.open[-3:])
        self.open.pop()


@pytest.fixture(scope="module")
def brief() -> Brief:
    return sample()


@pytest.fixture(scope="module")
def page(brief: Brief) -> str:
    return html.page(brief)


def hostile(brief: Brief) -> Brief:
    article = replace(brief.article, url="javascript:alert(1)", title=HOSTILE, title_en=HOSTILE, language='ru" onload="x')
    first = replace(brief.commentary[0][0], text=HOSTILE)
    pair = replace(brief.excerpt[0][0], original=HOSTILE, translation=HOSTILE)
    assert brief.image and brief.source
    return replace(
        brief, headline=HOSTILE, byline=HOSTILE, region=HOSTILE, pull_quote=HOSTILE, source_line=f"{HOSTILE} javascript:alert(1)", article=article,
        articles=(article,), commentary=((first,),), excerpt=((pair,),), warnings=(HOSTILE,), names={"KGZ": HOSTILE, "CSTO": HOSTILE},
        image=replace(brief.image, caption=HOSTILE, url="data:text/html,x"), source=replace(brief.source, url="file:///etc/passwd"),
        sources=(replace(brief.source, title=HOSTILE, url="javascript:1"),),
    )


# The page


def test_the_page_is_well_formed_and_stands_alone(page: str) -> None:
    seen = Page(page)
    assert page.startswith("<!doctype html>") and not seen.open
    assert "script" not in seen.tags and "link" not in seen.tags
    assert len(seen.ids) == len(set(seen.ids))
    assert not [link for link in seen.links if not link.startswith(("#", "http://", "https://"))]
    assert "src=\"http" not in page and "url(http" not in page


def test_every_sentence_leads_to_what_it_rests_on(brief: Brief, page: str) -> None:
    seen = Page(page)
    marks = [r.mark for r in evidence.all_rests(brief)]
    assert marks == ["1", "2", "3", "4", "5", "6", "i.1", "ii.1"]
    for mark in marks:
        assert {f"#r-{mark}", f"#s-{mark}"} <= set(seen.links) and {f"r-{mark}", f"s-{mark}"} <= set(seen.ids)
    inner = {link[1:] for link in seen.links if link.startswith("#")}
    assert inner <= set(seen.ids)


def test_the_fields_come_in_the_order_of_the_form(brief: Brief, page: str) -> None:
    assert brief.image
    parts = [f"<h1>{brief.headline}", brief.image.caption, brief.pull_quote, "At a glance", "The excerpted article from", ">Source<", "Excerpt <small>",
             'id="notes"', 'id="image"', 'id="measures"', 'id="forecasts"', 'id="rests"', 'id="events"', 'id="sources"']
    places = [page.index(part) for part in parts]
    assert places == sorted(places)
    for fact in (brief.article.sha256, "B3", "2022-10-17T09:30:00Z", "sample translator, version 1", "CC BY 4.0", brief.warnings[0], "A. Tester"):
        assert fact in page


def test_both_languages_stand_beside_each_other(brief: Brief, page: str) -> None:
    for pair in (p for paragraph in brief.excerpt for p in paragraph):
        assert f'lang="ru">{pair.original}</p><p lang="en">{pair.translation}' in page
    bare = replace(brief, excerpt=tuple(tuple(replace(p, translation=None) for p in ps) for ps in brief.excerpt))
    assert html.page(bare).count("not translated") == 5


def test_hostile_text_is_inert(brief: Brief) -> None:
    made = html.page(hostile(brief))
    seen = Page(made)
    assert "script" not in seen.tags and not [a for a in seen.attributes if a.startswith("on")]
    assert not [link for link in seen.links if not link.startswith(("#", "http://", "https://"))]
    assert "&lt;script&gt;" in made


def test_control_and_direction_marks_stay_out_of_the_page(brief: Brief) -> None:
    made = html.page(replace(brief, headline="a\x1b[31m\x0b\u202eb", region=""))
    assert "a[31mb" in made and not {c for c in made if c != "\n" and (ord(c) < 32 or c == "\u202e")}
    assert "CSTO</span>" in made  # no dangling "·" where the watch names no region


def test_a_links_markup_in_a_text_is_no_link_in_markdown(brief: Brief) -> None:
    made = md.text(replace(brief, pull_quote="“[here](javascript:alert(1)) and [ x ]( data:x)”"))
    assert "[here\\](javascript" in made and "[ x \\]( data" in made


def test_dates_and_marks_are_not_cut_at_a_lines_end() -> None:
    assert html.tied("on 9 October 2022 <b>") == 'on <span class="tied">9 October 2022</span> &lt;b&gt;'
    assert html.ended("It left.[i]", "3") == 'It <span class="tied">left.[i]<sup>3</sup></span>'
    assert "tied" not in html.ended("See https://news.example/" + "a" * 40, "3")


def test_the_pages_picture_is_inside(brief: Brief, tmp_path: Path) -> None:
    file = tmp_path / "p.png"
    file.write_bytes(b"\x89PNG\r\n\x1a\n0000")
    assert brief.image
    assert 'src="data:image/png;base64,' in html.page(replace(brief, image=replace(brief.image, file=str(file))))
    md.write(replace(brief, image=replace(brief.image, file=str(file))), str(tmp_path / "brief.md"))
    assert f"![{brief.image.caption}](brief.png)" in (tmp_path / "brief.md").read_text(encoding="utf-8")
    assert (tmp_path / "brief.png").read_bytes() == file.read_bytes()
    file.write_bytes(b"<svg onload=alert(1)>")
    assert str(tmp_path) not in md.text(replace(brief, image=replace(brief.image, file=str(file))))  # no path of this machine in a brief
    assert "<img" not in html.page(replace(brief, image=replace(brief.image, file=str(file))))
    assert "![" not in md.text(replace(brief, image=replace(brief.image, file=str(file))))  # nor a link to what is not there


def test_a_file_that_cannot_be_finished_leaves_what_was_there(tmp_path: Path) -> None:
    place = tmp_path / "brief.html"
    place.write_text("whole", encoding="utf-8")
    with pytest.raises(OSError, match="full"), whole(place) as half:
        half.write_text("hal", encoding="utf-8")
        raise OSError("full")
    assert place.read_text(encoding="utf-8") == "whole" and [p.name for p in tmp_path.iterdir()] == ["brief.html"]


def test_a_bare_brief_still_prints(brief: Brief, tmp_path: Path) -> None:
    bare = replace(brief, image=None, source=None, series=(), readings=(), forecasts=(), events=(), claims=(), articles=(), notes=(), excerpt=(),
                   warnings=(), byline="", pull_quote="", names={}, sources=())
    assert not Page(html.page(bare)).open
    for writer, ending in ((pdf, "pdf"), (docx, "docx"), (csv, "csv"), (parquet, "parquet"), (plover, "jsonl")):
        writer.write(bare, str(tmp_path / f"bare.{ending}"))
        assert (tmp_path / f"bare.{ending}").exists()


# What the formats share


def test_states_say_word_and_move(brief: Brief) -> None:
    held = {s.of: s for s in states(brief)}
    assert held["KGZ"].word == "strained" and held["KGZ"].move == "weaker" and held["KGZ"].arrow == "▼"
    assert held["BLR"].word == "holding" and next(iter(held)) == "CSTO"
    unread = replace(brief, readings=tuple(replace(r, coverage=0.0) for r in brief.readings))
    assert not any(s.read for s in states(unread)) and "nothing read that week" in html.page(unread)
    assert {s.move for s in states(replace(brief, readings=tuple(replace(r, fell=None) for r in brief.readings)))} == {"no comparison"}


@pytest.mark.parametrize(("fell", "effects"), [(0.7, [-0.3, -0.1, 0.5]), (0.2, [0.5, -0.3, -0.1]), (0.5, [0.5, -0.3, -0.1])])
def test_what_moved_a_reading_its_way_is_told_first(brief: Brief, fell: float, effects: list[float]) -> None:
    told = tuple(Driver(brief.events[0].id, x) for x in (-0.1, 0.5, -0.3))
    held = states(replace(brief, readings=tuple(replace(r, fell=fell, drivers=told) for r in brief.readings)))
    assert [x for _, _, x in held[0].drivers] == effects
    shown = drove(held[0].reading, {e.id: e for e in brief.events}, brief.date)
    assert re.findall(r"[+−]\d\.\d\d", shown) == [signed(x) for x in effects]


def test_a_member_of_whom_nothing_is_told_has_no_state(brief: Brief) -> None:
    bare = replace(brief, readings=tuple(replace(r, drivers=()) if r.of == "KGZ" else r for r in brief.readings))
    assert {s.of: s.word for s in states(bare)}["KGZ"] == "no events" and "no events" in html.page(bare)


def test_the_type_turns_the_act_and_a_pair_has_the_plural(brief: Brief) -> None:
    one = brief.events[0]
    assert words.deed(replace(one, type="SANCTION", act="sanction", status="actual", symmetric=False)) == "imposes sanctions"
    assert words.deed(replace(one, type="CONCEDE", act="sanction", status="actual", symmetric=False)) == "lifts sanctions"
    assert words.deed(replace(one, type="CONSULT", act=None, status="actual", symmetric=True)) == "consult"


def test_the_products_own_chart_is_the_picture_where_none_is_declared(brief: Brief, tmp_path: Path) -> None:
    bare = replace(brief, image=Image("How it holds together", "", None, "Pactwatch", "CC BY 4.0"))
    page = html.page(bare)
    mark = f'id="chart-{charts.LEAD}"'
    assert page.count(mark) == 1 and page.index(mark) < page.index("At a glance")
    assert "made for this brief" in page and len(page) < 1_000_000
    pdf.write(bare, str(tmp_path / "b.pdf"))
    assert "How it holds together" in _pdf_text(tmp_path / "b.pdf")
    given = pdf._data(bare, tmp_path)
    assert given["picture"] == f"{charts.LEAD}.svg" and given["drawn"] == charts.alt(charts.specs(bare)[charts.LEAD]) and len(given["charts"]) == 2
    docx.write(bare, str(tmp_path / "b.docx"))
    assert len(word.Document(str(tmp_path / "b.docx")).inline_shapes) == 3


def test_marked_words_make_up_the_passage(brief: Brief) -> None:
    passage = brief.commentary[0][0].passages[0]
    parts = list(evidence.marked(passage, brief.claims))
    assert "".join(text for text, _ in parts) == passage.text
    assert ("отменил", "trigger") in parts
    spans = (Span(0, 5, "abcde", "source"), Span(3, 8, "defgh", "target"), Span(90, 95, "x", "trigger"))
    claim = Claim("c", "a", 0, 10, None, "A", "B", "AGREE", None, "actual", spans=spans)
    assert list(evidence.marked(Passage("a", 0, 10, "abcdefghij"), (claim,))) == [("abcde", "source"), ("fghij", None)]


@pytest.mark.parametrize("bad", ["javascript:alert(1)", "data:text/html,x", "//x.example", "http:", " https://x", "https://a b", "", None, "http://[x"])
def test_only_web_addresses_become_links(bad: str | None) -> None:
    assert words.link(bad) is None
    assert words.link("https://x.example/?a=1&b=2") == "https://x.example/?a=1&b=2"


def test_figures_bear_true_signs() -> None:
    assert [words.signed(v) for v in (-0.62, 0.5, 0.001)] == ["−0.62", "+0.50", "0.00"]


# PDF and Word


def _pdf_text(path: Path) -> str:
    return "\n".join(p.get_textpage().get_text_range() for p in pypdfium2.PdfDocument(str(path)))


def test_the_pdf_holds_both_scripts_and_is_tagged(brief: Brief, tmp_path: Path) -> None:
    path = tmp_path / "b.pdf"
    pdf.write(brief, str(path))
    text = " ".join(_pdf_text(path).split())
    for part in (brief.headline, "Бишкек отменил учения", "Moscow offered mediation", "What each sentence rests on", brief.article.sha256, "B3"):
        assert part in text
    data = path.read_bytes()
    assert b"StructTreeRoot" in data and b"pdfuaid" in data


def test_a_script_that_the_package_lacks_does_not_stop_the_pdf(brief: Brief, tmp_path: Path) -> None:
    pdf.write(replace(brief, region="Հայաստան 中国 العربية"), str(tmp_path / "b.pdf"))
    assert brief.headline in _pdf_text(tmp_path / "b.pdf")


def test_hostile_text_is_only_text_in_pdf_and_word(brief: Brief, tmp_path: Path) -> None:
    bad = replace(hostile(brief), headline='#panic("x") $ \\ @a <b> `c`', pull_quote="#include \"/etc/passwd\" \x00\x07")
    pdf.write(bad, str(tmp_path / "b.pdf"))
    docx.write(bad, str(tmp_path / "b.docx"))
    assert '#panic("x")' in _pdf_text(tmp_path / "b.pdf")
    with zipfile.ZipFile(tmp_path / "b.docx") as held:
        assert b"javascript:" not in held.read("word/_rels/document.xml.rels")


def test_the_word_document_has_styles_tables_and_links(brief: Brief, tmp_path: Path) -> None:
    path = tmp_path / "b.docx"
    docx.write(brief, str(path))
    doc = word.Document(str(path))
    text = "\n".join(p.text for p in doc.paragraphs)
    assert brief.headline in text and "[ii]" in text and "The article notes" in text
    assert [p.text for p in doc.paragraphs if p.style and p.style.name == "Heading 2"][1:3] == ["Excerpt", "Notes"]
    rows = [[c.text for c in r.cells] for t in doc.tables for r in t.rows]
    assert [brief.excerpt[0][0].original, brief.excerpt[0][0].translation] in rows
    assert len(doc.inline_shapes) == 3 and brief.headline in doc.sections[0].footer.paragraphs[0].text
    with zipfile.ZipFile(path) as held:
        xml = held.read("word/document.xml").decode()
    for rest in evidence.all_rests(brief):
        name = f"rest_{rest.mark.replace('.', '_')}"
        assert f'w:anchor="{name}"' in xml and f'w:name="{name}"' in xml
    assert 'w:lang w:val="ru"' in xml and "descr=" in xml


# Tables


def test_csv_has_names_dates_and_no_formulas(brief: Brief, tmp_path: Path) -> None:
    path = tmp_path / "e.csv"
    bad = replace(brief, names={"KGZ": '=HYPERLINK("x")', "TJK": "@SUM(1)", "CSTO": "  -1+1"})
    csv.write(bad, str(path))
    rows = list(table.DictReader(path.read_text(encoding="utf-8").splitlines()))
    assert rows[0]["date"] == "2022-10-09" and rows[0]["source"] == "KGZ" and "отменил" in rows[0]["text"]
    for row in rows:
        assert not [v for v in row.values() if v.strip()[:1] in {"=", "@", "-", "+"}]
    assert rows[0]["source_name"].startswith("'=") and rows[0]["target_name"].startswith("'")


def test_parquet_has_typed_columns(brief: Brief, tmp_path: Path) -> None:
    path = tmp_path / "e.parquet"
    parquet.write(brief, str(path))
    held = pq.read_table(path)
    assert held.num_rows == len(brief.events) and str(held.schema.field("date").type) == "date32[day]"
    assert held.column("source_name")[0].as_py() == "Kyrgyzstan" and dict(held.column("effects")[0].as_py())["KGZ"] == -0.62
    assert held.schema.metadata[b"pactwatch.pact"] == b"CSTO"


def test_plover_records_have_what_is_required(brief: Brief, tmp_path: Path) -> None:
    path = tmp_path / "e.jsonl"
    undated = replace(brief.events[0], id="u", date=None)
    lost = replace(undated, id="lost", articles=())
    plover.write(replace(brief, events=(*brief.events, undated, lost)), str(path))
    held = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    for record in held:
        assert {"id", "date", "actor", "event"} <= set(record) and date.fromisoformat(record["date"])
    assert held[0]["mode"] == "exercise_cancel" and held[0]["recipient"]["code"] == "CSTO" and held[0]["context"] == ["actual"]
    assert held[0]["text"] in A1.text and held[0]["cite_info"][0]["sha256"] == A1.sha256
    assert [r["date_basis"] for r in held if r["id"] == "u"] == ["publication"] and "lost" not in {r["id"] for r in held}


def test_running_english_has_its_article() -> None:
    names = {"ARE": "United Arab Emirates", "QAT": "Qatar", "GCC": "GCC"}
    asked = replace(sample().forecasts[1], kind="T1", of="ARE-QAT")
    assert "between the United Arab Emirates and Qatar by" in words.asked(names, asked)
    assert [words.the(n) for n in ("NATO", "CSTO", "Kuwait")] == ["NATO", "the CSTO", "Kuwait"]


@pytest.mark.parametrize("kind, of, least, asked", [
    ("T1", "KGZ-TJK", 1, "Will there be material conflict between Kyrgyzstan and Tajikistan by 14 November 2022?"),
    ("T2", "KGZ-TJK", 3, "Will there be 3 or more conflict events between Kyrgyzstan and Tajikistan by 14 November 2022?"),
    ("T3", "KGZ", 1, "Will Kyrgyzstan take a step out of the pact by 14 November 2022?"),
    ("", "", 1, "Will armed force be used between Kyrgyzstan and Tajikistan?"),
])
def test_a_forecast_asks_by_name_and_day(kind: str, of: str, least: int, asked: str) -> None:
    brief = sample()
    frozen = replace(brief.forecasts[1], kind=kind, of=of, least=least)
    assert words.question(brief, frozen) == asked
    told = replace(brief, forecasts=(frozen,))
    assert asked in md.text(told) and asked in html.page(told)
