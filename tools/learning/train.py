"""All scorers from coded texts. The judge of drafts is learned on drafts of texts that the others had not seen."""

import collections
import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pactwatch.claims import Coder
from pactwatch.claims.decode import drafts
from pactwatch.claims.found import Found
from pactwatch.claims.frame import Earlier
from pactwatch.claims.keep import keep_features
from pactwatch.mentions import Finder

from .fit import STRENGTH, STRENGTH_KEEP, fit, fit_deed, fit_ends
from .samples import Names, Row, Samples, new_lemmas, samples
from .texts import Coded, Text, coders, shuffled

BAR = 0.36  # the chance of being right from which a draft is written: mean F1 loses .003 from .34 on, and a higher bar disturbs fewer quiet sentences
LOOKS = {"act": "act", "status": "status", "background": "status", "symmetric": "deed"}  # scorers, with the features they look at
INNER = 3  # folds within the training texts, on whose unseen parts drafts are judged
QUIET = 2  # how often the judge of drafts counts a text in which nothing happens: the press holds far more of such than the texts learned from
LIKELY = 0.3  # drafts that count as told to the sentences after them, while their judge is still to be learned


@dataclass
class Judged:
    """A sentence with its drafts as (features, whether right), and the deeds that count as told after it."""

    drafts: list[tuple[Row, bool]]
    told: list[Earlier]


def train(texts: Iterable[Text], found: Mapping[str, Finder], quiet: bool = True) -> dict[str, Any]:
    """Name → scorer. Samples are made once; each inner fold learns from its part of them."""
    order = shuffled(texts)
    lemmas = new_lemmas(order, found)
    names: dict[str, Names] = collections.defaultdict(Names)
    bare = coders({f"lemmas_{code}": lemmas[code] for code in lemmas}, found)
    made = [samples(text, bare[text.article.language], names) for text in order]
    if not quiet:
        print(dict(sum((one.lost for one in made), collections.Counter())))
    judged: list[list[Judged]] = [[] for _ in order]
    for fold in range(INNER):
        models = base([one for i, one in enumerate(made) if i % INNER != fold], names, lemmas)
        able = coders(models, found)
        for i in range(fold, len(order), INNER):
            judged[i] = list(judge(order[i], able[order[i].article.language], names["keep"]))
    made = [samples(text, bare[text.article.language], names, [sentence.told for sentence in sentences])
            for text, sentences in zip(order, judged, strict=True)]
    rows = [row for text, sentences in zip(order, judged, strict=True) for sentence in sentences for row in sentence.drafts * (1 if eventful(text) else QUIET)]
    keep = fit([features for features, _ in rows], [str(good) for _, good in rows], names["keep"], STRENGTH_KEEP)
    return base(made, names, lemmas) | {"keep": keep, "threshold": dict.fromkeys(lemmas, BAR)}


def eventful(text: Text) -> bool:
    return any(row["events"] for row in text.gold)


def base(made: Sequence[Samples], names: dict[str, Names], lemmas: Mapping[str, list[str]]) -> dict[str, Any]:
    """All scorers but the judge of drafts."""
    models: dict[str, Any] = {"deed": fit_deed(*hits(made, "deed"), names["deed"]), **fit_ends([choice for one in made for choice in one.ends], names)}
    for name, looks in LOOKS.items():
        models[name] = fit(*hits(made, name), names[looks], STRENGTH[name])
    met = collections.Counter(pair for one in made for pair in one.acts)
    models["acts"] = {type_: sorted(act for (t, act), texts in met.items() if t == type_ and texts > 1) for type_ in models["deed"].classes}
    return models | {f"lemmas_{code}": lemmas[code] for code in lemmas}


def hits(made: Iterable[Samples], name: str) -> tuple[list[Row], list[str]]:
    """What one scorer learns from: features and labels."""
    rows = [row for one in made for row in one.hits[name]]
    return [features for features, _ in rows], [label for _, label in rows]


def judge(text: Text, coder: Coder, names: Names) -> Iterator[Judged]:
    """Each sentence of a text that the coder's scorers had not seen."""
    for frame in coder.frames(text.article):
        gold = [e for row in text.gold if row["char_start"] < frame.line.stop and row["char_end"] > frame.line.start for e in row["events"]]
        mine = drafts(frame, coder.models, coder.senses, coder.by_member)
        told = [f.earlier for f in mine if f.probability >= LIKELY]
        frame.before.story.extend(told)
        yield Judged([(names.row(keep_features(f, mine, frame, coder.senses)), right(f, gold)) for f in mine], told)


def right(found: Found, gold: Iterable[Coded]) -> bool:
    """Whether at least half of the rows that a draft writes are told."""
    told = {(e["source"], e["target"], e["type"]) for e in gold} | {(e["target"], e["source"], e["type"]) for e in gold if e["symmetric"]}
    whole = found.source is found.target
    rows = list(itertools.combinations(found.source.actors, 2)) if whole else [(s, t) for s in found.source.actors for t in found.target.actors]
    return 2 * sum((s, t, found.type) in told for s, t in rows) >= len(rows)
