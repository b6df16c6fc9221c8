"""`pactwatch lint`: a brief is checked as code is."""

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from .. import atlas
from ..lint import lint
from ..nouns import Bad
from . import present


def command(file: Annotated[Path, typer.Argument(help="A brief in Markdown.")]) -> None:
    """Check a brief: quotation, citation, support, dates, estimative language, licence. Exit code 1 where something is found."""
    found = lint(text_of(file), atlas.load(atlas.WORLD / "lint.toml"), present.actors_in)
    present.findings(str(file), found, Console(highlight=False))
    raise typer.Exit(1 if found else 0)


def text_of(file: Path) -> str:
    try:
        return file.read_bytes().decode("utf-8")
    except OSError as error:
        raise Bad(f"{file}: cannot be read ({error.strerror}); name a brief in Markdown") from None
    except UnicodeDecodeError as error:
        raise Bad(f"{file}: not UTF-8 at byte {error.start}; save it as UTF-8") from None
