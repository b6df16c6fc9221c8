"""The signatures of the plug-ins. A plug-in is one file; its name is the file's; the folder is the socket."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from ..nouns import Article, Bad, Brief, Claim, Reading, TableSource
from .panels import Outlook, Panel, Sample


@dataclass(frozen=True, slots=True)
class Asked:
    """Which optional coder is asked for: a model by its name at an endpoint, or a folder that holds one; `key` where the endpoint wants one."""

    model: str
    endpoint: str = ""
    key: str = field(default="", repr=False)


Complain = Callable[[Bad], None]
Progress = Callable[[str, int, int], None]  # what, done, of how many
Code = Callable[[Article], Iterable[Claim]]
MakeCoder = Callable[[Asked, Complain], Code]  # coders/<name>.py: make(asked, complain)
Indicator = Callable[[Panel], Sequence[Reading]]  # indicators/<name>.py: read(panel)
Feed = Callable[[str], Iterable[Article]]  # feeds/<name>.py: articles(place)
Table = Callable[[Path, Sequence[str]], TableSource]  # feeds/<system>.py: table(path, its first lines)
Writer = Callable[[Brief, str], None]  # formats/<name>.py: write(brief, path)
Forecaster = Callable[[Sample, Sample], Outlook]  # forecasters/<name>.py: forecast(past, now); nothing of what came after `now` is looked at
