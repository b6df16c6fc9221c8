"""The nouns of Pactwatch: what travels between the rooms. Frozen dataclasses, standard library only.

Offsets count Unicode code points from the start of the article's stored text; `stop` is exclusive.
A date is a `datetime.date`, or None where the article does not give one: nothing is guessed.
"""

from .actors import Actor, Member, Office, Pact, Place
from .bad import Bad
from .brief import HEAVIEST, PICTURES, Brief, Image, Note, Pair, Passage, Sentence, Watch
from .measured import BACK, LIKELIHOODS, LIKELY, Driver, Forecast, Reading, compared, direction, number, percent, weeks
from .tables import Codes, Deed, TableSource
from .texts import Article, Source, Span
from .told import STATUSES, Attitude, Claim, Event, Stance, Verdict

__all__ = [
    "BACK", "HEAVIEST", "LIKELIHOODS", "LIKELY", "PICTURES", "STATUSES", "Actor", "Article", "Attitude", "Bad", "Brief", "Claim", "Codes", "Deed", "Driver",
    "Event", "Forecast", "Image", "Member", "Note", "Office", "Pact", "Pair", "Passage", "Place", "Reading", "Sentence", "Source", "Span", "Stance",
    "TableSource", "Verdict", "Watch", "compared", "direction", "number", "percent", "weeks",
]  # fmt: skip
