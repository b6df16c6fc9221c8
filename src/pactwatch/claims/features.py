"""What tells that a hit is a deed, and of which type, as short named strings. Each function adds one family, so that `explain` can show them."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from typing import Any

from .families import bucket
from .frame import Frame
from .grammar import near, negated, passive
from .lexicon import Hit
from .scene import facts, scene, topics_near


def deed_features(hit: Hit, frame: Frame, senses: Mapping[str, Mapping[str, Any]]) -> list[str]:
    """For what the words tell: its type, or nothing; kept with the frame, since the hit of a claim is asked again."""
    if hit.first not in frame.kept.deeds:
        frame.kept.deeds[hit.first] = _deed_features(hit, frame, senses)
    return frame.kept.deeds[hit.first]


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
    verbs = bisect_left(frame.verbs, hit.first)
    verb = frame.verbs[verbs - 1] if verbs else hit.first
    if verbs and frame.cuts[verb] == frame.cuts[hit.first]:
        yield f"under={frame.forms[verb][0].lemma}"
        yield f"under={frame.forms[verb][0].lemma}|{hit.senses[0]}"


def setting(hit: Hit, frame: Frame) -> Iterator[str]:
    """Where in the article and the sentence the hit stands, and what was told before."""
    kind, all_ = facts(hit, frame).shape, scene(frame)
    yield f"sentence={min(frame.before.number, 3)}"
    yield f"length={bucket(len(frame.forms) // 4)}"
    yield f"hits={bucket(len(frame.hits))}|{kind}"
    yield f"hit={min(frame.hits.index(hit), 4)}|{kind}"
    if frame.line.tokens[-1].text == "?":
        yield "question"
    yield f"told={min(len(frame.before.told), 3)}"
    if all_.told:
        yield f"told of these|{kind}"
    yield f"cast={all_.rank}"
    yield f"everyday={all_.often}"
    for kind_ in all_.everyday:
        yield f"everyday={kind_}"
        yield f"everyday={kind_}|{hit.senses[0]}"
