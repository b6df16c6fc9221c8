"""Where the shared data lie, and who needs them."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

SHARED = Path(os.environ.get("PACTWATCH_SHARED", "../shared"))


@pytest.fixture
def shared() -> Path:
    """The folder of shared data; the test is skipped, visibly, where it is missing."""
    if not SHARED.is_dir():
        pytest.skip(f"no shared data at {SHARED}; set PACTWATCH_SHARED")
    return SHARED


@pytest.fixture(scope="session")
def csto(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The lake of the bundled watch, run once up to 17 October 2022."""
    folder = tmp_path_factory.mktemp("csto")
    words = [sys.executable, "-m", "pactwatch", "run", "csto", "--date", "2022-10-17", "--out", str(folder), "--formats", "md"]
    subprocess.run(words, check=True, capture_output=True)
    return folder / "lake"
