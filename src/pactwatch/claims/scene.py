"""What the features ask again and again of a sentence and of a hit in it; each answer is kept with it."""

from typing import NamedTuple

from ..contracts import Mention
from .frame import Candidate, Frame
from .grammar import near, passive, shape
from .lexicon import Hit
from .speaker import speaker


class Scene(NamedTuple):
    """What holds of a sentence whatever the hit: its mentions but for adjectives, how many actors these name and how many all do, how many pacts stand
    here and whether one does by name, the best rank, whether an earlier deed was told of those here, and of what everyday life it tells, in how many words."""

    full: list[tuple[Candidate, Mention]]
    nouns: int
    actors: int
    pacts: int
    pact: bool
    rank: int
    told: bool
    everyday: tuple[str, ...]
    often: int


def scene(frame: Frame) -> Scene:
    """The scene of a sentence; kept with the frame."""
    if not frame.kept.scene:
        frame.kept.scene.append(_scene(frame))
    known: Scene = frame.kept.scene[0]
    return known


def _scene(frame: Frame) -> Scene:
    here = [(c, c.mention) for c in frame.candidates if c.mention]
    full = [(c, m) for c, m in here if m.kind != "adjective"]
    actors = {a for c, _ in here for a in c.actors}
    return Scene(full, min(len({a for c, _ in full for a in c.actors}), 3), min(len(actors), 3), sum([c.pact for c, _ in here]),
                 any(m.kind == "pact" for _, m in here), min([c.rank for c, _ in here], default=9),
                 any(actors.issuperset((*t.sources[:1], *t.targets[:1])) for t in frame.before.told),
                 tuple(sorted({kind for kinds in frame.everyday for kind in kinds})), min(sum([bool(kinds) for kinds in frame.everyday]), 4))


class Facts(NamedTuple):
    """What the features and every candidate of a hit ask: its grammar, without and with its voice; how many mentions stand
    before and after, how many actors and pacts are here; the first mention of the sentence, the last before the hit and the first after it; whether
    words near say that it is done by some to each other: "expelled each other's diplomats"."""

    shape: str
    grammar: str
    before: int
    after: int
    actors: int
    pacts: int
    first: Candidate | None
    prior: Candidate | None
    next: Candidate | None
    each: bool


def facts(hit: Hit, frame: Frame) -> Facts:
    """The facts of a hit; kept with the frame."""
    if hit.first not in frame.kept.facts:
        frame.kept.facts[hit.first] = _facts(hit, frame)
    known: Facts = frame.kept.facts[hit.first]
    return known


def _facts(hit: Hit, frame: Frame) -> Facts:
    all_ = scene(frame)
    before = [c for c, m in all_.full if m.last < hit.first]
    after = [c for c, m in all_.full if m.first > hit.last]
    kind = shape(hit, frame)
    return Facts(kind, kind + ("-pass" if passive(hit, frame) else ""), min(len(before), 2), min(len(after), 2), all_.nouns, all_.pacts,
                 all_.full[0][0] if all_.full else None, before[-1] if before else None, after[0] if after else None,
                 any("each" in frame.cues[i] for i in near(hit, frame)))


def topics_near(hit: Hit, frame: Frame) -> frozenset[str]:
    """The topics within reach of a hit; kept, since every candidate asks."""
    if hit.first not in frame.kept.topics:
        frame.kept.topics[hit.first] = _topics_near(hit, frame)
    return frame.kept.topics[hit.first]


def _topics_near(hit: Hit, frame: Frame) -> frozenset[str]:
    return frozenset(topic for i in near(hit, frame) for topic in frame.topics[i])


def said(hit: Hit, frame: Frame) -> tuple[int, int] | None:
    """Who says what a hit tells; kept with the frame."""
    if hit.first not in frame.kept.speakers:
        frame.kept.speakers[hit.first] = speaker(hit, frame)
    return frame.kept.speakers[hit.first]
