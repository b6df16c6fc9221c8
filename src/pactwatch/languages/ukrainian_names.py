"""How Ukrainian family names bend, by their endings: the dictionary holds few of them."""

from ..contracts import CASES

Endings = tuple[tuple[str, str], ...]  # each with the cases it can be
HARD: Endings = (("", "nom"), ("а", "gen acc"), ("у", "dat loc"), ("ові", "dat loc"), ("ом", "ins"), ("ем", "ins"), ("им", "ins"), ("і", "loc"))
SOFT: Endings = (("й", "nom"), ("я", "gen acc"), ("ю", "dat loc"), ("єві", "dat loc"), ("єм", "ins"), ("ї", "loc"))
ADJECTIVAL: Endings = (("ий", "nom"), ("ого", "gen acc"), ("ому", "dat loc"), ("им", "ins"))
SOFT_SIGN: Endings = (("ь", "nom"), ("я", "gen acc"), ("ю", "dat loc"), ("еві", "dat loc"), ("ем", "ins"), ("і", "loc"))
FEMININE: Endings = (("а", "nom"), ("ої", "gen"), ("ій", "dat loc"), ("у", "acc"), ("ою", "ins"), ("и", "gen"), ("і", "dat loc"))
VO: Endings = (("о", "nom"), ("а", "gen acc"), ("у", "dat loc"), ("ові", "dat loc"), ("ом", "ins"))

BY_LAST = {"й": SOFT, "ь": SOFT_SIGN, "о": VO}


def surname(low: str, gender: str) -> dict[str, frozenset[str]]:
    """A family name, in small letters, by its ending: «Жапаров», «Лукашенко», «Токаєв», «Зеленський», «Меркель»."""
    if low.endswith("а") or (gender == "f" and low.endswith("ська")):
        stem, endings = low[:-1], FEMININE
    elif gender == "f" or (low[-1] in "еєиіїоуюя" and not low.endswith("ко")):
        return {low: CASES}
    elif low.endswith("ий"):
        stem, endings = low[:-2], ADJECTIVAL
    else:
        stem, endings = (low[:-1], BY_LAST[low[-1]]) if low[-1] in BY_LAST else (low, HARD)
    found: dict[str, set[str]] = {}
    for ending, cases in endings:
        found.setdefault(stem + ending, set()).update(cases.split())
    return {form: frozenset(cases) for form, cases in found.items()}
