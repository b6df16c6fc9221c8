"""Names → the phrases they stand in: «власти Киргизии», «армянская сторона», "Turkey's foreign minister", and lists."""

from collections.abc import Mapping
from dataclasses import replace
from itertools import pairwise
from typing import Any

from ..contracts import CASES, Language, Mention, Token
from .words import NameWords

MARKS = frozenset((",", "&", "/", "–", "—", "-"))  # that may stand in a list
Heads = frozenset[str]
LONGEST_LIST = 60  # names; nobody writes more before the "and"


class Phrases:
    """Widens names to the noun phrases that they name, and joins lists."""

    def __init__(self, language: Language, words: Mapping[str, Any]) -> None:
        self.language = language
        self.state: Heads = frozenset(words["bodies"]["state"].split())
        self.other: Heads = frozenset(words["bodies"]["other"].split())
        self.words = told = NameWords.read(words)
        self.joining = told.and_ | told.with_ | told.plus | {","}
        self.listing = self.joining | told.beside | MARKS

    def build(self, tokens: list[Token], names: list[Mention]) -> list[Mention]:
        taken = {i for m in names for i in range(m.first, m.last + 1)}
        widened = [self.widen(tokens, name, taken) for name in names]
        kept = [self.preposition(tokens, m) for m in self.merge(widened)]
        return self.lists(tokens, [m for m in kept if m.kind != "other"])

    def widen(self, tokens: list[Token], name: Mention, taken: set[int]) -> Mention:
        if name.first and tokens[name.first - 1].lower in self.words.former:
            return replace(name, kind="other")
        return self.bent(tokens, name, taken) if self.words.bends else self.unbent(tokens, name, taken)

    def noun(self, word: str, cases: frozenset[str] = CASES) -> tuple[str, frozenset[str]] | None:
        """Lemma and marks of a word that can be a noun, of the reading in one of the cases, if there is one.

        What never bends («МИД») has the cases of all its readings.
        """
        nouns = [form for form in self.language.forms(word) if form.pos == "NOUN" or form.lemma in self.state]
        if not nouns:
            return None
        found = next((form for form in nouns if form.marks & cases), nouns[0])
        alike = [f.marks for f in nouns if f.lemma == found.lemma and ("plur" in f.marks) is ("plur" in found.marks)]
        return found.lemma, found.marks.union(*alike)

    def bent(self, tokens: list[Token], name: Mention, taken: set[int]) -> Mention:
        """«армянская сторона», «власти Киргизии»: told by the cases."""
        if name.kind == "adjective":
            for at in range(name.last + 1, min(name.last + 4, len(tokens))):
                if at in taken or not tokens[at].text[0].isalpha():
                    break
                noun = self.noun(tokens[at].lower, name.cases)
                if noun and (noun[1] & name.cases or not noun[1] & CASES):
                    return self.headed(name, name.first, at, *noun)
            return name
        if "gen" in name.cases and name.kind in ("name", "place", "pact", "body", "person"):
            return self.genitive_phrase(tokens, name, taken)
        return name

    def genitive_phrase(self, tokens: list[Token], name: Mention, taken: set[int]) -> Mention:
        """«глава МИД Армении»: the leftmost body noun of the chain before a genitive."""
        found = None
        for at in range(name.first - 1, max(name.first - 6, -1), -1):
            if at in taken or not tokens[at].text[0].isalpha():
                break
            noun = self.noun(tokens[at].lower)
            form = self.language.forms(tokens[at].lower)[0]
            if form.pos not in ("NOUN", "ADJ", "PART") and not (noun and noun[0] in self.state):
                break
            if noun and (noun[0] in self.state or noun[0] in self.other):
                found = (at, noun)
            elif noun and form.pos == "NOUN" and not form.marks & {"gen"} and not found:
                break
        return self.headed(name, found[0], name.last, *found[1]) if found else name

    def headed(self, name: Mention, first: int, last: int, lemma: str, marks: frozenset[str]) -> Mention:
        cases = marks & CASES or name.cases
        kind = "other" if lemma in self.other else "body" if lemma in self.state else name.kind
        if kind == "adjective":
            return replace(name, cases=cases & name.cases or cases, head=lemma)
        if kind == name.kind and lemma not in self.state:
            return replace(name, head=lemma)
        return replace(name, first=min(first, name.first), last=max(last, name.last), kind=kind, cases=cases, head=lemma)

    def unbent(self, tokens: list[Token], name: Mention, taken: set[int]) -> Mention:
        """"Turkish foreign minister", "Turkey's president", "the president of Turkey"."""
        at = name.last + 1
        if at < len(tokens) and tokens[at].lower in ("'s", "'"):
            name, at = replace(name, last=at, cases=frozenset({"gen"})), at + 1
        reach = 4 if name.kind in ("adjective", "name", "pact", "place") else 0
        for place in range(at, min(at + reach, len(tokens))):
            word = tokens[place].lower
            if place in taken or not word[0].isalpha() or self.ends_phrase(word, name):
                break
            if word in self.other:
                return replace(name, kind="other")
            if word in self.state and not (place + 1 < len(tokens) and tokens[place + 1].lower in self.state):
                return replace(name, last=place, kind="body", head=word, cases=frozenset())
        if name.first > 1 and tokens[name.first - 1].lower in ("of", "the") and name.kind in ("name", "place", "pact"):
            return self.of_phrase(tokens, name)
        return name

    def ends_phrase(self, word: str, name: Mention) -> bool:
        """"Kremlin praised Prime Minister X": no English phrase goes past a verb in the past, but "Armenia's elected president"."""
        form = self.language.forms(word)[0]
        return form.pos in ("PREP", "CONJ", "PRON") or ("past" in form.marks and "gen" not in name.cases and name.kind != "adjective")

    def of_phrase(self, tokens: list[Token], name: Mention) -> Mention:
        at = name.first - (2 if tokens[name.first - 1].lower == "the" else 1)
        if at < 1 or tokens[at].lower != "of":
            return name
        word = tokens[at - 1].lower
        if word in self.other:
            return replace(name, kind="other")
        return replace(name, first=at - 1, kind="body", head=word) if word in self.state else name

    def merge(self, mentions: list[Mention]) -> list[Mention]:
        """«премьер Армении Никол Пашинян»: one mention of one actor."""
        found: list[Mention] = []
        for mention in mentions:
            last = found[-1] if found else None
            if last and last.actors == mention.actors and mention.first <= last.last + 1 and "other" not in (last.kind, mention.kind):
                cases = last.cases & mention.cases or last.cases or mention.cases
                found[-1] = replace(last, last=max(last.last, mention.last), cases=cases, head=last.head or mention.head,
                                    kind="person" if mention.kind == "person" else last.kind)
            elif not last or mention.first > last.last:
                found.append(mention)
        return found

    def preposition(self, tokens: list[Token], mention: Mention) -> Mention:
        """The preposition before a phrase, past its adjectives and articles."""
        for at in range(mention.first - 1, max(mention.first - 4, -1), -1):
            word = tokens[at].lower
            form = self.language.forms(word)[0] if word[0].isalpha() else None
            if form and form.pos == "PREP":
                return replace(mention, prep=word)
            if not form or not (word in self.words.determiners or (self.words.bends and form.pos in ("ADJ", "NUM", "PART"))):
                break
        return mention

    def lists(self, tokens: list[Token], mentions: list[Mention]) -> list[Mention]:
        """«Россия, Казахстан и Армения»: one mention of three actors. A comma alone joins only where an "and" comes later."""
        found: list[Mention] = []
        for at, mention in enumerate(mentions):
            last = found[-1] if found else None
            if last and self.joined(tokens, last, mention) and (self.linked(tokens, last, mention) or self.goes_on(tokens, mentions, at)):
                found[-1] = self.both(last, mention, self.shared(tokens, last, mention))
            else:
                found.append(mention)
        return found

    @staticmethod
    def both(left: Mention, right: Mention, shared: bool) -> Mention:
        """Two neighbours of a list as one mention."""
        actors = tuple(dict.fromkeys(left.actors + right.actors))
        if shared:
            return replace(left, last=right.last, actors=actors)
        kind = left.kind if left.kind == right.kind else right.kind if left.kind == "adjective" else "name"
        return replace(left, last=right.last, actors=actors, cases=left.cases & right.cases or left.cases, kind=kind, head=right.head)

    def shared(self, tokens: list[Token], left: Mention, right: Mention) -> bool:
        """«президенты России, Армении и Ирана»: a noun in the plural heads all the genitives after it."""
        if not self.words.bends or not left.head or right.head or "gen" not in right.cases or right.kind not in ("name", "place", "pact"):
            return False
        nouns = (self.noun(token.lower) for token in tokens[left.first:left.last] if token.text[0].isalpha())
        return any(noun and noun[0] == left.head and "plur" in noun[1] for noun in nouns)

    def linked(self, tokens: list[Token], left: Mention, right: Mention) -> bool:
        """Whether more than a comma stands between."""
        return any(t.text != "," and t.lower not in self.words.determiners for t in tokens[left.last + 1:right.first])

    def goes_on(self, tokens: list[Token], mentions: list[Mention], at: int) -> bool:
        """Whether the list runs on to an "and"."""
        for left, right in pairwise(mentions[at:at + LONGEST_LIST]):
            if not self.joined(tokens, left, right):
                return False
            if self.linked(tokens, left, right):
                return True
        return False

    def joined(self, tokens: list[Token], left: Mention, right: Mention) -> bool:
        between = [t.lower for t in tokens[left.last + 1:right.first]]
        if not between or len(between) > 3 or not self.listing.issuperset(between) or self.joining.isdisjoint(between):
            return False
        if right.prep or right.kind == "adjective" != left.kind:
            return False
        if left.kind == "adjective" != right.kind and (self.linked(tokens, left, right) is False or right.kind != "body"):
            return False  # «киргизские и таджикские власти», "Indian and Chinese commanders": the body is of both
        if between == [","] and left.kind == "place" and right.kind == "name":
            return False
        if between[0] in self.words.with_:
            return "nom" in left.cases and "ins" in right.cases
        return not (left.cases and right.cases) or bool(left.cases & right.cases) or self.shared(tokens, left, right)
