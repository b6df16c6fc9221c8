"""Russian: cut by razdel's sentences, read by pymorphy3, names bent by their endings."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

import pymorphy3
from razdel import sentenize

from ..contracts import Form, Token
from . import russian_base as names
from . import russian_names as bend

code = "ru"
WORD = re.compile(r"\w+(?:[-’'ʼ]\w+)*|[^\w\s]")
POS = {"VERB": "VERB", "INFN": "INF", "PRTF": "PART", "PRTS": "PART", "GRND": "GERUND", "NOUN": "NOUN", "ADJF": "ADJ", "ADJS": "ADJ",
       "COMP": "ADJ", "NPRO": "PRON", "PREP": "PREP", "CONJ": "CONJ", "ADVB": "ADV", "NUMR": "NUM", "PRED": "ADV", "PRCL": "PART_"}
CASES = {"nomn": "nom", "gent": "gen", "gen2": "gen", "datv": "dat", "accs": "acc", "ablt": "ins", "loct": "loc", "loc2": "loc"}
MARKS = {"sing", "plur", "masc", "femn", "neut", "past", "pres", "futr", "actv", "perf", "impf", "anim"}
LONGEST = 60  # letters of a word; what is longer is none, and pymorphy3 would peel it prefix by prefix without end
CYRILLIC = re.compile(r"[а-яё\d’'ʼ-]*[а-яё][а-яё\d’'ʼ-]*")
PREPOSITIONS = frozenset("в во на с со к ко от из у о об обо по за для против между под над при через без до после перед про ради из-за среди "
                         "вместо кроме вокруг около помимо насчет".split())


@lru_cache(1)
def analyser() -> pymorphy3.MorphAnalyzer:
    return pymorphy3.MorphAnalyzer(lang="ru")


def sentences(text: str) -> list[tuple[int, int]]:
    """Offsets of the sentences, whitespace left out."""
    return [(s.start, s.stop) for s in sentenize(text)]


def tokens(text: str, start: int, stop: int) -> list[Token]:
    """Words and marks between two offsets; ё is read as е."""
    return [Token(m.start(), m.end(), word := m[0], lowered(word)) for m in WORD.finditer(text, start, stop)]


@lru_cache(60_000)
def lowered(word: str) -> str:
    """Kept, so that the same word is the same string and looked up fast."""
    return word.lower().replace("ё", "е")


@lru_cache(4000)
def grammar(tag: pymorphy3.tagset.OpencorporaTag) -> tuple[str, frozenset[str]]:
    """Part of speech and marks, as Form has them."""
    grammemes = tag.grammemes
    found = {mark for mark in MARKS if mark in grammemes} | {new for old, new in CASES.items() if old in grammemes}
    found |= {"given"} if "Name" in grammemes else set()
    found |= ({"pass"} if "pssv" in grammemes else set()) | ({"imper"} if "impr" in grammemes else set())
    return POS.get(str(tag.POS), "OTHER"), frozenset(found)


@lru_cache(60_000)
def forms(word: str) -> tuple[Form, ...]:
    """The readings of a lower-case word, likeliest first; lemmas have no ё. What holds no Cyrillic is left as it stands:
    the dictionary knows none of it, and stumbles over letters without a name."""
    if len(word) > LONGEST or not CYRILLIC.fullmatch(word):
        return (Form(word, "OTHER", frozenset()),)
    found = held(word) or [(parse.normal_form.replace("ё", "е"), *grammar(parse.tag)) for parse in analyser().parse(word)[:6]]
    found += [(lemma[:-2], pos, m | {"pass"}) for lemma, pos, m in found if lemma.endswith("ся") and pos in ("VERB", "INF", "PART")]
    return tuple([Form(*form) for form in dict.fromkeys(found)])


class Bend(NamedTuple):
    """A place in a paradigm: what is taken off a word on both sides, what is put on for its lemma, and the grammar."""

    first: int
    last: int
    before: str
    after: str
    tag: pymorphy3.tagset.OpencorporaTag
    pos: str
    marks: frozenset[str]


@lru_cache(20_000)
def bent(paradigm: int, place: int) -> Bend:
    """How a dictionary's word bends at a place of its paradigm; the few common ones come again and again."""
    known = analyser().dictionary
    row = known.paradigms[paradigm]  # suffixes, tags and prefixes of all places, by number, one after the other
    size = len(row) // 3
    tag, prefixes, suffixes = known.gramtab[row[size + place]], known.paradigm_prefixes, known.suffixes
    return Bend(len(prefixes[row[2 * size + place]]), len(suffixes[row[place]]), prefixes[row[2 * size]], suffixes[row[0]], tag, *grammar(tag))


def held(word: str) -> list[tuple[str, str, frozenset[str]]]:
    """Lemma and grammar of up to six readings of a word that the dictionary holds, the likeliest first, as MorphAnalyzer.parse tells them, without
    the way round over its objects; none of a single letter, which may be an initial, too."""
    morph = analyser()
    rows = [(fixed, bent(*at)) for fixed, places in morph.dictionary.words.similar_items(word, morph.char_substitutes) for at in places]
    if len(word) == 1:
        return []
    known = morph.prob_estimator.p_t_given_w
    if len(rows) > 1 and known.has_keys_with_prefix(f"{word}:"):
        rows.sort(key=lambda row: -known.prob(word, row[1].tag))
    return [(f"{b.before}{fixed[b.first:len(fixed) - b.last]}{b.after}".replace("ё", "е"), b.pos, b.marks) for fixed, b in rows[:6]]


def name_forms(name: str, kind: str, gender: str = "m") -> Iterator[tuple[tuple[str, ...], frozenset[str]]]:
    """All written forms of a declared name, lower-case words without ё, with the cases each can be.

    `kind`: name, place or body (a noun phrase), adjective, demonym ("один/многие"), surname.
    """
    name = name.replace("ё", "е")
    found: dict[tuple[str, ...], frozenset[str]]
    if kind == "demonym":
        found = {(form,): cases for form, cases in bend.demonym(*(name.split("/") * 2)[:2]).items()}
    elif kind == "adjective":
        found = {(form,): cases for form, cases in bend.adjective(name).items()}
    elif kind == "surname":
        found = {(form,): cases for form, cases in bend.surname(name, gender).items()}
    else:
        found = bend.name(tuple(m.group() for m in WORD.finditer(name)))
    for words, cases in found.items():
        yield tuple(w.lower() for w in words), cases


@lru_cache(20_000)
def base_name(name: str) -> str:
    """The dictionary form of a name as a text writes it: «Путина» → «Путин»."""
    return names.base(name, [t.text for t in tokens(name, 0, len(name)) if t.text != "."], analyser().parse)


@lru_cache(20_000)
def name_kind(word: str) -> str:
    """PER, LOC or ORG where the dictionary knows the word as a name, else nothing."""
    return names.kind(analyser().parse(word.strip(".,"))) if word else ""
