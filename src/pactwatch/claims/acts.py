"""Which act a deed is, once its type and ends are chosen: a refusal between a member and its pact, in an article headed by a drill, is a drill skipped."""

from collections.abc import Mapping
from typing import Any

from ..contracts import Floats
from .frame import Frame
from .grammar import near
from .lexicon import Hit
from .scene import topics_near
from .scorer import Scorer

NONE = "none"  # a deed of no act
Senses = Mapping[str, Mapping[str, Any]]
AROUND = 8  # words to both sides
PLAIN = frozenset("mediation_offer mediation_refuse ambassador_recall exercise_cancel exercise_join".split())  # of 268 such words by such topics 18 tell no act
LATEST = 4  # acts told before that are looked back at


def act_features(hit: Hit, type_: str, pacts: tuple[bool, bool], frame: Frame) -> list[str]:
    """For which act of its type a deed is. `pacts`: whether a pact stands at its source, at its target."""
    return ["bias", *words(hit, type_, frame), *subject(hit, type_, frame), *standing(hit, type_, pacts), *before(type_, frame)]


def words(hit: Hit, type_: str, frame: Frame) -> list[str]:
    """The deed's own word and those around it."""
    around = [f"near={frame.forms[i][0].lemma}" for i in near(hit, frame, AROUND) if frame.forms[i]]
    return [f"type={type_}", f"lemma={hit.lemma}|{type_}", f"sense={hit.senses[0]}|{type_}", *around]


def subject(hit: Hit, type_: str, frame: Frame) -> list[str]:
    """What the sentence and the title are about."""
    here = sorted({topic for topics in frame.topics for topic in topics})
    return [feature for name, topics in (("here about", here), ("headed by", sorted(frame.before.heading))) for topic in topics
            for feature in (f"{name}={topic}", f"{name}={topic}|{type_}")]


def standing(hit: Hit, type_: str, pacts: tuple[bool, bool]) -> list[str]:
    """Whether a pact does it, or has it done to it."""
    source, target = pacts
    return [f"pact does={source:d}|{type_}", f"pact suffers={target:d}|{type_}", f"pacts={source:d}{target:d}|{hit.senses[0]}"]


def before(type_: str, frame: Frame) -> list[str]:
    """The acts that the sentences before told last."""
    told = [deed.act for deed in frame.before.told[-LATEST:]]
    return [f"last act={told[-1] if told else None}|{type_}", *(f"act before={act}|{type_}" for act in dict.fromkeys(told) if act)]


def likeliest(model: Scorer, chances: Floats, acts: list[str]) -> str:
    """The likeliest of the acts that a type has; NONE among them."""
    at = {name: i for i, name in enumerate(model.classes)}
    return max((act for act in acts if act in at), key=lambda act: chances[at[act]], default=NONE)


def by_topic(hit: Hit, type_: str, senses: Senses) -> dict[str, str]:
    """Which act of a type the hit's word tells of each topic, as declared: skip, of exercise → exercise_skip."""
    rows = [row for sense in hit.senses if sense for row in senses[sense].items() if isinstance(row[1], str)]
    return {topic.removeprefix("not_"): told.partition("/")[2] for topic, told in rows if told.startswith(f"{type_}/") and topic not in ("deed", "not")}


def in_sight(act: str, hit: Hit, type_: str, frame: Frame, senses: Senses) -> str:
    """An act of whose topic nothing here speaks gives way to that of the topic last spoken of, if the same word may tell it: «не приедет» after a
    sentence about drills is a drill skipped, and no summit."""
    acts = by_topic(hit, type_, senses)
    own = {topic for topic, told in acts.items() if told == act}
    if not own or own & frame.before.heading.union(*frame.topics):
        return act
    spoken = ({acts[topic] for topic in topics if topic in acts} for topics in frame.before.about)
    latest = next((told for told in spoken if told), {act})
    return act if act in latest or len(latest) > 1 else latest.pop()


def plainly(hit: Hit, type_: str, frame: Frame, senses: Senses) -> str | None:
    """Where the scorer tells no act, that which the word is declared to tell of a topic close by, if it is one of PLAIN: «готов» beside «посредником»."""
    acts = by_topic(hit, type_, senses)
    near = {acts[topic] for topic in topics_near(hit, frame) if topic in acts} & PLAIN
    return near.pop() if len(near) == 1 else None


def scored(hit: Hit, type_: str, pacts: tuple[bool, bool], frame: Frame, models: Mapping[str, Any]) -> str:
    """The act that the scorer tells; NONE where it is none of the declared ones."""
    known: list[str] = models["acts"].get(type_, [])
    if known == [NONE] or not known:
        return NONE
    return likeliest(models["act"], models["act"].probabilities(act_features(hit, type_, pacts, frame)), known)


def act_of(hit: Hit, type_: str, pacts: tuple[bool, bool], frame: Frame, models: Mapping[str, Any], senses: Senses) -> str | None:
    """The act of a deed; None where it is none of the declared ones."""
    found = scored(hit, type_, pacts, frame, models)
    return plainly(hit, type_, frame, senses) if found == NONE else in_sight(found, hit, type_, frame, senses)
