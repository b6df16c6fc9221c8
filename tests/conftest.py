"""Where the shared data lie, and who needs them."""

import os
from pathlib import Path

import pytest

SHARED = Path(os.environ.get("PACTWATCH_SHARED", "../shared"))


@pytest.fixture
def shared() -> Path:
    """The folder of shared data; the test is skipped, visibly, where it is missing."""
    if not SHARED.is_dir():
        pytest.skip(f"no shared data at {SHARED}; set PACTWATCH_SHARED")
    return SHARED
