"""`pactwatch import`: tables coded by others, into the lake."""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import Annotated

import typer
from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.progress import TaskProgressColumn
from rich.table import Table

from .. import atlas, lake, run
from ..lake import Import, Taken
from ..nouns import Bad, Deed, TableSource
from ..run.readings import LAKE
from .bars import bars
from .errors import Faults, fail

app = typer.Typer(no_args_is_help=True, epilog="Example: pactwatch import icews events.2018.tab --lake out/lake",
                  help="Take tables coded by others into the lake: ICEWS, POLECAT, GDELT, PLOVER, any other by a map; and structure beside them.")
Files = Annotated[list[Path], typer.Argument(metavar="FILES…", help="Tables, zipped or not.")]
Lake = Annotated[Path, typer.Option("--lake", help="The lake to import into.")]
Release = Annotated[str | None, typer.Option(help="What to call these events; by default the system's name. Each release is measured on its own.")]
NUMBERS = ("rows", "set aside", "repeated")
SHOWN = 8  # unknown codes of a kind in the terminal


@app.command(epilog="Example: pactwatch import icews events.2018.tab --lake out/lake")
def icews(files: Files, lake: Lake = LAKE, release: Release = None) -> None:
    """Import raw ICEWS: 20 columns by tabs, with a header."""
    command("icews", files, lake, release)


@app.command(epilog="Example: pactwatch import polecat ngecEvents.DV.2023.txt.zip")
def polecat(files: Files, lake: Lake = LAKE, release: Release = None) -> None:
    """Import POLECAT: 40 columns by tabs, with a header, in ISO-8859-1."""
    command("polecat", files, lake, release)


@app.command(epilog="Example: pactwatch import gdelt 20221017121500.export.CSV.zip 20221017121500.mentions.CSV.zip")
def gdelt(files: Files, lake: Lake = LAKE, release: Release = None) -> None:
    """Import GDELT 1.0 (57 or 58 columns) or 2.0 (61); files of mentions among them count the sources of their events."""
    command("gdelt", files, lake, release)


@app.command(epilog="Example: pactwatch import plover records.jsonl")
def plover(files: Files, lake: Lake = LAKE, release: Release = None) -> None:
    """Import PLOVER records: JSON Lines."""
    command("plover", files, lake, release)


@app.command(name="table", epilog="Example: pactwatch import table --map icews18.toml icews18.parquet")
def table_command(
    files: Files, map_: Annotated[Path, typer.Option("--map", help="A TOML file that says which column is what.")], lake: Lake = LAKE, release: Release = None,
) -> None:  # fmt: skip
    """Import any other table, CSV, TSV or Parquet, by a map of its columns."""
    command("table", files, lake, release, map_)


def command(system: str, files: Sequence[Path], folder: Path, release: str | None, map_: Path | None = None) -> None:
    """Imports files one by one; what is wrong with one is told, and the rest goes on."""
    faults = Faults()
    taken: list[Taken] = []
    try:
        with ExitStack() as open_, bars(24, TaskProgressColumn()) as step:
            for path, plain, source in ready(system, files, map_, open_, faults):
                try:
                    taken.append(one(folder, path, plain, source, release, partial(step, path.name)))
                except Bad as bad:
                    faults(bad)
    except Bad as bad:
        fail(bad)
    report(taken, folder, faults, Console(highlight=False))
    faults.end()


def ready(system: str, files: Sequence[Path], map_: Path | None, open_: ExitStack, faults: Faults) -> Iterator[tuple[Path, Path, TableSource]]:
    """Each table of events as it came, as a plain file, and how it is read; mentions go with all events beside them."""
    feed = run.plugin("feeds", system)
    plain: list[tuple[Path, Path, list[str]]] = []
    for path in files:
        try:
            place = open_.enter_context(lake.plain(path))
            plain.append((path, place, [] if place.suffix in (".parquet", ".pq") else lake.head(place)))
        except Bad as bad:
            faults(bad)
    looks = run.plugin("feeds", "_looks").system
    mentions = [place for _, place, lines in plain if system == "gdelt" and lines and looks(lines) == "mentions"]
    if mentions and len(mentions) == len(plain):
        raise Bad(f"{plain[0][0]}: mentions alone; name their tables of events beside them")
    for path, place, lines in plain:
        if place in mentions:
            continue
        try:
            if not map_ and not lines:
                raise Bad(f"{path}: is Parquet, which {system} never comes in; import it by a map: pactwatch import table --map MAP.toml {path}")
            source = feed.mapped(path, lines, map_) if map_ else feed.table(path, lines)
            yield path, place, feed.mentioned(source, mentions) if mentions else source
        except Bad as bad:
            faults(bad)


def one(folder: Path, path: Path, plain: Path, source: TableSource, release: str | None, done: Callable[[float], None]) -> Taken:
    """One table into the lake. Its key tells its bytes, how it is read and the declared codes: the same import changes nothing."""
    now = datetime.now(UTC)
    key = hashlib.sha256(f"{lake.key(path)} {source} {release} {atlas.codes_version()}".encode()).hexdigest()[:32]
    job = lake.Job(source, plain, path.name, key, release or source.release or source.system, f"import-{now:%Y%m%dT%H%M%S}", date.today())
    relations = {
        "actors": lake.codes(atlas.codes(source.actors)), "deeds": lake.deeds(deeds(source.deeds)),
        **({"places": lake.codes(atlas.codes(source.places))} if source.places else {}),
    }  # fmt: skip
    return lake.take(folder, job, relations, {"code": run.version(), "world": run.world_version()}, done)


def deeds(by: str) -> Sequence[Deed]:
    """What a table's deeds mean: CAMEO's codes, or PLOVER's types themselves."""
    if by != "plover":
        return atlas.cameo()
    return [(type_, type_, type_, None, int(row["quad"]), float(row["score"])) for type_, row in atlas.world().deeds.types.items()]


def report(taken: Sequence[Taken], folder: Path, faults: Faults, console: Console) -> None:
    """A row a file; then what was set aside, and which codes nobody knows."""
    if not taken:
        return
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    for title in ("table", "release", "first day", "last day", "rows", "set aside", "repeated"):
        table.add_column(title, justify="right" if title in NUMBERS else "left", no_wrap=title != "table", overflow="fold")
    for t in taken:
        for n, (release, (first, last)) in enumerate(t.found.windows.items()):
            counts = (f"{t.found.rows:,}", f"{t.found.rejected:,}", f"{t.found.repeated:,}") if n == 0 else ("", "", "")
            table.add_row(t.found.name if n == 0 else "", release, first, last, *counts)
    console.print(table)
    for t in taken:
        if t.already:
            console.print(f"[dim]{t.found.name}: imported already on {t.found.made.get('at', '')[:10]}; nothing changed[/]", soft_wrap=True)
        for what, codes in t.found.unknown.items():
            console.print(unknown(t.found, what, codes), soft_wrap=True)
    for t in taken:
        if t.found.rejected and not t.already:
            faults(Bad(f"{t.found.name}: {t.found.rejected:,} rows set aside; first {first_rejected(folder, t.found)}; "
                       f"all of them: pactwatch export rejected --lake {folder}"))


def unknown(found: Import, what: str, codes: dict[str, int]) -> str:
    """«unknown actor codes: XYZ 12, ZZZ 1»."""
    most = ", ".join(f"{code!r} {count:,}" for code, count in list(codes.items())[:SHOWN])
    more = f" and {len(codes) - SHOWN} more" if len(codes) > SHOWN else ""
    return f"{found.name}: {sum(codes.values()):,} {what}s of unknown code, left open: {most}{more}".replace("[", "\\[")


def first_rejected(folder: Path, found: Import) -> str:
    (line, reason), = lake.fetch("SELECT line, reason FROM r ORDER BY line LIMIT 1", {"r": [folder / found.files["rejected"]]})
    return f"line {line}: {reason}"
