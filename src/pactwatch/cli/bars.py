"""Progress bars, on standard error."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Protocol

from rich.progress import BarColumn, Progress, ProgressColumn, TextColumn, TimeElapsedColumn

from .errors import err

LONGEST = 24  # letters of what is done


class Step(Protocol):
    def __call__(self, what: str, done: float, total: float = 1.0) -> None: ...


@contextmanager
def bars(width: int, count: ProgressColumn) -> Iterator[Step]:
    """A bar for each thing that is told of, with how much of it is done as `count` says it."""
    columns = (TextColumn(f"{{task.description:>{width}}}"), BarColumn(28), count, TimeElapsedColumn())
    with Progress(*columns, console=err, transient=not err.is_terminal) as progress:
        tasks: dict[str, Any] = {}

        def step(what: str, done: float, total: float = 1.0) -> None:
            if what not in tasks:
                tasks[what] = progress.add_task(what[-LONGEST:], total=max(total, 1))
            progress.update(tasks[what], completed=done, total=max(total, 1))

        yield step
