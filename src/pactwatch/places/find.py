"""Tokens → places, by their declared names in all forms, the longest first."""

from collections.abc import Iterable

from ..contracts import Language, Spot, Token
from ..nouns import Place

Rest = tuple[str, ...]


class Gazetteer:
    """Finds the declared places of a sentence. One a language."""

    def __init__(self, places: Iterable[Place], language: Language) -> None:
        self.language = language
        self.index: dict[str, list[tuple[Rest, str, bool]]] = {}  # first word → the words after, the place, whether it may be written small
        for place in places:
            for name in place.names.get(language.code, ()):
                for words, _ in language.name_forms(name, "place"):
                    self.index.setdefault(words[0], []).append((words[1:], place.id, name[0].islower()))
        for rows in self.index.values():
            rows.sort(key=lambda row: -len(row[0]))

    def spots(self, tokens: list[Token]) -> list[Spot]:
        """The places of one sentence in order."""
        found: list[Spot] = []
        free = 0
        for at in [at for at, token in enumerate(tokens) if token.lower in self.index]:
            spot = self.at(tokens, at) if at >= free else None
            if spot:
                found.append(spot)
                free = spot.last + 1
        return found

    def at(self, tokens: list[Token], at: int) -> Spot | None:
        """The longest name that begins at a token; none where it is a family name."""
        for rest, place, small in self.index[tokens[at].lower]:
            ahead = tuple(token.lower for token in tokens[at + 1:at + 1 + len(rest)])
            if ahead == rest and (small or tokens[at].text[0].isupper()) and not self.surname(tokens, at):
                return Spot(at, at + len(rest), place)
        return None

    def surname(self, tokens: list[Token], at: int) -> bool:
        """«Фридрих Энгельс»: a given name stands before. English words do not tell given names."""
        before = tokens[at - 1] if at else None
        return before is not None and before.text.istitle() and any("given" in form.marks for form in self.language.forms(before.lower)[:1])
