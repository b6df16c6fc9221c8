"""What earlier sentences told of a candidate; kept with the frame."""

from .frame import Candidate, Frame

CONFLICT = frozenset("REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION MOBILIZE COERCE ASSAULT".split())
RECENT = 12  # deeds told before that are looked back at


def history(candidate: Candidate, frame: Frame) -> str:
    """Where a candidate stood in each of the deeds told before: s at its source, t at its target, - in none; kept with the frame."""
    if candidate.actors not in frame.kept.histories:
        mine = set(candidate.actors)
        frame.kept.histories[candidate.actors] = "".join(
            "-" if mine.isdisjoint(t.sources + t.targets) else "t" if mine.isdisjoint(t.sources) else "s" for t in frame.before.told[-RECENT:])
    return frame.kept.histories[candidate.actors]


def conduct(candidate: Candidate, frame: Frame) -> str:
    """What earlier sentences told of a candidate: how often it did something hostile, and how often something hostile was done to it; kept with the frame."""
    if candidate.actors not in frame.kept.conduct:
        frame.kept.conduct[candidate.actors] = _conduct(candidate, frame)
    return frame.kept.conduct[candidate.actors]


def _conduct(candidate: Candidate, frame: Frame) -> str:
    hostile = [stood for stood, told in zip(history(candidate, frame), frame.before.told[-RECENT:], strict=True) if told.type in CONFLICT]
    return f"{min(hostile.count('s'), 2)}{min(hostile.count('t'), 2)}"
