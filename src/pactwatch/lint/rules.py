"""The rules of a brief, in the order of its fields and of their weight."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from . import citations, quotes, support, times, wording
from .page import ActorsIn, Page
from .read import Finding, fields

Rule = Callable[[Page], Iterator[Finding]]

RULES: tuple[Rule, ...] = (
    wording.headline_formed,
    quotes.pull_quote_verbatim,
    quotes.quoted_in_commentary,
    quotes.curly,
    citations.citation_complete,
    citations.bilingual_title,
    support.actors_supported,
    support.figures_supported,
    support.words_supported,
    support.strength_kept,
    times.dates_exist,
    times.nothing_from_later,
    times.references_earlier,
    times.captured_after,
    times.times_agree,
    wording.forecast_estimated,
    wording.one_row,
    wording.figure_in_band,
    wording.likelihood_apart,
    citations.licence_complete,
    citations.marks_resolve,
    citations.cross_reference_whole,
    wording.acronyms_expanded,
    wording.brackets_formed,
    wording.ellipses_formed,
)


def lint(text: str, words: Mapping[str, Any], actors_in: ActorsIn) -> list[Finding]:
    """The findings in a brief's Markdown (or plain) text, by line and column; none for a sound brief.

    `words` is world/lint.toml as loaded; `actors_in` gives the ids of the states, pacts and organisations that a text names.
    """
    page = Page(fields(text), words, actors_in)
    found = [finding for rule in RULES for finding in rule(page)]
    return sorted(found, key=lambda f: (f.line, f.column))
