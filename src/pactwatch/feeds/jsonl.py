"""Articles from JSON Lines: {id, lang?, published, title, text, url?, source?} a line, in any encoding that can be told."""

import hashlib
import json
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from charset_normalizer import from_bytes

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
    known = found.get("lang")
    return Article(
        id=str(found.get("id") or hashlib.sha256(body.encode(errors="replace")).hexdigest()[:16]), language=str(known or ""), title=title, text=body,
        published=day(found.get("published"), where), source=found.get("source"), url=found.get("url"), captured=found.get("captured"),
        sha256=hashlib.sha256(body.encode(errors="surrogatepass")).hexdigest(), title_en=found.get("title_en"),
        translation=tuple(found.get("translation") or ()), translator=found.get("translator"))


def answers(place: str, complain: Callable[[Bad], None], answer: Callable[[dict[str, Any], str, int, str], Iterable[Row]]) -> Iterator[Row]:
    """What `answer` makes of the row, its text, its number and its place in words, for each line of a file that can be read; faults go to `complain`."""
    for number, line in read(place):
        where = f"{'standard input' if place == '-' else place}, line {number}"
        try:
            if line.strip():
                found = row(line, where)
                yield from answer(found, text(found, "text", where), number, where)
        except Bad as bad:
            complain(bad)


def articles(place: str, complain: Callable[[Bad], None] | None = None) -> Iterator[Article]:
    """The articles of a file in order. A bad line goes to `complain` and the rest goes on; without it, it is raised."""
    seen: dict[str, int] = {}
    for number, line in read(place):
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
