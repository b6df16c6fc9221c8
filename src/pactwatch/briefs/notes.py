"""Notes and citations: roman marks, the source line, and the earlier history that the article does not give."""

from collections.abc import Iterable, Sequence
from datetime import date

from ..nouns import Article, Claim, Note, Sentence
from .desktop import UNNAMED, WINDOW, Desktop
from .names import told
from .phrases import Teller, deeds
from .quotes import typeset
from .sense import SURE, own_word, sensible, telling

ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


def roman(number: int) -> str:
    """i, ii, iii, iv … up to xxxix."""
    text = ""
    for value, letters in ROMAN:
        while number >= value:
            text, number = text + letters, number - value
    return text


def title(article: Article) -> str:
    """The original title, with its English in parentheses where there is one."""
    original, english = " ".join(article.title.split()), typeset(" ".join((article.title_en or "").split()))
    return f"{original} ({english})" if english and english != original else original or "Untitled"


def tongue(desk: Desktop, article: Article) -> str:
    """Russian-language; "" where nobody knows the language of the article."""
    name: str = desk.phrases["languages"].get(article.language, article.language)
    return f"{name}-language" if name else ""


def source_line(desk: Desktop, article: Article) -> str:
    """“Title (English),” Outlet (City-based Language-language period focusing on beat), D Month YYYY. URL"""
    source, told_in = desk.source(article), tongue(desk, article)
    if source is None:
        unknown = "its city, kind, and reliability are not known"
        about = "; ".join(p for p in (told_in, unknown) if p) if desk.outlet(article) == UNNAMED else f"{told_in} outlet, not declared: {unknown}".lstrip()
    else:
        kind = f"{source.period} {source.kind}" if source.period and source.kind != "newspaper" else source.period or source.kind
        beat = f" focusing on {source.description}" if source.description else ""
        about = " ".join(part for part in (f"{source.city}-based" if source.city else "", told_in, f"{kind}{beat}") if part)
    day = f", {told(article.published)}." if article.published else "."
    where = f" {article.url}" if article.url else ""
    return f"“{title(article)},” {desk.outlet(article)} ({about}){day}{where}"


def citation(desk: Desktop, article: Article) -> str:
    """“Title (English),” Outlet, D Month YYYY. URL"""
    day = f", {told(article.published)}." if article.published else "."
    return f"“{title(article)},” {desk.outlet(article)}{day}{f' {article.url}' if article.url else ''}"


def cited(desk: Desktop, claims: Sequence[Claim]) -> Sentence:
    """The note under a sentence told from another article."""
    passages = tuple(desk.passage(c) for c in claims)
    return Sentence(citation(desk, desk.articles[claims[0].article]), desk.events_of(claims), passages, kind="note")


def _when(claim: Claim) -> str:
    """The month in which it happened, "2021-04", or the year alone, as the article's own words tell it, else that of the claim's day.

    A time still to come ("asked for them to be postponed to next year") is not when it happened.
    """
    times = [s.means.removeprefix("when ").split("/") for s in claim.spans if s.means.startswith("when ")]
    told_ = [time for time in times if time[0] <= str(claim.date)]
    first, last = (told_[0][0], told_[0][-1]) if told_ else (str(claim.date), str(claim.date))
    return first[:7] if first[:7] == last[:7] else first[:4]


def _past(desk: Desktop, claim: Claim) -> bool:
    """Done, dated, and older than the window or told as history; on the article's own word, for a note names no speaker.

    Background dated like its article has no date of its own, unless its words tell a month: "forces fought briefly in April".
    """
    if claim.status != "actual" or claim.date is None or not own_word(claim):
        return False
    published, when = desk.articles[claim.article].published or claim.date, _when(claim)
    before = claim.date < published or when < str(published)[: len(when)]
    return before if claim.background else claim.date < desk.day - WINDOW


def _weight(claim: Claim, about: frozenset[str]) -> tuple[int, int, str, str]:
    """History between two of those the brief is about first, then fighting and truces, then other acts; the newest before the older."""
    worth = 2 if claim.act in ("clash", "ceasefire") or claim.type == "ASSAULT" else 1 if claim.act else 0
    return len({claim.source, claim.target} & about), worth, _when(claim), claim.id


def history(desk: Desktop, teller: Teller, about: Iterable[str], most: int = 2) -> tuple[Sentence, ...]:
    """Earlier dealings of these members in the pact's circle, at most `most`, the oldest first: "In April 2021, … (citation)"."""
    wanted = frozenset(about) & frozenset(desk.members)
    inside = wanted | {desk.pact.id}
    past = [c for c in desk.claims.values() if _past(desk, c) and {c.source, c.target} <= inside and sensible(desk, c)]
    sure = [c for c in past if c.probability >= SURE]
    plain = [c for c in sure if c.act or c.type == "ASSAULT"] or [c for c in sure if telling(desk, c) == 3]
    groups: dict[tuple[str, str], list[Claim]] = {}
    for claim in sorted(plain, key=lambda c: _weight(c, wanted), reverse=True):
        groups.setdefault((_when(claim), claim.article), []).append(claim)
    chosen = sorted(_distinct(list(groups.items()))[:most])
    return tuple(s for _, group in chosen if (s := _told_as_history(desk, teller, group[:2])))


def _distinct(groups: list[tuple[tuple[str, str], list[Claim]]]) -> list[tuple[tuple[str, str], list[Claim]]]:
    """Without groups whose first deed an earlier group tells of the same month."""
    seen: set[tuple[object, ...]] = set()
    kept = []
    for key, claims in groups:
        first = claims[0]
        deed = (frozenset((first.source, first.target)), first.type, first.act, _when(first))
        if deed not in seen:
            kept.append((key, claims))
        seen.add(deed)
    return kept


def _told_as_history(desk: Desktop, teller: Teller, claims: list[Claim]) -> Sentence | None:
    """What one article tells of one month."""
    day, when = claims[0].date, _when(claims[0])
    groups = teller.together(deeds(sorted(claims, key=lambda c: (c.start, c.id)), teller.names))
    clauses = [clause for group in groups if (clause := teller.clause(group, day))]
    if day is None or not clauses:
        return None
    source = citation(desk, desk.articles[claims[0].article]).replace(". http", ", http").rstrip(".")
    month = f"{date.fromisoformat(f'{when}-01'):%B %Y}" if len(when) == 7 else when
    text = f"In {month}, {'; '.join(clauses)} ({source})."
    return Sentence(text, desk.events_of(claims), tuple(desk.passage(c) for c in claims), kind="note")


class Notebook:
    """Notes in the order of their marks."""

    def __init__(self) -> None:
        self.notes: list[Note] = []

    def mark(self, sentences: tuple[Sentence, ...]) -> str:
        """Write the note, or find the one that says the same, and give its mark "[i]"; "" for an empty one."""
        if not sentences:
            return ""
        for note in self.notes:
            if [s.text for s in note.sentences] == [s.text for s in sentences]:
                return f"[{note.mark}]"
        self.notes.append(Note(roman(len(self.notes) + 1), sentences))
        return f"[{self.notes[-1].mark}]"
