"""The weeks of a release that are counted, what was read in them, and what the weeks before them teach."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from .. import lake, severity
from ..contracts import Floats
from ..gamma import over_usual
from ..nouns import Bad
from .expression import Weeks


def window(files: Sequence[Path], release: str | None, until: date | None, since: date | None = None) -> tuple[Weeks, Floats]:
    """The weeks of a release and what was read in each, over the usual number. Raises Bad for an empty one."""
    found = lake.ask("SELECT release, date, count(*)::BIGINT AS n FROM events WHERE date IS NOT NULL GROUP BY 1, 2", {"events": files})
    release = only(found, release)
    found = found.filter(pc.equal(found["release"], release))
    days, counts = found["date"].to_pylist(), found["n"].to_numpy()
    last = min(max(days), until or date.max)
    start = max(min(days), since or date.min)
    if start > last:
        raise Bad(f"release '{release}': no event from {since or 'its first day'} to {until or 'its last'}; it tells of {min(days)} to {max(days)}: "
                  "choose other days")
    first = start - timedelta(start.weekday())
    weeks = tuple(first + timedelta(7 * w) for w in range((last - first).days // 7 + 1))
    at = np.array([(d - first).days // 7 for d in days])
    inside = np.array([start <= d <= last for d in days])
    return Weeks(release, weeks, last), over_usual(np.bincount(at[inside], counts[inside], len(weeks)).astype(np.float64))


def only(found: pa.Table, release: str | None) -> str:
    """The release that is meant: the named one, or the only one. Several are never put together, least of all where they tell the same weeks."""
    releases = sorted(pc.unique(found["release"]).to_pylist())
    if release in releases:
        return str(release)
    if release is not None:
        raise Bad(f"release '{release}': is not in the lake; name one of {', '.join(releases)}")
    if len(releases) == 1:
        return str(releases[0])
    spans = {r: pc.min_max(found.filter(pc.equal(found["release"], r))["date"]).as_py() for r in releases}
    told = "; ".join(f"{r} ({s['min']} to {s['max']})" for r, s in spans.items())
    raise Bad(f"the lake holds {len(releases)} releases: {told}; tables are measured one at a time, so that no week counts double: name one with --release")


def learned(files: Sequence[Path], span: Weeks) -> Mapping[int, float]:
    """Severities of CAMEO roots of conflict, from all that the release tells of before the window; of none without codes or with too few weeks."""
    query = f"""SELECT DISTINCT least(source, target) || ' ' || greatest(source, target) AS pair, date, left(code, 2) AS root, quad, score FROM events
                WHERE release = '{span.release.replace("'", "''")}' AND date < DATE '{span.weeks[0]}' AND official AND source <> target
                AND regexp_matches(code, '^[0-9][0-9]') AND quad IS NOT NULL AND score IS NOT NULL ORDER BY ALL"""
    told = lake.ask(query, {"events": files})
    if not told.num_rows:
        return {}
    days = told["date"].cast(pa.int32()).to_numpy()
    weeks = (span.weeks[0] - date(1970, 1, 1)).days // 7 - int(days.min()) // 7  # whole ones, counted back from the window
    week = weeks - 1 - ((span.weeks[0] - date(1970, 1, 1)).days - 1 - days) // 7
    pair = told["pair"].combine_chunks().dictionary_encode().indices.to_numpy()
    columns = (pair, week, told["root"].cast(pa.int64()).to_numpy(), told["quad"].to_numpy(), told["score"].to_numpy())
    whole = week >= 0
    return severity.learn(severity.Deeds(*(np.asarray(c)[whole] for c in columns)), weeks)
