"""The noun phrase that stands as the subject of a verb, or after a preposition: first and last token."""

from collections.abc import Iterator

from .frame import Frame

Phrase = tuple[int, int]
MARKS = {",", ";", ":", "—", "–", "(", ")", "«", "»", '"', "“", "”", "„", ".", "!", "?"}
QUOTES = {"«", '"', "“", "„"}
CLOSING = {"»", '"', "”"}
NOUNS = {"NOUN", "ADJ", "PART", "PRON", "NUM", "OTHER"}
REACH = 12  # words of a phrase at the most


def segment(at: int, frame: Frame) -> tuple[int, int]:
    """The tokens between the marks around a token: first, and after the last."""
    tokens = frame.line.tokens
    first = next((i + 1 for i in range(at - 1, -1, -1) if tokens[i].text in MARKS), 0)
    return first, next((i for i in range(at + 1, len(tokens)) if tokens[i].text in MARKS), len(tokens))


def marks(at: int, frame: Frame) -> frozenset[str]:
    return frozenset[str]().union(*(form.marks for form in frame.forms[at]))


def is_english(frame: Frame, at: int) -> bool:
    return frame.line.tokens[at].lower.isascii()


def timed(at: int, frame: Frame) -> int | None:
    """The last token of a time that begins at a token, or after a preposition there."""
    for when in frame.line.times:
        if at in (when.first, when.first - 1) and (at == when.first or (frame.forms[at][:1] and frame.forms[at][0].pos == "PREP")):
            return when.last
    return None


def skipped(at: int, stop: int, frame: Frame) -> int:
    """Past what stands beside a subject: times, adverbs, phrases of a preposition, and in Russian whom one tells it, «журналистам»."""
    while at < stop and frame.forms[at]:
        time = timed(at, frame)
        form = frame.forms[at][0]
        if time is not None:
            at = time + 1
        elif form.pos == "PREP":
            at = after_preposition(at, stop, frame)
        elif form.pos in ("ADV", "PART_", "CONJ") or frame.line.tokens[at].lower in frame.words.speech.openers or addressed(at, frame):
            at += 1
        else:
            break
    return at


def addressed(at: int, frame: Frame) -> bool:
    """Whether a word stands in the dative: whom something is told."""
    return "dat" in marks(at, frame) and "nom" not in marks(at, frame)


def after_preposition(at: int, stop: int, frame: Frame) -> int:
    """Past a preposition, the adjectives after it and its noun; in Russian past the genitives of the noun."""
    at += 1
    while at < stop and frame.forms[at] and frame.forms[at][0].pos in ("ADJ", "PART", "NUM", "PRON"):
        at += 1
    at += 1
    while at < stop and frame.forms[at] and "gen" in marks(at, frame) and "nom" not in marks(at, frame):
        at += 1
    return at


def grown(first: int, stop: int, frame: Frame, near: frozenset[str]) -> Phrase:
    """A Russian phrase from its first word on: genitives, names, titles in quotation marks, «источник в правительстве»."""
    last = first
    while last + 1 < stop and last - first < REACH:
        step = grows(last, stop, frame, near)
        if step == last:
            break
        last = step
    return first, last


def grows(last: int, stop: int, frame: Frame, near: frozenset[str]) -> int:
    """The last token of a phrase with what follows it; the same where nothing belongs to it."""
    tokens, forms = frame.line.tokens, frame.forms
    at = last + 1
    inside = next((m.last for c in frame.candidates if (m := c.mention) and m.first <= last < m.last), None)
    if inside is not None:
        return min(inside, stop - 1)
    if tokens[at].text in QUOTES:
        closed = next((i for i in range(at + 1, min(at + 6, len(tokens))) if tokens[i].text in CLOSING), None)
        return closed if closed is not None and closed < stop + 6 else last
    if not forms[at]:
        return last
    if tokens[at].text[0].isupper() and forms[at][0].pos not in ("VERB", "PREP"):
        return at
    if forms[at][0].pos == "PREP" and forms[last] and forms[last][0].lemma in near:
        return min(after_preposition(at, stop, frame), stop) - 1
    of_it = "gen" in marks(at, frame) or (forms[last][:1] and forms[last][0].pos in ("ADJ", "PART") and forms[at][0].pos in ("NOUN", "ADJ"))
    return at if of_it and forms[at][0].pos in NOUNS else last


def nominative(first: int, frame: Frame) -> bool:
    """Whether a phrase may begin here as a subject: in the nominative, or a name that no dictionary bends."""
    found = marks(first, frame)
    form = frame.forms[first][0]
    return form.pos in NOUNS and ("nom" in found or (not found & {"gen", "dat", "acc", "ins", "loc"} and frame.line.tokens[first].text[0].isupper()))


def inverted(at: int, frame: Frame, near: frozenset[str]) -> Phrase | None:
    """The subject after its verb: «заявил в среду глава МИД», '…," said X'."""
    tokens = frame.line.tokens
    _, stop = segment(at, frame)
    if is_english(frame, at):
        if not at or tokens[at - 1].text not in {*CLOSING, ","} or at + 1 >= stop:
            return None
        return None if tokens[at + 1].lower in frame.words.speech.openers | frame.words.grammar.to else trimmed(at + 1, stop, frame)
    first = skipped(at + 1, stop, frame)
    if first >= stop or not frame.forms[first] or not nominative(first, frame) or (frame.forms[first][0].pos == "PRON" and not personal(first, frame)):
        return None
    wide = segment(first, frame)[1]
    return grown(first, wide if wide < len(tokens) and tokens[wide].text not in QUOTES else min(wide + 6, len(tokens)), frame, near)


def personal(at: int, frame: Frame) -> bool:
    return frame.line.tokens[at].lower in frame.words.speech.personal


def trimmed(first: int, stop: int, frame: Frame) -> Phrase | None:
    """An English phrase up to a preposition other than "of", a time or the end."""
    last = first - 1
    for at in range(first, min(stop, first + REACH)):
        if not frame.forms[at] or timed(at, frame) is not None or (frame.forms[at][0].pos == "PREP" and frame.line.tokens[at].lower != "of"):
            break
        last = at
    return (first, last) if last >= first else None


def subject_phrase(at: int, frame: Frame, near: frozenset[str]) -> Phrase | None:
    """The subject before its verb; what stands between commas after it belongs to it: "X, a scholar, said"."""
    begun = segment(at, frame)[0]
    for first in (begun, *earlier(at, begun, frame)):
        found = english_subject(first, at, frame) if is_english(frame, at) else russian_subject(first, at, begun, frame, near)
        if found:
            return found
    return None


def earlier(at: int, begun: int, frame: Frame) -> Iterator[int]:
    """Where the clause before an apposition begins, if one stands right before the verb."""
    tokens = frame.line.tokens
    if begun == at and at > 1 and tokens[at - 1].text == ",":
        inner = segment(at - 2, frame)[0]
        opens = frame.forms[inner][:1] and (frame.forms[inner][0].pos == "PART" or tokens[inner].lower in frame.words.speech.apposition)
        if opens and inner > 1 and tokens[inner - 1].text == ",":
            yield segment(inner - 2, frame)[0]


def russian_subject(begun: int, at: int, own: int, frame: Frame, near: frozenset[str]) -> Phrase | None:
    first = skipped(begun, at, frame)
    if first >= at or not frame.forms[first] or not nominative(first, frame):
        return None
    if frame.forms[begun] and frame.forms[begun][0].lemma in frame.words.speech.relative:
        return None
    first, last = grown(first, at, frame, near)
    return (first, at - 2) if begun != own else (first, last)


def english_subject(begun: int, at: int, frame: Frame) -> Phrase | None:
    tokens = frame.line.tokens
    stop = at
    while stop > begun and (tokens[stop - 1].lower in frame.words.speech.auxiliary or (frame.forms[stop - 1][:1] and frame.forms[stop - 1][0].pos == "ADV")):
        stop -= 1
    first = begun
    while first < stop and (tokens[first].lower in frame.words.speech.openers or not frame.forms[first]):
        first += 1
    while first < stop and (time := timed(first, frame)) is not None:
        first = time + 1
    if first >= stop or not frame.forms[first] or frame.forms[first][0].pos == "PREP":
        return None
    stop = next((i for i in range(first + 1, stop) if frame.forms[i] and "past" in frame.forms[i][0].marks), stop)  # "X thanked his colleague and said"
    comma = stop > first and tokens[stop - 1].text == ","
    return (first, stop - 1 - comma) if first < stop - comma and stop - first <= REACH else None


def plural_inside(at: int, frame: Frame, near: frozenset[str]) -> Phrase | None:
    """«В Кремле сообщили»: a plural without a subject."""
    begun = segment(at, frame)[0]
    if is_english(frame, at) or "plur" not in frame.forms[at][0].marks or frame.line.tokens[begun].lower not in frame.words.speech.inside:
        return None
    return grown(begun + 1, at, frame, near) if begun + 1 < at else None


def object_of(first: int, frame: Frame, near: frozenset[str]) -> Phrase | None:
    """The phrase that begins at a token, after a preposition or a noun that it belongs to."""
    first += first < len(frame.forms) and frame.forms[first][:1] != () and frame.forms[first][0].pos == "PREP"
    if first >= len(frame.forms) or not frame.forms[first]:
        return None
    stop = segment(first, frame)[1]
    if is_english(frame, first):
        verb = next((i for i in range(first, stop) if frame.forms[i] and i in frame.verbs), stop)
        return trimmed(first, verb, frame)
    return grown(first, stop if stop == len(frame.forms) or frame.line.tokens[stop].text not in QUOTES else min(stop + 6, len(frame.forms)), frame, near)
