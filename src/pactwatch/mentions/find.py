"""Tokens → mentions: names first, then the phrases they stand in, then lists, then words that point back."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from ..contracts import Known, Language, Mention, Token
from ..nouns import Actor
from .names import NAMESAKE, Index, Name, index
from .phrases import Phrases
from .pointers import Pointers
from .words import NameWords

QUOTES = {"«", "»", '"', "“", "”", "„"}


def begins(tokens: list[Token], at: int) -> bool:
    """Whether a token is the first word of its sentence, of a line or a speech in it."""
    return at == 0 or tokens[at].start - tokens[at - 1].stop > 1 or tokens[at - 1].text in QUOTES | {"—", "–", "-", ":", "."}


def undated(token: Token) -> str:
    """«Рубеж-2021» → «рубеж»."""
    return token.lower[:-5] if token.lower[-1].isdigit() and token.lower[-4:].isdigit() and token.lower[-5:-4] == "-" else token.lower


class Finder:
    """Finds the mentions of a sentence. One a language; knows nothing of any article but what a call hands it."""

    def __init__(self, actors: Mapping[str, Actor], language: Language, words: Mapping[str, Any]) -> None:
        self.words = NameWords.read(words)
        self.index: Index = index(actors, language, self.words, words.get("namesakes", {}))
        self.language = language
        self.phrases = Phrases(language, words)
        self.pointers = Pointers(language, words)
        self.begin = Known(lambda word: word in self.index or "-" in word)  # other words begin no name

    def mentions(self, tokens: list[Token], day: date | None, seen: set[str]) -> list[Mention]:
        """The mentions of one sentence in order. `seen`: family names met with their given names so far; grows."""
        found = self.names(tokens, day, seen)
        return self.pointers.join(tokens, self.phrases.build(tokens, found), found)

    def names(self, tokens: list[Token], day: date | None, seen: set[str]) -> list[Mention]:
        found: list[Mention] = []
        begun = [at for at, token in enumerate(tokens) if self.begin[token.lower]]
        free = 0
        for at in begun:
            mention = self.at(tokens, at, day, seen) if at >= free else None
            if mention:
                found.append(mention)
                free = mention.last + 1
        return found

    def at(self, tokens: list[Token], at: int, day: date | None, seen: set[str]) -> Mention | None:
        """The longest name that begins at a token; names of several actors at that date are told by the given name or left."""
        token = tokens[at]
        names = self.index.get(undated(token))
        if names is None:
            return self.compound(tokens, at) if "-" in token.lower else None
        fit = [name for name in names if self.fits(tokens, at, name, day, seen)]
        if not fit or (fit[0].kind in STATES and not fit[0].rest and self.else_means(tokens, at, fit[0].kind)):
            return None
        best = [name for name in fit if len(name.rest) == len(fit[0].rest)]
        if best[0].actor == NAMESAKE:
            return Mention(at, at + len(best[0].rest), (), "other")
        actors = tuple(dict.fromkeys(name.actor for name in best))
        if len(actors) > 1:
            best = [n for n in best if n.given and self.given(tokens, at, n)] or [n for n in best if n.kind != "person"]
            if len({n.actor for n in best}) != 1:
                return None
            actors = (best[0].actor,)
        first = at - self.given(tokens, at, best[0])
        cases = frozenset[str]().union(*(n.cases for n in best))
        if best[0].kind == "person":
            seen.add(best[0].actor + token.lower[:4])
        return Mention(first, at + len(best[0].rest), actors, best[0].kind, cases)

    def fits(self, tokens: list[Token], at: int, name: Name, day: date | None, seen: set[str]) -> bool:
        """Whether a name stands at a token, and means its actor there."""
        if not self.written(tokens, at, name):
            return False
        if name.kind == "exercise":
            return self.drill(tokens, at, at + 1 + len(name.rest))
        if name.kind == "person":
            return name.holds(day) and self.known(tokens, at, name, seen)
        return bool(name.rest) or tokens[at].lower not in self.words.first or not begins(tokens, at)

    @staticmethod
    def written(tokens: list[Token], at: int, name: Name) -> bool:
        """Whether the words of a name stand at a token, with the capitals that they want; the name of a drill may bear its year."""
        last = at + len(name.rest)
        if last >= len(tokens) or any(undated(tokens[at + 1 + i]) != word for i, word in enumerate(name.rest)):
            return False
        if name.kind != "exercise" and tokens[last].lower != undated(tokens[last]):
            return False
        return (name.lower or tokens[at].text[0].isupper()) and (not name.capitals or tokens[at].text.isupper())

    def known(self, tokens: list[Token], at: int, name: Name, seen: set[str]) -> bool:
        """Whether a family name means the person: with a given name, or once it stood with one; alone only where it is no word and nobody else's."""
        if name.rest or self.given(tokens, at, name):
            return True
        if self.before_family(tokens, at):
            return False
        return name.actor + tokens[at].lower[:4] in seen or not (name.weak or self.namesake(tokens, at))

    def before_family(self, tokens: list[Token], at: int) -> bool:
        """Whether a word is the given name of the person named next, in office or not: "Ali Khamenei", "Mohamed bin Zayed" are no Ali and no Mohamed."""
        after = next((token for token in tokens[at + 1:at + 4] if token.lower not in self.words.particles), None)
        return after is not None and after.text[0].isupper() and any(
            name.kind == "person" and tokens[at].lower[:3] in name.given for name in self.index.get(after.lower, ()))

    def else_means(self, tokens: list[Token], at: int, kind: str) -> bool:
        """Whether a state's name is a family name, «Вадим Поляков», or tells a language, «английский язык»."""
        surname = kind == "demonym" and self.words.bends and tokens[at].text[0].isupper() and not begins(tokens, at)
        return surname or (kind == "adjective" and tongue(tokens, at, self.language, self.words))

    @staticmethod
    def drill(tokens: list[Token], at: int, stop: int) -> bool:
        """Many drills are named by common words («Рубеж»): they count in quotation marks or before a year."""
        after = [t.text for t in tokens[stop:stop + 2]]
        year = next((t for t in after if t not in ("-", "–", "—")), "")
        quoted = at > 0 and tokens[at - 1].text in QUOTES and (stop == len(tokens) or after[0] in QUOTES or year.isdigit())
        return quoted or tokens[stop - 1].lower != undated(tokens[stop - 1]) or (len(year) == 4 and year.isdigit())

    def namesake(self, tokens: list[Token], at: int) -> bool:
        """Whether somebody else's given name stands before a family name: «Лев Пашинян». English words do not tell given names."""
        before = tokens[at - 1] if at else None
        if before is None or not before.text.istitle() or before.lower in self.index:
            return False
        forms = self.language.forms(before.lower)
        return any("given" in form.marks for form in forms) and not any(form.lemma in self.phrases.state for form in forms)

    @staticmethod
    def given(tokens: list[Token], at: int, name: Name) -> int:
        """How many tokens before a family name are the person's given names."""
        count = 0
        while at - count > 0 and tokens[at - count - 1].text[0].isupper() and tokens[at - count - 1].lower[:3] in name.given:
            count += 1
        return count

    def compound(self, tokens: list[Token], at: int) -> Mention | None:
        """«кыргызско-таджикский», «плотник-афганец», "Franco-Armenian", "Saudi-led": the actors of the parts.

        What is short for a state only before another's name counts only there: not in "Indo-Pacific".
        """
        parts = tokens[at].text.split("-")
        found = [self.part(part, part.lower().replace("ё", "е")) for part in parts]
        names = [name for name in found if name and (name.kind != "demonym" or name is found[-1])]
        if not names or (None in found and any(part.lower() in self.words.short or part.lower() in self.words.peoples for part in parts)):
            return None
        kind = "demonym" if names[-1].kind == "demonym" else "adjective"
        return Mention(at, at, tuple(dict.fromkeys(name.actor for name in names)), kind, names[-1].cases)

    def part(self, word: str, low: str) -> Name | None:
        """What a part of a compound means: «армяно» is told by «армянский»."""
        short = self.words.short
        ends = [short[low]] if low in short else [low[:-1] + ending for ending in self.words.joint] if low.endswith("о") else []
        for name in (name for form in (low, *ends) for name in self.index.get(form, ())):
            if name.kind in STATES and not name.rest and not (name.capitals and not word.isupper()):
                return name
        return None


def tongue(tokens: list[Token], at: int, language: Language, words: NameWords) -> bool:
    """Whether an adjective tells a language: «английский язык», «на русском и киргизском языках», «говорит на французском»."""
    for beside in (tokens[at + 1:at + 6], tokens[max(at - 7, 0):at][::-1]):
        for token in beside:
            forms = language.forms(token.lower)
            if any(form.lemma in words.tongue for form in forms):
                return True
            if token.text not in LISTING and token.lower not in words.and_ and not any(form.pos == "ADJ" for form in forms):
                break
    alone = at + 1 == len(tokens) or not tokens[at + 1].text[0].isalpha()
    return alone and at > 0 and tokens[at - 1].lower in words.in_tongue and any({"loc", "sing"} <= form.marks for form in language.forms(tokens[at].lower))


LISTING = {",", "—", "–", ":"}
STATES = ("name", "adjective", "demonym")
