"""The dictionary form of a Russian name: «Ангелы Меркель» → «Ангела Меркель», «Совета Федерации» → «Совет Федерации»."""

import re
from collections.abc import Callable
from typing import Any

PERSON = {"Surn", "Name", "Patr"}
CYRILLIC = re.compile("[А-Яа-яЁё-]+")
FEMALE = ("ова", "ева", "ёва", "ина")
Parse = Callable[[str], Any]


def cases(readings: list[Any]) -> set[str]:
    """The cases a word can be in, as a name of a person if it can be one."""
    personal = [r for r in readings if PERSON & set(r.tag.grammemes)] or readings
    return {r.tag.case for r in personal if r.tag.case}


def reading(word: str, readings: list[Any], shared: set[str], alone: bool) -> Any:
    """The reading that fits its neighbours; a name before a common word. «Путина» alone is a man in the genitive."""
    if alone and word.endswith(FEMALE):
        man = next((r for r in readings if {"Surn", "masc"} <= r.tag.grammemes and r.tag.case == "gent"), None)
        if man:
            return man
    fit = [r for r in readings if r.tag.case in shared] or readings
    return next((r for r in fit if (PERSON | {"Geox"}) & set(r.tag.grammemes)), fit[0])


def written_like(form: str, word: str) -> str:
    """The capitals of a word laid on another form of it."""
    if word.isupper() and len(word) > 1:
        return word
    parts = zip(form.split("-"), word.split("-"), strict=False)
    return "-".join(f[:1].upper() + f[1:] if w[:1].isupper() else f for f, w in parts)


def gender(readings: list[Any]) -> set[str]:
    """What an adjective must agree with: the first noun after it."""
    noun = next((r.tag for r in readings if r and r.tag.POS == "NOUN"), None)
    return {noun.gender, "sing"} if noun and noun.gender and noun.number == "sing" else set()


def nominative(words: list[str], parse: Parse) -> list[str]:
    """Adjectives and names bend up to the first common noun; what follows that stays."""
    parsed = [parse(w) if CYRILLIC.fullmatch(w) else None for w in words]
    told = [p for p in parsed if p]
    shared = set.intersection(*map(cases, told)) if told else set()
    alone = len(words) == 1
    if not told or ("nomn" in shared and not (alone and words[0].endswith(FEMALE))):
        return words
    shared = shared or set.union(*map(cases, told))
    chosen = [reading(w, p, shared, alone) if p else None for w, p in zip(words, parsed, strict=True)]
    out: list[str] = []
    for at, (word, found) in enumerate(zip(words, chosen, strict=True)):
        if found is None or found.tag.POS not in ("NOUN", "ADJF", "PRTF"):
            out.append(word)
            continue
        bent = found.inflect({"nomn"} | (gender(chosen[at + 1:]) if found.tag.POS != "NOUN" else set()))
        out.append(written_like(bent.word if bent else word, word))
        if found.tag.POS == "NOUN" and listed(found) and not PERSON & set(found.tag.grammemes):
            return out + words[at + 1:]
    return out


def listed(found: Any) -> bool:
    """Whether the dictionary holds the word: other readings are guesses by its ending."""
    return bool(type(found.methods_stack[0][0]).__name__ == "DictionaryAnalyzer")


def kind(readings: list[Any]) -> str:
    """PER, LOC or ORG where the dictionary knows a word as a name, else nothing."""
    tags = [r.tag for r in readings if listed(r)]  # `mark in tag` would ask the dictionary loaded last, which may be Ukrainian
    for mark, told in (("Name", "PER"), ("Surn", "PER"), ("Geox", "LOC"), ("Orgn", "ORG")):
        if any(mark in tag.grammemes for tag in tags):
            return told
    return ""


# How a man's family name ends in a case; the first that fits is taken off, «ого» and «ому» are adjectives: «Залдостанова», «Грэмом», «Явлинского».
MAN = {"nomn": (), "gent": ("а", "я"), "accs": ("а", "я"), "datv": ("у", "ю"), "ablt": ("ом", "ым", "ем"), "loct": ("е",)}
STIFF = ("о", "и", "у", "е", "ю", "э", "ых", "их")  # «Тимофти», «Кличко», «Нетаньяху»


def person(words: list[str], parse: Parse) -> list[str] | None:
    """Given name and family name, which must stand in one case: «Александра Вучича». None for what is no such pair."""
    if len(words) != 2 or not all(CYRILLIC.fullmatch(w) for w in words):
        return None
    given = [r for r in parse(words[0]) if "Name" in r.tag.grammemes and listed(r) and r.tag.number == "sing"]
    for found in given:
        family = family_name(words[1], found.tag.case, "masc" in found.tag.grammemes, parse)
        bent = found.inflect({"nomn"})
        if family and bent:
            return [words[0] if found.tag.case == "nomn" else written_like(bent.word, words[0]), family]
    return None


def family_name(word: str, case: str, man: bool, parse: Parse) -> str | None:
    """The family name in the nominative if it can stand in that case, else None."""
    known = next((r for r in parse(word) if "Surn" in r.tag.grammemes and listed(r) and r.tag.case == case and ("masc" in r.tag.grammemes) is man), None)
    if known:
        bent = known.inflect({"nomn"})
        return written_like(bent.word, word) if bent else None
    bare = next((word[:-len(ending)] for ending in MAN[case] if word.endswith(ending)), None) if man and case in MAN else None
    if bare or word.endswith(STIFF):
        return bare or word
    if not man:
        return word if case == "nomn" or word[-1] not in "аяыйу" else word[:-2] + "а" if word.endswith("ой") and case != "accs" else None
    return word if case == "nomn" and word[-1] not in "ая" else None


def base(surface: str, words: list[str], parse: Parse) -> str:
    """The dictionary form; what stands in brackets is left out: «Томас Грэм (Thomas Graham»."""
    words = words[:words.index("(")] if "(" in words[1:] else words
    return " ".join(person(words, parse) or nominative(words, parse)) if words else surface
