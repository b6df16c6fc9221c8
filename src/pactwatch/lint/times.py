"""Dates and times: that they exist, follow one another, and are told alike in commentary and excerpt."""

import re
from collections.abc import Iterator
from datetime import date, datetime

from .citations import CROSS, DATE
from .page import Page, terms
from .read import Finding

SAID = re.compile(DATE)
MONTH = re.compile(r"(?:January|February|March|April|May|June|July|August|September|October|November|December) \d{4}")


def day_of(text: str) -> date | None:
    """The day of "17 October 2022", or None if there is no such day."""
    try:
        return datetime.strptime(text, "%d %B %Y").date()
    except ValueError:
        return None


def _days(page: Page, name: str) -> list[tuple[int, str, date]]:
    return [(m.start(), m[0], day) for m in SAID.finditer(page.text(name)) if (day := day_of(m[0]))]


def dates_exist(page: Page) -> Iterator[Finding]:
    """There is no 31 September."""
    for name in page.fields:
        for match in SAID.finditer(page.text(name)):
            if day_of(match[0]) is None:
                yield page.find("dates", name, match.start(), f"there is no {match[0]}", "look the date up in the source")


def _last(page: Page) -> tuple[str, date] | None:
    """The day of the brief if it has one, else the day of the article: nothing told may lie after it."""
    for name in ("byline", "source"):
        days = _days(page, name)
        if days:
            return ("the brief" if name == "byline" else "the article"), days[-1][2]
    return None


def nothing_from_later(page: Page) -> Iterator[Finding]:
    """The article is not younger than the brief, and nothing is told as past that lies after it."""
    last = _last(page)
    if last is None:
        return
    for name in ("source", "commentary", "notes"):
        field = page.field(name)
        for at, said in field.sentences():
            if name != "source" and (terms(page.words["time"]["future"], said) or re.search(r"\b(?:plan\w*|will|would|until)\b", said)):
                continue
            for match in SAID.finditer(said):
                day = day_of(match[0])
                if day and day > last[1]:
                    yield page.find("dates", name, at + match.start(), f"{match[0]} lies after the date of {last[0]}", "check both dates")


def references_earlier(page: Page) -> Iterator[Finding]:
    """A cross-reference is to something already published."""
    last = _last(page)
    for at, said in page.field("notes").sentences():
        match = CROSS.search(said)
        month = MONTH.search(match[1]) if match else None
        first = day_of(f"1 {month[0]}") if month else None
        if last and match and month and first and first > last[1]:
            message = f"the cross-reference to {month[0]} lies after the date of {last[0]}"
            yield page.find("dates", "notes", at + match.start(), message, "check the issue and its month")


def captured_after(page: Page) -> Iterator[Finding]:
    """The archive copy is not older than the article."""
    captured = re.search(r"captured (\d{4}-\d\d-\d\d)", page.text("about"))
    published = _days(page, "source")
    if captured and published and captured[1] < published[-1][2].isoformat():
        message = f"the archive copy of {captured[1]} is older than the article of {published[-1][1]}"
        yield page.find("dates", "about", captured.start(1), message, "check the date of the article and of the capture")


def _place(text: str) -> str | None:
    """The place in "… exercises in Tajikistan", up to the end of the clause."""
    match = re.search(r"\bin ([A-Z][\w-]+)", re.split(r"[,.;]", text)[0])
    return match[1] if match else None


def _timed(page: Page, name: str, thing: str, when: str) -> list[tuple[int, str, str | None]]:
    """Where a field puts a thing into the future or the past: offset, the words, the place."""
    found = []
    for at, said in page.field(name).sentences():
        for noun in terms(page.words["things"][thing], said):
            left = max(0, noun.start() - 30)
            before = [
                m
                for m in terms(page.words["time"][when], said[left : noun.start()])
                if len(said[left + m.end() : noun.start()].split()) < 2
            ]
            after = [
                m
                for m in terms(page.words["time"][when], said[noun.end() : noun.end() + 40])
                if "," not in said[noun.end() : noun.end() + m.start()]
            ]
            if before or after:
                start = left + before[0].start() if before else noun.start()
                end = noun.end() + (after[0].end() if after and not before else 0)
                more = re.match(r" (?:today|yesterday|on \w+)", said[end:])
                words = said[start : end + (more.end() if more else 0)]
                found.append((at + start, words, _place(said[noun.end() :])))
    return found


def times_agree(page: Page) -> Iterator[Finding]:
    """What has begun in the excerpt is not upcoming in the commentary, nor the other way round, at the same place."""
    for thing in page.words["things"]:
        for ours, theirs in (("future", "past"), ("past", "future")):
            others = _timed(page, "excerpt", thing, theirs)
            for at, words, place in _timed(page, "commentary", thing, ours):
                against = [w for _, w, there in others if place is None or there is None or place == there]
                if against:
                    message = f"“{words}” against “{against[0]}” in the excerpt"
                    yield page.find("dates", "commentary", at, message, "tell the time as the excerpt does")
