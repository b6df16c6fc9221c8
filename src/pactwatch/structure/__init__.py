"""What binds a pact beside its events: treaty obligations, exercises, votes, capabilities. Shown beside the readings, never mixed into them."""

from .kinds import KINDS, query
from .stands import Standing, standings

__all__ = ["KINDS", "Standing", "query", "standings"]
