"""The paragraphs of the commentary and their notes."""

import re
from dataclasses import dataclass, replace

from ..nouns import Note, Sentence
from .desktop import Desktop
from .drivers import Mover, latest, movers, partners
from .measure import close, confidence, judgement, stood
from .names import Names
from .notes import Notebook, history
from .others import why, words
from .told import Story, attributed, opening

MOST = 260  # words of a commentary: the founding article has 227
SPELLED = 4  # words that spelling out an acronym adds


@dataclass(frozen=True, slots=True)
class Commentary:
    paragraphs: tuple[tuple[Sentence, ...], ...]
    notes: tuple[Note, ...]
    warnings: tuple[str, ...]


def _first(story: Story, movers: list[Mover], book: Notebook) -> list[Sentence]:
    """What the article says; the earlier history hangs on the first sentence about both ends of most of it, and is left out where none is."""
    desk, sentences = story.desk, [opening(story), *attributed(story)]
    about = {m.member for m in movers} | {a for d in story.said.deeds for a in d.actors if a in desk.members}
    past = history(desk, story.teller, about)
    pairs = [set(desk.events[e].pair) for s in past for e in s.events if e in desk.events]
    fits = [sum(pair <= _actors(desk, s) for pair in pairs) for s in sentences]
    place = max(range(len(sentences)), key=lambda i: (fits[i], i > 0, -i))
    if fits[place]:
        sentences[place] = replace(sentences[place], text=sentences[place].text + book.mark(past))
    return sentences


def _actors(desk: Desktop, sentence: Sentence) -> set[str]:
    return {a for e in sentence.events if e in desk.events for a in desk.events[e].pair}


def _last(desk: Desktop, names: Names, before: list[Sentence]) -> list[Sentence]:
    """The pact's own reading, the judgement, whether it is a close one, and apart from these the confidence."""
    now = latest(desk, "pact", desk.pact.id)
    if now is None:
        return []
    sentences = [stood(desk, names, now)]
    judged = judgement(desk, names, now)
    if judged:
        events = tuple(dict.fromkeys(e for s in before for e in s.events if e in desk.events))
        outlets = {desk.outlet(desk.articles[a]) for e in events for a in desk.events[e].articles if a in desk.articles}
        sentences += [s for s in (judged, close(desk, now), confidence(desk, now, events, len(outlets))) if s]
    return sentences


def supported(sentence: Sentence) -> bool:
    return bool(sentence.events or sentence.passages or sentence.readings)


def _checked(paragraphs: list[list[Sentence]]) -> tuple[list[list[Sentence]], tuple[str, ...]]:
    """Paragraphs without the sentences that rest on nothing, and a warning for each of those."""
    dropped = tuple(f"Left out, for it rests on nothing: {s.text}" for p in paragraphs for s in p if not supported(s))
    return [kept for p in paragraphs if (kept := [s for s in p if supported(s)])], dropped


def _expand(text: str, waiting: dict[str, str]) -> str:
    """The text with the full name at the first use of each acronym that still waits for it; quotations are left alone."""

    def full(match: re.Match[str]) -> str:
        acronym = match["acronym"]
        if not acronym or acronym not in waiting:
            return match[0]
        name = waiting.pop(acronym)
        article = match["the"] or "the "
        return f"{article}{name}{match['own'] or ''} ({acronym})"

    options = "|".join(map(re.escape, waiting))
    pattern = rf"“[^”]*”|https?://\S+|(?P<the>[Tt]he )?(?<![\w-])(?P<acronym>{options})(?P<own>’s?)?(?![\w-])"
    return re.sub(pattern, full, text) if waiting else text


def expanded(
    paragraphs: list[list[Sentence]], notes: list[Note], names: Names
) -> tuple[tuple[tuple[Sentence, ...], ...], tuple[Note, ...]]:
    """Commentary and notes with every acronym spelled out where a reader first meets it."""
    waiting = names.expansions()

    def spelled(sentences: list[Sentence] | tuple[Sentence, ...]) -> tuple[Sentence, ...]:
        return tuple(replace(s, text=_expand(s.text, waiting)) for s in sentences)

    paragraphs_ = tuple(spelled(p) for p in paragraphs)
    return paragraphs_, tuple(replace(n, sentences=spelled(n.sentences)) for n in notes)


def commentary(story: Story) -> Commentary:
    """What the article says; which members drive the pact; where it stands and how likely it is to have weakened."""
    desk, teller, book = story.desk, story.teller, Notebook()
    now = latest(desk, "pact", desk.pact.id)
    way = 1 if now and now.direction == "stronger" else -1
    driving = partners(desk, movers(desk, story.effects, way), way)
    first = _first(story, driving, book)
    room = MOST - words(first) - words(_last(desk, teller.names, first)) - SPELLED
    second = why(story, driving, way, book, first, room)
    paragraphs, dropped = _checked([first, second, _last(desk, teller.names, first + second)])
    told, notes = expanded(paragraphs, book.notes, teller.names)
    silent = [] if now else ["No cohesion reading of the pact is on record: nothing is judged."]
    unnamed = [f"Not told: a claim of the excerpt whose actors it does not name ({c.source}, {c.target})." for c in story.said.unseen]
    return Commentary(told, notes, (*dropped, *silent, *dict.fromkeys(unnamed)))
