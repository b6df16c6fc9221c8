"""The declared small words of a language: what parts clauses, what opens them, and who is told by a preposition."""

from collections.abc import Mapping
from dataclasses import dataclass

KEYS = ("no", "to", "helpers", "apart", "that", "opens", "before_ing", "towards", "from", "givers", "places", "under", "side", "from_side",
        "links", "where", "subordinate", "styles", "without", "takers",
        "between", "whom", "owners", "before_verb", "before_noun", "before_adjective", "passive", "agent")


@dataclass(frozen=True, slots=True)
class Grammar:
    """[grammar] of a language's words; what is not declared is empty. Words stand as they are written, in small letters, but where lemmas are told."""

    no: frozenset[str]  # right before a verb they deny it
    to: frozenset[str]  # before an infinitive: "to send"
    helpers: frozenset[str]  # lemmas: verbs without a subject of their own: "was leaving"
    apart: frozenset[str]  # beyond these something else begins
    that: frozenset[str]  # opens what is denied, after a comma: «отрицает, что обстреляла»
    opens: frozenset[str]  # the same without one: "denies it shelled"
    before_ing: frozenset[str]  # "ruled out sending"
    towards: frozenset[str]  # to whom: «к Армении обратился»
    from_: frozenset[str]  # from whom something comes
    givers: frozenset[str]  # from whom something is received
    places: frozenset[str]  # where something is: «война на Украине»
    under: frozenset[str]  # "under fire"
    side: frozenset[str]  # lemmas: «со стороны Азербайджана»
    from_side: frozenset[str]
    links: frozenset[str]  # beside a name they make one subject of several: «Россия и Китай договорились», «Путин с Эрдоганом обсудили»
    where: frozenset[str]  # opens a clause that tells of a place: «куда»
    subordinate: frozenset[str]  # lemmas: what opens a clause within another: «который», "because"
    styles: frozenset[str]  # lemmas: by what a state is told that calls itself so: «республика», "kingdom"
    without: frozenset[str]  # whom it holds is not there
    takers: frozenset[str]  # lemmas: whose subject has it done to it: "Qatar received"
    between: frozenset[str]  # lemmas: they part no subject from its verb: "Dushanbe has also asked"
    whom: frozenset[str]  # opens a clause of whom something is done to: "Turkey, which Greece accused"
    owners: frozenset[str]  # before such a word it tells of something else: "the man of whom Ankara spoke"
    before_verb: frozenset[str]  # before a word that could be a noun they make it a verb: "to strike", "will strike"
    before_noun: frozenset[str]  # likewise a noun: "the strike"
    before_adjective: frozenset[str]  # before a participle they make it an adjective: "the promised help"
    passive: frozenset[str]  # lemmas: before a participle they make it a passive: "was accused"
    agent: frozenset[str]  # by whom it is done: "accused by Ankara"

    @classmethod
    def read(cls, declared: Mapping[str, str]) -> "Grammar":
        return cls(*(frozenset(declared.get(key, "").split()) for key in KEYS))
