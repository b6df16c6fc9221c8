"""English: razdel's sentences mended for abbreviations; lemmas by rule and a list of irregular words."""

import re
from collections.abc import Iterator
from functools import lru_cache

from razdel import sentenize

from ..contracts import Form, Token
from .english_words import ADVERBS, CONJUNCTIONS, DOUBLED, IRREGULAR, PREPOSITIONS, PRONOUNS

code = "en"
WORD = re.compile(r"(?:U\.S\.|U\.N\.|U\.K\.)|\w+(?:-\w+)*(?=n't)|n't|['’](?:s|re|ve|ll|d|m)\b|\w+(?:-\w+)*|[^\w\s]")
ABBREVIATION = re.compile(r"(?:\b(?:U\.S|U\.N|U\.K|Mr|Mrs|Ms|Dr|Gen|Col|Lt|Sen|Rep|St|No|vs|Adm|Maj|Capt|Prof|Jan|Feb|Aug|Sept|Oct|Nov|Dec|[A-Z]))\.$")
MUTE = re.compile(r"(?:[vuzcs]|[^n]g|[aiu]t|[^eou][aiou]r|[bcdfgkptz]l|an|[aeiou]nc|dg|rg|in|[^aeiou]ok|[^aeio]ak)$")  # stems that lost an e: declar, invit


def sentences(text: str) -> list[tuple[int, int]]:
    """Offsets of the sentences; a cut after "U.S." or "Gen." is undone."""
    found: list[tuple[int, int]] = []
    for part in sentenize(text):
        if found and ABBREVIATION.search(text, found[-1][0], found[-1][1]) and "\n" not in text[found[-1][1]:part.start]:
            found[-1] = (found[-1][0], part.stop)
        else:
            found.append((part.start, part.stop))
    return found


def tokens(text: str, start: int, stop: int) -> list[Token]:
    """Words and marks between two offsets; "'s" and "n't" stand alone."""
    return [Token(m.start(), m.end(), m.group(), m.group().lower().replace("’", "'")) for m in WORD.finditer(text, start, stop)]


def stems(word: str, ending: str) -> Iterator[str]:
    """What a word without its ending may be: cancell → cancel, agre → agree, bak → bake."""
    stem = word[: -len(ending)]
    if len(stem) < 2:
        return
    if ending == "ed" and stem.endswith("i"):
        yield stem[:-1] + "y"
        return
    if stem in DOUBLED:
        yield stem
        return
    if len(stem) > 2 and stem[-1] == stem[-2] and stem[-1] not in "sl":
        yield stem[:-1]
        return
    if len(stem) > 2 and stem[-1] == stem[-2] == "l":
        yield stem[:-1]
    yield from (stem + "e", stem) if MUTE.search(stem) else (stem, stem + "e")


def verb_readings(word: str) -> Iterator[Form]:
    if word.endswith("ed"):
        for stem in stems(word, "ed"):
            yield Form(stem, "VERB", frozenset({"past", "pastpart"}))
    elif word.endswith("ing") and len(word) > 5:
        for stem in stems(word, "ing"):
            yield Form(stem, "VERB", frozenset({"ing"}))
    elif word.endswith("s") and not word.endswith("ss"):
        yield Form(word[:-1], "NOUN", frozenset({"plur", "s"}))
        if word.endswith("ies"):
            yield Form(word[:-3] + "y", "NOUN", frozenset({"plur", "s"}))
        elif word.endswith(("ches", "shes", "sses", "xes", "zes", "oes")):
            yield Form(word[:-2], "NOUN", frozenset({"plur", "s"}))


@lru_cache(60_000)
def forms(word: str) -> tuple[Form, ...]:
    """The readings of a lower-case word. A word that may be verb or noun is left to its neighbours."""
    if word == "n't":  # "did not attend" and "didn't attend" are one entry
        return (Form("not", "ADV", frozenset()),)
    if word in PREPOSITIONS:
        return (Form(word, "PREP", frozenset()),)
    if word in CONJUNCTIONS:
        return (Form(word, "CONJ", frozenset()),)
    if word in PRONOUNS:
        return (Form(word, "PRON", frozenset(PRONOUNS[word].split())),)
    if word in ADVERBS or (word.endswith("ly") and len(word) > 5):
        return (Form(word, "ADV", frozenset()),)
    known = [Form(lemma, "VERB", frozenset(mark.split())) for lemma, mark in IRREGULAR.get(word, ())]
    return tuple(known + list(verb_readings(word)) + [Form(word, "WORD", frozenset({"base"}))])


def name_forms(name: str, kind: str, gender: str = "m") -> Iterator[tuple[tuple[str, ...], frozenset[str]]]:
    """The written forms of a declared name: as it is, and demonyms in the plural. English names have no case."""
    words = tuple(m.group().lower() for m in WORD.finditer(name))
    yield words, frozenset()
    if kind == "demonym" and not words[-1].endswith(("s", "ese", "sh", "ch")):
        yield (*words[:-1], words[-1] + "s"), frozenset()
    if kind == "demonym" and words[-1].endswith("man"):
        yield (*words[:-1], words[-1][:-3] + "men"), frozenset()
