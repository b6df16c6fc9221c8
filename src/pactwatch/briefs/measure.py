"""Our own figures in words: readings with their bands, the judgment and the confidence in it."""

from ..nouns import LIKELIHOODS, LIKELY, Reading, Sentence, number, percent, weeks
from .desktop import Desktop
from .drivers import earlier
from .names import Names, told


def likelihood(probability: float) -> str:
    """The term of ICD 203's first row for a probability of 0 to 1."""
    return next(term for upper, term in LIKELIHOODS if probability < upper)


def figure(value: float) -> str:
    return f"{value:.2f}".replace("-", "−").replace("−0.00", "0.00")


def key(reading: Reading) -> str:
    """How a sentence names the reading it rests on: "cohesion KGZ 2022-10-10"."""
    return f"{reading.indicator} {reading.of} {reading.week}"


def _from(desk: Desktop, now: Reading) -> tuple[str, tuple[str, ...]]:
    """Whence a reading came, ", down from 0.66 four weeks before", and the readings that this rests on."""
    then = earlier(desk, now)
    if then is None:
        return "", (key(now),)
    before = then.value if now.then is None else now.then
    old, new = figure(before), figure(now.value)
    way = "level with" if old == new else "down from" if now.value < before else "up from"
    return f", {way} {old} {weeks(now.week - then.week)} before", _both(now, then)


def _both(now: Reading, then: Reading) -> tuple[str, ...]:
    """What a comparison rests on: a reading that holds what it is compared with alone, since the figure published four weeks before may be another."""
    return (key(now),) if now.then is not None else (key(now), key(then))


NARROW = 1.0  # the width of a 90 % band beyond which confidence is never high
OPENINGS = ("Pactwatch puts {own} {of} at", "{own} {of} stands at", "{own} reading is")


def brief_reading(desk: Desktop, names: Names, now: Reading, turn: int) -> Sentence:
    """A member's reading with its band, once; `turn` varies the opening."""
    since, rests = _from(desk, now)
    band = f"(90 % band {figure(now.low)} to {figure(now.high)})"
    opens = OPENINGS[turn % len(OPENINGS)].format(own=names.own(now.of), of=now.indicator)
    text = f"{opens[0].upper()}{opens[1:]} {figure(now.value)} {band}{since}."
    return Sentence(text, readings=rests, kind="measure")


def stood(desk: Desktop, names: Names, now: Reading) -> Sentence:
    """Where the pact's reading stood, from where it came, and how much was read."""
    since, rests = _from(desk, now)
    band = f"(90 % band {figure(now.low)} to {figure(now.high)})"
    whole = f"Pactwatch’s {now.indicator} reading for {names.the(now.of)} as a whole"
    week = f"in the week of {told(now.week)}{'' if now.over(desk.day) else ' so far'}"
    text = f"{whole} stood at {figure(now.value)} {band} {week}{since}"
    if now.coverage == 0:
        text += "; nothing was read that week, and silence is not calm"
    return Sentence(f"{text}.", readings=rests, kind="measure")


def judgement(desk: Desktop, names: Names, now: Reading) -> Sentence | None:
    """How likely it is that the pact holds together less well than before, by `Reading.fell`; None without a comparison."""
    then = earlier(desk, now)
    if then is None or now.fell is None:
        return None
    way, chance = ("less", now.fell) if now.fell >= 0.5 else ("more", 1 - now.fell)
    chance = min(chance, 0.99)  # nothing is certain
    term = likelihood(chance)
    shown = percent(chance)
    lead = f"there is a {term} ({shown} %)" if term == "roughly even chance" else f"it is {term} ({shown} %)"
    text = f"Pactwatch judges that {lead} that {names.the(now.of)} holds together {way} firmly than {weeks(now.week - then.week)} before."
    return Sentence(text, readings=_both(now, then), kind="judgement")


CLOSE = 0.02  # a chance this near to the line where a direction begins to be named may be turned by one report


def close(desk: Desktop, now: Reading) -> Sentence | None:
    """That a direction is named, or not, by a hair; None where the line is farther off."""
    then = earlier(desk, now)
    if then is None or now.fell is None or abs(max(now.fell, 1 - now.fell) - LIKELY) >= CLOSE:
        return None
    text = f"The judgment is a close one: it lies within {number(round(100 * CLOSE))} points of {percent(LIKELY)} %, the line where a direction is named."
    return Sentence(text, readings=_both(now, then), kind="judgement")


def share(some: int, of: int) -> str:
    """How many of so many, before a participle: "two of them", "both"; of a single one "not" or nothing."""
    if of == 1:
        return "" if some else "not "
    whole = "both " if of == 2 else "all of them "
    return whole if some == of else f"{number(some)} of them " if some else "none of them "


def confidence(desk: Desktop, now: Reading, events: tuple[str, ...], outlets: int) -> Sentence:
    """How firm the basis is: low where little was read or one outlet speaks, high only with several, full coverage and a narrow band."""
    several = sum(desk.independent(desk.events[e]) > 1 for e in events)
    level = "low"
    if outlets > 1 and now.coverage >= 0.5:
        firm = outlets > 3 and several * 2 > len(events) and now.coverage >= 0.8 and now.high - now.low < NARROW
        level = "high" if firm else "moderate"
    base = f"{number(len(events))} event{'' if len(events) == 1 else 's'} from {number(outlets)} outlet{'' if outlets == 1 else 's'}"
    confirmed = f"{share(several, len(events))}confirmed by a second independent source"
    text = f"Confidence in this judgment is {level}: the account above rests on {base}, {confirmed}."
    return Sentence(text, events=events, readings=(key(now),), kind="judgement")
