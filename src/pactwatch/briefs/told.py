"""The deeds that the commentary gives to the excerpted article, told only so far as the excerpt bears them out."""

from collections.abc import Sequence
from dataclasses import dataclass

from ..nouns import Actor, Article, Claim, Sentence
from .desktop import Desktop
from .notes import language
from .phrases import Deed, Teller, deeds
from .pick import bearing
from .quotes import Paragraphs

CONFLICT = frozenset(("ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"))
NEUTRAL = frozenset(("REQUEST", "CONSULT"))  # friends and foes alike ask and meet


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
    """What the excerpt says: its deeds in the order of the text, and the claims that could not be told."""

    claims: tuple[Claim, ...]
    deeds: tuple[Deed, ...]
    unseen: tuple[Claim, ...]  # their actors are not named in the excerpt


def _shown(article: Article, paragraphs: Paragraphs) -> str:
    pairs = [pair for paragraph in paragraphs for pair in paragraph]
    texts = [article.title, article.title_en or "", *(pair.original if pair.translation is None else pair.translation for pair in pairs)]
    return "\n".join(texts).lower()


def _covered(offset: int, spans: Sequence[tuple[int, int]]) -> bool:
    return any(start <= offset < stop for start, stop in spans)


def told(desk: Desktop, teller: Teller, article: Article, paragraphs: Paragraphs, effects: dict[str, float], most: int = 6) -> Told:
    """The weightiest claims of the excerpt, at most `most`, in its order. A claim counts if its evidence lies in the excerpt."""
    spans = [(pair.passage.start, pair.passage.stop) for paragraph in paragraphs for pair in paragraph]
    own = [c for c in desk.claims.values() if c.article == article.id]
    inside = [c for c in own if _covered(c.start, spans) and _covered(c.stop - 1, spans)]
    weights = {c.id: bearing(desk, c, effects) for c in inside if not c.background}
    kept = sorted((c for c in inside if weights.get(c.id, 0) > 0), key=lambda c: (-weights[c.id], c.start, c.id))
    text, codes = _shown(article, paragraphs), ("en", article.language)
    named = [c for c in kept if all(seen(desk.actors.get(a), text, codes) for a in (c.source, c.target))]
    found = sorted(deeds(named, teller.names), key=lambda d: -max(weights[c.id] for c in d.claims))[:most]
    found.sort(key=lambda d: (min(c.start for c in d.claims), d.claims[0].id))
    used = tuple(c for d in found for c in d.claims)
    return Told(used, tuple(found), tuple(c for c in kept if c not in named))


def _descriptor(desk: Desktop, article: Article) -> str:
    source, tongue = desk.source(article), f"{language(desk, article.language)}-language"
    if source is None:
        named = "an " if tongue[0] in "AEIOU" else "a "
        return f"{desk.outlet(article)}, {named}{tongue} outlet whose city, kind and reliability are not declared,"
    based = f"{source.city}-based, " if source.city else ""
    return f"the {based}{tongue} {source.kind} {source.title}"


def _subject(teller: Teller, told_: Sequence[Deed]) -> str:
    """ "strains between Kyrgyzstan and the CSTO", "relations among …"; "" where no deed was told."""
    if not told_:
        return ""
    actors = list(dict.fromkeys(a for d in told_ for a in d.sources)) + [t for d in told_ for t in d.targets]
    done = [d.type for d in told_ if d.status == "actual" and d.type not in NEUTRAL]
    quarrels = {type_ in CONFLICT for type_ in done}
    kind = "mixed" if len(quarrels) != 1 else "conflict" if True in quarrels else "cooperation"
    once = list(dict.fromkeys(actors))
    return f"{teller.table['subject'][kind]} {'between' if len(once) == 2 else 'among'} {teller.names.list(once)}"


def opening(desk: Desktop, teller: Teller, article: Article, paragraphs: Paragraphs, said: Told) -> Sentence:
    """The excerpted article from the … discusses …: strains, cooperation or relations between those who act in it."""
    what = _subject(teller, said.deeds) or f"a subject in which no deed that bears on {teller.names.the(desk.pact.id)} was coded"
    text = f"The excerpted article from {_descriptor(desk, article)} discusses {what}."
    claims = [c for d in said.deeds for c in d.claims]
    passages = tuple(desk.passage(c) for c in claims) or (paragraphs[0][0].passage,)
    return Sentence(text, desk.events_of(claims), passages)


def _framed(teller: Teller, group: Sequence[Deed], clause: str, number: int) -> str:
    frames, speaker = teller.table["attribution"], group[0].speaker
    frame = frames["first"] if number == 0 else frames["next"][(number - 1) % len(frames["next"])]
    if speaker and speaker not in group[0].sources:
        known = teller.names.known(speaker)
        frame = frames["speaker"] if known else frames["someone"]
        return str(frame.format(said=clause, speaker=teller.names.the(speaker)))
    return str(frame.format(said=clause))


def attributed(desk: Desktop, teller: Teller, article: Article, said: Told) -> tuple[Sentence, ...]:
    """One sentence for each deed, or for two of one subject, each given to the article."""
    sentences: list[Sentence] = []
    for group in teller.together(said.deeds):
        clause = teller.clause(group, article.published)
        claims = [c for d in group for c in d.claims]
        if clause:
            text = _framed(teller, group, clause, len(sentences))
            sentences.append(Sentence(text, desk.events_of(claims), tuple(desk.passage(c) for c in claims)))
    return tuple(sentences)
