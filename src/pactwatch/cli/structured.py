"""`pactwatch import structure` and `pactwatch structure`: what binds a pact beside its events."""

import hashlib
from contextlib import ExitStack
from datetime import date
from functools import partial
from pathlib import Path
from typing import Annotated

import typer
from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table

from .. import atlas, lake, run, structure
from ..nouns import Bad, Pact
from ..run.readings import LAKE, last_week, measure
from .asked import day_of
from .imports import unknown
from .present import day, name, signed

POWERS = 3


def take(
    kind: Annotated[str, typer.Argument(help="atop, cinc, idealpoints or mme.")],
    files: Annotated[list[Path], typer.Argument(metavar="FILES…", help="Your own copies, CSV or Parquet, packed or not.")],
    folder: Annotated[Path, typer.Option("--lake", help="The lake to import into.")] = LAKE,
) -> None:
    """Import structural data: atop (treaty obligations), cinc (capabilities), idealpoints (votes in the UN), mme (exercises)."""
    if kind not in structure.KINDS:
        raise Bad(f"kind '{kind}' is not known; choose among {', '.join(structure.KINDS)}")
    with ExitStack() as open_:
        paths = [(open_.enter_context(lake.plain(path)), path.name) for path in files]
        key = hashlib.sha256(" ".join([kind, atlas.codes_version(), *(lake.key(path) for path, _ in paths)]).encode()).hexdigest()[:32]
        codes = {"cow": lake.codes(atlas.codes("cow")), "states": lake.codes(atlas.codes("states"))}
        stamp = {"code": run.version(), "world": run.world_version()}
        copy = lake.Copy(structure.KINDS[kind].table, kind, key, paths, lambda c, n: structure.query(kind, c, n), codes)
        found, already = lake.aside(folder, copy, stamp)
    console = Console(highlight=False)
    again = " imported already; nothing changed" if already else ""
    console.print(f"{found.name}: {found.rows:,} rows of {structure.KINDS[kind].table}{again}", soft_wrap=True)
    for what, told in found.unknown.items():
        console.print(f"[dim]{unknown(found, what, told)}[/]", soft_wrap=True)


def command(
    pact: Annotated[str, typer.Argument(help="The pact's code, as CSTO.")],
    on: Annotated[str | None, typer.Option("--on", help="The day, YYYY-MM-DD; by default today.")] = None,
    folder: Annotated[Path, typer.Option("--lake", help="The lake that the data were imported into.")] = LAKE,
    release: Annotated[str | None, typer.Option(help="Which release of events tells of outside powers, where the lake holds several.")] = None,
) -> None:
    """Show what binds a pact beside its events: obligations, exercises, votes, capabilities, and outside powers' share of cooperation.

    A structural layer: it stands beside the readings and is never mixed into them.
    """
    when, found = day_of(on, "--on") or date.today(), run.pact_of(pact)
    if not found.members_on(when):
        raise Bad(f"pact '{found.id}': had no member on {when}; name another day with --on")
    ask = tables(folder)
    outside, week = powers(found, folder, when, release)
    if not ask and not outside:
        raise Bad(f"{folder}: holds neither structure nor events; import some: pactwatch import structure atop FILE --lake {folder}")
    show(found, when, *structure.standings(found, when, ask), outside, week, Console(highlight=False))


def tables(folder: Path) -> dict[str, structure.stands.Ask]:
    """The structural tables at hand, each as something to ask."""
    held = {t: folder / i.files[t] for i in lake.imports(folder) for t in (k.table for k in structure.KINDS.values()) if t in i.files}
    return {table: partial(lake.fetch, relations={"told": [file]}) for table, file in held.items()}


def powers(pact: Pact, folder: Path, on: date, release: str | None) -> tuple[dict[str, tuple[float, list[str]]], str]:
    """Share of each member's cooperation that goes to outside powers, and who they are, from the events known by the day."""
    if not any("rows" in i.files for i in lake.imports(folder)):
        return {}, ""
    found = measure(lake.rows(folder), [pact], release, None, on)[0]
    rows = [r for r in last_week(found).to_pylist() if r["indicator"] == "courting"]
    return {r["of"]: (r["value"], [d["event"] for d in r["drivers"][:POWERS]]) for r in rows}, f"week of {day(rows[0]['week'])}" if rows else ""


def show(
    pact: Pact, on: date, found: list[structure.Standing], reach: dict[str, str], outside: dict[str, tuple[float, list[str]]], week: str, console: Console,
) -> None:  # fmt: skip
    lead = name(pact.lead) if pact.lead else ""
    console.print(f"\n[bold]{pact.title}[/] ({pact.id}), {day(on)}: what binds it beside its events")
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    told = {key: reach.get(key, "") for key in ("obligations", "exercises", "votes", "capabilities")}
    columns = [
        ("", "", True), (f"bound to {lead}", told["obligations"], bool(pact.lead and told["obligations"])),
        ("defence", "of members", bool(told["obligations"])), ("exercises", told["exercises"], bool(told["exercises"])),
        (f"votes, from {lead}", told["votes"], bool(told["votes"])), ("capability", told["capabilities"], bool(told["capabilities"])),
        ("outside powers", week, bool(outside)),
    ]  # fmt: skip
    for title, under, there in columns:
        if there:
            table.add_column(f"{title}\n[dim]{under}[/]" if under else title, overflow="fold")
    for s in sorted(found, key=lambda s: (s.member != pact.lead, name(s.member))):
        share = f"{s.share:.2%}" if s.share is not None else ""
        cells = [name(s.member), bound(s), ratio(s.defended), drilled(s), voted(s), share, courted(outside.get(s.member))]
        table.add_row(*(cell for cell, (_, _, there) in zip(cells, columns, strict=True) if there))
    console.print(table)
    console.print("[dim]Exercises: with members, then with outsiders alone. Votes: distance of ideal points ± its standard deviation, and its change in five "
                  "years. Outside powers: their share of the member's cooperation in the events. None of this enters cohesion.[/]")


def bound(s: structure.Standing) -> str:
    return "" if s.to_lead is None else ", ".join(s.to_lead) or "nothing"


def ratio(pair: tuple[int, int] | None) -> str:
    return f"{pair[0]} of {pair[1]}" if pair else ""


def drilled(s: structure.Standing) -> str:
    return f"{s.exercises[0]}, {s.exercises[1]}" if s.exercises else ""


def voted(s: structure.Standing) -> str:
    if s.distance is None:
        return ""
    gap, sd, change = s.distance
    return f"{gap:.2f} ± {sd:.2f}" + (f" ({signed(change)})" if change is not None else "")


def courted(told: tuple[float, list[str]] | None) -> str:
    return f"{told[0]:.0%} {', '.join(told[1])}" if told else ""
