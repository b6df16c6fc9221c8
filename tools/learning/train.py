"""All scorers from coded texts. The judge of drafts, and the threshold, are learned on drafts of texts that the others had not seen."""

import collections
from dataclasses import dataclass

import numpy as np

from pactwatch.claims.decode import drafts, keep_features
from pactwatch.claims.frame import Told

from .fit import STRENGTH, STRENGTH_KEEP, fit, fit_deed, fit_ends
from .samples import Names, new_lemmas, samples
from .texts import coders, shuffled

ALARMS = 0.12  # of quiet sentences at the most
NEAR = 0.004  # of cuts whose F1 lies this near the best, the highest is taken: it disturbs the fewest quiet sentences
INNER = 3  # folds within the training texts, on whose unseen parts drafts are judged
LIKELY = 0.3  # drafts that count as told to the sentences after them, while their judge is still to be learned


@dataclass
class Judged:
    """A sentence with its drafts as (features, rows written, rows right), and the deeds that count as told after it."""

    gold: int
    drafts: list
    told: list


def train(texts, found, quiet=True):
    """Name → scorer. Samples are made once; each inner fold learns from its part of them."""
    order = shuffled(texts)
    lemmas = new_lemmas(order, found)
    names = collections.defaultdict(Names)
    bare = coders({f"lemmas_{code}": lemmas[code] for code in lemmas}, found)
    made = [samples(text, bare[text.article.language], names) for text in order]
    if not quiet:
        print(dict(sum((one.lost for one in made), collections.Counter())))
    judged = [[] for _ in order]
    for fold in range(INNER):
        models = base([one for i, one in enumerate(made) if i % INNER != fold], names, lemmas)
        able = coders(models, found)
        for i in range(fold, len(order), INNER):
            judged[i] = list(judge(order[i], able[order[i].article.language], names["keep"]))
    made = [samples(text, bare[text.article.language], names, [sentence.told for sentence in sentences])
            for text, sentences in zip(order, judged, strict=True)]
    rows = [row for text in judged for sentence in text for row in sentence.drafts]
    keep = fit([features for features, _, _ in rows], [str(bool(good)) for _, _, good in rows], names["keep"], STRENGTH_KEEP)
    cuts = {code: threshold([(t, j) for t, j in zip(order, judged, strict=True) if t.article.language == code], keep, list(names["keep"])) for code in lemmas}
    return base(made, names, lemmas) | {"keep": keep, "threshold": cuts}


def base(made, names, lemmas):
    """All scorers but the judge of drafts."""
    models = {"deed": fit_deed(*hits(made, "deed"), names["deed"]), **fit_ends([choice for one in made for choice in one.ends], names)}
    for name in STRENGTH:
        models[name] = fit(*hits(made, name), names["deed" if name == "symmetric" else "status"], STRENGTH[name])
    return models | {f"lemmas_{code}": lemmas[code] for code in lemmas}


def hits(made, name):
    rows = [row for one in made for row in one.hits[name]]
    return [features for features, _ in rows], [label for _, label in rows]


def judge(text, coder, names):
    """Each sentence of a text that the coder's scorers had not seen."""
    for frame in coder.frames(text.article):
        gold = [e for row in text.gold if row["char_start"] < frame.line.stop and row["char_end"] > frame.line.start for e in row["events"]]
        mine = drafts(frame, coder.models, coder.senses, coder.by_member)
        told = [Told(f.source.actors, f.target.actors, f.type) for f in mine if f.probability >= LIKELY]
        frame.story.extend(told)
        yield Judged(len(gold), [(names.row(keep_features(f, mine, frame, coder.senses)), *right(f, gold)) for f in mine], told)


def right(found, gold):
    """How many rows a draft writes, and how many of them are told."""
    told = {(e["source"], e["target"], e["type"]) for e in gold} | {(e["target"], e["source"], e["type"]) for e in gold if e["symmetric"]}
    whole = found.source is found.target
    rows = [found.source.actors] if whole else [(s, t) for s in found.source.actors for t in found.target.actors]
    good = sum((s, t, found.type) in told for s, t in rows)
    return len(rows), good if 2 * good >= len(rows) else 0


def threshold(texts, keep, names):
    """The chance from which a draft is worth writing: F1 near its best, with fewer quiet sentences disturbed than ALARMS."""
    gold = sum(len(row["events"]) for text, _ in texts for row in text.gold)
    chances = [(s.gold, [(keep.chance([names[n] for n in f]), n, good) for f, n, good in s.drafts]) for _, judged in texts for s in judged]
    quiet = [max((c for c, _, _ in rows), default=0.0) for told, rows in chances if not told]
    curve = {}
    for cut in np.arange(0.15, 0.7, 0.01):
        kept = [(n, good) for _, rows in chances for c, n, good in rows if c >= cut]
        if np.mean([q >= cut for q in quiet]) < ALARMS:
            curve[round(float(cut), 2)] = 2 * sum(good for _, good in kept) / (gold + sum(n for n, _ in kept))
    return max((cut for cut, f1 in curve.items() if f1 >= max(curve.values()) - NEAR), default=0.5)
