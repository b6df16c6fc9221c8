"""Belarusian, as small as a language can be: razdel's sentences, words as they stand, a few endings.

Names bend by a short list of endings; a full plug-in would ask a dictionary for lemmas, as languages/ru.py does.
"""

import re
from collections.abc import Iterator

from razdel import sentenize

from pactwatch.contracts import Form, Token

code = "be"
WORD = re.compile(r"\w+(?:[-’'ʼ]\w+)*|[^\w\s]")
ENDINGS = {"": "nom acc", "а": "gen", "у": "dat", "ам": "ins", "е": "loc", "ю": "acc", "і": "gen", "й": "ins"}
VERBS = {"адмяніла": "адмяніць", "адмяніў": "адмяніць", "абвінаваціла": "абвінаваціць", "абвінаваціў": "абвінаваціць"}
NOUNS = {"вучэнні": "вучэнне", "вучэнняў": "вучэнне", "саміт": "саміт"}


def sentences(text: str) -> list[tuple[int, int]]:
    return [(s.start, s.stop) for s in sentenize(text)]


def tokens(text: str, start: int, stop: int) -> list[Token]:
    return [Token(m.start(), m.end(), m.group(), m.group().lower()) for m in WORD.finditer(text, start, stop)]


def forms(word: str) -> tuple[Form, ...]:
    if word in VERBS:
        return (Form(VERBS[word], "VERB", frozenset({"past", "sing"})),)
    return (Form(NOUNS.get(word, word), "NOUN" if word in NOUNS else "OTHER", frozenset()),)


def name_forms(name: str, kind: str, gender: str = "m") -> Iterator[tuple[tuple[str, ...], frozenset[str]]]:
    """The name as declared and with each ending in place of its last vowel."""
    *first, last = name.lower().split()
    stem = last[:-1] if last[-1] in "аяыі" else last
    yield (*first, last), frozenset({"nom"})
    for ending, cases in ENDINGS.items():
        if ending:
            yield (*first, stem + ending), frozenset(cases.split())
