"""The order of the verbs: read, code, join, measure, brief, write. One room's result is handed to the next, and plug-ins are loaded, here.

What replays a past, reads tables, forecasts, sounds alarms or draws is not loaded with the rest: scipy takes longer to load than most commands take to run.
"""

from .article import attitudes_of, claims_of, known_language, language_of, opinions_of, relate, stances_of
from .attitudes import Heard, measured
from .built import coder, finder, languages, marker, needs, reader
from .pacts import pact_of
from .plugs import plugin, plugins, room
from .saving import everything, save
from .stamp import version, world_version
from .verbs import measure
from .watch import DESK, Run, last_day, on_record, run

__all__ = [
    "DESK", "Heard", "Run", "attitudes_of", "claims_of", "coder", "everything", "finder", "known_language", "language_of", "languages", "last_day", "marker",
    "measure", "measured", "needs", "on_record", "opinions_of", "pact_of", "plugin", "plugins", "reader", "relate", "room", "run", "save", "stances_of",
    "version", "world_version",
]  # fmt: skip
