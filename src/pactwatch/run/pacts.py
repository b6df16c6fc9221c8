"""Which pact is meant, and which pair."""

from .. import atlas
from ..nouns import Bad, Pact


def pact_of(wanted: str, otherwise: str = "") -> Pact:
    """The pact of that code, in any case. `otherwise`: what else may be done where it is not declared."""
    pacts = atlas.world().pacts
    if wanted.upper() not in pacts:
        raise Bad(f"pact '{wanted}' is not declared; name one of {', '.join(sorted(pacts))}{otherwise}")
    return pacts[wanted.upper()]


def pair_of(text: str) -> str:
    """A pair as tables and readings name it, whichever of the two is written first: `sau-qat` gives `QAT-SAU`."""
    return "-".join(sorted(text.strip().upper().split("-")))
