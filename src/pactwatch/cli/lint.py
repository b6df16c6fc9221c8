"""`pactwatch lint`: a brief is checked as code is."""

from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console

from .. import atlas, run
from ..lint import Finding, lint
from ..nouns import Bad


def command(file: Annotated[Path, typer.Argument(help="A brief in Markdown.")]) -> None:
    """Check a brief: quotation, citation, support, dates, estimative language, licence. Exit code 1 where something is found."""
    found = lint(text_of(file), atlas.load(atlas.WORLD / "lint.toml"), actors_in)
    shown(str(file), found, Console(highlight=False))
    raise typer.Exit(1 if found else 0)


def text_of(file: Path) -> str:
    try:
        return file.read_bytes().decode("utf-8")
    except OSError as error:
        raise Bad(f"{file}: cannot be read ({error.strerror}); name a brief in Markdown") from None
    except UnicodeDecodeError as error:
        raise Bad(f"{file}: not UTF-8 at byte {error.start}; save it as UTF-8") from None


@lru_cache(1)
def finders() -> list[tuple[Any, Any]]:
    return [(language, run.coder(code).mentions) for code, language in run.languages().items()]


def actors_in(text: str) -> set[str]:
    """The actors that a text names, in any language that is read."""
    found: set[str] = set()
    for language, mentions in finders():
        for mention in mentions(language.tokens(text, 0, len(text)), None, set()):
            found.update(mention.actors)
    return found


def shown(file: str, found: Iterable[Finding], console: Console) -> None:
    """A line a finding: place, rule, what, how to mend it."""
    rows = list(found)
    for f in rows:
        console.print(f"[bold]{file}:{f.line}:{f.column}[/] {f.rule}", highlight=False, soft_wrap=True)
        console.print(f"    {f.message}", highlight=False, markup=False, soft_wrap=True)
        console.print(f"    → {f.mend}", highlight=False, markup=False, soft_wrap=True)
    console.print(f"{len(rows)} finding{'s' * (len(rows) != 1)}" if rows else "clean")
