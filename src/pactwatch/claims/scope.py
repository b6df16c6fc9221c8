"""What stands over a deed and takes it back: a refusal, a denial, nobody who did it, a report that is false, talk that nobody holds.

The scorer of the status weighs words one by one, and these are told by who governs whom. Each rule was counted on the coded texts: of 53 deeds that a refusal
or a denial governs as a verb, none was coded as done; of nouns («rejected a warning») most were, so that a noun is left alone. Of 72
verbs whose subject is a war or a storm none was coded at all.
"""

from collections.abc import Callable

from .frame import Frame
from .grammar import passive, shape
from .lexicon import Hit
from .negation import not_done

REACH = 8  # words from what governs to the deed
PAST = frozenset({"past", "pastpart", "ing"})
TELLS = ("refuse", "skip", "threaten", "offer", "offer_mediation", "invite")  # of 142 verbs that these govern, one was coded as done
HELD_UP = frozenset("sanction ban close blockade".split())
NOUNS = ("NOUN", "VERB?")  # "sanctions" may be either
NEAR = 5  # words from lifting to what is lifted
Rule = Callable[[Hit, Frame], bool]


def words(frame: Frame, start: int, stop: int) -> list[str]:
    """The words from one token to before another, in small letters."""
    return [token.lower for token in frame.line.tokens[start:stop]]


def finite(frame: Frame, low: int, high: int) -> list[int]:
    """The verbs strictly between two tokens that have a subject of their own; "was" and "to send" have none."""
    small = frame.words.grammar
    return [at for at in frame.verbs if low < at < high and frame.forms[at][0].lemma not in small.helpers and frame.line.tokens[at - 1].lower not in small.to]


def infinitive(hit: Hit, frame: Frame) -> bool:
    return hit.form.pos == "INF" or (hit.first > 0 and frame.line.tokens[hit.first - 1].lower in frame.words.grammar.to)


def governed(by: Hit, hit: Hit, frame: Frame) -> bool:
    """Whether a deed's verb hangs on an earlier hit: "refused to impose", "ruled out sending", «отрицает, что обстреляла»."""
    between, small = words(frame, by.last + 1, hit.first), frame.words.grammar
    if not 0 <= hit.first - by.last - 1 <= REACH or small.apart.intersection(between) or finite(frame, by.last, hit.first):
        return False
    if between[:1] == [","]:
        return between[1:2] != [] and between[1] in small.that and frame.cuts[hit.first] - frame.cuts[by.last] == 1 and hit.form.pos == "VERB"
    if "ing" in hit.form.marks and (not between or between[-1] in small.before_ing):  # "a warning" is a noun
        return True
    return infinitive(hit, frame) or ("deny" in by.senses and bool(hit.form.marks & PAST) and bool(between) and between[0] in small.opens)


def under(sense: str, hit: Hit, frame: Frame) -> bool:
    return any(sense in other.senses and governed(other, hit, frame) for other in frame.hits if other.last < hit.first)


def told_already(hit: Hit, frame: Frame) -> bool:
    """"Serbia refused to impose sanctions", "threatened to strike": the refusal or the threat is the deed, and tells this one, too."""
    return any(under(sense, hit, frame) for sense in TELLS)


def lifted(hit: Hit, frame: Frame) -> bool:
    """"ECOWAS lifted most of its sanctions on Niger", «сняли запрет»: what is lifted is not imposed."""
    if not HELD_UP.intersection(hit.senses) or shape(hit, frame) not in NOUNS:
        return False
    near = [other for other in frame.hits if 0 <= hit.first - other.last - 1 <= NEAR and "lift" in other.senses]
    apart = frame.words.grammar.apart
    return any(frame.cuts[other.last] == frame.cuts[hit.first] and not apart.intersection(words(frame, other.last + 1, hit.first)) for other in near)


def no_comment(hit: Hit, frame: Frame) -> bool:
    """"The Kremlin declined to comment", «отказался от комментариев»: nothing is refused to anybody."""
    near = range(hit.last + 1, min(hit.last + 4, len(frame.scopes)))
    at = next((at for at in near if "comment" in frame.scopes[at]), None)
    return "refuse" in hit.senses and at is not None and not finite(frame, hit.last, at)


def by_a_thing(hit: Hit, frame: Frame) -> bool:
    """"An earthquake struck Turkey and Syria", «Война на Украине подняла цены»: no state does it."""
    if hit.form.pos not in ("VERB", "WORD") or passive(hit, frame):
        return False
    things = [at for at in range(max(hit.first - REACH, 0), hit.first) if frame.cuts[at] == frame.cuts[hit.first]
              and ("war" in frame.scopes[at] or "nature" in frame.everyday[at])]
    return any(subject(at, frame) and not held(at, frame) and not finite(frame, at, hit.first) and not any(
        at < m.first < hit.first and not m.prep for m in frame.line.mentions) for at in things)


def held(at: int, frame: Frame) -> bool:
    """Whether a preposition holds a word: "after the earthquake"."""
    return any(form.pos == "PREP" for before in frame.forms[max(at - 2, 0):at] for form in before[:1])


NOTHING: tuple[Rule, ...] = (told_already, lifted, no_comment, by_a_thing)


def nothing(hit: Hit, frame: Frame) -> bool:
    """Whether a hit tells no deed of its own."""
    return any(rule(hit, frame) for rule in NOTHING)


def denied_by(hit: Hit, frame: Frame) -> bool:
    """"Moscow denies it shelled Ukraine", "dismissed reports of a strike"."""
    return under("deny", hit, frame) or any("deny" in other.senses and reported(other, hit, frame) for other in frame.hits if other.last < hit.first)


def reported(by: Hit, hit: Hit, frame: Frame) -> bool:
    """Whether a report of the deed hangs on an earlier hit: «опровергла сообщения об обстреле»."""
    between = range(by.last + 1, hit.first)
    return len(between) <= REACH and any("report" in frame.scopes[at] for at in between) and not finite(frame, by.last, hit.first) \
        and not frame.words.grammar.apart.intersection(words(frame, by.last + 1, hit.first))


def not_managed(hit: Hit, frame: Frame) -> bool:
    """"Mali failed to leave"."""
    return hit.first > 1 and frame.line.tokens[hit.first - 1].lower in frame.words.grammar.to and "fail" in frame.scopes[hit.first - 2]


def by_nobody(hit: Hit, frame: Frame) -> bool:
    """"None of the members backed Russia", "nobody in Yerevan wants to leave"."""
    for at in range(max(hit.first - REACH, 0), hit.first):
        if "nobody" in frame.scopes[at] and frame.cuts[at] == frame.cuts[hit.first] and subject(at, frame):
            others = finite(frame, at, hit.first)
            return not others or (len(others) == 1 and infinitive(hit, frame))
    return False


def subject(at: int, frame: Frame) -> bool:
    """Whether a word may be what its clause is about: no verb stands before it, nor is it «никого» or "nobody's"."""
    cases = {mark for form in frame.forms[at] for mark in form.marks} & {"nom", "gen", "dat", "acc", "ins"}
    owns = frame.line.tokens[min(at + 1, len(frame.line.tokens) - 1)].lower == "'s"
    return not owns and (not cases or "nom" in cases) and not any(frame.cuts[v] == frame.cuts[at] for v in frame.verbs if v < at)


def false_report(hit: Hit, frame: Frame) -> bool:
    """"Reports that Armenia has left the CSTO are false"; not "after reports that it was shelled, Yerevan denied an exit", where somebody else is spoken of."""
    told = any("report" in frame.scopes[at] for at in range(max(hit.first - REACH, 0), hit.first))
    ends = [m.first for m in frame.line.mentions if m.first > hit.last and not m.prep and frame.cuts[m.first] > frame.cuts[hit.last]]
    stop = min(ends, default=len(frame.cues))
    return told and any("deny" in frame.cues[at] and frame.line.tokens[at - 1].lower not in frame.words.grammar.no for at in range(hit.last + 1, stop))


def no_talk(hit: Hit, frame: Frame) -> bool:
    """"An exit is not being discussed", «о выходе речи не идет»."""
    here = [at for at in range(hit.last + 1, len(frame.cues)) if frame.cuts[at] == frame.cuts[hit.first] and "talk" in frame.scopes[at]]
    return any(frame.words.grammar.no.intersection(words(frame, max(at - 2, 0), at)) for at in here)


def hearsay(hit: Hit, frame: Frame) -> bool:
    """"Allegedly shelled": a rumour, which the codebook calls hypothetical."""
    return any("hearsay" in frame.scopes[at] for at in range(max(hit.first - 2, 0), hit.first))


OPEN = ("actual", "planned", "hypothetical")
RULES: tuple[tuple[Rule, str, str], ...] = (
    (not_done, "denied", "its own verb is negated"),
    (denied_by, "denied", "a denial stands over it"),
    (by_nobody, "denied", "nobody is said to do it"),
    (false_report, "denied", "the report of it is called false"),
    (no_talk, "denied", "there is no talk of it"),
    (not_managed, "denied", "whoever tried it failed"),
    (hearsay, "hypothetical", "it is told as hearsay"),
)


def taken_back(status: str, type_: str, hit: Hit, frame: Frame) -> tuple[str, str]:
    """The status of a deed that the scorer takes for done, by the first rule that holds, and why ("": none does). Where it takes it for planned or possible,
    a denial alone takes it back: "denied that it would leave". A refusal stays one: "will not come" is REJECT and actual."""
    if status not in OPEN or type_ == "REJECT":
        return status, ""
    rules = RULES if status == "actual" else [row for row in RULES if row[0] in (denied_by, false_report)]
    return next(((made, why) for rule, made, why in rules if rule(hit, frame)), (status, ""))
