"""What the grammar of a sentence rules out: «Украину обстреляла Россия» has its object first, and "Armenia came under fire" tells of nothing that Armenia did.

Each rule says that a pair stands the wrong way about; English nouns have no cases, so that of an English pair only the last three ask anything.
"""

from collections.abc import Callable

from ..contracts import Mention
from .frame import Frame
from .lexicon import Hit

OBJECT, SUBJECT, GIVEN = frozenset({"acc"}), frozenset({"nom"}), frozenset({"dat"})
Rule = Callable[[Hit, Mention, Mention | None, Frame], bool]


def here(mention: Mention, hit: Hit, frame: Frame) -> bool:
    """Whether a name, no pronoun, stands in the clause of the deed."""
    return not mention.kind.startswith("pointer") and frame.cuts[mention.first] == frame.cuts[hit.first]


def bare(mention: Mention | None, hit: Hit, frame: Frame) -> bool:
    """A name in the clause of the deed that no preposition holds."""
    return mention is not None and not mention.prep and here(mention, hit, frame)


def active(hit: Hit) -> bool:
    return hit.form.pos == "VERB" and "pass" not in hit.form.marks


def modifies(mention: Mention, frame: Frame) -> bool:
    """Whether a noun or a numeral before it holds the phrase: «солдаты президента», «пять военных»."""
    before = frame.forms[mention.first - 1] if mention.first else ()
    return any(form.pos in ("NOUN", "NUM") for form in before) or (mention.first > 0 and frame.line.tokens[mention.first - 1].lower.isdigit())


def accusative(hit: Hit, source: Mention, target: Mention | None, frame: Frame) -> bool:
    """«Украину обстреляла Россия», «посла Франции выслал Нигер»: who stands in the accusative does nothing."""
    if not active(hit) or not bare(source, hit, frame) or source.cases >= SUBJECT or not source.cases >= OBJECT:
        return False
    return source.cases == OBJECT or (not modifies(source, frame) and target is not None and bare(target, hit, frame) and target.cases >= SUBJECT)


def beside_nominative(hit: Hit, source: Mention, target: Mention | None, frame: Frame) -> bool:
    """«Армении помогла Россия»: beside a plain nominative nobody does it who may not be one."""
    if target is None or not active(hit) or not bare(source, hit, frame) or not bare(target, hit, frame) or not source.cases or source.cases >= SUBJECT:
        return False
    return target.cases == SUBJECT or (source.cases == GIVEN and target.cases >= SUBJECT)


def towards(hit: Hit, source: Mention, target: Mention | None, frame: Frame) -> bool:
    """«К Армении обратился за помощью Иран»."""
    return source.prep in frame.words.grammar.towards and here(source, hit, frame) and active(hit) and target is not None and bare(target, hit, frame) \
        and target.cases >= SUBJECT and target.cases <= SUBJECT | OBJECT


def beside_subject(hit: Hit, source: Mention, target: Mention | None, frame: Frame) -> bool:
    """«Удар Израиля по Ирану осудила Россия»: of a clause with one verb the plain nominative is the subject, whoever the target is."""
    clause = frame.cuts[hit.first]
    if not active(hit) or source.prep in frame.words.grammar.from_ or not here(source, hit, frame) or not source.cases or source.cases >= SUBJECT or any(
            frame.cuts[at] == clause and at != hit.first for at in frame.verbs):
        return False
    return any(m.cases == SUBJECT and m is not source and bare(m, hit, frame) for m in frame.line.mentions)


def on_its_side(hit: Hit, source: Mention, target: Mention | None, frame: Frame) -> bool:
    """«Обстрел со стороны Азербайджана»: whose side it comes from did it."""
    small = frame.words.grammar
    return target is not None and target.head in small.side and target.prep in small.from_side and here(target, hit, frame)


def undergone(hit: Hit, source: Mention, target: Mention | None, frame: Frame) -> bool:
    """«Армения подверглась обстрелу», "Armenia came under fire": it was done to the subject."""
    if not bare(source, hit, frame) or source.last > hit.first:
        return False
    near = {token.lower for token in frame.line.tokens[hit.first - 1:hit.first + 1]} & frame.words.grammar.under
    return (bool(near) and "threaten" not in hit.senses) or any("undergo" in frame.scopes[at] for at in range(source.last + 1, hit.first))


def received(hit: Hit, source: Mention, target: Mention | None, frame: Frame) -> bool:
    """«Киргизия получит от России оружие»: from whom it comes is not whom it goes to."""
    return target is not None and target.prep in frame.words.grammar.givers and here(target, hit, frame) and "receive" in frame.scopes[hit.first]


def scene_of(hit: Hit, source: Mention, target: Mention | None, frame: Frame) -> bool:
    """«Война на Украине подняла цены», "the war in Ukraine": where it is fought does not do it."""
    return source.prep in frame.words.grammar.places and source.first > 1 and "war" in frame.scopes[source.first - 2]


def left_out(hit: Hit, source: Mention, target: Mention | None, frame: Frame) -> bool:
    """«Учения начались без киргизских военных»: who is not there does nothing, and has nothing done to it, but for the word itself that says so."""
    absent = frame.words.grammar.without
    return frame.line.tokens[hit.first].lower not in absent and any(m is not None and m.prep in absent and here(m, hit, frame) for m in (source, target))


OF_VERBS: tuple[Rule, ...] = (accusative, beside_nominative, beside_subject, towards)  # these ask of an active verb alone
OF_ANY: tuple[Rule, ...] = (on_its_side, undergone, received, scene_of, left_out)
