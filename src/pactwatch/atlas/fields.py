"""The fields of a declared file, each of the type that it must be; what is not is told with file and field, and how to write it."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from difflib import get_close_matches
from typing import Any

from ..nouns import Bad

Data = Mapping[str, Any]
KINDS: dict[type, tuple[str, str]] = {
    str: ("text", '{} = "words"'), list: ("a list of texts", '{} = ["one", "two"]'), date: ("a day", "{} = 2020-01-31"), bool: ("true or false", "{} = true"),
    int: ("a whole number", "{} = 7"), dict: ("a table", "a line [{}], and its fields below it"),
}  # fmt: skip


def wrong(data: Data, key: str, kind: type, where: str, what: str = "", how: str = "") -> Bad:
    """What is said of a field that is of another type."""
    usual, is_ = KINDS[kind], data[key]
    shown = f"{is_!r:.60}" if isinstance(is_, (str, list, dict)) else f"{is_}"
    example = f'{key} = ["{is_:.60}"]' if kind is list and isinstance(is_, str) and not how else (how or usual[1]).format(key)
    return Bad(f"{where}: field '{key}' must be {what or usual[0]}, is {shown}; write {example}")


def need(data: Data, key: str, kind: type, where: str) -> Any:
    """data[key] of that type and no other (a day with an hour is none), else Bad."""
    if key not in data:
        raise Bad(f"{where}: field '{key}' is missing; add it: {KINDS[kind][1].format(key)}")
    if type(data[key]) is not kind:
        raise wrong(data, key, kind, where)
    return data[key]


def may(data: Data, key: str, kind: type, where: str, otherwise: Any = None) -> Any:
    """data[key] of that type; `otherwise` where it is left out."""
    return need(data, key, kind, where) if key in data else otherwise


def only(data: Data, known: Collection[str], where: str) -> Data:
    """The data, where no field is but the known ones: one that is misspelt would count for nothing and tell nobody."""
    for key in data:
        if key not in known:
            near = get_close_matches(key, known, 1)
            mend = f"write '{near[0]}'" if near else f"choose among {', '.join(known)}"
            raise Bad(f"{where}: field '{key}' is not known; {mend}")
    return data


def text(data: Data, key: str, where: str, otherwise: str = "") -> str:
    return str(may(data, key, str, where, otherwise))


def words(data: Data, key: str, where: str) -> tuple[str, ...]:
    """A list of texts, which may be left out. A text alone would be read letter by letter."""
    found = may(data, key, list, where, [])
    if not all(isinstance(word, str) for word in found):
        raise wrong(data, key, list, where)
    return tuple(found)


def rows(data: Data, key: str, where: str) -> Sequence[tuple[Data, str]]:
    """The tables [[key]], each with its place; none where they are left out."""
    found = data.get(key, [])
    if not isinstance(found, list) or not all(isinstance(row, dict) for row in found):
        raise wrong(data, key, list, where, "tables", "[[{}]] above the fields of each")
    return [(row, f"{where}: {key} {number}") for number, row in enumerate(found, 1)]
