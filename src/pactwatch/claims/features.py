"""What the rankers look at, as short named strings. Each function adds one family, so that `explain` can show them."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from ..contracts import Mention
from .frame import Candidate, Frame
from .lexicon import Hit
from .speaker import speaker

WINDOW = 6


def near(hit: Hit, frame: Frame, width: int = WINDOW) -> range:
    return range(max(hit.first - width, 0), min(hit.last + width + 1, len(frame.forms)))


def bucket(n: int) -> str:
    return "0" if n == 0 else "1" if n == 1 else "2-3" if n < 4 else "4-6" if n < 7 else "7-12" if n < 13 else "13+"


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
    before = {f.lemma for i in range(max(hit.first - 3, 0), hit.first) for f in frame.forms[i]}
    return bool(before & {"be", "get", "been", "being"}) or (hit.last + 1 < len(frame.line.tokens) and frame.line.tokens[hit.last + 1].lower == "by")


def shape(hit: Hit, frame: Frame) -> str:
    """The grammar of the hit: verb, infinitive, noun … In English told by the word before."""
    pos = hit.form.pos
    if pos not in ("WORD", "NOUN", "VERB") or "anim" in hit.form.marks or hit.form.marks & {"nom", "gen", "dat", "acc", "ins", "loc"}:
        return pos
    marks = hit.form.marks
    before = frame.line.tokens[hit.first - 1].lower if hit.first else ""
    if "past" in marks and not passive(hit, frame):
        return "VERB" if not hit.first or before not in ("a", "the", "an", "of") else "ADJ"
    if "pastpart" in marks:
        return "PART"
    if "ing" in marks:
        return "GERUND"
    if before in ("to", "will", "would", "may", "might", "could", "should", "must", "can", "not", "n't", "shall"):
        return "INF"
    if before in ("a", "an", "the", "of", "'s", "its", "their", "his", "her", "no", "for", "new", "in", "on", "with", "by", "any"):
        return "NOUN"
    return "VERB?" if pos == "WORD" or "s" in marks else pos


def deed_features(hit: Hit, frame: Frame, senses: Mapping[str, Mapping[str, Any]]) -> list[str]:
    """For what the words tell: type and act, or nothing."""
    return [*base(hit, frame), *meanings(hit, frame, senses), *surroundings(hit, frame), *people(hit, frame), *bonds(hit, frame), *setting(hit, frame)]


def base(hit: Hit, frame: Frame) -> Iterator[str]:
    kind = shape(hit, frame)
    yield from ("bias", f"lemma={hit.lemma}", f"shape={kind}", f"lemma={hit.lemma}|{kind}")
    entry = "_".join(t.lower for t in frame.line.tokens[hit.first:hit.last + 1]) if hit.last > hit.first else ""
    if entry:
        yield "multi"
    if passive(hit, frame):
        yield f"passive|{hit.senses[0]}"
    for mark in ("past", "futr", "pres", "imper", "ing", "pastpart"):
        if mark in hit.form.marks:
            yield f"tense={mark}"


def topics_near(hit: Hit, frame: Frame) -> set[str]:
    """The topics within reach of a hit; kept, since every candidate asks."""
    if hit.first not in frame.near:
        frame.near[hit.first] = _topics_near(hit, frame)
    return frame.near[hit.first]


def _topics_near(hit: Hit, frame: Frame) -> set[str]:
    return {topic for i in near(hit, frame) if not hit.first <= i <= hit.last or frame.topics[i] for topic in frame.topics[i]}


def declared(sense: Mapping[str, Any], topics: set[str], no: bool) -> Iterator[str]:
    """What acts.toml says that a sense means here, the most particular first."""
    for topic in sorted(topics):
        if no and f"not_{topic}" in sense:
            yield sense[f"not_{topic}"]
    if no and "not" in sense:
        yield sense["not"]
    for topic in sorted(topics):
        if topic in sense:
            yield sense[topic]
    yield sense["deed"]


def meanings(hit: Hit, frame: Frame, senses: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    topics, no = topics_near(hit, frame), negated(hit, frame)
    for sense in hit.senses:
        if not sense:
            continue
        yield f"sense={sense}"
        yield f"sense={sense}|{shape(hit, frame)}"
        if no:
            yield f"sense={sense}|not"
        for topic in topics:
            yield f"sense={sense}|{topic}" + ("|not" if no else "")
        rows = list(declared(senses[sense], topics, no))
        yield f"deed={rows[0]}"
        yield f"type={rows[0].split('/')[0]}"
    for topic in topics:
        yield f"topic={topic}"


def surroundings(hit: Hit, frame: Frame) -> Iterator[str]:
    for i in near(hit, frame, 4):
        if hit.first <= i <= hit.last or not frame.forms[i]:
            continue
        form = frame.forms[i][0]
        if form.pos not in ("PREP", "CONJ", "PRON", "OTHER"):
            yield f"near={form.lemma}"
        if i in (hit.first - 1, hit.last + 1):
            yield f"{'prev' if i < hit.first else 'next'}={form.lemma}"
    for i in near(hit, frame):
        for cue in frame.cues[i]:
            yield f"cue={cue}|{'before' if i < hit.first else 'after'}"
    if hit.first in (0, 1):
        yield "early"


def bonds(hit: Hit, frame: Frame) -> Iterator[str]:
    """The hit's word with the words that it governs: "put … on alert", «снять возражения»."""
    for topic in topics_near(hit, frame):
        yield f"lemma={hit.lemma}|{topic}"
    after = [i for i in range(hit.last + 1, min(hit.last + 7, len(frame.forms))) if frame.forms[i] and frame.cuts[i] == frame.cuts[hit.last]]
    noun = next((frame.forms[i][0] for i in after if frame.forms[i][0].pos in ("NOUN", "WORD")), None)
    if noun:
        yield f"object={noun.lemma}"
        yield f"lemma={hit.lemma}|object={noun.lemma}"
        yield f"sense={hit.senses[0]}|object={noun.lemma}"
    prep = next((frame.forms[i][0].lemma for i in after[:4] if frame.forms[i][0].pos == "PREP"), "")
    yield f"lemma={hit.lemma}|prep={prep}"
    verb = max((v for v in frame.verbs if v < hit.first), default=None)
    if verb is not None and frame.cuts[verb] == frame.cuts[hit.first]:
        yield f"under={frame.forms[verb][0].lemma}"
        yield f"under={frame.forms[verb][0].lemma}|{hit.senses[0]}"


def setting(hit: Hit, frame: Frame) -> Iterator[str]:
    """Where in the article and the sentence the hit stands, and what was told before."""
    kind = shape(hit, frame)
    yield f"sentence={min(frame.number, 3)}"
    yield f"length={bucket(len(frame.forms) // 4)}"
    yield f"hits={bucket(len(frame.hits))}|{kind}"
    yield f"hit={min(frame.hits.index(hit), 4)}|{kind}"
    if frame.line.tokens[-1].text == "?":
        yield "question"
    yield f"told={min(len(frame.told), 3)}"
    here = {a for c in frame.candidates if c.mention for a in c.actors}
    if any(here.issuperset((*t.sources[:1], *t.targets[:1])) for t in frame.told):
        yield f"told of these|{kind}"
    yield f"cast={min((c.rank for c in frame.candidates if c.mention), default=9)}"


def people(hit: Hit, frame: Frame) -> Iterator[str]:
    here = [c for c in frame.candidates if c.mention]
    actors = {a for c in here for a in c.actors}
    yield f"actors={min(len(actors), 3)}"
    full = [c for c in here if c.mention and c.mention.kind != "adjective"]
    before = [c for c in full if c.mention and c.mention.last < hit.first]
    after = [c for c in full if c.mention and c.mention.first > hit.last]
    yield f"before={min(len(before), 2)}|after={min(len(after), 2)}|{shape(hit, frame)}"
    if any(c.mention and c.mention.kind == "pact" for c in here):
        yield f"pact|{hit.senses[0]}"
    if before and before[-1].mention and frame.cuts[before[-1].mention.last] == frame.cuts[hit.first]:
        yield f"subject here|{shape(hit, frame)}"
    if after and after[0].mention and after[0].mention.first - hit.last < 4:
        yield f"object near|{hit.senses[0]}|{after[0].mention.prep}"
    blocked = [b for b in frame.blockers if b < hit.first and frame.cuts[hit.first] - frame.cuts[b] < 2]
    if blocked:
        yield f"blocked|{shape(hit, frame)}"
        yield "blocked"


def said(hit: Hit, frame: Frame) -> tuple[int, int] | None:
    """Who says what a hit tells; kept with the frame."""
    if hit.first not in frame.says:
        frame.says[hit.first] = speaker(hit, frame)
    return frame.says[hit.first]


class Facts(NamedTuple):
    """What every candidate of a hit asks: its grammar, how many mentions stand before and after, how many actors are here."""

    grammar: str
    before: int
    after: int
    actors: int


def facts(hit: Hit, frame: Frame) -> Facts:
    """The facts of a hit; kept with the frame."""
    if hit.first not in frame.facts:
        here = [c for c in frame.candidates if c.mention and c.mention.kind != "adjective"]
        before, after = sum(c.mention.last < hit.first for c in here if c.mention), sum(c.mention.first > hit.last for c in here if c.mention)
        grammar = shape(hit, frame) + ("-pass" if passive(hit, frame) else "")
        frame.facts[hit.first] = Facts(grammar, min(before, 2), min(after, 2), min(len({a for c in here for a in c.actors}), 3))
    known: Facts = frame.facts[hit.first]
    return known


def role_features(hit: Hit, candidate: Candidate, frame: Frame, type_: str) -> list[str]:
    """For whether a candidate stands at an end of the hit's deed; source and target weigh them apart."""
    grammar = facts(hit, frame).grammar
    sense = hit.senses[0]
    if candidate.mention is None:
        return list(context_features(hit, candidate, frame, grammar, sense, type_))
    return list(mention_features(hit, candidate, frame, grammar, sense, type_))


def context_features(hit: Hit, candidate: Candidate, frame: Frame, grammar: str, sense: str, type_: str) -> Iterator[str]:
    _, before, after, actors = facts(hit, frame)
    rank, marks = candidate.origin[0], candidate.origin[1:]
    often = str(min(candidate.often, 4))
    around = f"before={before}|after={after}"
    yield from (f"ctx:{rank}", f"ctx:{rank}|{marks}", f"ctx:{marks}", f"ctx:often={often}", f"ctx|{grammar}", f"ctx|{sense}", f"ctx|{type_}",
                f"ctx:{marks}|{grammar}", f"ctx|actors={actors}", f"ctx:{marks}|actors={actors}", f"ctx|{around}", f"ctx:{marks}|{around}",
                f"ctx|before={before}|{grammar}")
    for letter in "tsp":
        if letter in marks:
            yield f"ctx:has {letter}"
            yield f"ctx:has {letter}|{type_}"
    spot = f"{'t' * candidate.titled}{'n' * candidate.near}"
    yield from (f"ctx:spot={spot}", f"ctx:spot={spot}|often={often}", f"ctx:spot={spot}|{'pact' if candidate.pact else 'state'}",
                f"ctx:spot={spot}|{around}", f"ctx|{hit.lemma}")
    place = min(candidate.rank, 4)
    yield from (f"ctx:cast={place}", f"ctx:cast={place}|{'pact' if candidate.pact else 'state'}", f"ctx:cast={place}|{marks}", f"ctx:cast={place}|{around}")
    conduct_ = conduct(candidate, frame)
    yield from (f"ctx:conduct={conduct_}|{type_}", f"ctx:conduct={conduct_}|{around}", f"ctx:conduct={conduct_}|{grammar}")
    yield from pact_features("ctx", hit, candidate, frame, sense, type_)


def pact_features(where: str, hit: Hit, candidate: Candidate, frame: Frame, sense: str, type_: str) -> Iterator[str]:
    """A drill is the pact's, a border a neighbour's: what kind of actor stands where, by type, sense and topic."""
    what = "pact" if candidate.pact else "state"
    yield f"{what}|{type_}"
    yield f"{what}|{sense}"
    for topic in topics_near(hit, frame):
        yield f"{what}|{topic}"
        yield f"{where}|{what}|{topic}|{type_}"
    if any(c.pact for c in frame.candidates if c.mention and c is not candidate):
        yield f"{where}|{what}|another pact here"


def mention_features(hit: Hit, candidate: Candidate, frame: Frame, grammar: str, sense: str, type_: str) -> Iterator[str]:
    m = candidate.mention
    assert m is not None
    side = "before" if m.last < hit.first else "after" if m.first > hit.last else "inside"
    low, high = (m.last, hit.first) if side == "before" else (hit.last, m.first)
    between = [c for c in frame.candidates if c.mention and c is not candidate and low < c.mention.first and c.mention.last < high]
    rank = min(len(between), 3)
    cuts = min(abs(frame.cuts[min(m.first, len(frame.cuts) - 1)] - frame.cuts[hit.first]), 3)
    verbs = min(sum(low < v < high for v in frame.verbs), 2)
    cases = "|".join(sorted(m.cases)) if len(m.cases) < 4 else "any"
    kind = m.kind
    yield from (f"kind={kind}", f"{side}|{grammar}", f"{side}|{cases}|{grammar}", f"{side}|prep={m.prep}", f"{side}|prep={m.prep}|{sense}",
                f"{side}|rank={rank}|{grammar}", f"{side}|cuts={cuts}", f"{side}|cuts={cuts}|rank={rank}|verbs={verbs}", f"{side}|{sense}",
                f"{side}|{cases}|{type_}", f"kind={kind}|{type_}", f"kind={kind}|{side}|{grammar}", f"{side}|verbs={verbs}|{cases}",
                f"{side}|gap={bucket(high - low)}", f"{side}|prep={m.prep}|{type_}", f"{side}|{type_}|rank={rank}")
    yield from beside(hit, m, frame, side, low, high, cases, sense)
    yield f"here:spot={'t' * candidate.titled}{'n' * candidate.near}|often={min(candidate.often, 3)}"
    yield from (f"here:cast={min(candidate.rank, 4)}", f"here:cast={min(candidate.rank, 4)}|{'pact' if candidate.pact else 'state'}|{side}")
    who = said(hit, frame)
    if who:
        yield f"says={who[0] <= m.last and m.first <= who[1]}|{type_}"
        yield f"says={who[0] <= m.last and m.first <= who[1]}|{sense}"
    if m.head:
        yield f"head={m.head}"
    yield from pact_features("here", hit, candidate, frame, sense, type_)
    if kind.startswith("pointer"):
        yield f"{kind}|{side}|{cases}|prep={m.prep}"
    if m is next((c.mention for c in frame.candidates if c.mention and c.mention.kind != "adjective"), None):
        yield f"first|{grammar}"
    if candidate is nearest(frame, hit, side):
        yield f"nearest|{side}|{grammar}"
    yield f"actors={min(len(candidate.actors), 3)}|{side}"


SUBORDINATE = frozenset("that which who whom whose what where when because after before if while который что чтобы где когда если чей поскольку хотя".split())


def lemma_at(frame: Frame, at: int) -> str:
    return frame.forms[at][0].lemma if 0 <= at < len(frame.forms) and frame.forms[at] else ""


def beside(hit: Hit, m: Mention, frame: Frame, side: str, low: int, high: int, cases: str, sense: str) -> Iterator[str]:
    """The words that hold a mention: the one before it, the one after, and what stands between it and the hit."""
    before, after = lemma_at(frame, m.first - 1), lemma_at(frame, m.last + 1)
    yield f"word before={before}|{side}"
    yield f"word after={after}|{side}"
    yield f"{side}|{hit.lemma}|{m.prep or cases}"
    others = sum(low < h.first < high for h in frame.hits)
    yield f"{side}|hits between={min(others, 2)}|{m.prep or cases}"
    if any(lemma_at(frame, i) in SUBORDINATE for i in range(low + 1, high)):
        yield f"{side}|subordinate between|{cases}"
    if side == "after" and not others and frame.cuts[m.first] == frame.cuts[hit.last]:
        yield f"object of|{sense}|{m.prep or cases}"
    if side == "before" and not others:
        yield f"subject of|{sense}|{m.prep or cases}"


def together(source: Candidate, target: Candidate, named: Mapping[tuple[str, str], int]) -> str:
    """How often the article named the two together, before this sentence or in all."""
    counts = [named.get((a, b) if a < b else (b, a), 0) for a in source.actors for b in target.actors if a != b]
    return str(min(max(counts, default=0), 3))


CONFLICT = frozenset("REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION MOBILIZE COERCE ASSAULT".split())


RECENT = 12  # deeds told before that are looked back at


def spots(candidate: Candidate, frame: Frame) -> str:
    """Where a candidate stood in each of the deeds told before: s at its source, t at its target, - in none; kept with the frame."""
    if candidate.actors not in frame.spots:
        mine = set(candidate.actors)
        frame.spots[candidate.actors] = "".join(
            "-" if mine.isdisjoint(t.sources + t.targets) else "t" if mine.isdisjoint(t.sources) else "s" for t in frame.told[-RECENT:])
    return frame.spots[candidate.actors]


def conduct(candidate: Candidate, frame: Frame) -> str:
    """What earlier sentences told of a candidate: how often it did something hostile, and how often something hostile was done to it."""
    hostile = [spot for spot, told in zip(spots(candidate, frame), frame.told[-RECENT:], strict=True) if told.type in CONFLICT]
    return f"{min(hostile.count('s'), 2)}{min(hostile.count('t'), 2)}"


def story(source: Candidate, target: Candidate, frame: Frame, type_: str, where: str) -> Iterator[str]:
    """What earlier sentences told of the two: "The White House voiced regret" is said to Paris, which complained just before."""
    told = frame.told[-RECENT:]
    if not told:
        return
    one, two = spots(source, frame), spots(target, frame)
    last = one[-1] + two[-1]
    yield from (f"last={last}", f"last={last}|{where}", f"last={last}|{type_}", f"last={last}|{told[-1].type}>{type_}")
    both = [i for i, (s, t) in enumerate(zip(one, two, strict=True)) if s != "-" and t != "-"]
    if both:
        known = one[both[-1]] + two[both[-1]] + str(told[both[-1]].type in CONFLICT)
        yield from (f"told={known}|{where}", f"told={known}|{type_}", f"told times={min(len(both), 3)}|{where}")
    else:
        yield f"never told|{where}"


def pair_features(hit: Hit, source: Candidate, target: Candidate, frame: Frame, type_: str) -> list[str]:
    """For two candidates together: what neither shows alone."""
    s, t = source.mention, target.mention
    kinds = f"{'ctx' if s is None else s.kind.split(':')[0]}>{'ctx' if t is None else t.kind.split(':')[0]}"
    what = f"{'pact' if source.pact else 'state'}>{'pact' if target.pact else 'state'}"
    sizes = f"sizes={min(len(source.actors), 3)}>{min(len(target.actors), 3)}"
    found = [f"kinds={kinds}", f"what={what}", f"what={what}|{type_}", f"what={what}|{hit.senses[0]}", sizes]
    found += [f"what={what}|{topic}|{type_}" for topic in topics_near(hit, frame)]
    often, whole = together(source, target, frame.together), together(source, target, frame.pairs)
    where_from = f"{'c' if s is None else 'm'}{'c' if t is None else 'm'}"
    ranks = f"{min(source.rank, 4)}{min(target.rank, 4)}"
    found += [f"whole={whole}|{where_from}", f"ranks={ranks}", f"ranks={ranks}|{where_from}", f"whole={whole}|{where_from}|what={what}"]
    found += [f"together={often}|{where_from}", f"together={often}|{where_from}|what={what}",
              f"titled={source.titled:d}{target.titled:d}|{where_from}", f"near={source.near:d}{target.near:d}|{where_from}"]
    found += story(source, target, frame, type_, where_from)
    if source is target:
        return [*found, "whole", f"whole|{hit.senses[0]}", f"whole|{type_}"]
    if s is None and t is None:
        found.append(f"origins={source.origin[1:]}>{target.origin[1:]}")
    elif s is not None and t is not None:
        order = "st" if s.first < t.first else "ts"
        where = "".join("b" if m.last < hit.first else "a" for m in (s, t))
        found += [f"order={order}", f"where={where}", f"where={where}|{type_}", f"where={where}|{facts(hit, frame).grammar}",
                  f"order={order}|cuts={min(abs(frame.cuts[s.first] - frame.cuts[t.first]), 2)}",
                  f"where={where}|{'-'.join(sorted(s.cases)[:2])}>{'-'.join(sorted(t.cases)[:2])}", f"where={where}|{s.prep}>{t.prep}"]
        found.append(f"apart={bucket(abs(t.first - s.last))}")
    else:
        origin = (source if s is None else target).origin
        m = s or t
        assert m is not None
        where = "b" if m.last < hit.first else "a"
        found += [f"lone={'s' if t is None else 't'}{where}|{facts(hit, frame).grammar}", f"lone={'s' if t is None else 't'}{where}|{origin[1:]}|{m.kind}",
                  f"lone={'s' if t is None else 't'}{where}|{type_}", f"lone={'s' if t is None else 't'}{where}|{'-'.join(sorted(m.cases)[:2])}|{m.prep}"]
    return found


def nearest(frame: Frame, hit: Hit, side: str) -> Candidate | None:
    here = [c for c in frame.candidates if c.mention and c.mention.kind != "adjective"]
    if side == "before":
        return next((c for c in reversed(here) if c.mention and c.mention.last < hit.first), None)
    return next((c for c in here if c.mention and c.mention.first > hit.last), None)


def status_features(hit: Hit, frame: Frame, type_: str) -> list[str]:
    """For whether it happened, will, may, did not; and whether it is told as history."""
    grammar = shape(hit, frame)
    found = ["bias", f"shape={grammar}", f"type={type_}", f"sense={hit.senses[0]}", f"lemma={hit.lemma}"]
    found += [f"mark={mark}" for mark in hit.form.marks if mark in ("past", "futr", "pres", "imper", "perf", "impf", "base", "ing", "pastpart")]
    for i in range(len(frame.cues)):
        if frame.cues[i] and abs(i - hit.first) <= 12:
            side = "before" if i <= hit.first else "after"
            close = "near" if abs(i - hit.first) <= 3 else "far"
            found += [f"{cue}|{side}|{close}" for cue in frame.cues[i]]
            found += [f"{cue}|{type_}" for cue in frame.cues[i]]
            if close == "near":
                found.append(f"near={frame.line.tokens[i].lower}")
    if hit.first and frame.forms[hit.first - 1]:
        found.append(f"prev={frame.forms[hit.first - 1][0].lemma}")
    if frame.line.tokens[-1].text == "?":
        found.append("question")
    found += sorted({f"year={t.text[:3]}" for t in frame.line.tokens if t.text.isdigit() and len(t.text) == 4 and t.text[:2] in ("19", "20")})
    if any(t.text.isdigit() and len(t.text) == 4 and t.text[:2] in ("19", "20") for t in frame.line.tokens):
        found.append("has year")
    if {"had"} & {t.lower for t in frame.line.tokens[max(hit.first - 3, 0):hit.first]}:
        found.append("pluperfect")
    return sorted(set(found))
