"""The compiled coder says what the sources say."""

import json
import os
import subprocess
import sys
from pathlib import Path

import fast
import pytest
from test_cases import TURNED
from test_founding import excerpt
from test_scope import BACK

from pactwatch import run

HOME = Path(__file__).parent.parent
CODED = """
import sys
from pathlib import Path
import pactwatch, pactwatch.claims.decode
from pactwatch import run
from pactwatch.feeds import jsonl

assert pactwatch.claims.decode.__file__.endswith(".so") is (sys.argv[1] == "compiled"), pactwatch.claims.decode.__file__
for path in sys.argv[2:]:
    for article in jsonl.articles(path):
        for claim in run.claims_of(article):
            print(claim)
"""


def coded(kind: str, paths: list[Path], place: Path) -> list[str]:
    words = [sys.executable, "-c", CODED, kind, *map(str, paths)]
    done = subprocess.run(words, env={**os.environ, "PYTHONPATH": str(place)}, check=True, capture_output=True, text=True)
    return done.stdout.splitlines()


@pytest.mark.skipif(not fast.built(), reason="these sources are not compiled: make fast")
def test_the_compiled_coder_says_the_same(tmp_path: Path) -> None:
    """On the bundled articles, the founding excerpt and the specimens of the rules: mypyc is stricter than Python only where a line is run."""
    texts = [("en", excerpt()), *((language, text) for language, text, *_ in (*TURNED, *BACK))]
    rows = [{"id": str(i), "lang": language, "title": "", "text": text} for i, (language, text) in enumerate(texts)]
    (tmp_path / "specimens.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    paths = [*sorted((HOME / "src" / "pactwatch" / "world").rglob("*.jsonl")), tmp_path / "specimens.jsonl"]
    plain, compiled = coded("plain", paths, HOME / "src"), coded("compiled", paths, fast.build() / "lib")
    assert len(plain) > 100
    assert compiled == plain


def test_nothing_compiled_lies_beside_the_sources() -> None:
    assert Path(run.__file__).is_relative_to(HOME / "src")
    assert not [path for ending in ("*.so", "*.pyd", "*.c") for path in (HOME / "src").rglob(ending)]


def test_an_editable_install_is_never_compiled() -> None:
    words = [sys.executable, "setup.py", "--quiet", "develop"]
    done = subprocess.run(words, cwd=HOME, env={**os.environ, "PACTWATCH_COMPILE": "1", "CC": sys.executable}, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "make fast" in done.stderr
