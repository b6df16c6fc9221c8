"""How the analyst writes: likelihood, acronyms, brackets and omissions, the headline."""

import re
from collections.abc import Iterator

from ..nouns import LIKELIHOODS
from .page import Page, listed, terms
from .read import Finding

PERCENT = re.compile(r"\s*\(\s*(?:a |about |some )?(\d+(?:[.,]\d+)?)(?:\s*(?:[–—-]|to)\s*(\d+(?:[.,]\d+)?))?\s*(?:%|percent|per cent)")
PAIRS = {")": "(", "]": "[", "”": "“"}


def forecast_estimated(page: Page) -> Iterator[Finding]:
    """A sentence of the analyst's own that says what may come carries a term of ICD 203."""
    estimative = page.words["estimative"]
    for at, said in page.field("commentary").sentences():
        modals = [m for m in terms(estimative["modals"], said) if m[0].islower()]
        if modals and not page.of_others(said) and not terms(estimative["first"] + estimative["second"], said):
            message = f"the forecast “{said[modals[0].start() :].strip()}” carries no estimative term"
            mend = "say how likely, in one row of ICD 203: unlikely, roughly even chance, likely, very likely …"
            yield page.find("estimative language", "commentary", at + modals[0].start(), message, mend)


def _band(term: str) -> tuple[int, int] | None:
    """The percentages that a term of ICD 203's first row stands for, both ends of the band among them; None of another term."""
    edges = [0, *(round(100 * min(upper, 1.0)) for upper, _ in LIKELIHOODS)]
    known = [t for _, t in LIKELIHOODS]
    told = re.sub(r"\s+", " ", term.lower()).replace("certainly", "certain")
    return (edges[known.index(told)], edges[known.index(told) + 1]) if told in known else None


def figure_in_band(page: Page) -> Iterator[Finding]:
    """A percentage that stands with a term of ICD 203 lies in the term's band: "likely (70 %)", not "likely (95 %)"."""
    for at, said in page.field("commentary").sentences():
        for term in [] if page.of_others(said) else terms(page.words["estimative"]["first"], said):
            shown, band = PERCENT.match(said, term.end()), _band(term[0])
            figures = [float(f.replace(",", ".")) for f in shown.groups() if f] if shown else []
            if band and any(not band[0] <= f <= band[1] for f in figures):
                right = next(t for upper, t in LIKELIHOODS if figures[0] / 100 < upper or t == LIKELIHOODS[-1][1])
                message = f"“{said[term.start():shown.end() if shown else None]}”: “{term[0]}” is {band[0]} to {band[1]} % in ICD 203"
                yield page.find("estimative language", "commentary", at + term.start(), message, f"write “{right}”, or mend the figure")


def one_row(page: Page) -> Iterator[Finding]:
    """The two rows of ICD 203 are never mixed in one brief."""
    own = [(at, said) for at, said in page.field("commentary").sentences() if not page.of_others(said)]
    rows = {
        row: [(at + m.start(), m[0]) for at, said in own for m in terms(page.words["estimative"][row], said)] for row in ("first", "second")
    }
    if rows["first"] and rows["second"]:
        (_, one), (at, other) = rows["first"][0], rows["second"][0]
        message = f"“{one}” and “{other}” come from different rows of ICD 203"
        yield page.find("estimative language", "commentary", at, message, "keep to one row")


def likelihood_apart(page: Page) -> Iterator[Finding]:
    """Likelihood and confidence never share a sentence."""
    estimative = page.words["estimative"]
    for at, said in page.field("commentary").sentences():
        likely = terms(estimative["first"] + estimative["second"], said)
        others = [m.span() for m in terms(estimative["other_confidence"], said)]
        sure = [m for m in terms(estimative["confidence"], said) if not any(a <= m.start() < b for a, b in others)]
        if likely and sure and not page.of_others(said):
            message = f"likelihood (“{likely[0][0]}”) and confidence (“{sure[0][0]}”) share a sentence"
            yield page.find("estimative language", "commentary", at + sure[0].start(), message, "give confidence a sentence of its own")


def _bare(text: str) -> str:
    """The text with quotations and addresses blanked: acronyms in them are not ours."""
    return re.sub(r"“[^”]*”|https?://\S+", lambda m: " " * len(m[0]), text)


def _spelled(before: str, after: str) -> bool:
    """Whether the full name stands before an acronym in parentheses, or in parentheses after it."""
    ahead = after.startswith(")") and re.search(r"[A-Z]\w+(?:[ -]\w+)+(?:’s?)? \($", before)
    return bool(ahead or re.match(r" \([A-Z]\w+(?:[ -]\w+)+\)", after))


def acronyms_expanded(page: Page) -> Iterator[Finding]:
    """An acronym is spelled out where it first stands: Collective Security Treaty Organization (CSTO)."""
    outlets = " ".join([page.text("source"), *re.findall(r"”,? ([^,”“]+), \d", page.text("notes"))])
    seen = set(page.words["acronyms"]["known"]) | set(re.findall(r"[A-Z]{2,}", outlets))
    for name in ("commentary", "notes"):
        text = _bare(page.text(name))
        for match in re.finditer(r"(?<![\w-])[A-Z][A-Z0-9]{1,}(?![\w-])", text):
            known = match[0] in seen or _spelled(text[max(0, match.start() - 120) : match.start()], text[match.end() : match.end() + 120])
            seen.add(match[0])
            if not known:
                message = f"“{match[0]}” is not spelled out at its first use"
                yield page.find("acronym", name, match.start(), message, f"write its name in full and “({match[0]})” after it")


def _unmatched(text: str) -> tuple[int, str] | None:
    """The first bracket or curly quotation mark without its partner, paragraph by paragraph."""
    at = 0
    for paragraph in text.split("\n\n"):
        stack: list[tuple[int, str]] = []
        for i, mark in enumerate(paragraph):
            if mark in PAIRS.values():
                stack.append((at + i, mark))
            elif mark in PAIRS:
                if not stack or stack[-1][1] != PAIRS[mark]:
                    return at + i, mark
                stack.pop()
        if stack:
            return stack[0]
        at += len(paragraph) + 2
    return None


def _checked(page: Page, *names: str) -> list[str]:
    """The fields, without an excerpt and its quote that stand in their own language: their marks are the source's."""
    return [name for name in names if page.english or name not in ("excerpt", "pull_quote")]


def brackets_formed(page: Page) -> Iterator[Finding]:
    """Brackets and curly quotation marks come in pairs, and hold something."""
    for name in _checked(page, "pull_quote", "commentary", "source", "excerpt", "notes"):
        text = page.text(name)
        lone = _unmatched(text)
        if lone:
            yield page.find("brackets", name, lone[0], f"“{lone[1]}” has no partner", "close or remove it")
        for match in re.finditer(r"\[\s*\]|\(\s*\)", text):
            yield page.find("brackets", name, match.start(), f"“{match[0]}” is empty", "say what was supplied, or remove it")


def ellipses_formed(page: Page) -> Iterator[Finding]:
    """An omission is … within a sentence and …. at its end."""
    for name in _checked(page, "pull_quote", "commentary", "excerpt"):
        for match in re.finditer(r"\.{2,}…|…\.{2,}|…{2,}|\.…|\.\s?\.(?:\s?\.)+|\.\.", page.text(name)):
            message = f"“{match[0]}” is no mark of omission"
            yield page.find("ellipsis", name, match.start(), message, "write … within a sentence and …. at its end")


def headline_formed(page: Page) -> Iterator[Finding]:
    """The headline has no full stop, and its longer words begin with capitals."""
    text = page.text("headline").strip()
    if not text:
        yield page.find("headline", "headline", 0, "there is no headline", "write one analytic claim in title case")
    elif text.endswith("."):
        yield page.find("headline", "headline", len(text) - 1, "the headline ends in a full stop", "remove it")
    low = list(re.finditer(r"(?<![\w’-])[a-z]\w{4,}", text))
    if low:
        message = f"{listed([m[0] for m in low])} in the headline: not in title case"
        yield page.find("headline", "headline", low[0].start(), message, "capitalise the words of five letters and more")
