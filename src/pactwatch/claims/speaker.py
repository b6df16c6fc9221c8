"""Who says so: «по словам X», «…, заявил X», "X said", "according to X". The words of the text, never a guess."""

from ..contracts import Mention
from .frame import Frame
from .lexicon import Hit

REACH = 5  # words between a verb of saying and who says
POINTS = {"он", "она", "они", "тот", "he", "she", "they", "it", "who", "both"}  # name nobody
SAYINGS = {"statement", "remark", "claim", "assertion", "comment", "allegation", "заявление", "утверждение", "высказывание", "реплика"}
LEAD = {"слово", "данные", "мнение", "версия", "утверждение", "сведение", "оценка", "информация", "признание", "подсчет"}


def verbs_of_saying(frame: Frame) -> list[int]:
    """Where the words stand that tell who says."""
    return [i for i, cues in enumerate(frame.cues) if "say" in cues or (frame.forms[i] and frame.forms[i][0].lemma in SAYINGS)]


def speaker(hit: Hit, frame: Frame) -> tuple[int, int] | None:
    """First and last token of who says what the hit tells; None where the sentence does not attribute it."""
    if any("say" in frame.cues[i] for i in range(hit.first, hit.last + 1)):
        return None  # the hit itself is a saying: its source is the speaker already
    for at in sorted(verbs_of_saying(frame), key=lambda i: abs(i - hit.first)):
        found = leading(at, frame) or subject(at, frame)
        if found and not found[0] <= hit.first <= found[1] and governs(at, hit, frame):
            return found
    return None


def governs(at: int, hit: Hit, frame: Frame) -> bool:
    """Whether the saying takes in the hit: a mark or "that" lies between, and no full stop of a clause before it."""
    low, high = sorted((at, hit.first))
    between = {t.lower for t in frame.line.tokens[low + 1:high]}
    return ";" not in between and (frame.cuts[at] != frame.cuts[hit.first] or bool(between & {"that", "что"}) or at > hit.first)


def leading(at: int, frame: Frame) -> tuple[int, int] | None:
    """«по словам X», "according to X": the phrase that follows."""
    tokens = frame.line.tokens
    lemma = frame.forms[at][0].lemma if frame.forms[at] else ""
    before = tokens[at - 1].lower if at else ""
    if (lemma in LEAD and before in ("по", "согласно")) or (tokens[at].lower == "according" and at + 1 < len(tokens)):
        start = at + (2 if tokens[at].lower == "according" else 1)
        return phrase(start, frame)
    if lemma in SAYINGS:
        after = at + (2 if at + 1 < len(tokens) and tokens[at + 1].lower in ("of", "by") else 1)
        return next(((c.mention.first, c.mention.last) for c in frame.candidates if c.mention and after <= c.mention.first <= after + 1), None)
    return None


def phrase(start: int, frame: Frame) -> tuple[int, int] | None:
    """The mention that begins at or just after a token, else the words up to the next mark."""
    for c in frame.candidates:
        if c.mention and start <= c.mention.first <= start + 2:
            return whole(c.mention, start, frame)
    stop = start
    while stop < len(frame.line.tokens) and stop < start + 4 and frame.line.tokens[stop].text[0].isalpha():
        stop += 1
    return (start, stop - 1) if stop > start else None


def whole(m: Mention, start: int, frame: Frame) -> tuple[int, int]:
    """A mention with the words that stand between the saying and it, when they are its own."""
    inside = frame.line.tokens[start:m.first]
    return (start if inside and all(t.text[0].isalpha() for t in inside) else m.first, m.last)


def subject(at: int, frame: Frame) -> tuple[int, int] | None:
    """Who stands nearest a verb of saying in its clause as its subject: a named state body or person, or «дипломаты», "a source"."""
    tokens = frame.line.tokens
    form = frame.forms[at][0] if frame.forms[at] else None
    if form is None or form.pos not in ("VERB", "WORD"):
        return None
    mentions = [c.mention for c in frame.candidates if c.mention and c.mention.kind != "adjective" and (not c.mention.cases or "nom" in c.mention.cases)
                and c.mention.prep == ""]
    mentions = [m for m in mentions if tokens[m.first].lower not in POINTS]
    near = [m for m in mentions if 0 < m.first - at <= REACH or 0 < at - m.last <= REACH]
    near = [m for m in near if not any(t.text in "«»\"“”;:" for t in tokens[min(m.last, at) + 1:max(m.first, at)])]
    if near:
        best = min(near, key=lambda m: m.first - at if m.first > at else at - m.last)
        return best.first, best.last
    return next(((b, b) for b in frame.blockers if abs(b - at) <= 3), None)
