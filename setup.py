"""Everything about the package is told by pyproject.toml; this file only compiles the way of a text to its claims, and only where it is asked to:

    PACTWATCH_COMPILE=1 pip wheel .

mypyc makes C of these modules as they stand; what they do stays the same. `make fast` builds such a wheel and installs it.
"""

import os
import shutil
import sys
from pathlib import Path
from typing import Any

from setuptools import setup

ROOMS = ("contracts", "claims", "dates", "places", "mentions")
MODULES = ("languages/ru.py", "languages/russian_base.py", "languages/russian_names.py")
LEFT = ("explain.py",)  # outside the daily path


def modules() -> list[str]:
    """The files that are compiled."""
    home = Path("src") / "pactwatch"
    rooms = [path for room in ROOMS for path in sorted((home / room).glob("*.py")) if path.name not in LEFT]
    return [str(path) for path in (*(home / name for name in MODULES), *rooms)]


def extensions() -> list[Any]:
    """One library and a door to it per module. Never beside the sources: a stale one there would be read instead of them."""
    if {"develop", "editable_wheel", "--inplace"} & set(sys.argv):
        raise SystemExit("setup.py: PACTWATCH_COMPILE=1 compiles wheels alone; install without it, or run `make fast`")
    from mypyc.build import mypycify

    found: list[Any] = mypycify(["--config-file=", "--ignore-missing-imports", *modules()], opt_level="3")
    return found


ASKED = os.environ.get("PACTWATCH_COMPILE") == "1"
if ASKED and not shutil.which(os.environ.get("CC", "cc")):
    print("setup.py: no C compiler was found; the package is built uncompiled, and works as before", file=sys.stderr)
    ASKED = False
if ASKED and not {"egg_info", "sdist"} & set(sys.argv):
    setup(ext_modules=extensions())
else:
    setup(setup_requires=["mypy>=1.15", "numpy>=2.0"] if ASKED else [])
