"""Who holds an opinion, and of whom it is: every name or noun of a sentence as an end of the opinion's words, in features."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, chain

from .entities import NAME
from .frames import CASES, Features
from .lexicon import Said
from .sentence import distance

WINDOW = 4  # words around an expression that tell who holds it
CLAUSE = frozenset((",", "—", ":", "-", "(", ")", ";", "что", "который"))
OVER = (",", "и", "«", '"', "—", ":", "что", "который")
NUMBERS, SEXES = frozenset(("sing", "plur")), frozenset(("masc", "femn", "neut"))
NAMED = frozenset(("who", "name"))
VERBAL = ("VERB", "INF", "PART", "GERUND")
EARLIER = 5  # sentences before that tell whom a text speaks of
Stretch = tuple[int, int]  # tokens, first and last, both inside


def lemma(said: Said, at: int) -> str:
    """Of a token; a mark stands for itself, nothing beyond the sentence for itself, too."""
    if not 0 <= at < len(said.tokens):
        return "|"
    return said.forms[at][0].lemma if said.forms[at] else said.tokens[at].lower


def part(said: Said, at: int) -> str:
    return said.forms[at][0].pos if said.forms[at] else "MARK"


def candidates(said: Said, text: str) -> list[Stretch]:
    """Whom an opinion may be held by, or of: names, and nouns with the adjectives before them."""
    found: list[Stretch] = []
    taken: set[int] = set()
    for match in NAME.finditer(text, said.start, said.stop):
        inside = [i for i, t in enumerate(said.tokens) if t.start < match.end() and t.stop > match.start()]
        if inside and (len(inside) > 1 or inside[0] > 0 or part(said, inside[0]) in ("NOUN", "OTHER")):
            found.append((inside[0], inside[-1]))
            taken.update(inside)
    for at in range(len(said.tokens)):
        if at not in taken and part(said, at) == "NOUN":
            first = at
            while first and first - 1 not in taken and part(said, first - 1) in ("ADJ", "NUM"):
                first -= 1
            found.append((first, at))
    return sorted(found)


def quoted(said: Said) -> list[bool]:
    """Whether each token stands between quotation marks."""
    found, inside = [], False
    for token in said.tokens:
        inside = {"«": True, '"': not inside}.get(token.lower, inside)
        found.append(inside)
        inside = inside and token.lower != "»"
    return found


@dataclass(slots=True)
class Scene:
    """A sentence and all that may be an end in it: `others` with their cases, the preposition before, and their sort: who, name, being, thing."""

    said: Said
    text: str
    say: frozenset[str]
    earlier: Sequence[set[str]] = ()  # the lemmas of the sentences before, the nearest first
    others: list[Stretch] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    cases: dict[Stretch, list[str]] = field(default_factory=dict)
    prep: dict[Stretch, str] = field(default_factory=dict)
    sort: dict[Stretch, str] = field(default_factory=dict)
    names: list[Stretch] = field(default_factory=list)
    subjects: list[Stretch] = field(default_factory=list)
    quotes: list[bool] = field(default_factory=list)
    clauses: list[int] = field(default_factory=list)
    says: list[bool] = field(default_factory=list)
    verbs: list[int] = field(default_factory=list)  # how many stand before each token
    heads: Counter[str] = field(default_factory=Counter)  # how many candidates have each head

    def __post_init__(self) -> None:
        said = self.said
        self.others = candidates(said, self.text)
        self.starts = [o[0] for o in self.others]
        self.quotes, self.says = quoted(said), [bool(words & self.say) for words in said.lemmas]
        self.clauses = list(accumulate(t.lower in CLAUSE for t in said.tokens))
        for o in self.others:
            self.cases[o] = sorted({m for form in said.forms[o[1]][:3] for m in form.marks} & CASES)
            self.prep[o] = lemma(said, o[0] - 1) if o[0] and part(said, o[0] - 1) == "PREP" else ""
            self.sort[o] = self.sorted(o)
        self.names = [o for o in self.others if self.sort[o] in NAMED]
        self.verbs = [0, *accumulate(bool(forms) and forms[0].pos in ("VERB", "INF") for forms in said.forms)]
        self.heads = Counter(lemma(said, o[1]) for o in self.others)
        self.subjects = [o for o in self.others if "nom" in self.cases[o] and not self.prep[o]]

    def sorted(self, o: Stretch) -> str:
        being = "anim" in next((form.marks for form in self.said.forms[o[1]]), frozenset())
        if self.said.tokens[o[1]].text[0].isupper():
            return "who" if being or o[1] > o[0] else "name"
        return "being" if being else "thing"

    def amid(self, low: int, high: int) -> int:
        """How many candidates begin after one token and before another."""
        return max(0, bisect_left(self.starts, high) - bisect_right(self.starts, low))

    def alike(self, one: Stretch, other: Stretch) -> bool:
        """Whether two candidates may be in one case."""
        return not set(self.cases[one]).isdisjoint(self.cases[other])

    def free(self, words: Stretch, fully: bool) -> list[Stretch]:
        """The candidates beside an expression, and `fully` the names within, too: «подавление Кремлем инакомыслия»."""
        within = [o for o in self.names if words[0] <= o[0] and o[1] <= words[1] and o != words] if fully else []
        return [o for o in self.others if o[1] < words[0] or o[0] > words[1] or o in within]


def told(names: Iterable[str]) -> Features:
    return dict.fromkeys(names, 1.0)


def tie(scene: Scene, words: Stretch, polarity: str, o: Stretch, fully: bool) -> Features:
    """Whether a candidate is an end of an opinion told by `words`; `fully`: by grammar, too."""
    low, high = (words[1] + 1, o[0]) if o[0] > words[1] else (o[1] + 1, words[0])
    return told(chain.from_iterable(part_(scene, words, polarity, o, low, high) for part_ in (PLAINLY + FULLY if fully else PLAINLY)))


def plainly(scene: Scene, words: Stretch, polarity: str, o: Stretch, low: int, high: int) -> Iterator[str]:
    """What stands between, and the words themselves."""
    said, sort = scene.said, {"who": "name"}.get(scene.sort[o], scene.sort[o])
    far, kind, way, hit = distance(high - low), part(said, words[0]), ">" if o[0] > words[1] else "<", said.hits[words[0]]
    yield from (f"{far}{way}", f"{far}{way}{kind}", sort, f"{sort}{far}{way}", f"prep={lemma(said, o[0] - 1)}", f"{kind}{sort}{way}")
    yield from (f"head={lemma(said, o[1])}", f"sense={hit.sense if hit else '-'}{way}", f"word={lemma(said, words[0])}{way}")
    yield from (f"pol={polarity}{way}", f"start={o[0] <= 1}", f"next={lemma(said, o[1] + 1)}")
    for case in scene.cases[o]:
        yield from (f"{case}{way}{kind}", f"{case}{way}{far}", f"{case}{hit.sense if hit else '-'}")
    inside = {t.lower for t in said.tokens[low:high]}
    yield from (f"over={m}" for m in OVER if m in inside)
    if scene.verbs[max(low, high)] > scene.verbs[low]:
        yield "verb"


def counted(scene: Scene, words: Stretch, polarity: str, o: Stretch, low: int, high: int) -> Iterator[str]:
    """How many other candidates stand between, and which of the names and subjects this is."""
    way, sort, last = ">" if o[0] > words[1] else "<", scene.sort[o], part(scene.said, words[1])
    between = [c for c in scene.others if low <= c[0] and c[1] < high]
    many, names = min(len(between), 3), min(sum(scene.sort[c] in NAMED for c in between), 3)
    yield from (f"mid{many}{way}", f"mid{many}{way}{sort}", f"mid{many}{way}{last}", f"midn{names}{way}{sort}", f"names{min(len(scene.names), 3)}{sort}")
    yield from (f"{case}{way}{last}{min(many, 2)}" for case in scene.cases[o])
    subject = o in scene.subjects
    yield from (f"sub{subject}{way}{sort}", f"sub{subject}{way}{part(scene.said, words[0])}{min(many, 2)}")
    if subject:
        before = [c for c in scene.subjects if c[1] < words[0]]
        yield from (f"lastsub{before[-1:] == [o]}", f"firstsub{scene.subjects[0] == o}")
    if o in scene.names:
        rank = min(scene.names.index(o), 3)
        yield from (f"nr{rank}", f"nr{rank}of{min(len(scene.names), 4)}")


def placed(scene: Scene, words: Stretch, polarity: str, o: Stretch, low: int, high: int) -> Iterator[str]:
    """Clauses, speech and quotation marks about a candidate."""
    way, sort = ">" if o[0] > words[1] else "<", scene.sort[o]
    clauses = min(abs(scene.clauses[words[0]] - scene.clauses[o[0]]), 3)
    speaks = any(scene.says[max(0, o[0] - 3):o[0]]) or any(scene.says[o[1] + 1:o[1] + 4])
    quotes = f"q{scene.quotes[o[0]]:d}{scene.quotes[words[0]]:d}"
    yield from (f"cl{clauses}{way}", f"cl{clauses}{way}{sort}", quotes, quotes + sort)
    yield from (f"say{speaks}{sort}", f"say{speaks}{o in scene.subjects}", f"say{speaks}{way}")


def bent(scene: Scene, words: Stretch, polarity: str, o: Stretch, low: int, high: int) -> Iterator[str]:
    """Case, preposition and agreement."""
    said, forward = scene.said, o[0] > words[1]
    way, kind, last = ">" if forward else "<", part(said, words[0]), part(said, words[1])
    agrees = agreement(said, words[1] if forward else words[0], o[1])
    yield from (f"ag{agrees}{way}{kind}{distance(high - low)}", f"ag{agrees}{kind}")
    passive = "pass" if any("pass" in form.marks for form in said.forms[words[0]][:1]) else ""
    for case in scene.cases[o]:
        yield from (f"{case}{scene.prep[o]}", f"{case}{scene.prep[o]}{way}{last}", f"{case}{passive}{kind}{way}")
    if low == high:
        yield f"beside{way}{last}{scene.sort[o]}"
        yield from (f"beside{way}{case}{last}" for case in scene.cases[o])


def attached(scene: Scene, words: Stretch, polarity: str, o: Stretch, low: int, high: int) -> Iterator[str]:
    """What a candidate hangs on, or what hangs on it: «лидер партии», «министр Иванов»; and how its noun ends."""
    said, sort, at, way = scene.said, scene.sort[o], bisect_left(scene.starts, o[0]), ">" if o[0] > words[1] else "<"
    after, before = scene.others[at + 1:at + 2], scene.others[max(0, at - 1):at]
    if after and after[0][0] == o[1] + 1:
        yield from (f"over{scene.sort[after[0]]}{scene.alike(o, after[0])}{sort}", f"over{'gen' in scene.cases[after[0]]}{sort}{way}")
    else:
        yield f"over{sort}"
    if before and before[0][1] == o[0] - 1:
        yield from (f"under{scene.sort[before[0]]}{scene.alike(o, before[0])}{sort}", f"under{'gen' in scene.cases[o]}{sort}")
        yield f"under={lemma(said, before[0][1])}"
    if words[0] <= o[0] <= words[1]:
        yield f"within{sort}"
    head = lemma(said, o[1])
    yield from (f"end={head[-3:]}{sort}", f"end={head[-2:]}{sort}", f"long{o[1] - o[0]}{sort}")
    if o[1] > o[0]:
        yield f"first={lemma(said, o[0])}"


def governed(scene: Scene, words: Stretch, polarity: str, o: Stretch, low: int, high: int) -> Iterator[str]:
    """In which case, and after which preposition, a candidate stands beside the head of the words: «обвинить кого», «помощь кому»."""
    said, way = scene.said, ">" if o[0] > words[1] else "<"
    head = next((at for at in range(words[0], words[1] + 1) if part(said, at) in VERBAL), None)
    at = words[0] if head is None else head
    for case in scene.cases[o]:
        yield f"gov={lemma(said, at)}{case}{scene.prep[o]}"
    if head is not None:
        voice = "pass" if any("pass" in form.marks for form in said.forms[head][:1]) else "act"
        yield f"{voice}{agreement(said, head, o[1])}{o in scene.subjects}{way}{scene.sort[o]}"
        yield from (f"{voice}{part(said, head)}{case}{scene.prep[o]}{way}" for case in scene.cases[o])


PLAINLY, FULLY = (plainly, counted, placed, bent), (attached, governed)


def known(scene: Scene, o: Stretch) -> Iterator[str]:
    """Whether the text has told of a candidate before: whom a text is about, opinions are of."""
    head, sort = lemma(scene.said, o[1]), scene.sort[o]
    told_ = [head in words for words in scene.earlier]
    yield from (f"ago{ago}{is_}{sort}" for ago, is_ in enumerate(told_[:2], 1))
    yield from (f"told{sum(told_)}{sort}", f"here{min(scene.heads[head], 3)}{sort}")


def agreement(said: Said, at: int, head: int) -> str:
    """full: a quality in the noun's case, number and gender; verb: a predicate of this subject; no, or ? for what has no forms."""
    if not said.forms[at] or not said.forms[head]:
        return "?"
    pairs = [(one, other.marks, one.marks & other.marks) for one in said.forms[at][:3] for other in said.forms[head][:3]]
    if any(same & CASES and same & NUMBERS and ("plur" in one.marks or same & SEXES) for one, _, same in pairs):
        return "full"
    predicate = any(one.pos in ("VERB", "PART") and "nom" in noun and same & NUMBERS and (not one.marks & SEXES or same & SEXES or "plur" in one.marks)
                    for one, noun, same in pairs)
    return "verb" if predicate else "no"


def heard(said: Said) -> set[str]:
    """The lemmas of a sentence."""
    return set().union(*said.lemmas)


def hold(scene: Scene, words: Stretch, target: Stretch, o: Stretch, row: Features, fully: bool) -> Features:
    """Whether a candidate holds the opinion of `target`; `row`: the candidate's tie. What the tie says weighs the same for every target."""
    return {f"H{name}": value for name, value in row.items()} | told(facing(scene, words, target, o, fully))


def facing(scene: Scene, words: Stretch, target: Stretch, o: Stretch, fully: bool) -> Iterator[str]:
    """How a candidate stands to the target."""
    before, sort = o[1] < target[0], scene.sort[o]
    way = "<" if before else ">"
    between = min(scene.amid(min(o[1], target[1]), max(o[0], target[0])), 3)
    yield from (f"t{way}", f"t{way}{between}", f"t{way}{scene.sort[target]}{sort}", f"tnear{abs(o[0] - target[1]) <= 2}{way}")
    yield from (f"t{way}{words[0] < o[0]}{words[0] < target[0]}{sort}", f"ss{o in scene.subjects}{target in scene.subjects}{way}")
    if fully:
        yield from ordered(scene, words, target, o)
    if lemma(scene.said, o[1]) == lemma(scene.said, target[1]):
        yield "same"


def ordered(scene: Scene, words: Stretch, target: Stretch, o: Stretch) -> Iterator[str]:
    """In which order and cases holder, target and words stand, and what is between the two."""
    before, sort, hit = o[1] < target[0], scene.sort[o], scene.said.hits[words[0]]
    way = "<" if before else ">"
    order = "".join(what for _, what in sorted(((o[0], "h"), (target[0], "t"), (words[0], "w"))))
    yield from (f"{order}{sort}{scene.sort[target]}", f"{order}{part(scene.said, words[0])}{part(scene.said, words[1])}")
    yield from (f"{order}{hit.way if hit else '-'}", f"c{scene.cases[o][:2]}{scene.cases[target][:2]}{way}")
    low, high = (o[1] + 1, target[0]) if before else (target[1] + 1, o[0])
    if high - low <= 3:
        yield f"amid{way}{'_'.join(lemma(scene.said, at) for at in range(low, high))}"


def untold(scene: Scene, words: Stretch, polarity: str, target: Stretch, who: str, fully: bool) -> Features:
    """Whether the one who holds an opinion is not in the sentence: `who` is author or nobody."""
    return told(f"{who}:{name}" for part_ in (worded, peopled) for name in part_(scene, words, polarity, target, fully))


def worded(scene: Scene, words: Stretch, polarity: str, target: Stretch, fully: bool) -> Iterator[str]:
    said, hit = scene.said, scene.said.hits[words[0]]
    yield from (f"w={lemma(said, words[0])}", f"pos={part(said, words[0])}", f"pol={polarity}", f"sense={hit.sense if hit else '-'}")
    yield f"way={hit.way if hit else '-'}"
    yield from (f"near={lemma(said, i)}" for i in range(max(0, words[0] - WINDOW), min(len(said.tokens), words[1] + 1 + WINDOW)))
    inside = {t.lower for t in said.tokens}
    yield from (f"has={mark}" for mark in ("«", '"', ":", "—") if mark in inside)
    if any("pass" in form.marks for form in said.forms[words[0]][:1]):
        yield "passive"


def peopled(scene: Scene, words: Stretch, polarity: str, target: Stretch, fully: bool) -> Iterator[str]:
    """How many could hold it, and what it is said of."""
    others = [o for o in scene.free(words, fully) if o != target]
    names, subjects = sum(o in scene.names for o in others), sum(o in scene.subjects and scene.sort[o] != "thing" for o in others)
    kind, subject = part(scene.said, words[0]), target in scene.subjects
    yield from ("", f"n{min(names, 3)}", f"s{min(subjects, 2)}", f"say{any(scene.says)}", f"q{scene.quotes[words[0]]}", f"ts{scene.sort[target]}")
    yield from (f"tsub{subject}", f"tsub{subject}{kind}", f"len{len(scene.said.tokens) // 10}", f"n{kind}{min(names, 2)}")
    yield from (f"t{target[1] < words[0]}{min(abs(target[0] - words[1]), 3)}", f"first={scene.said.tokens[0].lower}")
