"""What the commentary gives to the article, against the excerpt: who, how many, when, and how strongly."""

import re
from collections.abc import Iterator

from .citations import DATE, parts
from .page import Page, listed, terms
from .read import Finding

NAME = re.compile(r"[A-Z][\w’-]*(?:\s+[A-Z][\w’-]*)*")
PLACED = re.compile(r"\b(?:in|at|near|across)\s+(?:the\s+)?$")
OPENING = re.compile(r"^The excerpted article from .*?\bdiscusses\b", re.DOTALL)


def _body(sentence: str) -> str:
    """The sentence with the outlet's description blanked, so that its city and language are not taken for actors."""
    return OPENING.sub(lambda m: " " * len(m[0]), sentence)


def _evidence(page: Page) -> str:
    return f"{page.text('excerpt')}\n{parts(page.text('source'))['title']}\n{page.text('original and translation')}"


def _strangers(page: Page, body: str, known: set[str]) -> list[re.Match[str]]:
    """Names of actors that the excerpt does not know. A name after "in" is the place of something, not an actor."""
    names = (m for m in NAME.finditer(body) if not PLACED.search(body[: m.start()]))
    return [m for m in names if (who := page.actors_in(m[0])) and not who & known]


def actors_supported(page: Page) -> Iterator[Finding]:
    """Actors that are attributed to the article are in its excerpt."""
    known = page.actors_in(_evidence(page))
    for at, said in page.attributed():
        found = _strangers(page, _body(said), known)
        if found:
            names = listed(list(dict.fromkeys(re.sub(r"’s?$", "", m[0]) for m in found)))
            verb = "is" if len(found) == 1 else "are"
            message = f"{names} {verb} attributed to the article but not in the excerpt"
            mend = "extend the excerpt to the passage that names them, or move them to a note with its own source"
            yield page.find("support", "commentary", at + found[0].start(), message, mend)


def figures_supported(page: Page) -> Iterator[Finding]:
    """Figures that are attributed to the article are in its excerpt; dates and years are left to the rule of dates."""
    evidence = _evidence(page)
    for at, said in page.attributed():
        body = re.sub(rf"{DATE}|\b(?:19|20)\d\d\b", lambda m: " " * len(m[0]), _body(said))
        for match in re.finditer(r"(?<![\w-])\d[\d.,]*\d|(?<![\w-])\d(?!\w)", body):
            if not re.search(rf"(?<!\d){re.escape(match[0])}(?!\d)", evidence):
                message = f"the figure “{match[0]}” is attributed to the article but not in the excerpt"
                yield page.find("support", "commentary", at + match.start(), message, "extend the excerpt, or drop the figure")


def _stems(text: str, common: list[str]) -> set[str]:
    return {w[:6] for w in re.findall(r"[a-z]{4,}", text.lower()) if w not in common}


def words_supported(page: Page) -> Iterator[Finding]:
    """An attributed sentence shares at least two content words or actors with the excerpt. Needs an excerpt in English."""
    common = page.words["support"]["common"]
    have = _stems(_evidence(page), common)
    known = page.actors_in(_evidence(page))
    for at, said in page.attributed():
        needs = _stems(_body(said), common)
        shared = len(needs & have) + len(page.actors_in(_body(said)) & known)
        if page.english and len(needs) > 2 and shared < 2:
            message = f"no passage of the excerpt bears out “{said.strip()}”"
            yield page.find("support", "commentary", at, message, "extend the excerpt to the passage it rests on, or drop the sentence")


def _head(page: Page, before: str) -> str | None:
    """The class of the last verb of saying within the last eight words."""
    near = " ".join(before.split()[-8:])
    found = [(m.start(), name) for name, verbs in page.words["strength"].items() for m in terms(verbs, near)]
    return max(found)[1] if found else None


def _heads_in_excerpt(page: Page, stem: str) -> list[tuple[str, str]]:
    """Classes of the verbs that govern a word of this stem in the excerpt, each with the words it stands in."""
    found = []
    for _, said in page.field("excerpt").sentences():
        for match in re.finditer(rf"\b{stem}\w*", said, re.IGNORECASE):
            head = _head(page, said[: match.start()])
            if head:
                verb = max(terms(page.words["strength"][head], said[: match.start()]), key=lambda m: m.start())
                found.append((head, " ".join(said[verb.start() : match.end()].split())))
    return found


def _weighed(page: Page, said: str, common: list[str]) -> Iterator[tuple[int, str, str]]:
    """Offset, our words and the excerpt's words wherever one topic stands under verbs of different strength."""
    for head, verbs in page.words["strength"].items():
        for verb in terms(verbs, said):
            for topic in list(re.finditer(r"\b\w+", said[verb.end() :]))[:6]:
                word = topic[0]
                theirs = _heads_in_excerpt(page, word[:6]) if len(word) > 5 and word.islower() and word not in common else []
                if theirs and head not in [h for h, _ in theirs]:
                    yield verb.start(), said[verb.start() : verb.end() + topic.end()], theirs[0][1]
                    break


def strength_kept(page: Page) -> Iterator[Finding]:
    """A request stays a request, a readiness a readiness: the verb over a topic is as strong as the excerpt's."""
    for at, said in page.attributed():
        for offset, ours, theirs in _weighed(page, said, page.words["support"]["common"]):
            message = f"“{' '.join(ours.split())}” against “{theirs}” in the excerpt"
            yield page.find("strength", "commentary", at + offset, message, "use a verb no stronger and no weaker than the excerpt's")
