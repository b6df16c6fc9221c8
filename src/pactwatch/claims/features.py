"""What the rankers look at, as short named strings. Each function adds one family, so that `explain` can show them."""

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from typing import Any, NamedTuple

from ..contracts import Mention
from .families import bucket
from .frame import Candidate, Frame
from .lexicon import Hit
from .speaker import speaker

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
    """For what the words tell: its type, or nothing; kept with the frame, since the hit of a claim is asked again."""
    if hit.first not in frame.deeds:
        frame.deeds[hit.first] = _deed_features(hit, frame, senses)
    return frame.deeds[hit.first]


def _deed_features(hit: Hit, frame: Frame, senses: Mapping[str, Mapping[str, Any]]) -> list[str]:
    return [*base(hit, frame), *meanings(hit, frame, senses), *surroundings(hit, frame), *people(hit, frame), *bonds(hit, frame), *setting(hit, frame)]


def base(hit: Hit, frame: Frame) -> Iterator[str]:
    kind = facts(hit, frame).shape
    yield from ("bias", f"lemma={hit.lemma}", f"shape={kind}", f"lemma={hit.lemma}|{kind}")
    entry = "_".join(t.lower for t in frame.line.tokens[hit.first:hit.last + 1]) if hit.last > hit.first else ""
    if entry:
        yield "multi"
    if passive(hit, frame):
        yield f"passive|{hit.senses[0]}"
    for mark in ("past", "futr", "pres", "imper", "ing", "pastpart"):
        if mark in hit.form.marks:
            yield f"tense={mark}"


def topics_near(hit: Hit, frame: Frame) -> frozenset[str]:
    """The topics within reach of a hit; kept, since every candidate asks."""
    if hit.first not in frame.near:
        frame.near[hit.first] = _topics_near(hit, frame)
    return frame.near[hit.first]


def _topics_near(hit: Hit, frame: Frame) -> frozenset[str]:
    return frozenset(topic for i in near(hit, frame) for topic in frame.topics[i])


def declared(sense: Mapping[str, Any], topics: AbstractSet[str], no: bool) -> Iterator[str]:
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
        yield f"sense={sense}|{facts(hit, frame).shape}"
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
    kind, all_ = facts(hit, frame).shape, scene(frame)
    yield f"sentence={min(frame.number, 3)}"
    yield f"length={bucket(len(frame.forms) // 4)}"
    yield f"hits={bucket(len(frame.hits))}|{kind}"
    yield f"hit={min(frame.hits.index(hit), 4)}|{kind}"
    if frame.line.tokens[-1].text == "?":
        yield "question"
    yield f"told={min(len(frame.told), 3)}"
    if all_.told:
        yield f"told of these|{kind}"
    yield f"cast={all_.rank}"


def people(hit: Hit, frame: Frame) -> Iterator[str]:
    known, all_ = facts(hit, frame), scene(frame)
    prior, after = known.prior.mention if known.prior else None, known.next.mention if known.next else None
    yield f"actors={all_.actors}"
    yield f"before={known.before}|after={known.after}|{known.shape}"
    if all_.pact:
        yield f"pact|{hit.senses[0]}"
    if prior and frame.cuts[prior.last] == frame.cuts[hit.first]:
        yield f"subject here|{known.shape}"
    if after and after.first - hit.last < 4:
        yield f"object near|{hit.senses[0]}|{after.prep}"
    if any(b < hit.first and frame.cuts[hit.first] - frame.cuts[b] < 2 for b in frame.blockers):
        yield f"blocked|{known.shape}"
        yield "blocked"


def said(hit: Hit, frame: Frame) -> tuple[int, int] | None:
    """Who says what a hit tells; kept with the frame."""
    if hit.first not in frame.says:
        frame.says[hit.first] = speaker(hit, frame)
    return frame.says[hit.first]


class Facts(NamedTuple):
    """What the features and every candidate of a hit ask: its grammar, without and with its voice; how many mentions stand
    before and after, how many actors and pacts are here; the first mention of the sentence, the last before the hit and the first after it."""

    shape: str
    grammar: str
    before: int
    after: int
    actors: int
    pacts: int
    first: Candidate | None
    prior: Candidate | None
    next: Candidate | None


def facts(hit: Hit, frame: Frame) -> Facts:
    """The facts of a hit; kept with the frame."""
    if hit.first not in frame.facts:
        frame.facts[hit.first] = _facts(hit, frame)
    known: Facts = frame.facts[hit.first]
    return known


def _facts(hit: Hit, frame: Frame) -> Facts:
    all_ = scene(frame)
    before = [c for c, m in all_.full if m.last < hit.first]
    after = [c for c, m in all_.full if m.first > hit.last]
    kind = shape(hit, frame)
    return Facts(kind, kind + ("-pass" if passive(hit, frame) else ""), min(len(before), 2), min(len(after), 2), all_.nouns, all_.pacts,
                 all_.full[0][0] if all_.full else None, before[-1] if before else None, after[0] if after else None)


class Scene(NamedTuple):
    """What holds of a sentence whatever the hit: its mentions but for adjectives, how many actors these name and how many all do, how many pacts stand
    here and whether one does by name, the best rank, and whether an earlier deed was told of those here."""

    full: list[tuple[Candidate, Mention]]
    nouns: int
    actors: int
    pacts: int
    pact: bool
    rank: int
    told: bool


def scene(frame: Frame) -> Scene:
    """The scene of a sentence; kept with the frame."""
    if not frame.scene:
        frame.scene.append(_scene(frame))
    known: Scene = frame.scene[0]
    return known


def _scene(frame: Frame) -> Scene:
    here = [(c, c.mention) for c in frame.candidates if c.mention]
    full = [(c, m) for c, m in here if m.kind != "adjective"]
    actors = {a for c, _ in here for a in c.actors}
    return Scene(full, min(len({a for c, _ in full for a in c.actors}), 3), min(len(actors), 3), sum([c.pact for c, _ in here]),
                 any(m.kind == "pact" for _, m in here), min([c.rank for c, _ in here], default=9),
                 any(actors.issuperset((*t.sources[:1], *t.targets[:1])) for t in frame.told))


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
    """What earlier sentences told of a candidate: how often it did something hostile, and how often something hostile was done to it; kept with the frame."""
    if candidate.actors not in frame.conduct:
        frame.conduct[candidate.actors] = _conduct(candidate, frame)
    return frame.conduct[candidate.actors]


def _conduct(candidate: Candidate, frame: Frame) -> str:
    hostile = [spot for spot, told in zip(spots(candidate, frame), frame.told[-RECENT:], strict=True) if told.type in CONFLICT]
    return f"{min(hostile.count('s'), 2)}{min(hostile.count('t'), 2)}"


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
