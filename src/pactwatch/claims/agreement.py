"""What number, gender and voice rule out: «Пекин просили министры», «Кувейт хвалят в Вашингтоне», «Минск обвиняется Варшавой».

English words hardly agree, and have no cases: there none of these rules asks anything. Counted on the coded texts: of 3,915 Russian deeds whose two ends the
sentence names, they bar 577 turned pairs, and fifteen right ones.
"""

from bisect import bisect_left

from ..contracts import Form, Mention
from .cases import SUBJECT, Rule, active, bare, here, modifies
from .frame import Frame
from .lexicon import Hit

AGENT, BELONGS, MOVED = frozenset({"ins"}), frozenset({"gen"}), frozenset({"acc", "dat"})
MARKS = frozenset((",", "—"))  # «Россия, Китай и Иран договорились»
UNDERGONE = frozenset("accuse complain attack seize expel".split())  # what nobody is described by who does it: posts are "recalled" by their own state
NUMBERS, GENDERS = frozenset({"sing", "plur"}), frozenset({"masc", "femn", "neut"})
NAMING = ("NOUN", "ADJ", "PRON", "NUM")


def heads(mention: Mention, frame: Frame) -> list[Form]:
    """The readings of the word that bears the mention's case: «министры» of «министры АСЕАН»."""
    inside = range(mention.first, mention.last + 1)
    found = [at for at in inside if mention.head and any(form.lemma == mention.head for form in frame.forms[at])]
    return list(frame.forms[(found or [mention.last])[0]])


def fits(form: Form, hit: Hit, gendered: bool) -> bool:
    """Whether a nominative agrees with the verb in number, and in the past in gender."""
    marks = ((NUMBERS | GENDERS) if gendered else NUMBERS) & hit.form.marks
    return "nom" in form.marks and all(not form.marks & kind or form.marks & kind & marks or not marks & kind for kind in (NUMBERS, GENDERS))


def agrees(mention: Mention, hit: Hit, frame: Frame) -> bool:
    """Whether a mention may be the subject of a verb. A word that never bends, a person's office or a link of a list («Россия и …») tells nothing, and may."""
    beside = {frame.line.tokens[at].lower for at in (mention.first - 1, mention.last + 1) if 0 <= at < len(frame.line.tokens)}
    readings = heads(mention, frame)
    if len(mention.actors) > 1 or beside & (frame.words.grammar.links | MARKS) or not any("nom" in form.marks for form in readings) or len(mention.cases) > 3:
        return True
    gendered = not any("anim" in form.marks for form in readings) and not frame.line.tokens[mention.last].text.isupper()
    return any(fits(form, hit, gendered) for form in readings)


def subject(mention: Mention, hit: Hit, frame: Frame) -> bool:
    return bare(mention, hit, frame) and mention.cases >= SUBJECT and agrees(mention, hit, frame)


def disagrees(hit: Hit, source: Mention, target: Mention | None, frame: Frame) -> bool:
    """«Не обострять ситуацию Пекин просили министры АСЕАН»: a verb in the plural has no subject in the singular."""
    return active(hit) and target is not None and bare(source, hit, frame) and source.cases >= SUBJECT and not agrees(source, hit, frame) \
        and subject(target, hit, frame)


def somebody(hit: Hit, target: Mention, frame: Frame) -> bool:
    """Whether a clause holds a word in the nominative plural that may be the subject, apart from one mention."""
    clause = frame.cuts[hit.first]
    return any(frame.cuts[at] == clause and not target.first <= at <= target.last and any(
        (form.pos in NAMING and form.marks >= {"nom", "plur"}) or form.pos == "NUM" for form in forms) for at, forms in enumerate(frame.forms))


def impersonal(hit: Hit, source: Mention, target: Mention | None, frame: Frame) -> bool:
    """«Решение Сеула одобрили в Токио»: where nobody is the subject of a verb in the plural, the place did it."""
    return active(hit) and "plur" in hit.form.marks and target is not None and stands(target, frame) and here(target, hit, frame) \
        and not stands(source, frame) and not somebody(hit, target, frame)


def agent(hit: Hit, source: Mention, target: Mention | None, frame: Frame) -> bool:
    """«Минск обвиняется Варшавой», «упрекаемый Кабулом»: of a passive the bare instrumental did it."""
    return "pass" in hit.form.marks and target is not None and target.cases == AGENT and bare(target, hit, frame) and source.cases != AGENT


def relative(hit: Hit, source: Mention, target: Mention | None, frame: Frame) -> bool:
    """«Путин, которого упрекнул гость», «Вучич, которого упрекали в Приштине»: of a clause that has its own doer nobody before it is the subject."""
    first = opening(hit, frame)
    if not active(hit) or target is None or source.last >= first or not led(first, frame):
        return False
    return subject(target, hit, frame) or ("plur" in hit.form.marks and stands(target, frame) and here(target, hit, frame) and not somebody(hit, target, frame))


def stands(mention: Mention, frame: Frame) -> bool:
    """«в Приштине»: a place where somebody speaks."""
    return mention.prep in frame.words.grammar.places and "loc" in mention.cases


def opening(hit: Hit, frame: Frame) -> int:
    """The first token of the clause of a hit: the mark that opens it, or the first word of the sentence."""
    return bisect_left(frame.cuts, frame.cuts[hit.first])


def led(first: int, frame: Frame) -> bool:
    """Whether a clause begins with «которого», «к которым», «куда»: a relative that is no subject."""
    forms, which = [*frame.forms[first + 1:first + 3], (), ()], frame.words.speech.relative
    if any(form.pos == "PREP" for form in forms[0]):
        return any(form.lemma in which for form in forms[1])
    oblique_ = any(form.lemma in which for form in forms[0]) and not any("nom" in form.marks for form in forms[0])
    return oblique_ or (first + 1 < len(frame.line.tokens) and frame.line.tokens[first + 1].lower in frame.words.grammar.where)


def participle(hit: Hit, source: Mention, target: Mention | None, frame: Frame) -> bool:
    """«Посол, обвинённый в шпионаже»: whom it describes undergoes it; «европейцам, критикующим операцию»: of an active one nobody else does it."""
    if hit.form.pos != "PART" or moves(hit, frame) or opening(hit, frame) + 1 != hit.first:
        return False
    described = [m for m in (source, target) if m is not None and m.last == hit.first - 2]
    return (source in described and not UNDERGONE.isdisjoint(hit.senses)) if "pass" in hit.form.marks else target in described


def gerund(hit: Hit, source: Mention, target: Mention | None, frame: Frame) -> bool:
    """«Разочаровавшись в союзнике, Армения обратилась к Франции»: who does it stands in the nominative."""
    return hit.form.pos == "GERUND" and bool(source.cases) and not source.cases >= SUBJECT and target is not None and target.cases >= SUBJECT \
        and not target.prep


def moves(hit: Hit, frame: Frame) -> bool:
    """«Письмо возмутило Париж»: who is moved by a thing is the one who complains."""
    return "moves" in frame.scopes[hit.first]


def oblique(hit: Hit, source: Mention, target: Mention | None, frame: Frame) -> bool:
    """«Нигерским военным угрожают»: who stands bare and in no nominative beside a verb does nothing. A genitive alone belongs to a noun: "Russia's envoy"."""
    return active(hit) and not moves(hit, frame) and bare(source, hit, frame) and bool(source.cases - BELONGS) and not source.cases >= SUBJECT \
        and not modifies(source, frame)


def moved(hit: Hit, source: Mention, target: Mention | None, frame: Frame) -> bool:
    """«Реакция ОДКБ Армению не устроила»: the cause is not the one who complains."""
    return active(hit) and moves(hit, frame) and target is not None and bare(target, hit, frame) and bool(target.cases & MOVED) \
        and not target.cases >= SUBJECT and not source.cases & MOVED


OF_VERBS: tuple[Rule, ...] = (disagrees, impersonal, relative, oblique, moved)
OF_ANY: tuple[Rule, ...] = (agent, participle, gerund)
