"""When and where a deed was done: the time and the place told nearest to it, and what a time means for the claim."""

from datetime import date, timedelta

from ..contracts import Spot, When
from .frame import Frame
from .lexicon import Hit

OLD = timedelta(92)  # older than about three months is background
OPENING = 3  # what stands among the first words of a sentence holds for all of it


def when(hit: Hit, frame: Frame) -> When | None:
    """The time that a sentence tells for a hit. "Since 2020" only bounds one."""
    fit = [time for time in frame.line.times if not time.bound and beside(time, hit, frame)]
    return min(fit, key=lambda time: gap(time, hit)) if fit else None


def where(hit: Hit, frame: Frame) -> Spot | None:
    """The place that a sentence tells for a hit."""
    fit = [spot for spot in frame.line.spots if beside(spot, hit, frame)]
    return min(fit, key=lambda spot: gap(spot, hit)) if fit else None


def beside(told: When | Spot, hit: Hit, frame: Frame) -> bool:
    """Whether a time or place stands in the hit's clause, opens the sentence, or stands between marks next to the clause."""
    return frame.cuts[told.first] == frame.cuts[hit.first] or told.first < OPENING or alone(told, hit, frame)


def alone(told: When | Spot, hit: Hit, frame: Frame) -> bool:
    """Whether a time or place stands between marks, beside the hit's clause: "Armenia, on Monday, froze its seat"."""
    last = told.last + 1 == len(frame.cuts) or frame.cuts[told.last + 1] > frame.cuts[told.last]
    first = told.first < 3 or frame.cuts[told.first - 3] < frame.cuts[told.first]  # at most one word between the mark and it
    return first and last and abs(frame.cuts[told.first] - frame.cuts[hit.first]) == 1


def gap(told: When | Spot, hit: Hit) -> int:
    """Words between a time or place and a hit; 0 where one lies in the other."""
    return max(hit.first - told.last, told.first - hit.last, 0)


def day_of(time: When | None, published: date | None) -> date | None:
    """The day of a deed: as the sentence tells it, unless the day is still to come; else the article's."""
    told = time is not None and time.grain == "day" and (published is None or time.start <= published)
    return time.start if time and told else published


def is_old(time: When | None, published: date | None) -> bool:
    """Whether a time lies more than three months before the article."""
    return time is not None and published is not None and published - time.stop >= OLD
