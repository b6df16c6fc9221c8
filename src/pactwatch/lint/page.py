"""What every rule looks at: the fields, the words declared for the checks, and who is named in a text."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from .read import Field, Finding

ActorsIn = Callable[[str], set[str]]


@dataclass(frozen=True, slots=True)
class Page:
    fields: Mapping[str, Field]
    words: Mapping[str, Any]
    actors_in: ActorsIn

    def field(self, name: str) -> Field:
        """The field, or an empty one: rules need not ask whether it is there."""
        return self.fields.get(name, Field(name, ()))

    def text(self, name: str) -> str:
        return self.field(name).text

    @property
    def english(self) -> bool:
        """Whether the excerpt is in Latin letters: an original that nobody translated keeps its own marks."""
        letters = re.findall(r"[^\W\d_]", self.text("excerpt"))
        latin = [letter for letter in letters if letter.isascii()]
        return 2 * len(latin) > len(letters)

    def find(self, rule: str, name: str, offset: int, message: str, mend: str) -> Finding:
        """A finding at a character of a field; of a missing field, at the top of the brief."""
        line, column = self.field(name).place(offset)
        return Finding(rule, line, column, message, mend)

    def of_article(self, sentence: str) -> bool:
        """Whether the sentence is attributed to the excerpted article."""
        nouns = "|".join(self.words["attribution"]["article"])
        return bool(re.search(rf"\b[Tt]h(?:e|is) (?:excerpted )?(?:{nouns})(?:\b(?!’))", sentence))

    def of_others(self, sentence: str) -> bool:
        """Whether anybody but the analyst speaks in it."""
        return self.of_article(sentence) or bool(terms(self.words["attribution"]["others"], sentence))

    def attributed(self) -> Iterator[tuple[int, str]]:
        """Offset and text of each sentence of the commentary that is attributed to the article."""
        return ((at, said) for at, said in self.field("commentary").sentences() if self.of_article(said))


def terms(words: Sequence[str], text: str) -> list[re.Match[str]]:
    """Where any of the words stands, as whole words, the longest first so that "very unlikely" is one term, across a line break, too."""
    options = "|".join(r"\s+".join(map(re.escape, word.split())) for word in sorted(words, key=len, reverse=True))
    return list(re.finditer(rf"(?<!\w)(?:{options})(?!\w)", text, re.IGNORECASE))


def listed(items: Sequence[str]) -> str:
    """“a”, “b” and “c”."""
    quoted = [f"“{item}”" for item in items]
    return quoted[0] if len(quoted) == 1 else f"{', '.join(quoted[:-1])} and {quoted[-1]}"
