"""Articles from JSON Lines: {id, lang?, published, title, text, url?, source?} a line, in any encoding that can be told."""

import hashlib
import json
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from charset_normalizer import from_bytes

from ..contracts import Complain
from ..nouns import Article, Bad

LONGEST = 5_000_000  # characters of one text
HALF = re.compile("[\ud800-\udfff]")  # a surrogate without its other
MONTH = re.compile(r"\d{4}(-\d{2})?$")
Row = dict[str, Any]
CYRILLIC = ["cp1251", "koi8_r", "utf_8", "utf_16", "cp866", "iso8859_5"]


def read(place: str) -> Iterator[tuple[int, str]]:
    """Numbered lines of a file, or of standard input for "-". Windows-1251 and KOI8-R are told from UTF-8 by their letters."""
    name = "standard input" if place == "-" else place
    try:
        data = sys.stdin.buffer.read() if place == "-" else Path(place).read_bytes()
    except OSError as error:
        raise Bad(f"{name}: cannot be read ({error.strerror}); name a file that exists and may be read") from None
    yield from enumerate(decode(data, name).split("\n"), 1)


def decode(data: bytes, name: str) -> str:
    """Bytes → text without a byte order mark."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        best = from_bytes(data, cp_isolation=CYRILLIC).best()
        if best is None:
            raise Bad(f"{name}: not UTF-8 at byte {error.start} and no known encoding; save it as UTF-8") from None
        return str(best)


def day(value: Any, where: str) -> date | None:
    """An ISO day; None for null, an empty string, a year or a month alone, which place nothing in a week."""
    if value is None or value == "" or (isinstance(value, str) and MONTH.match(value)):
        return None
    try:
        return date.fromisoformat(str(value)[:10])
    except ValueError:
        raise Bad(f"{where}: field 'published' is {value!r}, no such day; write YYYY-MM-DD") from None


def text(row: dict[str, Any], key: str, where: str, default: str | None = None) -> str:
    value = row.get(key, default)
    if value is None:
        raise Bad(f"{where}: field '{key}' is missing; add it")
    if not isinstance(value, str):
        raise Bad(f"{where}: field '{key}' must be text, is {type(value).__name__}; put it in quotation marks")
    return value


def maybe(row: dict[str, Any], key: str, where: str) -> str | None:
    """A text that may be left out."""
    return None if row.get(key) is None else text(row, key, where)


def name(row: dict[str, Any], where: str) -> str:
    """The id, text or a whole number; "" where there is none."""
    found = row.get("id", "")
    if found is not None and (isinstance(found, bool) or not isinstance(found, (str, int))):
        raise Bad(f"{where}: field 'id' must be text or a whole number, is {type(found).__name__}; write it as text")
    return str(found or "")


def address(row: dict[str, Any], where: str) -> str | None:
    """The address, if it can be taken apart: "http://[::1" cannot."""
    found = maybe(row, "url", where)
    try:
        urlsplit(found or "")
    except ValueError as error:
        raise Bad(f"{where}: field 'url' is no address ({error}); mend it or leave it out") from None
    return found


def sentences(row: dict[str, Any], where: str) -> tuple[str, ...]:
    """The translation, sentence by sentence."""
    found = row.get("translation") or []
    if not isinstance(found, list) or not all(isinstance(one, str) for one in found):
        raise Bad(f"{where}: field 'translation' must be a list of texts, one a sentence; write [\"…\", \"…\"]")
    return tuple(found)


def row(line: str, where: str) -> dict[str, Any]:
    """One line as an object. Raises Bad with the place of the fault."""
    try:
        found = json.loads(line)
    except json.JSONDecodeError as error:
        raise Bad(f"{where}: not JSON at character {error.pos + 1} ({error.msg}); write one object a line") from None
    except RecursionError:
        raise Bad(f"{where}: nested too deeply; write one flat object a line") from None
    if "\\ud" in line.lower() and (half := HALF.search(json.dumps(found, ensure_ascii=False))):
        raise Bad(f"{where}: holds half a character (\\u{ord(half.group()):x}), which no encoding can keep; remove it")
    if not isinstance(found, dict):
        raise Bad(f"{where}: not an object but {type(found).__name__}; write {{...}}")
    return found


def article(found: dict[str, Any], where: str) -> Article:
    """A row → an article; its `sha256` is of the UTF-8 text."""
    body = text(found, "text", where)
    if not body.strip():
        raise Bad(f"{where}: field 'text' is empty; put the article's text there")
    if len(body) > LONGEST:
        raise Bad(f"{where}: field 'text' has {len(body):,} characters, more than {LONGEST:,}; split it")
    if "\0" in body:
        raise Bad(f"{where}: field 'text' holds a NUL byte at character {body.index(chr(0)) + 1}; remove it")
    title = text(found, "title", where, "")
    return Article(
        id=name(found, where) or hashlib.sha256(body.encode(errors="replace")).hexdigest()[:16], language=maybe(found, "lang", where) or "",
        title=title, text=body, published=day(found.get("published"), where), source=maybe(found, "source", where), url=address(found, where),
        captured=maybe(found, "captured", where), sha256=hashlib.sha256(body.encode(errors="surrogatepass")).hexdigest(),
        title_en=maybe(found, "title_en", where), translation=sentences(found, where), translator=maybe(found, "translator", where))


def answers(place: str, complain: Complain, answer: Callable[[dict[str, Any], str, int, str], Iterable[Row]]) -> Iterator[Row]:
    """What `answer` makes of the row, its text, its number and its place in words, for each line of a file that can be read; faults go to `complain`."""
    for number, line in read(place):
        where = f"{'standard input' if place == '-' else place}, line {number}"
        try:
            if line.strip():
                found = row(line, where)
                yield from answer(found, text(found, "text", where), number, where)
        except Bad as bad:
            complain(bad)


def articles(place: str, complain: Complain | None = None) -> Iterator[Article]:
    """The articles of a file in order. A bad line, or a file that cannot be read, goes to `complain` and the rest goes on; without it, it is raised."""
    seen: dict[str, int] = {}
    for number, line in lines(place, complain):
        where = f"{'standard input' if place == '-' else place}, line {number}"
        try:
            if not line.strip():
                continue
            found = article(row(line, where), where)
            if found.id in seen:
                raise Bad(f"{where}: id '{found.id}' stands already in line {seen[found.id]}; give each article its own")
            seen[found.id] = number
            yield found
        except Bad as bad:
            if complain is None:
                raise
            complain(bad)


def lines(place: str, complain: Complain | None) -> Iterator[tuple[int, str]]:
    """As `read`, with a file that cannot be read told to `complain`: one lost file of a watch does not keep the others from being read."""
    try:
        yield from read(place)
    except Bad as bad:
        if complain is None:
            raise
        complain(bad)
