"""Loads plug-ins: a room is the socket, a file in it the plug. Nothing else here imports by name."""

import importlib
import pkgutil
from functools import lru_cache
from typing import Any

from .. import atlas

PACKAGE = __name__.partition(".")[0]
SIGNATURE = {"languages": "code", "feeds": "articles", "indicators": "read", "formats": "write", "forecasters": "forecast", "coders": "make"}


def room(name: str) -> Any:
    """A room of plug-ins, widened by the folder of that name under PACTWATCH_PLUGINS."""
    found = importlib.import_module(f"{PACKAGE}.{name}")
    more = atlas.plugged(name)
    if more and str(more) not in found.__path__:
        found.__path__.append(str(more))
    return found


@lru_cache(64)
def plugin(where: str, name: str) -> Any:
    """The plug-in <where>/<name>.py."""
    room(where)
    return importlib.import_module(f"{PACKAGE}.{where}.{name}")


def plugins(where: str, signature: str = "") -> list[str]:
    """The names of a room's plug-ins: the files that have its signature (or another that the room knows: feeds of tables have `table`)."""
    files = (m.name for m in pkgutil.iter_modules(room(where).__path__) if not m.name.startswith("_") and not m.ispkg)
    return sorted(name for name in files if hasattr(plugin(where, name), signature or SIGNATURE[where]))
