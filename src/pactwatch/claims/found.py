"""A deed that a hit may tell, with its two ends, before it becomes claims; and which rules turn its ends about."""

from dataclasses import dataclass, replace

from .frame import Candidate, Earlier, Frame
from .lexicon import Hit
from .ranker import complained
from .speaker import speaker


@dataclass(frozen=True, slots=True)
class Found:
    """A deed told by a hit, with its two ends, before it becomes claims.

    `something`: chance that the hit tells a deed; `share`: of its type among the sixteen; `fit`: of these two ends among
    all pairs; `probability`: that the whole is right.
    """

    hit: Hit
    type: str
    act: str | None
    source: Candidate
    target: Candidate
    something: float
    share: float
    fit: float
    probability: float

    @property
    def key(self) -> tuple[tuple[str, ...], tuple[str, ...], str]:
        return self.source.actors, self.target.actors, self.type

    @property
    def earlier(self) -> Earlier:
        """As the sentences after it remember it."""
        return Earlier(self.source.actors, self.target.actors, self.type, self.act)


def turned(found: Found, by_member: frozenset[str]) -> Found:
    """A deed that only members do to a pact, told the other way about, is turned: drills "in Kyrgyzstan being canceled"."""
    wrong = found.act in by_member and found.source.pact and not found.target.pact
    return replace(found, source=found.target, target=found.source) if wrong else found


def voiced(found: Found, rows: list[tuple[float, Candidate, Candidate]], frame: Frame) -> Found:
    """Bad conduct told in somebody's words is that speaker's complaint: "the statement of Rahmon that Moscow does not respect its partners".

    `rows`: the scored pairs of the hit; all that come to the same complaint vote for it.
    """
    says = speaker(found.hit, frame) if found.type == "ACCUSE" and set(found.hit.senses) == {"insult"} else None
    voice = next((c for c in frame.candidates if says and c.mention and says[0] <= c.mention.first <= says[1]), None)
    if voice is None:
        return found
    doer = found.target if voice.actors == found.source.actors else found.source
    if set(voice.actors) & set(doer.actors):
        return found
    fit = complained(rows, voice, doer)
    return replace(found, source=voice, target=doer, fit=fit, probability=found.probability * fit / found.fit)
