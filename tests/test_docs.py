"""The docs are read by tests: every command is told, every example runs."""

import importlib
import os
import re
import subprocess
import sys
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from commands import COMMANDS

from pactwatch import run
from pactwatch.contracts import Sample
from pactwatch.nouns import Bad

DOCS = Path(__file__).parent.parent / "docs"
README = DOCS.parent / "README.md"


@pytest.fixture(scope="module")
def made() -> run.Run:
    return run.run("csto", date(2022, 10, 17), lambda *_: None, lambda bad: pytest.fail(str(bad)))


def example(room: str, name: str, monkeypatch: pytest.MonkeyPatch) -> object:
    monkeypatch.setattr("pactwatch.atlas.files.PLUGINS", DOCS / "examples")
    monkeypatch.setattr(importlib.import_module(f"pactwatch.{room}"), "__path__", list(importlib.import_module(f"pactwatch.{room}").__path__))
    run.room(room)
    return importlib.import_module(f"pactwatch.{room}.{name}")


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_in_the_readme(command: str) -> None:
    """As a whole: `pactwatch forecasts` does not tell of `pactwatch forecast`; a command of a group may stand without the program's name."""
    assert re.search(rf"`(pactwatch )?{command}[ `]", README.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", sorted(p.relative_to(DOCS) for p in (DOCS / "examples").rglob("*.*") if p.suffix in (".py", ".toml")), ids=str)
def test_every_example_is_in_the_docs(path: Path) -> None:
    assert str(path) in (DOCS / "extending.md").read_text(encoding="utf-8")


def test_an_indicator(made: run.Run, monkeypatch: pytest.MonkeyPatch) -> None:
    example("indicators", "friction", monkeypatch)
    assert "friction" in run.plugins("indicators")
    found = [r for r in run.measure(made.events, made.articles, made.pact, made.day) if r.indicator == "friction"]
    assert found and all(0 <= r.low <= r.value <= r.high <= 1 for r in found)


def test_a_format(made: run.Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    example("formats", "txt", monkeypatch)
    assert made.brief is not None
    run.plugin("formats", "txt").write(made.brief, str(tmp_path / "brief.txt"))
    assert made.brief.headline in (tmp_path / "brief.txt").read_text(encoding="utf-8")


def test_a_forecaster(monkeypatch: pytest.MonkeyPatch) -> None:
    example("forecasters", "halves", monkeypatch)
    assert "halves" in run.plugins("forecasters")
    none = np.zeros(3)
    columns = {"stretches_hit": none, "stretches": none + 2, "conflict_sum": none, "read": none + 8}
    came, names = np.array([1.0, 0, 0]), np.array(["A-B"] * 3)
    sample = Sample(columns, came, came, names, names, np.array([8] * 3), np.ones(3, dtype=bool))
    made = run.plugin("forecasters", "halves").forecast(sample, sample)
    assert made.chance == pytest.approx((1 / 3 + 1 / 6) / 2)


def test_a_feed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    example("feeds", "textfiles", monkeypatch)
    (tmp_path / "2022-10-17-a.txt").write_text("Title\nKyrgyzstan canceled the CSTO exercise.", encoding="utf-8")
    (article,) = run.plugin("feeds", "textfiles").articles(str(tmp_path))
    assert article.published == date(2022, 10, 17) and article.title == "Title"
    (tmp_path / "nameless.txt").write_text("x\ny", encoding="utf-8")
    with pytest.raises(Bad, match="nameless"):
        list(run.plugin("feeds", "textfiles").articles(str(tmp_path)))


def test_a_language() -> None:
    """In a process of its own: languages are read once."""
    line = '{"id": "b", "lang": "be", "published": "2022-10-09", "title": "", "text": "Арменія абвінаваціла Азербайджан."}'
    environment = {**os.environ, "PACTWATCH_PLUGINS": str(DOCS / "examples")}
    done = subprocess.run([sys.executable, "-m", "pactwatch", "code", "-"], input=line.encode(), capture_output=True, env=environment, check=False)
    assert done.returncode == 0, done.stderr.decode()
    assert '"source": "ARM", "target": "AZE", "type": "ACCUSE"' in done.stdout.decode()
