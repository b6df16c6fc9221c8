"""Ukrainian: cut by razdel, read by pymorphy3 with its Ukrainian dictionary, which is installed apart: `pip install 'pactwatch[uk]'`.

Small words are read as their Russian twins (`[twins]` in world/words/uk.toml): what the scorers learned of how «с» or «который» stand about a deed
holds for «з» and «який». Words that tell deeds are not twinned: their senses carry over by themselves.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import product

import pymorphy3
from razdel import sentenize

from .. import atlas
from ..contracts import CASES, Form, Token
from . import ukrainian_names as names

code = "uk"
WORD = re.compile(r"\w+(?:[-’'ʼ`]\w+)*|[^\w\s]")
LONGEST = 60  # letters of a word: see languages/ru.py
CYRILLIC = re.compile(r"[а-яіїєґ\d'-]*[а-яіїєґ][а-яіїєґ\d'-]*")
ACCORDING = re.compile(r"\s+(?:словами|даними|версією|оцінками|оцінкою|інформацією|повідомленням|твердженням|думкою)\b")
POS = {"VERB": "VERB", "GRND": "GERUND", "NOUN": "NOUN", "ADJF": "ADJ", "COMP": "ADJ", "NPRO": "PRON", "PREP": "PREP", "CONJ": "CONJ", "ADVB": "ADV",
       "NUMR": "NUM", "PRED": "ADV", "PRCL": "PART_"}
CASE_OF = {"nomn": "nom", "gent": "gen", "datv": "dat", "accs": "acc", "ablt": "ins", "loct": "loc"}
MARKS = {"plur", "masc", "femn", "neut", "past", "pres", "futr", "actv", "perf", "impf", "anim"}
NAMED = {"Surn", "Name", "Patr", "Geox", "Orgn"}
VERBAL = (("ований", "увати"), ("ований", "ювати"), ("аний", "ати"), ("яний", "яти"), ("ений", "ити"), ("ений", "ти"), ("тий", "ти"))  # скасований → скасувати


def missing() -> str | None:
    """How to install what this language needs; None where it is there."""
    try:
        from pymorphy3_dicts_uk import get_path
    except ImportError:
        return "pip install 'pactwatch[uk]'"
    return None if get_path() else "pip install --force-reinstall 'pactwatch[uk]'"


@lru_cache(1)
def analyser() -> pymorphy3.MorphAnalyzer:
    return pymorphy3.MorphAnalyzer(lang="uk")


@lru_cache(1)
def twins() -> dict[str, str]:
    """Small words → their Russian twins."""
    return atlas.twins(code)


def sentences(text: str) -> list[tuple[int, int]]:
    """Offsets of the sentences, whitespace left out."""
    return [(s.start, s.stop) for s in sentenize(text)]


def lower(word: str) -> str:
    """A word as it is looked up: one apostrophe, a twin for a small word."""
    plain = word.lower().replace("’", "'").replace("ʼ", "'").replace("`", "'")
    return twins().get(plain, plain)


def tokens(text: str, start: int, stop: int) -> list[Token]:
    """Words and marks between two offsets; «за» of «за словами» is read as «по»."""
    return [Token(m.start(), m.end(), m.group(), "по" if m.group() in ("За", "за") and ACCORDING.match(text, m.end(), stop) else lower(m.group()))
            for m in WORD.finditer(text, start, stop)]


def cases_of(grammemes: frozenset[str]) -> set[str]:
    """The cases of a reading; the dictionary leaves out that of many a first form, which is the nominative."""
    found = {new for old, new in CASE_OF.items() if old in grammemes}
    return found or ({"nom"} if grammemes & {"NOUN", "ADJF"} and "voct" not in grammemes else set())


def marks(grammemes: frozenset[str]) -> frozenset[str]:
    found = {mark for mark in MARKS if mark in grammemes} | cases_of(grammemes)
    found |= {"sing"} if found & CASES and "plur" not in found else set()
    found |= {"given"} if "Name" in grammemes else set()
    found |= {"pass", "past"} if "Impe" in grammemes else set()  # «скасовано»
    return frozenset(found | ({"pass"} if "pssv" in grammemes else set()) | ({"imper"} if "impr" in grammemes else set()))


def part_of_speech(grammemes: frozenset[str], word: str) -> str:
    """The dictionary calls infinitives verbs and participles adjectives; «скасовано» is a verb of nobody."""
    pos = next((mine for theirs, mine in POS.items() if theirs in grammemes), "OTHER")
    if pos == "VERB" and ("infn" in grammemes or word.endswith(("ти", "тися", "тись"))):
        return "INF"
    if "Impe" in grammemes or (pos == "ADJ" and grammemes & {"pssv", "actv"}):
        return "PART"
    return pos


@lru_cache(4000)
def verb(participle: str) -> str:
    """The infinitive of a participle, where the dictionary has it; else the participle."""
    for ending, verbal in VERBAL:
        if participle.endswith(ending) and analyser().word_is_known(participle[:-len(ending)] + verbal):
            return participle[:-len(ending)] + verbal
    return participle


def rank(grammemes: frozenset[str]) -> int:
    """Readings come without frequencies: small words first, names of people last."""
    return 0 if grammemes & {"PREP", "NPRO", "CONJ", "PRCL"} else 2 if grammemes & NAMED else 1


@lru_cache(60_000)
def forms(word: str) -> tuple[Form, ...]:
    """The readings of a lower-case word, likeliest first. A twin is read by its Russian self."""
    if word in SMALL:
        return (Form(word, SMALL[word], frozenset({"nom"}) if word in ("он", "она", "они", "оно") else frozenset()),)
    if len(word) > LONGEST or not CYRILLIC.fullmatch(word):
        return (Form(word, "OTHER", frozenset()),)
    found: list[tuple[str, str, frozenset[str]]] = []
    for parse in sorted(analyser().parse(word)[:8], key=lambda p: rank(p.tag.grammemes)):
        pos = part_of_speech(parse.tag.grammemes, word)
        lemma = twins().get(parse.normal_form, parse.normal_form)
        found.append((verb(lemma) if pos == "PART" else lemma, pos, marks(parse.tag.grammemes)))
        found += [(lemma, "ADJ", found[-1][2])] if pos == "PART" and found[-1][0] != lemma else []
    found += [(lemma[:-2], pos, m | {"pass"}) for lemma, pos, m in found if lemma.endswith("ся") and pos in ("VERB", "INF")]
    return tuple(Form(*form) for form in dict.fromkeys(found))


SMALL = {**dict.fromkeys("в с от против между под после по перед".split(), "PREP"), **dict.fromkeys("и или что чтобы если когда где также".split(), "CONJ"),
         **dict.fromkeys("он она они оно его ее их который".split(), "PRON")}


STIFF = {"Малі"}  # never bend, though the dictionary knows a word like them


def bent(word: str, kinds: frozenset[str]) -> dict[str, frozenset[str]]:
    """The forms of a nominative with their cases; a word that the dictionary cannot bend stays as it is."""
    before, hyphen, last = word.rpartition("-")
    parses = [p for p in analyser().parse(lower(word)) if p.tag.grammemes & kinds and "nom" in cases_of(p.tag.grammemes)]
    if hyphen and last and not parses:
        return {f"{lower(before)}-{form}": cases for form, cases in bent(last, kinds).items()}
    if word.isupper() or word in STIFF or not parses:
        return {lower(word): CASES}
    best = min(parses, key=lambda p: (not p.is_known, "Fixd" in p.tag.grammemes, "plur" in p.tag.grammemes and p.normal_form == lower(word)))
    number = "plur" if "plur" in best.tag.grammemes else "sing"
    found: dict[str, set[str]] = {}
    for form in best.lexeme:
        cases = cases_of(form.tag.grammemes)
        if "ADJF" in kinds or ("plur" in form.tag.grammemes) is (number == "plur"):
            found.setdefault(form.word, set()).update(cases)
    return {form: frozenset(cases) for form, cases in found.items() if cases}


ADJECTIVE, NOUN = frozenset({"ADJF"}), frozenset({"NOUN"})


def phrase(words: list[str]) -> Iterator[tuple[tuple[str, ...], frozenset[str]]]:
    """A name of several words: adjectives bend with the first noun, what follows it stays."""
    head = next((i for i, word in enumerate(words) if not word.lower().endswith(("ий", "ька", "ьке", "ькі", "на", "не", "ні", "ене", "ені"))
                 or i == len(words) - 1), 0)
    parts = [bent(word, ADJECTIVE) for word in words[:head]] + [bent(words[head], NOUN)]
    tail = tuple(lower(word) for word in words[head + 1:])
    for choice in product(*(part.items() for part in parts)):
        cases = CASES.intersection(*(cases for _, cases in choice))
        if cases:
            yield tuple(form for form, _ in choice) + tail, cases


def name_forms(name: str, kind: str, gender: str = "m") -> Iterator[tuple[tuple[str, ...], frozenset[str]]]:
    """All written forms of a declared name with the cases each can be. `kind`: name, place, body, adjective, demonym ("один/багато"), surname."""
    if kind == "demonym":
        for one in dict.fromkeys(name.split("/")):
            yield from (((form,), cases) for form, cases in bent(one, NOUN).items())
    elif kind == "adjective":
        yield from (((form,), cases) for form, cases in bent(name, ADJECTIVE).items())
    elif kind == "surname":
        yield from (((form,), cases) for form, cases in names.surname(lower(name), gender).items())
    else:
        yield from phrase([m.group() for m in WORD.finditer(name)])
