"""The four laws of the house, read off the imports."""

import ast
import re
from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import pytest

HOUSE = Path(__file__).parent.parent / "src" / "pactwatch"
FLOORS = {
    1: {"nouns"},
    2: {"contracts", "atlas", "lake", "desk", "net", "gamma", "severity"},
    3: {"feeds", "languages", "mentions", "dates", "places", "claims", "coders", "relations", "stances", "events", "panel", "indicators", "ruptures",
        "forecasters", "scores", "briefs", "lint", "formats", "worldcheck", "windows", "counts", "structure"},
    4: {"run", "cluster"},
    5: {"cli", "workbench"},
    6: {"__main__"},
}
FLOOR = {room: floor for floor, rooms in FLOORS.items() for room in rooms}
DOORS = {"duckdb": "lake", "sqlite3": "desk", "httpx": "net", "tomllib": "atlas", "importlib": "run", "pyspark": "cluster"}
FILES = [path for path in sorted(HOUSE.rglob("*.py")) if path != HOUSE / "__init__.py"]


def room_of(path: Path) -> str:
    return path.relative_to(HOUSE).parts[0].removesuffix(".py")


def imports(path: Path) -> Iterator[tuple[str, int]]:
    """Absolute names of all modules that a file imports, wherever in the file, with the line."""
    package = ("pactwatch", *path.relative_to(HOUSE).parts[:-1])
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = ".".join(package[: len(package) - node.level + 1]) if node.level else ""
            module = ".".join(part for part in (base, node.module or "") if part)
            yield module, node.lineno
            yield from ((f"{module}.{alias.name}", node.lineno) for alias in node.names)


def rooms_used(path: Path) -> Iterator[tuple[str, int]]:
    for name, line in imports(path):
        parts = name.split(".")
        if parts[0] == "pactwatch" and len(parts) > 1 and parts[1] in FLOOR:
            yield parts[1], line


def breaches(path: Path) -> Iterator[str]:
    """What a file imports against the laws."""
    room = room_of(path)
    if room not in FLOOR:
        yield f"{path.name}: the room '{room}' stands on no floor"
        return
    for used, line in rooms_used(path):
        if used != room and FLOOR[used] >= FLOOR[room]:
            yield f"{path.relative_to(HOUSE)}:{line} imports {used}, which is not on a lower floor"
    for name, line in imports(path):
        owner = DOORS.get(name.split(".")[0])
        if owner and owner != room:
            yield f"{path.relative_to(HOUSE)}:{line} opens {name}, the door of {owner}"


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(HOUSE)))
def test_laws(path: Path) -> None:
    assert list(breaches(path)) == []


@pytest.mark.parametrize("source, told", [
    ("from pactwatch.run import run", "not on a lower floor"),
    ("def f():\n    from .. import run", "not on a lower floor"),
    ("from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from ..briefs import compose", "not on a lower floor"),
    ("import sqlite3", "the door of desk"),
    ("from importlib import metadata", "the door of run"),
])
def test_a_breach_is_seen(source: str, told: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Lazy and type-checking imports count; this test is why test_laws can fail."""
    monkeypatch.setattr(Path, "read_text", lambda *_, **__: source)
    assert any(told in line for line in breaches(HOUSE / "claims" / "made_up.py"))


def test_plugins_are_one_file_with_their_signature() -> None:
    from pactwatch import run

    assert run.plugins("indicators") == ["attention", "attitudes", "cohesion", "courting"]
    assert set(run.plugins("languages")) >= {"en", "ru"}
    assert set(run.plugins("formats")) >= {"csv", "docx", "html", "md", "parquet", "pdf", "plover"}


def test_no_check_is_silenced() -> None:
    """Where mypy or ruff complains, the code is mended."""
    folders = [HOUSE, HOUSE.parents[1] / "tests", HOUSE.parents[1] / "tools"]
    silenced = re.compile(r"#\s*(type:\s*ignore|noqa)\b")
    assert [str(path) for folder in folders for path in folder.rglob("*.py") if silenced.search(path.read_text(encoding="utf-8"))] == []
    assert silenced.search("x = 1  # type" + ": ignore[misc]")


TOOLS = sorted((HOUSE.parents[1] / "tools").rglob("*.py"))


@pytest.mark.parametrize("path", TOOLS, ids=lambda p: p.name)
def test_what_a_tool_takes_from_the_house_is_there(path: Path) -> None:
    """Many tools import late; a name that has moved would be missed only on the day that the tool is needed."""
    taken = [(node.module, alias.name) for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
             if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "pactwatch" for alias in node.names]
    assert [f"{module}.{name}" for module, name in taken if not (hasattr(import_module(str(module)), name) or find_spec(f"{module}.{name}"))] == []
