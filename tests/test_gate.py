"""Quality is a gate: the shipped coder may not fall below its pinned scores on unchanged data."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

TOOLS = Path(__file__).parent.parent / "tools"


def tool(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, TOOLS / f"{name}.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("name", ["press", "press_long"])
def test_the_shipped_coder_keeps_its_pins(name: str, shared: Path, tmp_path: Path) -> None:
    bench = tool("bench")
    coder, pinned = bench.sections()["coder"], bench.pinned()["coder"]["scores"]
    scores = coder.shipped(shared.resolve(), name, tmp_path)
    new = {f"shipped/{name}/{language}/{level}": {"data": coder.digest(shared / name), "score": scores[language][level]}
           for language in ("ru", "en") for level in ("event", "full")}
    assert set(new) <= set(pinned)
    assert bench.fallen(pinned, new) == []


def test_a_fall_is_seen() -> None:
    bench = tool("bench")
    assert bench.fallen({"a": {"data": "x", "score": 0.5}}, {"a": {"data": "x", "score": 0.49}})
    assert not bench.fallen({"a": {"data": "x", "score": 0.5}}, {"a": {"data": "y", "score": 0.1}})
