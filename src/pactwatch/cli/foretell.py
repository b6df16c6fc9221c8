"""Forecasts and their record in the terminal."""

from collections.abc import Sequence

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table

from .. import atlas, scores
from ..briefs.measure import likelihood
from ..formats.view.words import asked
from ..nouns import Forecast

THIN = "Steps out of a pact are rare: these chances rest more on the prior than on the record, and are scored against the base rate only."
CODED = "From tables: of pairs alone (T1, T2), settled by later tables of the same release. Steps out of a pact (T3) they hardly tell: run a watch."
WHEN = ((False, "entered in time"), (True, "entered late, so no test of foresight"))


def listed(made: Sequence[Forecast]) -> Table:
    """A row a forecast; where some were made from tables, with the release that each was made from."""
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    coded, names = any(f.release for f in made), {a.id: a.name("en") for a in atlas.world().actors.values()}
    for title in ("question", "likelihood", "made", "entered", "due", "came", *(["from"] if coded else [])):
        table.add_column(title, overflow="fold", no_wrap=title in ("made", "due", "came"))
    for f in made:
        came = "open" if f.outcome is None else "yes" if f.outcome else "no"
        table.add_row(asked(names, f), f"{likelihood(f.probability)} ({f.probability:.0%})", str(f.made), entry(f), str(f.due), came,
                      *([f.release or "a watch"] if coded else []))
    return table


def entry(forecast: Forecast) -> str:
    """When it was put on record; one entered after its day is marked, since what came may have been known by then."""
    if forecast.entered is None:
        return "not noted"
    return f"{forecast.entered:%Y-%m-%d %H:%M} UTC" + ("\n[red]late[/]" if forecast.late else "")


def show(made: Sequence[Forecast], console: Console) -> None:
    console.print(listed(made))
    for release in sorted({f.release for f in made}):
        scored([f for f in made if f.release == release], f"; made from tables, release {release}" if release else "", console)
    console.print(f"[dim]{notes(made)}[/]")


def notes(made: Sequence[Forecast]) -> str:
    """What the reader must know of them."""
    return "\n".join([*([THIN] if any(f.kind == "T3" for f in made) else []), *([CODED] if any(f.release for f in made) else [])])


def scored(made: Sequence[Forecast], of: str, console: Console) -> None:
    for late, which in WHEN:
        for kind in ("T1", "T2", "T3"):
            mine = [f for f in made if f.kind == kind and f.late == late]
            done = scores.brier(mine)
            if done:
                count = sum(f.outcome is not None for f in mine)
                console.print(f"{kind}: {count} of {len(mine)} settled, Brier {done[0]:.3f}, base rate {done[1]:.3f}; {which}{of}")
            elif mine:
                console.print(f"{kind}: none of {len(mine)} settled; {which}{of}")
    for late, which in WHEN:
        bands = scores.reliability([f for f in made if f.late == late])
        if not bands:
            continue
        console.print(f"\nReliability of what was {which}{of}")
        table = Table(box=SIMPLE_HEAD, pad_edge=False)
        for title in ("likelihood", "forecasts", "said", "came"):
            table.add_column(title, justify="left" if title == "likelihood" else "right")
        for band in bands:
            table.add_row(likelihood(min(band.upper - 1e-9, 0.99)), str(band.count), f"{band.said:.0%}", f"{band.came:.0%}")
        console.print(table)
