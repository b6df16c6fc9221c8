"""One spelling for actors: a lake names them by ISO code, a table of the literature by English name."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from typing import TypeVar

from .declared import Membership, Rupture

T = TypeVar("T", Membership, Rupture)


def translated(rows: Iterable[T], told: Collection[str], codes: Mapping[str, str]) -> list[T]:
    """The rows with each actor as the events (`told`) spell it: as it stands, or by its code (`codes`: English name in lower case → code)."""
    def one(name: str) -> str:
        code = codes.get(name.lower(), name)
        return code if name not in told and code in told else name

    return [replace(r, member=one(r.member)) if isinstance(r, Membership) else replace(r, member=one(r.member), other=one(r.other)) for r in rows]
