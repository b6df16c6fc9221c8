"""Russian: cut by razdel's sentences, read by pymorphy3, names bent by their endings."""

import re
from collections.abc import Iterator
from functools import lru_cache

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
    found = [(lemma.replace("ё", "е"), *grammar(tag)) for lemma, tag in readings(word)[:6]]
    found += [(lemma[:-2], pos, m | {"pass"}) for lemma, pos, m in found if lemma.endswith("ся") and pos in ("VERB", "INF", "PART")]
    return tuple(Form(*form) for form in dict.fromkeys(found))


def readings(word: str) -> list[tuple[str, pymorphy3.tagset.OpencorporaTag]]:
    """Lemma and tag of each reading, as MorphAnalyzer.parse tells them; a word that the dictionary holds is read there without the way round
    over its objects, since most words are held, and many have one reading."""
    morph = analyser()
    held = morph.dictionary
    found = [(held.build_normal_form(paradigm, place, fixed), held.build_tag_info(paradigm, place))
             for fixed, rows in held.words.similar_items(word, morph.char_substitutes) for paradigm, place in rows]
    if not found or len(word) == 1:  # a single letter may be an initial, too
        return [(parse.normal_form, parse.tag) for parse in morph.parse(word)]
    if len(found) == 1:
        return found
    chance = morph.prob_estimator.p_t_given_w.prob
    ranked: list[tuple[str, pymorphy3.tagset.OpencorporaTag]] = sorted(found, key=lambda row: chance(word, row[1]), reverse=True)
    return ranked


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
    """PER, LOC or ORG where the dictionary knows the word as a name, else nothing. In Latin letters a Russian text mostly writes papers and firms."""
    return names.kind(analyser().parse(word.strip(".,"))) or ("ORG" if word.isascii() and word.isalpha() else "") if word else ""
