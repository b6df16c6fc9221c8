"""When a deed was done: the time told nearest to it, and what follows for the claim."""

from datetime import date, timedelta

from ..contracts import When
from .frame import Frame
from .lexicon import Hit

OLD = timedelta(92)  # older than about three months is background
OPENING = 3  # a time among the first words of a sentence holds for all of it


def when(hit: Hit, frame: Frame) -> When | None:
    """The time that a sentence tells for a hit: the nearest in its clause, or one that opens the sentence. "Since 2020" only bounds one."""
    fit = [t for t in frame.line.times if not t.bound and (frame.cuts[t.first] == frame.cuts[hit.first] or t.first < OPENING or alone(t, hit, frame))]
    return min(fit, key=lambda t: gap(t, hit)) if fit else None


def alone(time: When, hit: Hit, frame: Frame) -> bool:
    """Whether a time stands between marks, beside the hit's clause: "Armenia, on Monday, froze its seat"."""
    last = time.last + 1 == len(frame.cuts) or frame.cuts[time.last + 1] > frame.cuts[time.last]
    first = time.first < 3 or frame.cuts[time.first - 3] < frame.cuts[time.first]  # at most one word between the mark and it
    return first and last and abs(frame.cuts[time.first] - frame.cuts[hit.first]) == 1


def gap(time: When, hit: Hit) -> int:
    """Words between a time and a hit; 0 where one lies in the other."""
    return max(hit.first - time.last, time.first - hit.last, 0)


def day_of(time: When | None, published: date | None) -> date | None:
    """The day of a deed: as the sentence tells it, unless the day is still to come; else the article's."""
    told = time is not None and time.grain == "day" and (published is None or time.start <= published)
    return time.start if time and told else published


def is_old(time: When | None, published: date | None) -> bool:
    """Whether a time lies more than three months before the article."""
    return time is not None and published is not None and time.stop <= published - OLD
