"""Our own figures in words: readings with their bands, the judgement and the confidence in it."""

from math import erf, sqrt

from ..nouns import Reading, Sentence
from .desktop import Desktop
from .drivers import earlier
from .names import Names, told

# ICD 203, first row. The bands share end points; here a band holds its lower end and not its upper one.
ROW = (
    (0.05, "almost no chance"),
    (0.20, "very unlikely"),
    (0.45, "unlikely"),
    (0.55, "roughly even chance"),
    (0.80, "likely"),
    (0.95, "very likely"),
    (1.01, "almost certain"),
)
NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
HALF_BAND = 1.6449  # standard deviations from the middle to the end of a 90 % band


def likelihood(probability: float) -> str:
    """The term of ICD 203's first row for a probability of 0 to 1."""
    return next(term for upper, term in ROW if probability < upper)


def figure(value: float) -> str:
    return f"{value:.2f}".replace("-", "−")


def key(reading: Reading) -> str:
    """How a sentence names the reading it rests on: "cohesion KGZ 2022-10-10"."""
    return f"{reading.indicator} {reading.of} {reading.week}"


def fallen(now: Reading, then: Reading) -> float:
    """Probability that the later reading lies below the earlier, both taken as normal with their 90 % bands.

    They are taken as independent; they are not quite, so the probability errs towards one half.
    """
    spread = sqrt(sum(((r.high - r.low) / (2 * HALF_BAND)) ** 2 for r in (now, then)))
    if spread == 0:
        return 0.5 if now.value == then.value else float(now.value < then.value)
    return 0.5 * (1 + erf((then.value - now.value) / (spread * sqrt(2))))


def _weeks(now: Reading, then: Reading) -> str:
    n = (now.week - then.week).days // 7
    word = NUMBERS[n] if n < len(NUMBERS) else str(n)
    return f"{word} week{'' if n == 1 else 's'}"


def stood(desk: Desktop, names: Names, now: Reading) -> Sentence:
    """Where a reading stood, from where it came, and how much was read."""
    band = f"(90 % band {figure(now.low)} to {figure(now.high)})"
    text = (
        f"Pactwatch’s {now.indicator} reading for {names.the(now.of)} stood at {figure(now.value)} {band} in the week of {told(now.week)}"
    )
    then = earlier(desk, now)
    if then:
        way = "down from" if now.value < then.value else "up from" if now.value > then.value else "level with"
        text += f", {way} {figure(then.value)} {_weeks(now, then)} before"
    if now.coverage == 0:
        text += "; nothing was read that week, and silence is not calm"
    elif now.volume > 0:
        count = f"{now.volume:.0f}"
        text += f", with attention at {count} event{'' if count == '1' else 's'} that week"
    rests = (key(now), key(then)) if then else (key(now),)
    return Sentence(f"{text}.", readings=rests, kind="measure")


def judgement(desk: Desktop, names: Names, now: Reading) -> Sentence | None:
    """How likely it is that the pact holds together less well than before; None without a reading to compare with."""
    then = earlier(desk, now)
    if then is None:
        return None
    down = fallen(now, then)
    way, chance = ("less", down) if down >= 0.5 else ("more", 1 - down)
    chance = min(chance, 0.99)  # nothing is certain
    term = likelihood(chance)
    lead = f"there is a {term} ({chance:.0%})" if term == "roughly even chance" else f"it is {term} ({chance:.0%})"
    lead = lead.replace("%)", " %)")
    text = f"Pactwatch judges that {lead} that {names.the(now.of)} holds together {way} firmly than {_weeks(now, then)} before."
    return Sentence(text, readings=(key(now), key(then)), kind="judgement")


def confidence(desk: Desktop, now: Reading, events: tuple[str, ...], outlets: int) -> Sentence:
    """How firm the basis is: low where little was read or one outlet speaks, high only with several and full coverage."""
    several = sum(desk.independent(desk.events[e]) > 1 for e in events)
    level = "low"
    if outlets > 1 and now.coverage >= 0.5:
        level = "high" if outlets > 3 and several * 2 > len(events) and now.coverage >= 0.8 else "moderate"
    base = f"{len(events)} event{'' if len(events) == 1 else 's'} from {outlets} outlet{'' if outlets == 1 else 's'}"
    confirmed = f"{several or 'none'} of them confirmed by a second independent source"
    text = f"Confidence in this judgement is {level}: it rests on {base}, {confirmed}."
    return Sentence(text, events=events, readings=(key(now),), kind="judgement")
