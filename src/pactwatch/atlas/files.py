"""The only door to declared files: where they lie, and how one is read; a typing error is told with file and field."""

import hashlib
import os
import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from ..nouns import Bad

WORLD = Path(__file__).parent.parent / "world"
MODELS = WORLD.with_name("models")  # what was learned, beside what is declared
PLUGINS = Path(os.environ["PACTWATCH_PLUGINS"]) if "PACTWATCH_PLUGINS" in os.environ else None
LANGUAGES = ("ru", "en", "uk", "kk", "ky")


def plugged(name: str) -> Path | None:
    """The folder of that name under PACTWATCH_PLUGINS, where there is one."""
    folder = PLUGINS / name if PLUGINS else None
    return folder if folder and folder.is_dir() else None


def load(path: Path) -> dict[str, Any]:
    """A declared file. Raises Bad with file and line where it is not TOML."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise Bad(f"{path}: no such file; name a file that exists") from None
    except OSError as error:
        raise Bad(f"{path}: cannot be read ({error.strerror}); name a file that can be") from None
    except UnicodeDecodeError as error:
        raise Bad(f"{path}: not UTF-8 at byte {error.start}; save it as UTF-8") from None
    except tomllib.TOMLDecodeError as error:
        raise Bad(f"{path.name}: {error}; mend the TOML there") from None


def digest(paths: Iterable[Path]) -> str:
    """A short hash of what some files hold, whatever their order."""
    found = hashlib.sha256()
    for path in sorted(paths):
        found.update(path.read_bytes())
    return found.hexdigest()[:12]
