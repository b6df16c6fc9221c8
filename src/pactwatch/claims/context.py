"""What earlier sentences and the title settle: whom «он», «республика», "the bloc" mean, and who else may be meant.

The context of a sentence is declared: the title, what the sentences before it in the article mention, and whom the article
as a whole is about: who is named most, and which two most often in one sentence.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from itertools import combinations
from typing import NamedTuple

from ..contracts import Mention
from .frame import Before, Earlier

REACH = 8  # how many of the latest named may be meant without a word


LEADING = 4  # of those the article names most


@dataclass(frozen=True, slots=True)
class Cast:
    """Whom an article is about: its actors from the most named, and how many sentences name two of them together."""

    ranks: Mapping[str, int] = field(default_factory=dict)
    pairs: Mapping[tuple[str, str], int] = field(default_factory=dict)

    def rank(self, actors: tuple[str, ...]) -> int:
        """The place of the least named of them, 0 for the most named."""
        return max([self.ranks.get(a, LEADING) for a in actors], default=LEADING)


def cast(sentences: Iterable[list[Mention]]) -> Cast:
    """The cast of an article; words that point back name nobody."""
    count: Counter[str] = Counter()
    pairs: Counter[tuple[str, str]] = Counter()
    for mentions in sentences:
        named = sorted({a for m in mentions for a in m.actors})
        count.update(named)
        pairs.update(combinations(named, 2))
    return Cast({a: i for i, (a, _) in enumerate(sorted(count.items(), key=lambda row: (-row[1], row[0])))}, pairs)


class Register(NamedTuple):
    """What is asked of an actor: whether it is a pact, and what it calls itself: республика, kingdom, bloc."""

    is_pact: Callable[[str], bool]
    styles: Callable[[str], frozenset[str]]


STATES = Register(lambda actor: False, lambda actor: frozenset())  # where all are states, and nothing is known of any


@dataclass(slots=True)
class Context:
    """Who was spoken of so far. `alone`: whom a pact's word means where no pact that it fits was named; `styled`: the words by which a state is told that calls
    itself so: республика, kingdom."""

    actors: Register
    alone: Mapping[str, str] = field(default_factory=dict)
    styled: frozenset[str] = frozenset()
    title: frozenset[str] = frozenset()  # whom it names
    heading: frozenset[str] = frozenset()  # what it is about
    about: tuple[frozenset[str], ...] = ()  # what the latest sentences were about, the last first
    subject: tuple[str, ...] = ()  # of the sentence before
    recent: list[str] = field(default_factory=list)  # all actors, the latest last
    count: Counter[str] = field(default_factory=Counter)  # how often each stands in `recent`
    pair: tuple[str, ...] = ()  # the last two or more named together
    groups: list[tuple[str, ...]] = field(default_factory=list)  # all named together
    together: dict[tuple[str, str], int] = field(default_factory=dict)  # in how many sentences so far two stood together
    near: frozenset[str] = frozenset()  # named in the sentence before
    cast: Cast = field(default_factory=Cast)
    number: int = 0  # sentences so far
    story: list[Earlier] = field(default_factory=list)  # the deeds so far

    def begin(self, mentions: list[Mention]) -> None:
        """Reads the title."""
        self.note(mentions)
        self.title = frozenset(self.recent)

    def state(self, skip: tuple[str, ...] = ()) -> tuple[str, ...]:
        return next(((a,) for a in reversed(self.recent) if not self.actors.is_pact(a) and a not in skip), ())

    def pact(self, word: str, here: list[str]) -> tuple[str, ...]:
        """The latest pact that a word fits: nobody calls the European Union "the alliance"."""
        named = [a for a in (*reversed(here), *reversed(self.recent)) if self.actors.is_pact(a)]
        fit = [a for a in named if word in self.actors.styles(a)]
        return tuple(fit[:1]) or ((self.alone[word],) if word in self.alone else tuple(named[:1]))

    def both(self) -> tuple[str, ...]:
        if self.pair:
            return self.pair
        states = list(dict.fromkeys(a for a in reversed(self.recent) if not self.actors.is_pact(a)))[:2]
        return tuple(reversed(states))

    def resolve(self, mentions: list[Mention]) -> list[Mention]:
        """The mentions with the pointers told; those that nothing tells are left out."""
        found: list[Mention] = []
        here: list[str] = []
        for plain in mentions:
            mention = plain
            if not plain.actors:
                mention = replace(plain, actors=self.told(plain, here), kind="pointer:" + plain.kind)
            elif mention.kind != "adjective":
                here += mention.actors
            if mention.actors:
                found.append(mention)
        return found

    def told(self, mention: Mention, here: list[str]) -> tuple[str, ...]:
        states = [a for a in here if not self.actors.is_pact(a)]
        if mention.kind == "pact":
            return self.pact(mention.head, here)
        if mention.kind == "both":
            return tuple(dict.fromkeys(states))[:4] if len(set(states)) > 1 else self.both()
        if mention.kind == "state":
            return self.called(mention.head, [*states, *(a for a in self.subject[:1] if not self.actors.is_pact(a)), *self.state()])
        if here:
            return (here[0],)
        return self.subject[:1] or self.state()

    def called(self, word: str, states: list[str]) -> tuple[str, ...]:
        """The first of the states that a word may point to: nobody calls Russia «республика»."""
        earlier = [a for a in reversed(self.recent) if not self.actors.is_pact(a)]
        fit = [a for a in [*states, *earlier] if word in self.actors.styles(a)] if word in self.styled else states
        return tuple((fit or states)[:1])

    def note(self, mentions: list[Mention]) -> None:
        """Remembers a sentence's mentions."""
        full = [m for m in mentions if m.actors and m.kind != "adjective"] or [m for m in mentions if m.actors]
        named = sorted({a for m in mentions for a in m.actors})
        self.near = frozenset(named)
        if len(named) > 1:
            self.together = dict(self.together)  # the sentences before keep theirs
            for pair in combinations(named, 2):
                self.together[pair] = self.together.get(pair, 0) + 1
        if not full:
            return
        first = next((m for m in full if ("nom" in m.cases or not m.cases) and not m.prep), full[0])
        self.subject = first.actors
        for mention in full:
            if mention.kind.startswith("pointer"):
                continue
            self.recent += mention.actors
            self.count.update(mention.actors)
            if len(mention.actors) > 1:
                self.groups.append(mention.actors)
            states = tuple(a for a in mention.actors if not self.actors.is_pact(a))
            if len(states) > 1:
                self.pair = states
        states = tuple(dict.fromkeys(a for m in full for a in m.actors if not self.actors.is_pact(a)))
        if len(states) == 2:
            self.pair = states

    def others(self) -> list[tuple[str, tuple[str, ...]]]:
        """Who may be meant without a word in the sentence, with what the context knows of them.

        The origin reads "rank" among the latest named, then t in the title, s subject of the sentence before,
        p of the last pair: "0ts". Those the article leads with, but names only later, are "f". Groups named together come last, as "g".
        """
        latest = list(dict.fromkeys(reversed(self.recent)))[:REACH]
        rows = [(f"{rank}{'t' * (a in self.title)}{'s' * (a in self.subject)}{'p' * (a in self.pair)}", (a,)) for rank, a in enumerate(latest)]
        rows += [(f"f{'t' * (a in self.title)}", (a,)) for a, rank in self.cast.ranks.items() if rank < LEADING and a not in latest]
        groups = dict.fromkeys(g for g in (self.subject, self.pair, *reversed(self.groups[-3:])) if len(g) > 1)
        return rows + [("g" + "s" * (group == self.subject) + "p" * (group == self.pair), group) for group in groups]

    def before(self, voice: str | None = None) -> Before:
        """What the next sentence is given. `voice`: who spoke last."""
        return Before(self.together, self.cast.pairs, tuple(self.story), self.story, self.number, voice, self.heading, self.about)

    def often(self, actors: tuple[str, ...]) -> int:
        """How often the article named the rarest of them so far."""
        return min([self.count[a] for a in actors], default=0)

    def titled(self, actors: tuple[str, ...]) -> bool:
        """Whether the title names one of them."""
        return not self.title.isdisjoint(actors)
