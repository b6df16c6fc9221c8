"""Who says so: «по словам X», «…, заявил X», "X said", "X was quoted as saying". The words of the text, never a guess."""

import itertools
from collections.abc import Callable, Iterator

from .frame import Frame
from .lexicon import Hit
from .phrase import Phrase, inverted, is_english, object_of, plural_inside, segment, subject_phrase


def says(at: int, frame: Frame) -> bool:
    """Whether a verb of saying stands at a token; "the report" is none."""
    if at not in frame.speaking:
        return False
    lemmas = {form.lemma for form in frame.forms[at]}
    after = frame.line.tokens[at + 1].lower if at + 1 < len(frame.forms) else ""
    if not lemmas & frame.words.speech.verbs and not {f"{lemma}_{after}" for lemma in lemmas} & frame.words.speech.verbs:
        return False
    before = frame.line.tokens[at - 1].lower if at else ""
    if at and frame.line.tokens[at].text[0].isupper():
        return False  # "Member States"
    if "ing" in frame.forms[at][0].marks:
        return False  # "banners telling NATO to stay away"
    noun = frame.forms[at][0].pos in ("NOUN", "ADJ") and "s" not in frame.forms[at][0].marks  # English: "Baku claims"
    return not noun and before not in frame.words.speech.no_verb


def sayings(frame: Frame) -> list[tuple[int, Phrase]]:
    """Where something is said in a sentence, and by whom, in order; kept with the frame."""
    if not frame.kept.sayings:
        frame.kept.sayings.append(list(read_sayings(frame)))
    return frame.kept.sayings[0]


def read_sayings(frame: Frame) -> Iterator[tuple[int, Phrase]]:
    for at in frame.speaking:
        if not frame.forms[at]:
            continue
        for rule in RULES:
            found = rule(at, frame)
            if found:
                yield at, found
                break


def by_noun(at: int, frame: Frame) -> Phrase | None:
    """«по словам X», «со слов X», "in the words of X", "a statement by X"."""
    if frame.forms[at][0].lemma not in frame.words.speech.nouns:
        return None
    tokens = frame.line.tokens
    before = [token.lower for token in tokens[max(at - 2, 0):at]]
    if before and before[-1] in frame.words.speech.own:
        return (at - 1, at - 1) if len(before) > 1 and before[0] in frame.words.speech.lead else None
    after = tokens[at + 1].lower if at + 1 < len(tokens) else ""
    if set(before) & frame.words.speech.lead or after == "by" or (after == "of" and speaks(at + 2, frame)):
        return object_of(at + (2 if after in ("by", "of") else 1), frame, frame.words.speech.near)
    return None


def speaks(at: int, frame: Frame) -> bool:
    """Whether a person or a body begins at a token or after its article: "the statement of Rahmon", but "reports of dead"."""
    return any(c.mention and c.mention.kind in ("person", "body") and at <= c.mention.first <= at + 1 for c in frame.candidates)


def according(at: int, frame: Frame) -> Phrase | None:
    """"according to X" """
    told = frame.line.tokens[at].lower == "according" and at + 2 < len(frame.forms) and frame.line.tokens[at + 1].lower == "to"
    return object_of(at + 2, frame, frame.words.speech.near) if told else None


def quoted(at: int, frame: Frame) -> Phrase | None:
    """"X was quoted as saying", "the agency quoted X as saying"."""
    tokens = [token.lower for token in frame.line.tokens]
    if tokens[at] != "quoted" or "saying" not in tokens[at:]:
        return None
    if at and tokens[at - 1] in ("was", "were", "been"):
        return subject_phrase(at, frame, frame.words.speech.near)
    return at + 1, tokens.index("as", at) - 1


def by_verb(at: int, frame: Frame) -> Phrase | None:
    """«заявил X», "X said", «в Кремле сообщили»."""
    if not says(at, frame) or frame.line.tokens[at].lower == "quoted":
        return None
    return (inverted(at, frame, frame.words.speech.near) or subject_phrase(at, frame, frame.words.speech.near)
            or plural_inside(at, frame, frame.words.speech.near))


RULES: tuple[Callable[[int, Frame], Phrase | None], ...] = (by_noun, according, quoted, by_verb)


def speaker(hit: Hit, frame: Frame) -> Phrase | None:
    """First and last token of who says what the hit tells; None where the sentence does not attribute it. May be a pronoun."""
    if any(says(i, frame) for i in range(hit.first, hit.last + 1)):
        return None  # the hit itself is a saying: its source is the speaker already
    for at, found in sorted(sayings(frame), key=lambda row: abs(row[0] - hit.first)):
        if not found[0] <= hit.first <= found[1] and governs(at, hit, frame):
            return found
    return None


def governs(at: int, hit: Hit, frame: Frame) -> bool:
    """Whether a saying takes in the hit."""
    tokens = frame.line.tokens
    low, high = sorted((at, hit.first))
    between = [token.lower for token in tokens[low + 1:high]]
    begun, ended = segment(at, frame)
    if ";" in between:
        return False
    if frame.forms[at][0].lemma in frame.words.speech.nouns or tokens[at].lower == "according" or tokens[begun].lower in frame.words.speech.like:
        return True
    if at < hit.first and set(between) & frame.words.speech.clause:
        return True
    if any(mark == "," and after in frame.words.speech.breaks for mark, after in itertools.pairwise(between)):
        return False
    if at > hit.first:
        return frame.cuts[at] != frame.cuts[hit.first]
    parenthesis = begun > 0 and ended < len(tokens) and tokens[begun - 1].text == "," and tokens[ended].text in (",", "—", "–")
    quoting = any(mark in "«“\"" for mark in between)
    return parenthesis or quoting or is_english(frame, at)  # English leaves out "that": "X said Yerevan had frozen its seat"


def nearest_named(found: Phrase, frame: Frame) -> Phrase | None:
    """Whom a pronoun of the same sentence means: «Душанбе, по его словам, …» the subject before it, «Рухани посоветовал …, сказал он» the first person."""
    before = [m for c in frame.candidates if (m := c.mention) and m.last < found[0] and m.kind != "adjective" and not m.kind.startswith("pointer")
              and not m.prep and (not m.cases or "nom" in m.cases)]
    if frame.line.tokens[found[0]].lower in frame.words.speech.own:
        return (before[-1].first, before[-1].last) if before else None
    return next(((m.first, m.last) for m in before if m.kind == "person"), None)


def voice(frame: Frame) -> Phrase | None:
    """Whom a sentence leaves speaking: the last who says something in it and is named. For «он добавил» in the next."""
    named = [found for _, found in sayings(frame) if frame.line.tokens[found[0]].lower not in frame.words.speech.points]
    return named[-1] if named else None


def points(found: Phrase, frame: Frame) -> bool:
    """Whether a speaker is told by a word that points back: «он», «по его словам», "the minister"."""
    small = frame.words.speech
    words = {token.lower for token in frame.line.tokens[found[0]:found[1] + 1]} - small.articles
    titles = {c.mention.head for c in frame.candidates if c.mention and c.mention.kind == "pointer:person" and found[0] <= c.mention.first <= found[1]}
    return len(words) == 1 and bool(words & small.points or titles)
