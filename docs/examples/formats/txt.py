"""A brief as plain text for a telegram: headline, commentary, source."""

from pathlib import Path

from pactwatch.nouns import Brief


def write(brief: Brief, path: str) -> None:
    """The brief's prose, a paragraph a line, in UTF-8."""
    paragraphs = [" ".join(sentence.text for sentence in paragraph) for paragraph in brief.commentary]
    Path(path).write_text("\n\n".join([brief.headline, *paragraphs, brief.source_line]) + "\n", encoding="utf-8")
