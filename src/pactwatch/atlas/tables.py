"""The code tables of world/codes: what the makers of tables call actors and deeds."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache
from itertools import pairwise

from ..nouns import Bad, Office
from .declared import named, world
from .files import WORLD, digest, load

CODES = ("names", "fips", "cow", "cameo_countries")
Term = tuple[str, date | None, date | None, str | None]  # code, since, until, actor; None: known, and nobody's


@lru_cache(8)
def codes(kind: str) -> tuple[Term, ...]:
    """A code table of world/codes. `iso3` and `names` know all declared actors; `states` is iso3, then COW numbers, then names."""
    if kind == "states":
        rows = {row[:3]: row for table in ("names", "cow", "iso3") for row in codes(table)}
        return tuple(rows.values())
    if kind not in (*CODES, "iso3"):
        raise Bad(f"code table '{kind}' is not declared; choose among {', '.join((*CODES, 'iso3', 'states'))}")
    data = load(WORLD / "codes" / f"{kind}.toml") if kind in CODES else {}
    found: dict[str, str | None] = {**dict.fromkeys(data.get("none", ())), **data.get("codes", {}), **data.get("groups", {})}
    dated = [(str(row["code"]), row.get("since"), row.get("until"), str(row["actor"])) for row in data.get("dated", ())]
    taken = found.keys() | {row[0] for row in dated}
    own = named_actors() if kind == "names" else {a: a for a in world().actors} if kind in ("iso3", "cameo_countries") else {}
    found |= {code: actor for code, actor in own.items() if code not in taken}
    people = office_holders(taken | own.keys()) if kind == "names" else []
    return (*((code, None, None, actor) for code, actor in found.items()), *dated, *people)


def named_actors() -> dict[str, str]:
    """English names → actors; a name that two bear is nobody's."""
    pairs = [(name, a.id) for a in named(world().actors, "en").values() for name in a.words.get("en", {}).get("names", ())]
    owners: dict[str, set[str]] = {}
    for name, id_ in pairs:
        owners.setdefault(name, set()).add(id_)
    return {name: min(ids) for name, ids in owners.items() if len(ids) == 1}


def office_holders(taken: set[str]) -> list[Term]:
    """English names of heads, ministers and secretaries-general with their terms, one row a name, actor and term, where nobody else bears the name
    on the same day: Stoltenberg is Norway, then NATO."""
    terms: dict[str, dict[str, list[Office]]] = {}
    for a in world().actors.values():
        for o in a.offices:
            for name in {o.names.get("en", ""), *o.names.get("en_alt", "").split("|")} - {"", *taken}:
                terms.setdefault(name, {}).setdefault(a.id, []).append(o)
    return [row for name, held in terms.items() if not crossing(rows := spelt(name, held)) for row in rows]


def spelt(name: str, held: Mapping[str, Sequence[Office]]) -> list[Term]:
    """The terms of all who bear a name, in the order of time."""
    return sorted(((name, since, until, actor) for actor, offices in held.items() for since, until in spells(offices)),
                  key=lambda row: row[1] or date.min)


def crossing(rows: Sequence[Term]) -> bool:
    """Whether two terms share a day."""
    return any((one[2] or date.max) > (next_[1] or date.min) for one, next_ in pairwise(rows))


def spells(held: Sequence[Office]) -> list[tuple[date, date | None]]:
    """Terms that touch or overlap, as one: nobody may be found twice on a day."""
    made: list[tuple[date, date | None]] = []
    for o in sorted(held, key=lambda o: o.since):
        if made and (made[-1][1] is None or o.since <= made[-1][1]):
            since, until = made[-1]
            made[-1] = (since, None if until is None or o.until is None else max(until, o.until))
        else:
            made.append((o.since, o.until))
    return made


@lru_cache(1)
def cameo() -> tuple[tuple[str, str, str | None, str | None, int, float], ...]:
    """CAMEO as declared: code, name, PLOVER type, act, quad, Goldstein score."""
    data = load(WORLD / "codes" / "cameo.toml")
    return tuple((code, row["name"], row.get("type"), row.get("act"), data["quads"][code[:2]], float(row["score"])) for code, row in data["codes"].items())


def bodies(system: str) -> Mapping[str, tuple[str, ...]]:
    """What speaks for a state in a system's tables."""
    return {key: tuple(values) for key, values in load(WORLD / "codes" / "bodies.toml")[system].items()}


@lru_cache(1)
def codes_version() -> str:
    """A hash of the code tables and of who is declared: with others, the same table becomes other rows."""
    return digest(path for folder in ("codes", "actors", "pacts") for path in (WORLD / folder).glob("*.toml"))
