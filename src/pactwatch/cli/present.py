"""What the terminal shows of a run: its summary; and how a day, an actor, a figure and a deed are written there."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from itertools import islice
from pathlib import Path
from urllib.parse import urlsplit

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from .. import atlas, run
from ..formats.view.plain import cleaned
from ..formats.view.state import back
from ..formats.view.words import deed as done
from ..formats.view.words import short_day
from ..nouns import Article, Bad, Event, Reading, direction, percent

day = short_day  # as a brief writes it
DRIVERS = 3  # named of a reading
ARROW = {"weaker": "↓", "stronger": "↑", "unchanged": "→"}


def name(actor: str) -> str:
    found = atlas.world().actors.get(actor)
    return found.name("en") if found and found.kind == "state" else actor


def folder(out: Path | None, watch: str) -> Path:
    """Where a run writes: as told, else out/ and the watch's id, which must be one plain name: "../../etc" would lead out of it."""
    if out:
        return out
    if not re.fullmatch(r"\w[\w.-]*", watch):
        raise Bad(f"watch '{watch}': its 'id' is no name for a folder; write letters, digits, - and _, or name a folder with --out")
    return Path("out") / watch


def unread(line: str) -> str:
    """What was not read and how to mend it; «pactwatch[uk]» holds no markup."""
    return f"[dim]not read: {escape(line)}[/]"


def summary(made: run.Run, written: Sequence[Path], console: Console) -> None:
    """What was read, how the pact and its members stand and what drove them, where to look."""
    console.print(f"\n[bold]{made.pact.title}[/] ({made.pact.id}), {day(made.day)}")
    console.print(counts(made))
    for line in made.unread:
        console.print(unread(line), soft_wrap=True)
    if made.heard:
        console.print(heard(made.heard, written[0].parent), soft_wrap=True)
    console.print(states(made))
    if made.brief:
        console.print(f"[dim]{span(back(made.brief))}: ↓ fell, ↑ rose, with the probability; → neither is likely.[/]\n")
        console.print(f"[italic]{escape(made.brief.headline)}[/]")
        for warning in made.brief.warnings:
            console.print(f"[dim]• {escape(cleaned(warning))}[/]")
    console.print("\nLook at:")
    for place in written:
        console.print(f"  {place}", highlight=False, soft_wrap=True)


def counts(made: run.Run) -> str:
    """«64 articles of 60 sources read, 201 claims, 187 events; left out: 73 articles of later days»: what was published by the day of the brief."""
    by = {id_: a for id_, a in made.articles.items() if a.published and a.published <= made.day}
    claims, events = sum(c.article in by for c in made.claims), sum(any(a in by for a in e.articles) for e in made.events)
    later, undated = sum(a.published is not None for a in made.articles.values()) - len(by), sum(a.published is None for a in made.articles.values())
    rest = [f"{counted(later, 'article')} of later days"] * (later > 0) + [f"{counted(undated, 'article')} without a date"] * (undated > 0)
    return f"{read(by.values())}, {counted(claims, 'claim')}, {counted(events, 'event')}" + (f"; left out: {', '.join(rest)}" if rest else "")


def read(articles: Iterable[Article]) -> str:
    """«124 articles of 17 sources read, 15 kept unread (12 in kk, 3 in ky)»: what nobody codes is kept and was not read."""
    by = [(run.known_language(a), a) for a in articles]
    coded = [a for code, a in by if code in run.languages()]
    silent = Counter(code for code, _ in by if code not in run.languages())
    sources = {a.source or urlsplit(a.url or "").hostname for a in coded}
    told = f"{counted(len(coded), 'article')} of {counted(len(sources), 'source')} read"
    which = ", ".join(f"{count} in {code}" if code else f"{count} in no known language" for code, count in silent.most_common())
    return told + (f", {silent.total()} kept unread ({which})" if silent else "")


def heard(found: run.Heard, folder: Path) -> str:
    """What was read for attitudes, and what was not."""
    between = sum(1 for a in found.attitudes if a.source and a.target and a.source != a.target)
    told = f"{len(found.attitudes)} attitudes, {between} of them between two actors; see: pactwatch attitudes --lake {folder}"
    silent = ", ".join(f"{count} in {code}" for code, count in found.unheard.items())
    return told + (f"\n[dim]not read for attitudes: articles {silent}; they were measured in {', '.join(run.measured())} alone[/]" if silent else "")


def states(made: run.Run) -> Table:
    """A row for the pact and each member: cohesion with its band, where it went in four weeks or as far as it is known, what moved it most."""
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    table.add_column("", no_wrap=True)
    table.add_column("cohesion, 90 % band", no_wrap=True)
    table.add_column(span(back(made.brief)) if made.brief else "", no_wrap=True)
    table.add_column("what drove it", overflow="fold")
    latest = made.brief.readings if made.brief else ()  # of the last week that the brief tells of
    events = {e.id: e for e in made.events}
    for reading in sorted(latest, key=lambda r: (r.level != "pact", r.value)):
        title = f"[bold]{reading.of}[/]" if reading.level == "pact" else name(reading.of)
        band = f"{signed(reading.value)}\n[dim]{signed(reading.low)} to {signed(reading.high)}[/]"
        table.add_row(title, band, moved(reading.fell), drove(reading, events, made.day))
    return table


def span(back: timedelta) -> str:
    """«4 weeks»"""
    return counted(back.days // 7, "week")


def counted(count: int, what: str) -> str:
    """«1 week», «4 weeks»"""
    return f"{count} {what}{'' if count == 1 else 's'}"


def signed(value: float) -> str:
    return f"{value:+.2f}".replace("-", "−")


def moved(fell: float | None, gap: str = " ") -> str:
    """«↓ 75 %»: the direction, and the probability of it."""
    towards, chance = direction(fell), 0.5 if fell is None else fell
    return f"{ARROW[towards]} {percent(max(chance, 1 - chance))}{gap}%" if towards != "unchanged" else ARROW[towards]


def effects(drivers: Iterable[tuple[float, str]]) -> str:
    """The first few drivers, a line each: «−0.41 KGZ → CSTO: cancels exercise, 9 Oct»."""
    return "\n".join(f"{signed(effect)} {told}" for effect, told in islice(drivers, DRIVERS)) or "no event"


def drove(reading: Reading, events: dict[str, Event], today: date) -> str:
    """The year of an event stands where it is another than today's."""
    return effects((d.effect, told(events[d.event]).removesuffix(f" {today.year}")) for d in reading.driven_by() if d.event in events)


def told(event: Event, called: Callable[[str], str] = str) -> str:
    """«KGZ → CSTO: cancels exercise, 9 Oct 2022», the actors by their codes or as they are to be called."""
    arrow = "↔" if event.symmetric else "→"
    return f"{called(event.source)} {arrow} {called(event.target)}: {done(event)}, {day(event.date)}"
