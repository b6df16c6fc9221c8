"""The nouns of Pactwatch: what travels between the rooms. Frozen dataclasses, standard library only.

Offsets count Unicode code points from the start of the article's stored text; `stop` is exclusive.
A date is a `datetime.date`, or None where the article does not give one: nothing is guessed.
"""

from .actors import Actor, Member, Office, Pact, Place
from .bad import Bad
from .brief import Brief, Image, Note, Pair, Passage, Sentence, Watch
from .measured import Driver, Forecast, Reading, direction, percent
from .tables import Codes, Deed, TableSource
from .texts import Article, Source, Span
from .told import STATUSES, Attitude, Claim, Event, Stance, Verdict

__all__ = [
    "STATUSES", "Actor", "Article", "Attitude", "Bad", "Brief", "Claim", "Codes", "Deed", "Driver", "Event", "Forecast", "Image", "Member", "Note", "Office",
    "Pact", "Pair", "Passage", "Place", "Reading", "Sentence", "Source", "Span", "Stance", "TableSource", "Verdict", "Watch", "direction", "percent",
]  # fmt: skip
