"""The coder: an article, sentence by sentence, → claims."""

import hashlib
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from itertools import combinations
from typing import Any, NamedTuple

from ..atlas import Deeds
from ..contracts import Known, Language, Line, Mention, Spot, Token, When
from ..contracts.pieces import pieces
from ..nouns import Article, Claim, Span
from .circumstances import day_of, is_old, when, where
from .context import STATES, Context, Register, cast
from .decode import by_type, drafts
from .features import deed_features
from .found import Found
from .frame import Candidate, Frame, bare, lay_out
from .grammar import shape
from .keep import judged
from .lexicon import Hit, Lexicon
from .ranker import ranked
from .scope import nothing, taken_back
from .scorer import Scorer
from .speaker import nearest_named, points, speaker, voice
from .status import status_features
from .words import Words


class Finders(NamedTuple):
    """What finds the mentions of a sentence by the article's day and the family names met so far, its times by that day, and its places."""

    mentions: Callable[[list[Token], date | None, set[str]], list[Mention]]
    times: Callable[[list[Token], date | None], list[When]] = lambda tokens, day: []
    spots: Callable[[list[Token]], list[Spot]] = lambda tokens: []


def lasting(hit: Hit, frame: Frame) -> bool:
    """A clash told by a noun that went on for years is history: "the conflict, which developed for many years"."""
    noun = shape(hit, frame) == "NOUN" and set(hit.senses) & {"clash", "attack"}
    return bool(noun) and any("years" in cues for cues in frame.cues[hit.last:hit.last + 14])


def words_of(article: Article, frame: Frame, found: tuple[int, int] | None) -> str | None:
    """The words of some tokens of a sentence."""
    tokens = frame.line.tokens
    return article.text[tokens[found[0]].start:tokens[found[1]].stop] if found else None


def named(article: Article, frame: Frame, says: tuple[int, int] | None) -> str | None:
    """Who says so by name: a pronoun means the subject before it, or who spoke last."""
    if says is None or not points(says, frame):
        return words_of(article, frame, says)
    return words_of(article, frame, nearest_named(says, frame)) or frame.before.voice or words_of(article, frame, says)


EXPECTABLE = frozenset("COOPERATE CONSULT AID SUPPORT".split())
OFF = frozenset("SANCTION REJECT".split())
EARLIER = 3  # sentences whose topics are remembered


def expected(status: str, deed: Found, frame: Frame) -> str:
    """What was only expected has not happened: "troops from five states had been expected" is planned, and cancelled where an earlier
    sentence told that one of the two called something off."""
    near = {cue for i in range(max(deed.hit.first - 2, 0), min(deed.hit.last + 2, len(frame.cues))) for cue in frame.cues[i]}
    if status != "actual" or deed.type not in EXPECTABLE or "expected" not in near:
        return status
    ends = {*deed.source.actors, *deed.target.actors}
    off = any(told.type in OFF and not ends.isdisjoint(told.sources + told.targets) for told in frame.before.told)
    return "cancelled" if off else "planned"


class Coder:
    """Codes articles of one language. `words`: its declared words; `models`: the scorers of models/coder.json.z; `threshold`: the chance of being right
    from which a deed is told."""

    def __init__(self, language: Language, words: Mapping[str, Any], deeds: Deeds, models: Mapping[str, Any], finders: Finders, actors: Register,
                 threshold: float = 0.5) -> None:
        self.language, self.words, self.senses = language, words, deeds.senses
        self.models = ranked(models)
        self.by_member = frozenset(act for act, row in deeds.acts.items() if row.get("by") == "member")
        self.mentions, self.times, self.spots = finders
        self.actors, self.threshold = actors._replace(is_pact=Known(actors.is_pact).__getitem__), threshold
        self.lexicon = Lexicon(language, words, models.get(f"lemmas_{language.code}", ()))
        self.told = Words(words, self.lexicon.topic_sets)
        self.readings = Known(lambda word: language.forms(word) if word[0].isalpha() else ())

    def frames(self, article: Article) -> Iterator[Frame]:
        """The sentences laid out, in order, each with the context before it."""
        seen: set[str] = set()
        last: str | None = None
        context = Context(self.actors, self.words.get("alone", {}), self.told.grammar.styles)
        title = self.language.tokens(article.title, 0, len(article.title))
        titled = self.mentions(title, article.published, seen)
        context.heading = self.told.heading(title, [self.readings[token.lower] for token in title])
        whole = [(start, stop, self.language.tokens(article.text, start, stop)) for start, stop in self.language.sentences(article.text)]
        cut = [piece for sentence in whole for piece in pieces(*sentence)]
        named = [self.mentions(tokens, article.published, seen) for _, _, tokens in cut]
        context.cast = cast([titled, *named])
        context.begin(context.resolve(titled))
        for (start, stop, tokens), mentions in zip(cut, named, strict=True):
            line = Line(start, stop, tokens, context.resolve(mentions), self.times(tokens, article.published), self.spots(tokens))
            if tokens:
                frame = self.frame(line, context, last)
                yield frame
                last = words_of(article, frame, voice(frame)) or last
                context.about = (frozenset[str]().union(*frame.topics), *context.about[:EARLIER - 1])
            context.note(line.mentions)
            context.number += 1

    def frame(self, line: Line, context: Context, last: str | None = None) -> Frame:
        forms = [self.readings[token.lower] for token in line.tokens]
        hits = self.lexicon.hits(line.tokens, forms)
        if not hits and not line.mentions:
            return bare(line, forms, self.told, context.before(last))
        here = {a for m in line.mentions for a in m.actors if m.kind not in ("adjective", "pointer:both")}
        rows: list[tuple[tuple[str, ...], Mention | None, str]] = [(m.actors, m, "here") for m in line.mentions]
        rows += [(actors, None, origin) for origin, actors in context.others() if not here.issuperset(actors)]
        candidates = [Candidate(actors, m, origin, context.often(actors), any(map(self.actors.is_pact, actors)), context.titled(actors),
                                context.near.issuperset(actors), context.cast.rank(actors)) for actors, m, origin in rows]
        return lay_out(line, forms, hits, candidates, self.told, context.before(last))

    def claims(self, article: Article) -> list[Claim]:
        """All claims of an article in order of their evidence."""
        found: list[Claim] = []
        for frame in self.frames(article):
            deeds = self.deeds(frame)
            for deed in deeds:
                found += self.write(article, frame, deed)
            frame.before.story.extend(d.earlier for d in deeds)
        return found

    def relate(self, text: str, source: tuple[int, int], target: tuple[int, int]) -> tuple[str, float]:
        """The likeliest type of what stands at `source` does to what stands at `target`, and its probability among the 16.

        The two ends are taken as given; each word that may tell a deed votes with the chance that it does.
        """
        tokens = self.language.tokens(text, 0, len(text))
        found = [self.given(tokens, span, name) for span, name in ((source, "SOURCE"), (target, "TARGET"))]
        line = Line(0, len(text), tokens, sorted((m for m in found if m), key=lambda m: m.first))
        frame = self.frame(line, Context(STATES))
        model: Scorer = self.models["deed"]
        votes: dict[str, float] = {}
        for hit in frame.hits:
            for type_, chance in by_type(model, model.probabilities(deed_features(hit, frame, self.senses))).items():
                votes[type_] = votes.get(type_, 0.0) + chance
        if not votes:
            return "CONSULT", 1 / 16
        best = max(votes, key=lambda t: votes[t])
        return best, votes[best] / sum(votes.values())

    @staticmethod
    def given(tokens: list[Token], span: tuple[int, int], name: str) -> Mention | None:
        """A told end as a mention."""
        inside = [i for i, t in enumerate(tokens) if t.start < span[1] and t.stop > span[0]]
        return Mention(inside[0], inside[-1], (name,), "name") if inside else None

    def said_at(self, article: Article, start: int, stop: int) -> str | None:
        """Who says what stands between two offsets, in the words of the text; None where nobody is named."""
        for frame in self.frames(article):
            inside = [i for i, token in enumerate(frame.line.tokens) if token.start < stop and token.stop > start and frame.forms[i]]
            if inside:
                form = frame.forms[inside[0]][0]
                return named(article, frame, speaker(Hit(inside[0], inside[-1], form.lemma, form, ("",)), frame))
        return None

    def deeds(self, frame: Frame) -> list[Found]:
        """The deeds of a sentence that are likely enough."""
        found = judged(drafts(frame, self.models, self.senses, self.by_member), frame, self.models, self.senses)
        return [f for f in found if f.probability >= self.threshold and not nothing(f.hit, frame)]

    def write(self, article: Article, frame: Frame, deed: Found) -> Iterator[Claim]:
        """One claim per source and target of a deed."""
        features = status_features(deed.hit, frame, deed.type)
        status_model, history, mutual = self.models["status"], self.models["background"], self.models["symmetric"]
        chances = status_model.probabilities(features)
        status, _ = taken_back(expected(status_model.classes[int(chances.argmax())], deed, frame), deed.type, deed.hit, frame)
        time = when(deed.hit, frame)
        background = history.chance(features) > 0.5 or lasting(deed.hit, frame) or is_old(time, article.published)
        whole = deed.source is deed.target
        symmetric = whole or mutual.chance(deed_features(deed.hit, frame, self.senses)) > 0.5
        pairs = list(combinations(deed.source.actors, 2)) if whole else [
            (s, t) for s in deed.source.actors for t in deed.target.actors if s != t]
        tokens = frame.line.tokens
        says = speaker(deed.hit, frame)
        who = named(article, frame, says)
        spans = tuple(self.spans(article, frame, deed, says))
        start, stop = tokens[deed.hit.first].start, tokens[deed.hit.last].stop
        for source, target in pairs:
            text = f"{article.id}|{start}|{stop}|{source}|{deed.type}|{deed.act}|{target}"
            yield Claim(id=hashlib.sha256(text.encode()).hexdigest()[:16], article=article.id, start=start, stop=stop, date=day_of(time, article.published),
                      source=source, target=target, type=deed.type, act=deed.act, status=status, symmetric=symmetric, background=background, speaker=who,
                      probability=round(deed.probability, 3), spans=spans, rule="|".join(deed.hit.senses))

    @staticmethod
    def spans(article: Article, frame: Frame, deed: Found, says: tuple[int, int] | None) -> Iterator[Span]:
        tokens = frame.line.tokens
        rows = [("trigger", deed.hit.first, deed.hit.last)]
        rows += [(name, c.mention.first, c.mention.last) for name, c in (("source", deed.source), ("target", deed.target)) if c.mention]
        rows += [("speaker", *says)] if says else []
        time, spot = when(deed.hit, frame), where(deed.hit, frame)
        rows += [(f"when {time.value}", time.first, time.last)] if time else []
        rows += [(f"place {spot.place}", spot.first, spot.last)] if spot else []
        for name, first, last in rows:
            start, stop = tokens[first].start, tokens[last].stop
            yield Span(start, stop, article.text[start:stop], name)
