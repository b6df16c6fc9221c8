"""A coded text → what each scorer learns from: features as numbers, with labels."""

import collections
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from pactwatch.claims import Coder
from pactwatch.claims.acts import NONE, Senses, act_features
from pactwatch.claims.decode import NOTHING
from pactwatch.claims.ends import role_features
from pactwatch.claims.features import deed_features
from pactwatch.claims.frame import Candidate, Earlier, Frame
from pactwatch.claims.lexicon import Hit
from pactwatch.claims.pair import pair_features
from pactwatch.claims.ranker import able
from pactwatch.claims.status import status_features
from pactwatch.mentions import Finder

from .texts import Coded, Text, coders

# Words too common to tell a deed by themselves, whatever trigger they once stood in.
PLAIN = set("""быть стать мочь начать дать должный принять_участие занять занятой сделать добавить заявить рассказать объявить объявлять заметить отметить
ответить прийти пойти стоить стоять идти оставаться остаться связать назвать решить ехать сохраняться акция мера план операция прийтись завершиться
have be will would the may must can could say tell claim do get make take give see come second change still further work initiative need use
announce affect follow remain respond reply should draw shape with""".split())
HEADS = ("VERB", "INF", "PART", "GERUND", "NOUN", "WORD", "ADJ")
HITS = ("deed", "act", "status", "background", "symmetric")  # scorers that look at a hit alone
Row: TypeAlias = "array[int]"  # numbers of features; quoted, since Python 3.11 knows no array[int] when it runs


class Names(dict[str, int]):
    """Feature → number, in the order met."""

    def __missing__(self, name: str) -> int:
        self[name] = number = len(self)
        return number

    def row(self, features: Iterable[str]) -> Row:
        return array("i", sorted({self[f] for f in features}))


@dataclass
class Choice:
    """A told deed: the features of its candidates and of every pair of them, and which pairs are right."""

    candidates: list[Row]
    pairs: list[tuple[int, int, Row]]
    good: list[bool]


@dataclass
class Samples:
    """What one text teaches."""

    hits: dict[str, list[tuple[Row, str]]] = field(default_factory=lambda: {name: [] for name in HITS})
    ends: list[Choice] = field(default_factory=list)
    acts: set[tuple[str, str]] = field(default_factory=set)  # types with the acts they came with
    lost: collections.Counter[str] = field(default_factory=collections.Counter)


def covers(event: Coded, text: str, row: Coded) -> tuple[int, int] | None:
    """Where the trigger of an event stands in the text; None where it cannot be found."""
    at = text.find(event["trigger"], row["char_start"], row["char_end"])
    return (at, at + len(event["trigger"])) if at >= 0 else None


def new_lemmas(texts: Iterable[Text], found: Mapping[str, Finder]) -> dict[str, list[str]]:
    """Heads of triggers that no declared entry covers, by language: they join the lexicon without a sense."""
    counts: dict[str, set[str]] = collections.defaultdict(set)
    bare = coders({}, found)
    for text in texts:
        for lemma in uncovered(text, bare[text.article.language]):
            counts[text.article.language].add(lemma)
    return {code: sorted(lemma for lemma in lemmas if len(lemma) > 2 and lemma not in PLAIN) for code, lemmas in counts.items()}


def uncovered(text: Text, coder: Coder) -> Iterator[str]:
    """The heads of a text's triggers in which no entry of the lexicon stands."""
    for row in text.gold:
        tokens = coder.language.tokens(text.article.text, row["char_start"], row["char_end"])
        forms = [coder.language.forms(t.lower) if t.lower[0].isalpha() else () for t in tokens]
        hits = coder.lexicon.hits(tokens, forms)
        for event in row["events"]:
            span = covers(event, text.article.text, row)
            if not span or any(tokens[h.first].start < span[1] and tokens[h.last].stop > span[0] for h in hits):
                continue
            inside = [forms[i][0] for i, t in enumerate(tokens) if span[0] <= t.start < span[1] and forms[i]]
            yield from [form.lemma for form in inside if form.pos in HEADS][:1]


def samples(text: Text, coder: Coder, names: dict[str, Names], story: Sequence[list[Earlier]] | None = None) -> Samples:
    """What a text teaches. `story`: per sentence the deeds that count as told to the sentences after it; None: those coded by hand."""
    made = Samples()
    for number, frame in enumerate(coder.frames(text.article)):
        gold = [row for row in text.gold if row["char_start"] < frame.line.stop and row["char_end"] > frame.line.start]
        events = [(event, covers(event, text.article.text, row)) for row in gold for event in row["events"]]
        told: dict[Hit, list[Coded]] = collections.defaultdict(list)
        for event, span in events:
            made.lost["all"] += 1
            hit = choose(event, span, frame, coder.senses)
            if hit is None:
                made.lost["no hit"] += 1
            else:
                told[hit].append(event)
        add(made, frame, told, coder, names)
        frame.before.story.extend(told_of(event for event, _ in events) if story is None else story[number])
    return made


def told_of(events: Iterable[Coded]) -> list[Earlier]:
    """The deeds of a sentence, those of one deed together."""
    groups: dict[tuple[str, str | None, str], tuple[dict[str, None], dict[str, None]]] = {}
    for e in events:
        sources, targets = groups.setdefault((e["type"], e["act"], e["trigger"]), ({}, {}))
        sources[e["source"]] = targets[e["target"]] = None
    return [Earlier(tuple(s), tuple(t), type_, act) for (type_, act, _), (s, t) in groups.items()]


def choose(event: Coded, span: tuple[int, int] | None, frame: Frame, senses: Senses) -> Hit | None:
    """The hit that tells an event: inside its trigger, of its type where one is declared."""
    tokens = frame.line.tokens
    if span is None:
        return None
    inside = [h for h in frame.hits if tokens[h.first].start < span[1] and tokens[h.last].stop > span[0]]
    typed = [h for h in inside if any(event["type"] in d for s in h.senses if s for d in map(str, senses[s].values()))]
    return next(iter(typed or inside), None)


def beside(hit: Hit, told: Iterable[Hit]) -> bool:
    """Whether a hit stands beside a told one: "refused to sign" is one deed, and its other half no quiet word."""
    return any((o.first <= hit.last and hit.first <= o.last + 2) or hit.first <= o.first <= hit.last + 2 for o in told)


def add(made: Samples, frame: Frame, told: Mapping[Hit, list[Coded]], coder: Coder, names: dict[str, Names]) -> None:
    """What each hit of a sentence teaches."""
    for hit in frame.hits:
        events = told.get(hit, [])
        types = collections.Counter(e["type"] for e in events)
        label = types.most_common(1)[0][0] if types else None
        if not label and beside(hit, told):
            continue
        row = names["deed"].row(deed_features(hit, frame, coder.senses))
        made.hits["deed"].append((row, label or NOTHING))
        if not label:
            continue
        same = [e for e in events if e["type"] == label]
        act(made, hit, frame, same, coder, names)
        made.hits["symmetric"].append((row, str(bool(same[0]["symmetric"]))))
        status = names["status"].row(status_features(hit, frame, label))
        made.hits["status"].append((status, same[0]["status"]))
        made.hits["background"].append((status, str(bool(same[0].get("background")))))
        ends(made, hit, frame, same, label, names)


def act(made: Samples, hit: Hit, frame: Frame, events: Sequence[Coded], coder: Coder, names: dict[str, Names]) -> None:
    """The act of a deed, among those of its type; the commonest where one deed was coded as several."""
    told = collections.Counter(e["act"] or NONE for e in events).most_common(1)[0][0]
    one = next(e for e in events if (e["act"] or NONE) == told)
    pacts = coder.actors.is_pact(one["source"]), coder.actors.is_pact(one["target"])
    made.hits["act"].append((names["act"].row(act_features(hit, one["type"], pacts, frame)), told))
    made.acts.add((one["type"], told))


def ends(made: Samples, hit: Hit, frame: Frame, events: Sequence[Coded], type_: str, names: dict[str, Names]) -> None:
    """One choice among all pairs of candidates; the right ones are told."""
    sources, targets = {e["source"] for e in events}, {e["target"] for e in events}
    mutual = any(e["symmetric"] for e in events)
    able_ = [(a, b) for a in range(len(frame.candidates)) for b in range(len(frame.candidates)) if able(frame.candidates[a], frame.candidates[b])]

    def fits(a: Candidate, b: Candidate) -> bool:
        if a is b:
            return mutual and set(a.actors) == sources | targets
        found = (set(a.actors), set(b.actors))
        return found == (sources, targets) or (mutual and found == (targets, sources))

    good = [fits(frame.candidates[a], frame.candidates[b]) for a, b in able_]
    if not any(good):
        good = [a != b and set(frame.candidates[a].actors) <= sources and set(frame.candidates[b].actors) <= targets for a, b in able_]
    made.lost["pair" if any(good) else "no pair"] += 1
    if any(good):
        rows = [names["ends"].row(role_features(hit, c, frame, type_)) for c in frame.candidates]
        crossed = [(a, b, names["pair"].row(pair_features(hit, frame.candidates[a], frame.candidates[b], frame, type_))) for a, b in able_]
        made.ends.append(Choice(rows, crossed, good))
