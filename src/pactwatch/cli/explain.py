"""Why each claim was made: the marked sentence, what decided, the runner-up; in the terminal and as a page."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Annotated, Any

import typer
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from rich.console import Console, Group
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from .. import run
from ..claims.explain import Choice, Explained, explain
from ..contracts import Complain
from ..formats.view.plain import cleaned
from ..formats.view.whole import whole
from ..nouns import Article, Bad
from .asked import Lines
from .errors import Faults
from .plain import plain
from .present import day, signed

MEANS = {"trigger": "bold reverse", "source": "bold underline", "target": "underline", "speaker": "italic"}
QUESTIONS = {"type": "What is told", "act": "Which act", "ends": "Who to whom", "status": "Has it happened", "whole": "Is it right as a whole"}
HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a sentence and all that it means there, in the order of MEANS."""

    text: str
    means: tuple[str, ...]


def pieces(told: Explained, text: str) -> list[Piece]:
    """The sentence cut where a span of the claim begins or ends; spans may lie in one another."""
    spans = [s for s in told.claim.spans if told.start <= s.start and s.stop <= told.stop]
    cuts = sorted({told.start, told.stop, *(s.start for s in spans), *(s.stop for s in spans)})
    return [Piece(text[a:b], tuple(m for m in MEANS if any(s.means == m and s.start <= a and b <= s.stop for s in spans)))
            for a, b in pairwise(cuts)]


def percent(chance: float) -> str:
    return f"{chance:.0%}" if 0.005 <= chance <= 0.995 else "under 1%" if chance < 0.5 else "over 99%"


def names(choice: Choice) -> tuple[str, str]:
    """The answer and the runner-up as they are shown."""
    return shown(choice.chosen), shown(choice.rival)


def against(choice: Choice) -> str:
    """What the other answer is called: one that was likelier alone, and gave way for the whole, ran up to nobody."""
    return "runner-up" if choice.rival_chance <= choice.chance else "against"


def shown(answer: str) -> str:
    return "nothing happened" if answer == "nothing" else answer.replace("_", " ").replace("/", " / ")


def told(file: str, complain: Complain) -> Iterator[tuple[Article, list[Explained]]]:
    """Each article of a file that can be read, with its claims explained."""
    for article in run.plugin("feeds", "jsonl").articles(file, complain):
        try:
            code = run.language_of(article)
            yield article, list(explain(run.coder(code), article)) if code in run.languages() else []
        except Bad as bad:
            complain(bad)


def deed(told: Explained) -> str:
    c = told.claim
    arrow = "↔" if c.symmetric else "→"
    return f"{c.source} {arrow} {c.target}  {c.type}{'/' + c.act if c.act else ''}  {c.status}{', background' if c.background else ''}"


def sentence(told: Explained, text: str) -> Text:
    """The sentence for the terminal; what a stretch means stands behind it, since not every terminal shows colours."""
    found = Text()
    parts = pieces(told, text)
    for at, piece in enumerate(parts):
        found.append(cleaned(piece.text), style=" ".join(MEANS[m] for m in piece.means))
        after = parts[at + 1].means if at + 1 < len(parts) else ()
        ended = [m for m in piece.means if m not in after]
        if ended:
            found.append(f" [{', '.join(ended)}]", style="dim")
    return found


def choice_table(choices: tuple[Choice, ...]) -> Table:
    grid = Table(box=None, pad_edge=False, show_header=False, padding=(0, 2, 0, 0))
    grid.add_column(no_wrap=True, style="dim")
    grid.add_column()
    for choice in choices:
        chosen, rival = names(choice)
        line = f" {percent(choice.chance)}; {against(choice)} {rival} {percent(choice.rival_chance)}"
        grid.add_row(QUESTIONS[choice.question], Text.assemble((chosen, "bold"), line))
        for reason in choice.reasons:
            grid.add_row("", Text.assemble((f"{signed(reason.weight)}  ", "dim"), plain(reason.feature)))
    return grid


def show(article: Article, claims: list[Explained], console: Console) -> None:
    """An article's claims in the terminal."""
    console.print(Text.assemble("\n", (cleaned(article.title or article.id), "bold"), f"  {cleaned(article.id)}, {day(article.published)}"))
    for each in claims:
        rules = [Text(f"Rule: {rule}") for rule in each.rules]
        head = Text.assemble((deed(each), "bold"), f"  {percent(each.claim.probability)}")
        console.print(Padding(Group(head, sentence(each, article.text), choice_table(each.choices), *rules), (1, 0, 0, 2)))
    if not claims:
        console.print("  no claim")


def page(rows: list[tuple[Article, list[Explained]]]) -> str:
    """All of it as one page that holds its style, has no script and fetches nothing; every text of an article is escaped."""
    env = Environment(loader=FileSystemLoader(HERE), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    helpers: dict[str, Any] = {f.__name__: f for f in (pieces, plain, signed, percent, names, against)} | {"questions": QUESTIONS, "day": day}
    env.globals.update(helpers)
    widest = max((abs(r.weight) for _, claims in rows for c in claims for ch in c.choices for r in ch.reasons), default=1.0)
    return str(cleaned(env.get_template("explain.html.j2").render(rows=rows, widest=widest, count=sum(len(claims) for _, claims in rows))))


def write(rows: list[tuple[Article, list[Explained]]], out: Path) -> None:
    """The page, there whole or not at all. Raises Bad where it cannot be written."""
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        with whole(out) as half:
            half.write_text(page(rows), encoding="utf-8", errors="replace")
    except OSError as error:
        raise Bad(f"{out}: cannot be written ({error.strerror or error}); free space or choose another place with --html") from None


def command(
    file: Lines,
    html: Annotated[Path | None, typer.Option("--html", metavar="OUT.html", help="Write a page instead of printing to the terminal.")] = None,
) -> None:
    """Say why each claim was made: the marked sentence, what decided between the answer and its runner-up, the probability.

    Each line of FILE is an article as `code` reads it. The page holds all it needs and opens in any browser.
    """
    faults, console = Faults(), Console(highlight=False)
    if html:
        write(list(told(file, faults)), html)
        console.print(f"{html}", soft_wrap=True, markup=False)
    else:
        for article, claims in told(file, faults):
            show(article, claims, console)
    faults.end()
