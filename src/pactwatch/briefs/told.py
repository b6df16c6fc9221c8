"""The deeds that the commentary gives to the excerpted article, told only so far as the excerpt bears them out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..nouns import Actor, Article, Claim, Sentence
from .desktop import UNNAMED, Desktop
from .notes import tongue
from .phrases import Deed, Teller, deeds
from .pick import bearing
from .quotes import Paragraphs
from .sense import EVEN, SURE, own_word, quarrel, sensible, telling


def _spellings(actor: Actor, languages: Sequence[str]) -> list[str]:
    """Lower-case spellings of an actor, long ones without their last two letters: endings vary."""
    found = []
    for code in languages:
        words = [w for listed in actor.words.get(code, {}).values() for entry in listed for w in entry.split("/")]
        words += [office.names[code].split(" ")[-1] for office in actor.offices if code in office.names]
        found += [w.lower() if len(w) < 6 or code == "en" else w.lower()[:-2] for w in words]
    return found


def seen(actor: Actor | None, text: str, languages: Sequence[str]) -> bool:
    """Whether a text names the actor by any of its declared words."""
    return actor is not None and any(word in text for word in _spellings(actor, languages) if word)


@dataclass(frozen=True, slots=True)
class Told:
    """What the excerpt says: its deeds, the most telling first, and the claims that could not be told."""

    claims: tuple[Claim, ...]
    deeds: tuple[Deed, ...]
    unseen: tuple[Claim, ...]  # their actors are not named in the excerpt


@dataclass(frozen=True, slots=True)
class Story:
    """What a commentary is written from: the desk, who tells, the article with its excerpt, what it says, and what each event did."""

    desk: Desktop
    teller: Teller
    article: Article
    excerpt: Paragraphs
    said: Told
    effects: Mapping[str, float]


def _shown(article: Article, paragraphs: Paragraphs) -> str:
    pairs = [pair for paragraph in paragraphs for pair in paragraph]
    texts = [article.title, article.title_en or "", *(pair.original if pair.translation is None else pair.translation for pair in pairs)]
    return "\n".join(texts).lower()


def _covered(offset: int, spans: Sequence[tuple[int, int]]) -> bool:
    return any(start <= offset < stop for start, stop in spans)


def _weighed(desk: Desktop, article: Article, paragraphs: Paragraphs, effects: dict[str, float]) -> dict[str, float]:
    """Bearing of the claims whose evidence lies in the excerpt and that may stand in prose, the doubtful only for want of others."""
    spans = [(pair.passage.start, pair.passage.stop) for paragraph in paragraphs for pair in paragraph]
    own = [c for c in desk.claims.values() if c.article == article.id and not c.background and sensible(desk, c)]
    inside = [c for c in own if _covered(c.start, spans) and _covered(c.stop - 1, spans)]
    weights = {c.id: weight for c in inside if (weight := bearing(desk, c, effects)) > 0}
    sure, even = ({c: w for c, w in weights.items() if desk.claims[c].probability >= least} for least in (SURE, EVEN))
    return sure if len(sure) > 1 else even or weights


def _chosen(desk: Desktop, teller: Teller, ranked: Sequence[Claim], most: int) -> list[Deed]:
    """The first deeds, at most `most`; a vague one only of a pair of which nothing better is told, a bare one only to fill."""
    kept: list[Claim] = []
    for claim in ranked:
        tier, pair = telling(desk, claim), {claim.source, claim.target}
        vague = tier < 3 and any(pair == {c.source, c.target} for c in kept)
        found = deeds([*kept, claim], teller.names)
        if not vague and len(found) <= {3: most, 2: most - 1, 1: 3, 0: 1}[tier]:
            kept.append(claim)
    return deeds(kept, teller.names)


def told(desk: Desktop, teller: Teller, article: Article, paragraphs: Paragraphs, effects: dict[str, float], most: int = 5) -> Story:
    """The story of the most telling claims of the excerpt, as at most `most` deeds, those first that a declared act or force makes plain."""
    weights = _weighed(desk, article, paragraphs, effects)
    claims = [desk.claims[c] for c in weights]
    ranked = sorted(claims, key=lambda c: (-telling(desk, c), -weights[c.id], c.start, c.id))
    text, codes = _shown(article, paragraphs), ("en", article.language)
    named = [c for c in ranked if all(seen(desk.actors.get(a), text, codes) for a in (c.source, c.target))]
    found = _chosen(desk, teller, named, most)
    used = tuple(c for d in found for c in d.claims)
    said = Told(used, tuple(found), tuple(c for c in ranked if c not in named))
    return Story(desk, teller, article, paragraphs, said, effects)


def _descriptor(desk: Desktop, article: Article) -> str:
    source, told_in = desk.source(article), tongue(desk, article)
    if source is None:
        outlet = f"{told_in} outlet".lstrip()
        named = f"an {outlet}" if outlet[0] in "AEIOUo" else f"a {outlet}"
        if desk.outlet(article) == UNNAMED:
            return f"{named} that is not named"
        return f"{desk.outlet(article)}, {named} whose city, kind, and reliability are not declared,"
    about = ", ".join(part for part in (f"{source.city}-based" if source.city else "", told_in) if part)
    return f"the {about} {source.kind} {source.title}" if about else f"the {source.kind} {source.title}"


def _subject(desk: Desktop, teller: Teller, told_: Sequence[Deed], shown: str) -> str:
    """ "strains within the CSTO", "cooperation between …", "relations among …"; "" where no deed was told."""
    if not told_:
        return ""
    tones = [quarrel(d.type) for d in told_ if d.status == "actual"]
    cold, warm = tones.count(True), tones.count(False)
    kind = teller.table["subject"]["conflict" if cold > warm else "cooperation" if warm and not cold else "mixed"]
    once = list(dict.fromkeys([a for d in told_ for a in d.sources] + [t for d in told_ for t in d.targets]))
    if set(once) <= desk.circle and len(once) > 2 and seen(desk.actors.get(desk.pact.id), shown, ("en", *desk.watch.languages)):
        others = [a for a in once if a != desk.pact.id]
        return f"{kind} within {teller.names.the(desk.pact.id)}" + (f" involving {teller.names.list(others)}" if len(others) < 5 else "")
    return f"{kind} {'between' if len(once) == 2 else 'among'} {teller.names.list(once)}"


def opening(story: Story) -> Sentence:
    """The excerpted article from the … discusses …: strains, cooperation or relations between those who act in it."""
    desk, teller, article, said = story.desk, story.teller, story.article, story.said
    nothing = f"a subject in which no deed that bears on {teller.names.the(desk.pact.id)} was coded"
    what = _subject(desk, teller, said.deeds, _shown(article, story.excerpt)) or nothing
    text = f"The excerpted article from {_descriptor(desk, article)} discusses {what}."
    claims = [c for d in said.deeds for c in d.claims]
    passages = tuple(desk.passage(c) for c in claims) or (story.excerpt[0][0].passage,)
    return Sentence(text, desk.events_of(claims), passages)


def _tone(group: Sequence[Deed]) -> bool | None:
    """True for a quarrel, False for cooperation, None for neither."""
    tones = {quarrel(d.type) for d in group} - {None}
    return tones.pop() if len(tones) == 1 else None


def _frame(frames: Mapping[str, Any], number: int, last: bool, turned: bool) -> str:
    """How the article is made to say it: the first, one that turns from quarrel to cooperation or back, the last, the others."""
    if number == 0:
        return str(frames["first"])
    if turned:
        return str(frames["turn"])
    return str(frames["last"] if last and number > 1 else frames["next"][(number - 1) % len(frames["next"])])


def _cites(group: Sequence[Deed]) -> bool:
    """Whether the article has it from somebody who is not among the doers."""
    deed = group[0]
    return bool(deed.speaker) and deed.speaker not in deed.sources and not all(own_word(c) for c in deed.claims)


def _framed(teller: Teller, group: Sequence[Deed], clause: str, again: bool, frame: str) -> str:
    frames, speaker = teller.table["attribution"], group[0].speaker or ""
    if _cites(group):
        cited = teller.names.speaker(speaker)
        frame = frames["speaker"] if cited else frames["same"] if again else frames["someone"]
        return str(frame.format(said=clause, speaker=cited))
    return frame.format(said=clause)


def attributed(story: Story, most: int = 4) -> tuple[Sentence, ...]:
    """At most `most` sentences, each for one deed or for two of one subject, each given to the article."""
    desk, teller, article = story.desk, story.teller, story.article
    told_ = [(g, c) for g in teller.together(story.said.deeds) if (c := teller.clause(g, article.published))][:most]
    main = _tone(told_[0][0]) if told_ else None
    told_.sort(key=lambda held: {_tone(held[0]), main} == {True, False})  # what runs the other way comes last
    sentences: list[Sentence] = []
    before: bool | None = None
    turns = 0
    for number, (group, clause) in enumerate(told_):
        tone = _tone(group)
        turned = tone is not None and before is not None and tone != before and turns == 0
        turns, before = turns + turned, before if tone is None else tone
        again = number > 0 and _cites(told_[number - 1][0])
        text = _framed(teller, group, clause, again, _frame(teller.table["attribution"], number, number == len(told_) - 1, turned))
        claims = [c for d in group for c in d.claims]
        sentences.append(Sentence(text, desk.events_of(claims), tuple(desk.passage(c) for c in claims)))
    return tuple(sentences)
