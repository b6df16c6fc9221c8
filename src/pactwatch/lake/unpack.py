"""A file as it came → a plain file that DuckDB reads, and a hash of its bytes."""

import gzip
import mmap
import shutil
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from io import BufferedReader
from pathlib import Path

import xxhash

from ..nouns import Bad, TableSource

HEAD = 1 << 16  # bytes looked at to tell what a file is
SWELL = 100  # an honest table packs some tenfold; a hundredfold is a trap
ROOM = 1 << 26
MISREAD = 0.001  # of the rows are not in the encoding: it is another encoding
MAGIC, GZIP = b"PK\x03\x04", b"\x1f\x8b"


def key(path: Path) -> str:
    """A hash of a file's bytes; not cryptographic: it says whether a file was taken already, at the speed of reading it."""
    if not path.stat().st_size:
        return xxhash.xxh3_128_hexdigest(b"")
    with path.open("rb") as source, mmap.mmap(source.fileno(), 0, access=mmap.ACCESS_READ) as content:
        return str(xxhash.xxh3_128_hexdigest(content))


@contextmanager
def plain(path: Path) -> Iterator[Path]:
    """The file itself, or what a zip holds, for as long as it is needed. Raises Bad for what cannot be read whole."""
    try:
        with path.open("rb") as source:
            packed = source.read(4) == MAGIC or path.suffix.lower() == ".zip"
    except OSError as error:
        raise Bad(f"{path}: cannot be read ({error.strerror}); name a file that exists and may be read") from None
    if not packed:
        yield path
        return
    with tempfile.TemporaryDirectory(prefix="pactwatch-") as folder:
        yield _unzipped(path, Path(folder))


def _unzipped(path: Path, folder: Path) -> Path:
    """The only file of a zip, written out."""
    try:
        with zipfile.ZipFile(path) as archive:
            members = [m for m in archive.infolist() if not m.is_dir()]
            if len(members) != 1:
                raise Bad(f"{path}: a zip of {len(members)} files, one is expected; unpack it and name the tables")
            place = folder / Path(members[0].filename).name
            if members[0].file_size > SWELL * path.stat().st_size + ROOM:
                raise Bad(f"{path}: would unpack to {members[0].file_size:,} bytes, over {SWELL} times its size; unpack it yourself if you trust it")
            with archive.open(members[0]) as source, place.open("wb") as sink:
                shutil.copyfileobj(source, sink, 1 << 20)
            return place
    except (zipfile.BadZipFile, zlib.error, EOFError) as error:
        raise Bad(f"{path}: a damaged or truncated zip ({error or 'it ends too soon'}); fetch it again") from None


def opened(path: Path) -> gzip.GzipFile | BufferedReader:
    """A text, unpacked if it is gzip."""
    with path.open("rb") as source:
        packed = source.read(2) == GZIP
    return gzip.open(path) if packed else path.open("rb")


def beginning(path: Path, size: int) -> bytes:
    """The first bytes of a text. Raises Bad where it breaks off among them."""
    try:
        with opened(path) as text:
            return text.read(size)
    except (OSError, EOFError, zlib.error) as error:
        raise Bad(f"{path}: cannot be read ({error}); fetch it again") from None


def head(path: Path, encoding: str = "utf-8") -> list[str]:
    """The first whole lines of a text. Raises Bad where it is empty."""
    start = beginning(path, HEAD)
    if not start.strip():
        raise Bad(f"{path}: is empty; name a table with rows")
    lines = start.decode(encoding, errors="replace").split("\n")
    return [line.rstrip("\r") for line in (lines[:-1] if len(lines) > 1 and len(start) == HEAD else lines) if line]


def misread(path: Path) -> tuple[list[int], int]:
    """Of the first megabyte of a text the lines that are not UTF-8, and how many it has."""
    start = beginning(path, 1 << 20).split(b"\n")
    return [n for n, line in enumerate(start[:-1] or start, 1) if not _utf8(line)], len(start)


def _utf8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def latin(path: Path, place: Path) -> Path:
    """A text in ISO-8859-1, packed or not, written anew in UTF-8, line by line the same."""
    with opened(path) as text, place.open("wb") as sink:
        while part := text.read(1 << 20):
            sink.write(part.decode("latin-1").encode("utf-8"))
    return place


def lines(path: Path, wanted: set[int]) -> dict[int, str]:
    """Those lines of a text, by their numbers from 1; damaged letters are shown as such."""
    with opened(path) as text:
        return {n: line.decode("utf-8", errors="replace").rstrip("\r\n") for n, line in enumerate(text, 1) if n in wanted}


def readable(source: TableSource, path: Path, name: str, place: Path) -> tuple[TableSource, Path]:
    """A text as UTF-8, with how it is read then. Latin-1 is put into it (DuckDB's own reader refuses bytes 80 to 9F, which published files hold); a file
    that ought to be UTF-8 and is not is refused."""
    if source.encoding == "latin-1":
        return replace(source, encoding="utf-8"), latin(path, place / path.name)
    bad, seen = misread(path)
    if len(bad) > MISREAD * seen:
        raise Bad(f"{name}, line {bad[0]}: not UTF-8, in which {source.system} comes; save it as UTF-8")
    return source, path
