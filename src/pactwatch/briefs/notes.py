"""Notes and citations: roman marks, the source line, and the earlier history that the article does not give."""

from collections.abc import Iterable, Sequence

from ..nouns import Article, Claim, Note, Sentence
from .desktop import WINDOW, Desktop
from .names import told
from .phrases import Teller, deeds

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
    both = article.title_en and article.title_en != article.title
    return f"{article.title} ({article.title_en})" if both else article.title


def language(desk: Desktop, code: str) -> str:
    name: str = desk.phrases["languages"].get(code, code)
    return name


def source_line(desk: Desktop, article: Article) -> str:
    """“Title (English),” Outlet (City-based Language-language period focusing on beat), D Month YYYY. URL"""
    source, tongue = desk.source(article), f"{language(desk, article.language)}-language"
    if source is None:
        about = f"{tongue} outlet, not declared: its city, kind and reliability are not known"
    else:
        kind = f"{source.period} {source.kind}" if source.period and source.kind != "newspaper" else source.period or source.kind
        beat = f" focusing on {source.description}" if source.description else ""
        about = f"{source.city}-based {tongue} {kind}{beat}" if source.city else f"{tongue} {kind}{beat}"
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


def _past(desk: Desktop, claim: Claim) -> bool:
    """Told as history, or older than the window; dated, and done."""
    old = claim.date is not None and claim.date < desk.day - WINDOW
    return claim.status == "actual" and claim.date is not None and (old or (claim.background and claim.date <= desk.day))


def history(desk: Desktop, teller: Teller, about: Iterable[str], most: int = 3) -> tuple[Sentence, ...]:
    """Earlier dealings between these members, the oldest first: "In April 2021, … (citation)"."""
    wanted = set(about) & desk.circle
    past = [c for c in desk.claims.values() if _past(desk, c) and {c.source, c.target} <= desk.circle and {c.source, c.target} & wanted]
    once: dict[object, Claim] = {}
    for claim in sorted(past, key=lambda c: (-c.probability, c.id)):
        once.setdefault((claim.date, frozenset((claim.source, claim.target)), claim.type, claim.act), claim)
    newest = sorted(once.values(), key=lambda c: (str(c.date), c.id))[-most:]
    return tuple(s for c in newest if (s := _told_as_history(desk, teller, c)))


def _told_as_history(desk: Desktop, teller: Teller, claim: Claim) -> Sentence | None:
    together = deeds([claim], teller.names)
    said = teller.clause(together) if together else None
    if said is None or claim.date is None:
        return None
    said = said.removesuffix(f" on {told(claim.date)}")
    source = citation(desk, desk.articles[claim.article]).replace(". http", ", http").rstrip(".")
    text = f"In {claim.date:%B %Y}, {said} ({source})."
    return Sentence(text, desk.events_of([claim]), (desk.passage(claim),), kind="note")


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
