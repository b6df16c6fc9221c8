"""Whether a draft is right as a whole, seen beside the others of its sentence."""

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Any

from .acts import Senses
from .families import bucket
from .features import declared
from .found import Found
from .frame import Frame
from .grammar import negated
from .scene import facts, scene, topics_near

MARKS = (0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95)


def judged(found: list[Found], frame: Frame, models: Mapping[str, Any], senses: Senses) -> list[Found]:
    """The drafts with the chance that each is right, seen beside the others of its sentence."""
    keep = models.get("keep")
    return found if keep is None else [replace(f, probability=keep.chance(keep_features(f, found, frame, senses))) for f in found]


def steps(name: str, value: float) -> list[str]:
    """A number as the marks that it has passed, so that a linear scorer can bend it."""
    return passed(name)[:bisect_left(MARKS, value)]


@lru_cache(16)
def passed(name: str) -> list[str]:
    return [f"{name}>{mark}" for mark in MARKS]


def keep_features(found: Found, others: list[Found], frame: Frame, senses: Senses) -> list[str]:
    """For whether a draft is right as a whole: how sure its parts are, and what the sentence tells beside it."""
    rivals = [o for o in others if o is not found and o.probability > found.probability]
    close = any(abs(o.hit.first - found.hit.first) < 4 for o in rivals)
    same = any({*o.source.actors, *o.target.actors} == {*found.source.actors, *found.target.actors} for o in rivals)
    ends_ = "".join("c" if c.mention is None else "a" if c.mention.kind == "adjective" else "p" if c.mention.kind.startswith("pointer") else "m"
                    for c in (found.source, found.target))
    sense = found.hit.senses[0]
    topics, no = topics_near(found.hit, frame), negated(found.hit, frame)
    told = [d.partition("/")[0] for s in found.hit.senses if s for d in declared(senses[s], topics, no)]
    return ["bias", *steps("all", found.probability), *steps("something", found.something), *steps("share", found.share), *steps("fit", found.fit),
            f"type={found.type}", f"act={found.act}", f"ends={ends_}", f"rank={min(len(rivals), 3)}", f"close={close:d}", f"same={same:d}|close={close:d}",
            f"sense={sense or 'learned'}", f"as declared={found.type in told:d}", f"shape={facts(found.hit, frame).shape}",
            f"candidates={bucket(len(frame.candidates))}", f"sizes={len(found.source.actors) * len(found.target.actors) > 1}",
            f"spot={found.source.titled:d}{found.target.titled:d}{ends_}", f"hits={bucket(len(frame.hits))}", f"everyday={scene(frame).often}"]
