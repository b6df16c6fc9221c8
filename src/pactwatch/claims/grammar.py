"""The grammar of a hit: what it is, what is near it, whether it is negated or passive."""

from .frame import Frame
from .lexicon import Hit

WINDOW = 6


def near(hit: Hit, frame: Frame, width: int = WINDOW) -> range:
    return range(max(hit.first - width, 0), min(hit.last + width + 1, len(frame.forms)))


def negated(hit: Hit, frame: Frame) -> bool:
    """«не приедет», "will not come": a negation within two words before, or inside the entry."""
    reach = range(max(hit.first - 3, 0), hit.first + 1)
    return any("negation" in frame.cues[i] for i in reach if frame.cuts[i] == frame.cuts[hit.first])


def passive(hit: Hit, frame: Frame) -> bool:
    if "pass" in hit.form.marks:
        return True
    if "pastpart" not in hit.form.marks or (
            frame.forms[0] and not any(f.pos == "WORD" for f in frame.forms[0]) and "past" not in hit.form.marks):
        return False
    words = frame.words.grammar
    before = {f.lemma for i in range(max(hit.first - 3, 0), hit.first) for f in frame.forms[i]}
    return bool(before & words.passive) or (hit.last + 1 < len(frame.line.tokens) and frame.line.tokens[hit.last + 1].lower in words.agent)


def shape(hit: Hit, frame: Frame) -> str:
    """The grammar of the hit: verb, infinitive, noun … In English told by the word before."""
    pos = hit.form.pos
    if pos not in ("WORD", "NOUN", "VERB") or "anim" in hit.form.marks or hit.form.marks & {"nom", "gen", "dat", "acc", "ins", "loc"}:
        return pos
    marks, words = hit.form.marks, frame.words.grammar
    before = frame.line.tokens[hit.first - 1].lower if hit.first else ""
    if "past" in marks and not passive(hit, frame):
        return "VERB" if not hit.first or before not in words.before_adjective else "ADJ"
    if "pastpart" in marks:
        return "PART"
    if "ing" in marks:
        return "GERUND"
    if before in words.before_verb:
        return "INF"
    if before in words.before_noun:
        return "NOUN"
    return "VERB?" if pos == "WORD" or "s" in marks else pos
