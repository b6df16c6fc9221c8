"""Quoted words against the excerpt: the pull quote, and what the commentary puts in quotation marks."""

import re
from collections.abc import Iterator

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from .page import Page
from .read import Finding

MARKS = str.maketrans({"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "\u00a0": " ", "\n": " "})


def plain(text: str) -> str:
    """The text with one kind of quotation mark and single spaces."""
    return re.sub(r"\s+", " ", text.translate(MARKS)).strip()


def segments(quote: str) -> list[str]:
    """The parts of a quotation between its omissions, without the outer marks and the last full stop."""
    inner = re.sub(r"^[“\"]|[”\"]$", "", quote.strip())
    parts = (plain(part).strip(" .,;") for part in re.split(r"\[?…\.?\]?", inner))
    return [part for part in parts if part]


def verbatim(segment: str, text: str, start: int) -> int:
    """Where the segment ends in the text if it stands there word for word from `start` on, else -1."""
    found = text.find(segment, start)
    return found + len(segment) if found >= 0 else -1


def nearest(segment: str, text: str) -> str | None:
    """The stretch of the text that the segment most resembles, or None if nothing comes near."""
    best = fuzz.partial_ratio_alignment(segment, text, score_cutoff=60)
    if best is None:
        return None
    room = len(segment) // 4
    left = text.rfind(" ", 0, max(0, best.dest_start - room)) + 1
    right = text.find(" ", min(len(text), best.dest_end + room))
    return text[left : right if right >= 0 else len(text)]


def _merged(ours: list[str], theirs: list[str]) -> Iterator[tuple[int, int, int, int]]:
    """Edits between two lists of words, those at most two words apart taken together; what hangs over is no edit."""
    edits = [op for op in Levenshtein.opcodes(ours, theirs) if op.tag != "equal"]
    edits = [op for op in edits if op.tag != "insert" or 0 < op.src_start < len(ours)]
    run: tuple[int, int, int, int] | None = None
    for op in edits:
        if run and op.src_start - run[1] <= 2:
            run = (run[0], op.src_end, run[2], op.dest_end)
            continue
        if run:
            yield run
        run = (op.src_start, op.src_end, op.dest_start, op.dest_end)
    if run:
        yield run


def differences(segment: str, other: str) -> list[tuple[str, str]]:
    """Words of the quotation against words of the text, each with the word they share before them."""
    ours, theirs = segment.split(), other.split()
    found = []
    for a, b, c, d in _merged([w.strip(",.;:") for w in ours], [w.strip(",.;:") for w in theirs]):
        shared = 1 if a and c and ours[a - 1] == theirs[c - 1] else 0
        found.append((" ".join(ours[a - shared : b]), " ".join(theirs[c - shared : d])))
    return found


def _told(segment: str, excerpt: str) -> str:
    other = nearest(segment, excerpt)
    if other is None:
        return f"“{segment}” is not in the excerpt"
    pairs = "; ".join(f"“{mine}” against “{its}”" for mine, its in differences(segment, other))
    return f"the quotation differs from the excerpt: {pairs}" if pairs else f"“{segment}” is not in the excerpt in this order"


def pull_quote_verbatim(page: Page) -> Iterator[Finding]:
    """Every stretch of the pull quote stands in the excerpt word for word, in the excerpt's order."""
    excerpt, at = plain(page.text("excerpt")), 0
    told = []
    for segment in segments(page.text("pull_quote")):
        end = verbatim(segment, excerpt, at)
        if end < 0:
            told.append(_told(segment, excerpt))
        at = max(at, end)
    if told:
        yield page.find("quote", "pull_quote", 0, "; ".join(told), "copy the words from the excerpt, with … where you cut")
    elif not segments(page.text("pull_quote")):
        yield page.find("quote", "pull_quote", 0, "there is no pull quote", "quote one sentence of the excerpt")


def quoted_in_commentary(page: Page) -> Iterator[Finding]:
    """Words in quotation marks that the commentary gives to the article stand in the excerpt."""
    excerpt = plain(page.text("excerpt"))
    for at, said in page.attributed():
        for match in re.finditer(r"“([^“”]+)”", said):
            missing = [s for s in segments(match[1]) if len(s.split()) > 2 and s not in excerpt]
            if missing:
                yield page.find("quote", "commentary", at + match.start(), _told(missing[0], excerpt), "quote the excerpt word for word")


def curly(page: Page) -> Iterator[Finding]:
    """Quotation marks are curly, and the pull quote stands between them."""
    for name in ("headline", "commentary"):
        for match in re.finditer(r'"', page.text(name)):
            yield page.find("curly quotes", name, match.start(), 'a straight quotation mark: "', "write “ and ”")
            break
    quote = page.text("pull_quote").strip()
    if quote and not (quote.startswith("“") and quote.endswith("”")):
        yield page.find("curly quotes", "pull_quote", 0, "the pull quote does not stand between “ and ”", "put it between “ and ”")
