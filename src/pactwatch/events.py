"""Claims → events: what several articles say of one deed becomes one event that names its independent sources.

Two claims tell of one deed when pair, type, act, status group and `background` agree and their dates lie in one window.
An article that dates two such deeds differently tells of two, where both days are told in words; an undated claim joins only its like in its own article.
"""

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import chain
from typing import TypeVar
from urllib.parse import urlsplit

from datasketch import MinHash, MinHashLSH

from .nouns import STATUSES, Article, Bad, Claim, Event

WINDOW_DAYS = 3  # reports of one deed differ by a day or two: time zones, the day of the deed against the day of its announcement
SHINGLE_WORDS = 5
CANDIDATE_JACCARD = 0.5  # what the hash proposes
COPY_CONTAINMENT = 0.8  # what is a copy: this share of the shorter text's shingles stands in the longer
STATUS_GROUP = {"denied": "off", "cancelled": "off"}  # every other status is a group of its own

T = TypeVar("T")
Key = tuple[str, str, bool, str, str | None, str, bool]


def join(claims: Sequence[Claim], articles: Mapping[str, Article]) -> list[Event]:
    """Events by date (undated last) and id; the order of the claims does not matter.

    `articles` maps ids to the texts the claims come from; a claim whose article is missing counts as its own source.
    Raises Bad on a status that the codebook does not know.
    """
    copies = syndicated([articles[a] for a in sorted({c.article for c in claims}) if a in articles])
    deeds = chain.from_iterable(_deeds(_settled(bucket)) for bucket in _buckets(claims).values())
    events = [_event(deed, articles, copies) for deed in deeds]
    return sorted(events, key=lambda e: (e.date or date.max, e.id))


def syndicated(articles: Iterable[Article]) -> dict[str, str]:
    """Article id → id of the first-published text it copies (itself where it copies none).

    MinHash over shingles of 5 words proposes pairs (Broder 1997), exact containment decides. Texts shorter than a shingle copy nothing.
    """
    ordered = sorted(articles, key=lambda a: (a.published or date.max, a.id))
    index: MinHashLSH = MinHashLSH(threshold=CANDIDATE_JACCARD, num_perm=128)
    shingles: dict[str, set[bytes]] = {}
    first: dict[str, str] = {}
    for article in ordered:
        mine = _shingles(article.text)
        sketch = _sketch(mine)
        like = [other for other in index.query(sketch) if mine and _contained(mine, shingles[other])]
        first[article.id] = min((first[other] for other in like), key=list(first).index, default=article.id)
        if mine:
            index.insert(article.id, sketch)
            shingles[article.id] = mine
    return first


def _shingles(text: str) -> set[bytes]:
    words = re.findall(r"\w+", text.lower())
    return {" ".join(words[i : i + SHINGLE_WORDS]).encode() for i in range(len(words) - SHINGLE_WORDS + 1)}


def _sketch(shingles: set[bytes]) -> MinHash:
    sketch = MinHash(num_perm=128, seed=1)
    sketch.update_batch(sorted(shingles))
    return sketch


def _contained(one: set[bytes], other: set[bytes]) -> bool:
    return len(one & other) >= COPY_CONTAINMENT * min(len(one), len(other))


def _buckets(claims: Iterable[Claim]) -> dict[Key, list[Claim]]:
    buckets: dict[Key, list[Claim]] = defaultdict(list)
    for claim in claims:
        buckets[_key(claim)].append(claim)
    return buckets


def _key(claim: Claim) -> Key:
    if claim.status not in STATUSES:
        raise Bad(f"claim {claim.id}: unknown status {claim.status!r}; use one of {', '.join(STATUSES)}")
    pair = sorted((claim.source, claim.target)) if claim.symmetric else (claim.source, claim.target)
    group = STATUS_GROUP.get(claim.status, claim.status)
    return pair[0], pair[1], claim.symmetric, claim.type, claim.act, group, claim.background


def _settled(bucket: Iterable[Claim]) -> list[Claim]:
    """A deed told twice in an article, once with its day, has that day: «в понедельник отошли …, отошли и другие»."""
    rows = list(bucket)
    told: dict[str, set[date]] = defaultdict(set)
    for claim in rows:
        if claim.date and _tells_day(claim):
            told[claim.article].add(claim.date)
    return [replace(claim, date=min(told[claim.article])) if _follows(claim, told.get(claim.article, set())) else claim for claim in rows]


def _follows(claim: Claim, days: Collection[date]) -> bool:
    """Whether a claim that has only its article's day belongs to the one day that the article tells of its deed."""
    return len(days) == 1 and claim.date is not None and not _tells_day(claim) and 0 <= (claim.date - min(days)).days <= WINDOW_DAYS


def _tells_day(claim: Claim) -> bool:
    return claim.date is not None and any(span.means == f"when {claim.date}" for span in claim.spans)


def _deeds(bucket: Iterable[Claim]) -> list[list[Claim]]:
    """Cut one bucket: undated claims by article, dated ones by day and then into windows."""
    undated: dict[str, list[Claim]] = defaultdict(list)
    days: dict[date, list[Claim]] = defaultdict(list)
    for claim in bucket:
        if claim.date is None:
            undated[claim.article].append(claim)
        else:
            days[claim.date].append(claim)
    return list(undated.values()) + _windows(days)


def _windows(days: Mapping[date, list[Claim]]) -> list[list[Claim]]:
    """Join neighbouring days while the window lasts and no article stands on both sides."""
    deeds: list[list[Claim]] = []
    opened = date.min
    for day in sorted(days):
        apart = not deeds or (day - opened).days > WINDOW_DAYS
        if apart or {c.article for c in deeds[-1]} & {c.article for c in days[day]}:
            deeds.append([])
            opened = day
        deeds[-1].extend(days[day])
    return deeds


def _event(deed: Sequence[Claim], articles: Mapping[str, Article], copies: Mapping[str, str]) -> Event:
    best = min(deed, key=lambda c: (-c.probability, c.date or date.max, c.article, c.start, c.id))
    day, status = _agreed([c.date for c in deed]), _agreed([c.status for c in deed])
    told = sorted({c.article for c in deed})
    content = (day, best.source, best.target, best.type, best.act, status, best.symmetric, best.background)
    return Event(
        id=_digest(content if day else (*content, told[0])),
        date=day, source=best.source, target=best.target, type=best.type, act=best.act, status=status,
        symmetric=best.symmetric, background=best.background, weight=best.probability,
        claims=tuple(sorted(c.id for c in deed)), articles=tuple(told),
        sources=tuple(sorted({_outlet(copies.get(a, a), articles) for a in told})),
    )  # fmt: skip


def _agreed(said: Sequence[T]) -> T:
    """What most claims say; of equals the smaller, which of dates is the earlier."""
    counts = Counter(said)
    return min(counts, key=lambda value: (-counts[value], str(value)))


def _digest(content: tuple[object, ...]) -> str:
    return hashlib.sha256("\x1f".join(str(part) for part in content).encode()).hexdigest()[:16]


def _outlet(article: str, articles: Mapping[str, Article]) -> str:
    """The outlet an article is counted under: its source, else the host of its url, else the article itself."""
    found = articles.get(article)
    if found is None:
        return article
    host = urlsplit(found.url or "").hostname or ""
    return found.source or host.removeprefix("www.") or article
