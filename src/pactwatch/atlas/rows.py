"""Rows of declared files → nouns."""

from datetime import date
from pathlib import Path

from ..nouns import HEAVIEST, PICTURES, Actor, Bad, Image, Member, Office, Pact, Place, Source, Watch
from .fields import Data, may, need, only, rows, text, words
from .files import load

PICTURE = ("caption", "file", "url", "attribution", "licence")
WATCH = ("id", "title", "pact", "region", "languages", "since", "articles", "image", "byline", "attitudes", "sources")
PACT = ("id", "kind", "office", "title", "treaty", "lead", "generic", "member")  # of any actor, too
MEMBER = ("actor", "since", "until")
PLACE = ("kind", "state", "at", "note")
OFFICE = ("role", "since", "until", "gender", "surname_first")
SOURCE = ("id", "title", "names", "domains")
ABOUT = ("language", "country", "city", "kind", "description", "url", "reliability", "period")


def tongues(data: Data, known: tuple[str, ...], where: str) -> list[str]:
    """The languages that something is named in: fields of two letters, since a plug-in may bring its own. Raises Bad for any other that is not known."""
    found = [key for key in data if len(key) == 2 and key.isalpha() and key not in known]
    only(data, (*known, *found), where)
    return found


def office(data: Data, where: str) -> Office:
    spoken = tongues({key.removesuffix("_alt"): value for key, value in data.items()}, OFFICE, where)
    names = {key: text(data, key, where) for key in spoken if key in data}
    names |= {f"{key[:2]}_alt": "|".join(words(data, key, where)) for key in data if key.endswith("_alt")}
    if may(data, "surname_first", bool, where):
        names["surname_first"] = "yes"
    return Office(text(data, "role", where, "office"), names, need(data, "since", date, where), may(data, "until", date, where),
                  text(data, "gender", where, "m"))


def actor(data: Data, where: str) -> Actor:
    told = {lang: may(data, lang, dict, where) for lang in tongues(data, PACT, where)}
    lists = {lang: {key: words(section, key, f"{where}: [{lang}]") for key in section} for lang, section in told.items()}
    return Actor(need(data, "id", str, where), need(data, "kind", str, where), lists, tuple(office(*row) for row in rows(data, "office", where)))


def pact(data: Data, where: str) -> Pact:
    id_ = need(data, "id", str, where)
    members = tuple(Member(need(only(row, MEMBER, at), "actor", str, at), need(row, "since", date, at), may(row, "until", date, at))
                    for row, at in rows(data, "member", where))
    return Pact(id_, text(data, "title", where, id_), text(data, "treaty", where), may(data, "lead", str, where), members,
                text(data, "generic", where, "pact"))


def source(data: Data, where: str) -> Source:
    told = {key: text(data, key, where) for key in ABOUT}
    return Source(id=need(only(data, (*SOURCE, *ABOUT), where), "id", str, where), title=need(data, "title", str, where), names=words(data, "names", where),
                  domains=words(data, "domains", where), **told)


def place(data: Data, where: str) -> Place:
    names = {lang: words(data, lang, where) for lang in tongues(data, PLACE, where)}
    if not need(data, "en", list, where):
        raise Bad(f"{where}: field 'en' is empty; write en = [\"its name\"]")
    at = data.get("at")
    if at is not None and not (isinstance(at, list) and len(at) == 2 and all(type(x) in (int, float) for x in at) and abs(at[0]) <= 90 and abs(at[1]) <= 180):
        raise Bad(f"{where}: 'at' must be latitude and longitude in degrees, is {at!r}; write at = [40.06, 70.82]")
    return Place(names["en"][0], need(data, "kind", str, where), names, may(data, "state", str, where), (at[0], at[1]) if at else None,
                 text(data, "note", where))


def image(data: Data, where: str, beside: Path) -> Image:
    """The picture of a watch: what it shows, whose it is and under which licence must be told; its file lies beside the watch's."""
    told = {key: need(only(data, PICTURE, where), key, str, where) for key in PICTURE if key != "url"}
    found = Image(url=may(data, "url", str, where), **{**told, "file": str(beside / told["file"])})
    file = Path(found.file)
    if not file.is_file():
        raise Bad(f"{where}: no file '{file}'; name a PNG, JPEG or GIF that lies beside the watch's file")
    with file.open("rb") as opened:
        if not opened.read(8).startswith(tuple(PICTURES)):
            raise Bad(f"{where}: file '{file}' is no picture that a brief can show; name a PNG, JPEG or GIF")
    if file.stat().st_size > HEAVIEST:
        raise Bad(f"{where}: file '{file}' has {file.stat().st_size:,} bytes, more than {HEAVIEST:,}; make it smaller")
    return found


def watch(path: Path) -> Watch:
    """A watch as its file declares it."""
    data, where = only(load(path), WATCH, path.name), path.name
    id_, drawn = need(data, "id", str, where), may(data, "image", dict, where)
    picture = image(drawn, f"{where}: [image]", path.parent) if drawn is not None else None
    places = tuple(str(path.parent / name) for name in words(data, "articles", where))
    return Watch(id_, text(data, "title", where, id_), need(data, "pact", str, where), text(data, "region", where), words(data, "languages", where),
                 need(data, "since", date, where), places, picture,
                 text(data, "byline", where), attitudes=may(data, "attitudes", bool, where, False), sources=words(data, "sources", where))
