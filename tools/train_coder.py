"""Trains the coder's scorers from coded texts, and measures them on what they have not seen.

    train_coder.py FOLDER… --out src/pactwatch/models/coder.json.z     learn from all the folders
    train_coder.py FOLDER… --folds 5 --to OUT                          write each folder's claims, coded by folds

A folder holds articles.jsonl and gold.jsonl (a line per sentence: article_id, char_start, char_end, events).
Deterministic: the same texts give the same weights. Needs scikit-learn.
"""

import argparse
import collections
import json
import random
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
from scipy.optimize import minimize
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from pactwatch import atlas
from pactwatch.claims import Coder
from pactwatch.claims import features as look
from pactwatch.claims.decode import NOTHING, able, drafts, keep_features
from pactwatch.claims.scorer import Scorer, pack
from pactwatch.languages import en, ru
from pactwatch.mentions import Finder
from pactwatch.nouns import Article

LANGUAGES = {"ru": ru, "en": en}
# Words too common to tell a deed by themselves, whatever trigger they once stood in.
PLAIN = set("""быть стать мочь начать дать должный принять_участие занять занятой сделать добавить заявить рассказать объявить объявлять заметить отметить
ответить прийти пойти стоить стоять идти оставаться остаться связать назвать решить ехать сохраняться акция мера план операция прийтись завершиться
have be will would the may must can could say tell claim do get make take give see come second change still further work initiative need use
announce affect follow remain respond reply should draw shape with""".split())
STRENGTH_ENDS = 0.1
ALARMS = 0.14  # of quiet sentences at the most
INNER = 3  # folds within the training texts, on whose unseen parts drafts are judged
STRENGTH_DEED = 0.12
STRENGTH = {"status": 0.6, "background": 0.6, "symmetric": 0.5}
STRENGTH_KEEP = 0.1


@dataclass
class Text:
    article: Article
    gold: list[dict]
    folder: str


def day(text):
    try:
        return date.fromisoformat(text)
    except (TypeError, ValueError):
        return None


def read(folders):
    for folder in folders:
        gold = collections.defaultdict(list)
        for row in map(json.loads, (folder / "gold.jsonl").open(encoding="utf-8")):
            gold[row["article_id"]].append(row)
        for row in map(json.loads, (folder / "articles.jsonl").open(encoding="utf-8")):
            if row["lang"] in LANGUAGES:
                yield Text(Article(row["id"], row["lang"], row["title"], row["text"], day(row["published"])), gold[row["id"]], folder.name)


def finders():
    world = atlas.world()
    return {code: Finder(atlas.named(world.actors, code), language, atlas.words(code)) for code, language in LANGUAGES.items()}


def coders(models, found, threshold=0.5):
    world = atlas.world()
    return {code: Coder(LANGUAGES[code], atlas.words(code), world.deeds, models, finder.mentions,
                        lambda a: world.actors[a].kind != "state", atlas.styles, threshold) for code, finder in found.items()}


def covers(event, text, row):
    """Where the trigger of an event stands in the text; None where it cannot be found."""
    at = text.find(event["trigger"], row["char_start"], row["char_end"])
    return (at, at + len(event["trigger"])) if at >= 0 else None


def new_lemmas(texts):
    """Heads of triggers that no declared entry covers, by language: they join the lexicon without a sense."""
    world = atlas.world()
    found = collections.defaultdict(collections.Counter)
    bare = coders({}, finders())
    for text in texts:
        coder = bare[text.article.language]
        for row in text.gold:
            tokens = coder.language.tokens(text.article.text, row["char_start"], row["char_end"])
            forms = [coder.language.forms(t.lower) if t.lower[0].isalpha() else () for t in tokens]
            hits = coder.lexicon.hits(tokens, forms)
            for event in row["events"]:
                span = covers(event, text.article.text, row)
                if not span or any(tokens[h.first].start < span[1] and tokens[h.last].stop > span[0] for h in hits):
                    continue
                inside = [i for i, t in enumerate(tokens) if span[0] <= t.start < span[1] and forms[i]]
                heads = [i for i in inside if forms[i][0].pos in ("VERB", "INF", "PART", "GERUND", "NOUN", "WORD", "ADJ")]
                if heads:
                    found[text.article.language][forms[heads[0]][0].lemma] += 1
    del world
    return {code: sorted(lemma for lemma in counts if len(lemma) > 2 and lemma not in PLAIN) for code, counts in found.items()}


def samples(texts, lemmas, found):
    """Feature lists with labels for every scorer."""
    world = atlas.world()
    rows = collections.defaultdict(list)
    lost = collections.Counter()
    bare = coders({f"lemmas_{code}": found_ for code, found_ in lemmas.items()}, found)
    for text in texts:
        coder = bare[text.article.language]
        for frame in coder.frames(text.article):
            gold = [row for row in text.gold if row["char_start"] < frame.line.stop and row["char_end"] > frame.line.start]
            events = [(event, covers(event, text.article.text, row)) for row in gold for event in row["events"]]
            told = collections.defaultdict(list)
            for event, span in events:
                lost["all"] += 1
                hit = choose(event, span, frame, world.deeds.senses)
                if hit is None:
                    lost["no hit"] += 1
                else:
                    told[hit].append(event)
            add(rows, frame, told, world.deeds.senses, lost)
    return rows, lost


def choose(event, span, frame, senses):
    """The hit that tells an event: inside its trigger, of its type where one is declared."""
    tokens = frame.line.tokens
    if span is None:
        return None
    inside = [h for h in frame.hits if tokens[h.first].start < span[1] and tokens[h.last].stop > span[0]]
    typed = [h for h in inside if any(event["type"] in d for s in h.senses if s for d in map(str, senses[s].values()))]
    return (typed or inside or [None])[0]


def add(rows, frame, told, senses, lost):
    for hit in frame.hits:
        features = look.deed_features(hit, frame, senses)
        events = told.get(hit, [])
        types = collections.Counter((e["type"], e["act"]) for e in events)
        label = types.most_common(1)[0][0] if types else None
        if not label and any((o.first <= hit.last and hit.first <= o.last + 2) or hit.first <= o.first <= hit.last + 2 for o in told):
            continue  # beside a told deed: "refused to sign" is one deed, and its other half no quiet word
        rows["deed"].append((features, f"{label[0]}/{label[1]}" if label and label[1] else label[0] if label else NOTHING))
        if not label:
            continue
        same = [e for e in events if e["type"] == label[0]]
        rows["symmetric"].append((features, str(bool(same[0]["symmetric"]))))
        status = look.status_features(hit, frame, label[0])
        rows["status"].append((status, same[0]["status"]))
        rows["background"].append((status, str(bool(same[0].get("background")))))
        ends(rows, hit, frame, same, label[0], lost)


def ends(rows, hit, frame, events, type_, lost):
    """One choice among all pairs of candidates; the right ones are told."""
    sources, targets = {e["source"] for e in events}, {e["target"] for e in events}
    mutual = any(e["symmetric"] for e in events)
    pairs = [(a, b) for a in frame.candidates for b in frame.candidates if able(a, b)]

    def fits(a, b):
        if a is b:
            return mutual and set(a.actors) == sources | targets
        found = (set(a.actors), set(b.actors))
        return found == (sources, targets) or (mutual and found == (targets, sources))

    good = [fits(a, b) for a, b in pairs]
    if not any(good):
        good = [a is not b and set(a.actors) <= sources and set(b.actors) <= targets for a, b in pairs]
    lost["pair" if any(good) else "no pair"] += 1
    if any(good):
        rows["ends"].append((hit, frame, type_, pairs, good))


def fit_ends(rows):
    """Source, target and pair weights together: the chance of the right pair among all pairs of a hit (conditional logit)."""
    cand, s_index, t_index, group, good, crossed = [], [], [], [], [], []
    for number, (hit, frame, type_, pairs, told) in enumerate(rows):
        at = {id(c): len(cand) + i for i, c in enumerate(frame.candidates)}
        cand += [look.role_features(hit, c, frame, type_) for c in frame.candidates]
        for (a, b), g in zip(pairs, told, strict=True):
            s_index.append(at[id(a)])
            t_index.append(at[id(b)])
            group.append(number)
            good.append(g)
            crossed.append(look.pair_features(hit, a, b, frame, type_))
    (c, c_names), (x, x_names) = matrix_of(cand), matrix_of(crossed)
    s_index, t_index, group, good = (np.array(v) for v in (s_index, t_index, group, good))
    n, m, groups = c.shape[1], x.shape[1], len(rows)

    def loss(w):
        score = (c @ w[:n])[s_index] + (c @ w[n:2 * n])[t_index] + x @ w[2 * n:]
        top = np.full(groups, -np.inf)
        np.maximum.at(top, group, score)
        e = np.exp(score - top[group])
        total, right = np.bincount(group, e, groups), np.bincount(group, e * good, groups) + 1e-12
        slope = e / total[group] - e * good / right[group]
        gs, gt = np.bincount(s_index, slope, c.shape[0]), np.bincount(t_index, slope, c.shape[0])
        gradient = np.concatenate([c.T @ gs, c.T @ gt, x.T @ slope]) + w / STRENGTH_ENDS
        return np.log(total / right).sum() + w @ w / (2 * STRENGTH_ENDS), gradient

    w = minimize(loss, np.zeros(2 * n + m), jac=True, method="L-BFGS-B", options={"maxiter": 150}).x
    made = {"source": (c_names, w[:n]), "target": (c_names, w[n:2 * n]), "pair": (x_names, w[2 * n:])}
    return {name: Scorer(("True",), {f: i for i, f in enumerate(names)}, np.asarray(v).reshape(-1, 1)) for name, (names, v) in made.items()}


def matrix_of(features, least=3):
    """Feature lists → a sparse matrix and its names; what is seen fewer times than `least` is left out."""
    vectors = DictVectorizer()
    matrix = vectors.fit_transform([dict.fromkeys(f, 1.0) for f in features]).tocsr()
    keep = np.asarray((matrix > 0).sum(axis=0)).ravel() >= least
    return matrix[:, keep].tocsr(), [n for n, k in zip(vectors.get_feature_names_out(), keep, strict=True) if k]


def fit(name, rows):
    """One scorer. A label of fewer than three samples loses its act."""
    counts = collections.Counter(label for _, label in rows)
    labels = [label if counts[label] >= 3 or "/" not in label else label.split("/")[0] for _, label in rows]
    vectors = DictVectorizer()
    matrix = vectors.fit_transform([dict.fromkeys(features, 1.0) for features, _ in rows])
    keep = np.asarray((matrix > 0).sum(axis=0)).ravel() >= 2
    matrix = matrix[:, keep]
    names = [n for n, k in zip(vectors.get_feature_names_out(), keep, strict=True) if k]
    model = LogisticRegression(C=STRENGTH.get(name, STRENGTH_KEEP), max_iter=120)
    model.fit(matrix, labels)
    classes, weights, bias = list(model.classes_), model.coef_.T, model.intercept_
    if len(classes) == 2:
        flip = -1.0 if classes[1] != "True" else 1.0
        classes, weights, bias = ["True"], weights * flip, bias * flip
    if "bias" in names:
        weights[names.index("bias")] += bias
    else:
        names, weights = [*names, "bias"], np.vstack([weights, bias])
    used = np.abs(weights).max(axis=1) >= 0.0005
    names = [n for n, u in zip(names, used, strict=True) if u]
    return Scorer(tuple(map(str, classes)), {n: i for i, n in enumerate(names)}, weights[used])


def fit_deed(rows):
    """The deed scorer: a softmax whose labels share how much a declared meaning counts.

    The score of a label is X·W plus u where it is the deed that acts.toml declares for the hit, plus v where its type is: learned once
    for all deeds, so that a rare one that is well declared is told too. u and v end up in the rows of the features "deed=…" and "type=…".
    """
    counts = collections.Counter(label for _, label in rows)
    labels = [label if counts[label] >= 3 or "/" not in label else label.split("/")[0] for _, label in rows]
    classes = sorted(set(labels))
    matrix, names = matrix_of([features for features, _ in rows], 2)
    deeds, types = told_matrices([features for features, _ in rows], classes)
    y = np.zeros((len(rows), len(classes)))
    y[np.arange(len(rows)), [classes.index(label) for label in labels]] = 1.0
    size = matrix.shape[1] * len(classes)

    def loss(w):
        weights, (u, v) = w[:size].reshape(-1, len(classes)), w[size:]
        score = matrix @ weights + u * deeds + v * types
        score -= score.max(axis=1, keepdims=True)
        chances = np.exp(score)
        chances /= chances.sum(axis=1, keepdims=True)
        off = chances - y
        gradient = np.concatenate([(matrix.T @ off + weights / STRENGTH_DEED).ravel(), [(off * deeds).sum(), (off * types).sum()]])
        return -np.log((chances * y).sum(axis=1) + 1e-12).sum() + (weights**2).sum() / (2 * STRENGTH_DEED), gradient

    w = minimize(loss, np.zeros(size + 2), jac=True, method="L-BFGS-B", options={"maxiter": 200}).x
    return shared(w[:size].reshape(-1, len(classes)), names, classes, *w[size:])


def told_matrices(features, classes):
    """Which labels are declared for each hit, as deeds and by their types; shape (hits, labels) each."""
    at = {label: i for i, label in enumerate(classes)}
    of_type = collections.defaultdict(list)
    for label, i in at.items():
        of_type[label.split("/")[0]].append(i)
    deeds, types = np.zeros((len(features), len(classes))), np.zeros((len(features), len(classes)))
    for row, told in enumerate(features):
        for feature in set(told):
            name, _, value = feature.partition("=")
            if name == "deed" and value in at:
                deeds[row, at[value]] = 1.0
            elif name == "type":
                types[row, of_type[value]] = 1.0
    return deeds, types


def shared(weights, names, classes, u, v):
    """The scorer, with the shared weights put into the rows of declared deeds and types, those never seen among them."""
    rows = {name: weights[i] for i, name in enumerate(names)}
    for i, label in enumerate(classes):
        if label != NOTHING:
            rows[f"deed={label}"] = rows.get(f"deed={label}", np.zeros(len(classes))) + u * (np.arange(len(classes)) == i)
    for type_ in sorted({label.split("/")[0] for label in classes} - {NOTHING}):
        mine = np.array([label.split("/")[0] == type_ for label in classes], dtype=float)
        rows[f"type={type_}"] = rows.get(f"type={type_}", np.zeros(len(classes))) + v * mine
    kept = {name: row for name, row in rows.items() if np.abs(row).max() >= 0.0005}
    return Scorer(tuple(classes), {name: i for i, name in enumerate(kept)}, np.array(list(kept.values())))


def base(texts, found, quiet=True):
    """All scorers but the judge of drafts."""
    lemmas = new_lemmas(texts)
    rows, lost = samples(texts, lemmas, found)
    if not quiet:
        print(dict(lost))
    models = {name: fit(name, rows[name]) for name in STRENGTH} | fit_ends(rows["ends"]) | {"deed": fit_deed(rows["deed"])}
    return models | {f"lemmas_{code}": lemmas[code] for code in lemmas}


def shuffled(texts):
    order = sorted(texts, key=lambda t: t.article.id)
    random.Random(7).shuffle(order)
    return order


def train(texts, found, quiet=True):
    """All scorers. The judge of drafts, and the threshold, are learned on drafts of texts that the others had not seen."""
    order = shuffled(texts)
    judged = []
    for fold in range(INNER):
        models = base([t for i, t in enumerate(order) if i % INNER != fold], found)
        judged += [row for text in order[fold::INNER] for row in judge(text, models, found)]
    keep = fit("keep", [(features, str(bool(good))) for _, rows in judged for features, _, good in rows])
    return base(texts, found, quiet) | {"keep": keep, "threshold": threshold(judged, keep, texts)}


def judge(text, models, found):
    """Per sentence: its gold rows, and its drafts as (features, rows written, rows right)."""
    coder = coders(models, found)[text.article.language]
    for frame in coder.frames(text.article):
        gold = [e for row in text.gold if row["char_start"] < frame.line.stop and row["char_end"] > frame.line.start for e in row["events"]]
        mine = drafts(frame, models, coder.senses, coder.by_member)
        yield len(gold), [(keep_features(f, mine, frame, coder.senses), *right(f, gold)) for f in mine]


def right(found, gold):
    """How many rows a draft writes, and how many of them are told."""
    told = {(e["source"], e["target"], e["type"]) for e in gold} | {(e["target"], e["source"], e["type"]) for e in gold if e["symmetric"]}
    whole = found.source is found.target
    rows = [found.source.actors] if whole else [(s, t) for s in found.source.actors for t in found.target.actors]
    good = sum((s, t, found.type) in told for s, t in rows)
    return len(rows), good if 2 * good >= len(rows) else 0


def threshold(judged, keep, texts):
    """The chance from which a draft is worth writing: the best F1 with less than a fifth of quiet sentences disturbed."""
    gold = sum(len(row["events"]) for text in texts for row in text.gold)
    chances = [(told, [(keep.chance(f), n, good) for f, n, good in rows]) for told, rows in judged]
    quiet = [max((c for c, _, _ in rows), default=0.0) for told, rows in chances if not told]
    best = (0.0, 0.5)
    for cut in np.arange(0.15, 0.7, 0.01):
        kept = [(n, good) for _, rows in chances for c, n, good in rows if c >= cut]
        f1 = 2 * sum(good for _, good in kept) / (gold + sum(n for n, _ in kept))
        if f1 > best[0] and np.mean([q >= cut for q in quiet]) < ALARMS:
            best = (f1, round(float(cut), 2))
    return best[1]


def row_of(claim):
    return {"article": claim.article, "start": claim.start, "end": claim.stop, "source": claim.source, "target": claim.target,
            "type": claim.type, "act": claim.act, "status": claim.status, "symmetric": claim.symmetric,
            "speaker": claim.speaker, "probability": claim.probability}


def by_folds(texts, folds, threshold):
    """Claims of every text by a coder trained without its fold."""
    found = finders()
    order = shuffled(texts)
    for fold in range(folds):
        models = train([t for i, t in enumerate(order) if i % folds != fold], found)
        able = coders(models, found, models["threshold"] if threshold is None else threshold)
        for text in order[fold::folds]:
            yield text, able[text.article.language].claims(text.article)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--folds", type=int)
    parser.add_argument("--to", type=Path)
    parser.add_argument("--threshold", type=float, help="instead of the one learned")
    options = parser.parse_args()
    texts = list(read(options.folders))
    if options.out:
        options.out.write_bytes(pack(train(texts, finders(), quiet=False)))
    if options.folds:
        files = {f.name: (options.to / f"{f.name}.jsonl").open("w", encoding="utf-8") for f in options.folders}
        for text, claims in by_folds(texts, options.folds, options.threshold):
            for claim in claims:
                files[text.folder].write(json.dumps(row_of(claim), ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
