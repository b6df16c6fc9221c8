"""What earlier sentences and the title settle: whom «он», «республика», "the bloc" mean, and who else may be meant.

The context of a sentence is declared: the title, and what the sentences before it in the article mention.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from ..contracts import Mention


@dataclass(slots=True)
class Context:
    """Who was spoken of so far. `is_pact` tells pacts from states."""

    is_pact: Callable[[str], bool]
    title: list[str] = field(default_factory=list)
    subject: tuple[str, ...] = ()  # of the sentence before
    recent: list[str] = field(default_factory=list)  # all actors, the latest last
    pair: tuple[str, ...] = ()  # the last two or more named together

    def begin(self, mentions: list[Mention]) -> None:
        """Reads the title."""
        self.note(mentions)
        self.title = list(dict.fromkeys(self.recent))

    def state(self, skip: tuple[str, ...] = ()) -> tuple[str, ...]:
        return next(((a,) for a in reversed(self.recent) if not self.is_pact(a) and a not in skip), ())

    def pact(self) -> tuple[str, ...]:
        return next(((a,) for a in reversed(self.recent) if self.is_pact(a)), ())

    def both(self) -> tuple[str, ...]:
        if self.pair:
            return self.pair
        states = list(dict.fromkeys(a for a in reversed(self.recent) if not self.is_pact(a)))[:2]
        return tuple(reversed(states))

    def resolve(self, mentions: list[Mention]) -> list[Mention]:
        """The mentions with the pointers told; those that nothing tells are left out."""
        found: list[Mention] = []
        here: list[str] = []
        for mention in mentions:
            if not mention.actors:
                actors = self.told(mention, here)
                mention = replace(mention, actors=actors, kind="pointer:" + mention.kind)
            elif mention.kind != "adjective":
                here += mention.actors
            if mention.actors:
                found.append(mention)
        return found

    def told(self, mention: Mention, here: list[str]) -> tuple[str, ...]:
        states = [a for a in here if not self.is_pact(a)]
        if mention.kind == "pact":
            return next(((a,) for a in reversed(here) if self.is_pact(a)), self.pact())
        if mention.kind == "both":
            return tuple(dict.fromkeys(states))[:4] if len(set(states)) > 1 else self.both()
        if mention.kind == "state":
            return (states[0],) if states else self.state() if not self.subject or self.is_pact(self.subject[0]) else self.subject[:1]
        if here:
            return (here[0],)
        return self.subject[:1] or self.state()

    def note(self, mentions: list[Mention]) -> None:
        """Remembers a sentence's mentions."""
        full = [m for m in mentions if m.actors and m.kind != "adjective"] or [m for m in mentions if m.actors]
        if not full:
            return
        first = next((m for m in full if ("nom" in m.cases or not m.cases) and not m.prep), full[0])
        self.subject = first.actors
        for mention in full:
            self.recent += [a for a in mention.actors]
            states = tuple(a for a in mention.actors if not self.is_pact(a))
            if len(states) > 1:
                self.pair = states
        states = tuple(dict.fromkeys(a for m in full for a in m.actors if not self.is_pact(a)))
        if len(states) == 2:
            self.pair = states

    def others(self) -> list[tuple[str, tuple[str, ...]]]:
        """Who may be meant without a word in the sentence, with the place in the context that offers them."""
        second = next(((a,) for a in reversed(self.recent) if a not in self.subject), ())
        rows = [("subject", self.subject), ("second", second), ("pair", self.both()), ("pact", self.pact())]
        rows += [(f"title{i}", (a,)) for i, a in enumerate(self.title[:2])]
        return [(name, actors) for name, actors in rows if actors]
