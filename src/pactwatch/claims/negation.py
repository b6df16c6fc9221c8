"""What a negation right before a deed makes of it: the codebook's deed that did not happen."""

from .frame import Frame
from .lexicon import Hit

NO = frozenset(("не", "not", "n't", "never"))
REACH = 2  # words back: "did not attack", "has not yet left"


def refused(hit: Hit, frame: Frame) -> bool:
    """«не напала», "did not attack": the negation belongs to the deed's own verb. An entry that holds its negation («не приехать») is no such deed."""
    tokens = frame.line.tokens
    if hit.form.pos not in ("VERB", "INF", "WORD", "PART") or tokens[hit.first].lower in NO:
        return False
    near = range(max(hit.first - REACH, 0), hit.first)
    return any(tokens[i].lower in NO and all(f.pos == "ADV" for j in range(i + 1, hit.first) for f in frame.forms[j][:1]) for i in near)


def denied(status: str, type_: str, hit: Hit, frame: Frame) -> str:
    """The status, where the scorer heard no negation: a deed directly negated is denied. A refusal stays one: "will not come" is REJECT and actual.

    In coded texts, 51 of 70 deeds of this form that are no REJECT are denied, 15 actual.
    """
    return "denied" if status == "actual" and type_ != "REJECT" and refused(hit, frame) else status
