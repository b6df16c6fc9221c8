"""How Russian names bend: the forms of a declared nominative with the cases each form can be.

pymorphy3 mangles surnames («Жапаров») and some capitals («Астану»), so names are bent by their endings here.
"""

from collections.abc import Iterator
from itertools import product
from typing import NamedTuple

Forms = dict[str, frozenset[str]]  # form → cases
CASES = ("nom", "gen", "dat", "acc", "ins", "loc")
HUSH = "жшчщц"

# endings by case; "|" parts two possible endings
HARD_M = ("", "а", "у", "|а", "ом", "е")
SOFT_M = ("ь", "я", "ю", "ь|я", "ем", "е")
J_M = ("й", "я", "ю", "й|я", "ем", "е|и")
SURNAME_M = ("", "а", "у", "а", "ым", "е")
SURNAME_F = ("а", "ой", "ой", "у", "ой", "ой")
A_F = ("а", "ы", "е", "у", "ой|ою", "е")
A_F_I = ("а", "и", "е", "у", "ой|ей", "е")
YA_F = ("я", "и", "е", "ю", "ей", "е")
IYA_F = ("ия", "ии", "ии", "ию", "ией", "ии")
SOFT_F = ("ь", "и", "и", "ь", "ью", "и")
O_N = ("о", "а", "у", "о", "ом", "е")
IE_N = ("ие", "ия", "ию", "ие", "ием", "ии")
Y_PL = ("ы", "ов|", "ам", "ы", "ами", "ах")
I_PL = ("и", "ов|", "ам", "и", "ами", "ах")
ADJ_M = ("ий", "ого", "ому", "ий|ого", "им", "ом")
ADJ_M_Y = ("ый", "ого", "ому", "ый|ого", "ым", "ом")
ADJ_F = ("ая", "ой", "ой", "ую", "ой", "ой")
ADJ_N = ("ое", "ого", "ому", "ое", "им", "ом")
ADJ_PL = ("ие", "их", "им", "ие|их", "ими", "их")
POSSESSIVE_PL = ("ы", "ых", "ым", "ы|ых", "ыми", "ых")
ADJ_PL_Y = ("ые", "ых", "ым", "ые|ых", "ыми", "ых")
ADJECTIVES = ("ский", "ская", "ское", "ские", "ный", "ная", "ное", "ные", "цкий", "цкая", "ые", "ый", "ая", "ое", "овы")
VOWELS = "аеёиоуыэюя"
HIATUS = ("оа", "уа", "ио", "еа")  # no Russian word ends so: «Самоа», «Токио»
STIFF = {"хельсинки", "тбилиси", "душанбе", "того", "чили", "скопье", "токио"}  # never bend
FLEETING = {"египет": "Египт"}  # a vowel that flees
PLURAL = {"острова": ("а", "ов", "ам", "а", "ами", "ах")}  # what ends as a noun of one gender and is many
NEUTER = {"государство", "содружество", "агентство", "министерство", "братство", "сообщество", "вече",
          "королевство", "княжество", "герцогство", "море", "озеро"}


def spread(stem: str, endings: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """(form, case) for each ending."""
    for case, ending in zip(CASES, endings, strict=True):
        for one in ending.split("|"):
            yield stem + one, case


def gather(pairs: Iterator[tuple[str, str]]) -> Forms:
    found: dict[str, set[str]] = {}
    for form, case in pairs:
        found.setdefault(form, set()).add(case)
    return {form: frozenset(cases) for form, cases in found.items()}


def fixed(word: str) -> Forms:
    return {word: frozenset(CASES)}


class Bend(NamedTuple):
    """How a noun bends that ends so and has more than `longer` letters: how many are cut off, and what is put on by case, in each gender that it can have."""

    ends: tuple[str, ...]
    cut: int
    rows: tuple[tuple[str, ...], ...]
    longer: int = 0


# The first that fits.
BENDS = (
    Bend(("ия",), 2, (IYA_F,)),  # Армения
    Bend(("ие",), 2, (IE_N,)),
    Bend(("я",), 1, (YA_F,)),
    Bend(("га", "ка", "ха", "жа", "ша", "ча", "ща"), 1, (A_F_I,)),  # Прага, in the genitive Праги
    Bend(("а",), 1, (A_F,)),  # Астана
    Bend(("ь",), 1, (SOFT_M, SOFT_F)),  # Кремль, Сибирь
    Bend(("й",), 1, (J_M,)),  # Уругвай
    Bend(("ы",), 1, (Y_PL,), 4),  # Эмираты
    Bend(("ги", "ки", "хи", "жи"), 1, (I_PL,), 6),
)
WHOLE = PLURAL | dict.fromkeys(NEUTER, O_N)  # nouns that bend as no other of their ending, without their last letter


def place(word: str) -> Forms:
    """A noun by its ending: «Астана», «Кремль», «Эмираты», «Баку»."""
    low = word.lower()
    if word.isupper() or low in STIFF or low.endswith(HIATUS):
        return fixed(word)
    if low in FLEETING:
        return gather((form, case) for form, case in spread(FLEETING[low], HARD_M) if case not in ("nom", "acc")) | {word: frozenset({"nom", "acc"})}
    if low in WHOLE:
        return gather(spread(word[:-1], WHOLE[low]))
    bend = next((bend for bend in BENDS if low.endswith(bend.ends) and len(low) > bend.longer), None)
    if bend:
        return gather(pair for row in bend.rows for pair in spread(word[:-bend.cut], row))
    return hard(word) if low[-1:].isalpha() and low[-1:] not in VOWELS else fixed(word)


def hard(word: str) -> Forms:
    """«Вашингтон», «Париж»: after a hushing letter the instrumental may have an е."""
    return gather(spread(word, HARD_M)) | ({word + "ем": frozenset({"ins"})} if word[-1].lower() in HUSH else {})


def adjective(word: str) -> Forms:
    """All genders and numbers of «армянский», «южный»."""
    stem = word[:-2]
    masculine = ADJ_M_Y if word.endswith("ый") else ADJ_M
    plural = ADJ_PL_Y if word.endswith("ый") else ADJ_PL
    neuter = tuple(e.replace("им", "ым") for e in ADJ_N) if word.endswith("ый") else ADJ_N
    return gather(pair for row in (masculine, ADJ_F, neuter, plural) for pair in spread(stem, row))


def surname(word: str, gender: str) -> Forms:
    """A family name: «Жапаров», «Лукашенко», «Песков», «Захарова», «Рахмон»."""
    low = word.lower()
    if gender == "f":
        if low.endswith(("ова", "ева", "ёва", "ина", "ына")):
            return gather(spread(word[:-1], SURNAME_F))
        if low.endswith("ая"):
            return gather(spread(word[:-2], ADJ_F))
        return place(word) if low.endswith(("а", "я")) else fixed(word)
    if low.endswith(("ий", "ый", "ой")) and low[-3:-2] in "кгхнвр" and len(low) > 4:
        return animate(gather(spread(word[:-2], ADJ_M_Y if low.endswith("ый") else ADJ_M)))
    if low.endswith(("ов", "ев", "ёв", "ин", "ын")) and len(low) > 4:
        return animate(gather(spread(word, SURNAME_M)) | gather(spread(word, HARD_M)))
    return animate(place(word))


def animate(forms: Forms) -> Forms:
    """Of a man the accusative is the genitive: «поддержал Макрона», never «поддержал Макрон». A name that is not bent stays as it is."""
    return {form: cases - {"acc"} if "nom" in cases and "gen" not in cases else cases for form, cases in forms.items()}


def lifeless(forms: Forms) -> Forms:
    """Of a land or a town the accusative is the nominative: «покинули Иран», never «покинули Ирана». What never bends keeps all its cases."""
    return {form: cases - {"acc"} if "gen" in cases and "nom" not in cases else cases for form, cases in forms.items()}


def is_adjective(word: str) -> bool:
    return word.lower().endswith(ADJECTIVES)


def adjective_as_it_stands(word: str) -> Forms:
    """An adjective inside a name keeps its gender: «Саудовская» Аравия, «Соединенные» Штаты."""
    if word.endswith("овы"):
        return gather(spread(word[:-1], POSSESSIVE_PL))  # «Маршалловы острова»
    soft = word[-3:-2] in "гкхжшчщ"
    rows = {"ая": ADJ_F, "ое": ADJ_N if soft else tuple(e.replace("им", "ым") for e in ADJ_N), "ые": ADJ_PL_Y, "ие": ADJ_PL,
            "ый": ADJ_M_Y, "ий": ADJ_M}
    return gather(spread(word[:-2], rows.get(word[-2:].lower(), ADJ_M)))


def name(words: tuple[str, ...]) -> dict[tuple[str, ...], frozenset[str]]:
    """A name of several words: adjectives bend with the first noun, what follows it stays. «Лига арабских государств»."""
    head = next((i for i, word in enumerate(words) if not is_adjective(word)), len(words) - 1)
    parts = [adjective_as_it_stands(w) for w in words[:head]] + [lifeless(place(words[head]))]
    found: dict[tuple[str, ...], frozenset[str]] = {}
    for choice in product(*(part.items() for part in parts)):
        cases = frozenset(CASES).intersection(*(cases for _, cases in choice))
        if cases:
            found[tuple(form for form, _ in choice) + words[head + 1:]] = cases
    return found


def of_women(stem: str) -> str:
    """The genitive plural of «немка», «чешка», «полька», «австрийка»: немок, чешек, полек, австриек."""
    before = stem[-2:-1]
    if before in "йь":
        return stem[:-2] + "ек"
    return stem[:-1] + ("ек" if before in HUSH else "ок")


def one_of(singular: str, plural: str) -> Forms:
    """«китаец», «турок», «немка» in the singular: a vowel that flees is told by the plural, китайца, турка."""
    if singular.endswith(("ец", "ок")):
        bent = gather(spread(plural[:-1], ("", "а", "у", "а", "ем" if singular.endswith("ец") else "ом", "е")))
        return {form: cases for form, cases in bent.items() if form != plural[:-1]} | {singular: frozenset({"nom"})}
    if singular[-1] in HUSH:
        return gather(spread(singular, ("", "а", "у", "а", "ом", "е")))
    return place(singular)


def many_of(singular: str, plural: str) -> Forms:
    """«армяне», «китайцы», «латыши», «немки» in the plural."""
    stem = plural[:-1]
    if plural.endswith(("яне", "ане")):
        return gather(spread(stem, ("е", "", "ам", "", "ами", "ах")))
    if plural.endswith("цы"):
        return gather(spread(stem, ("ы", "ев|ов", "ам", "ев|ов", "ами", "ах")))
    if singular.endswith("ка"):
        return gather(spread(stem, ("и", "", "ам", "", "ами", "ах"))) | {stem: frozenset(), of_women(stem): frozenset({"gen", "acc"})}
    of_many = "ей" if stem[-1] in HUSH else "ов|"
    return gather(spread(stem, (plural[-1], of_many, "ам", of_many, "ами", "ах")))


def demonym(singular: str, plural: str) -> Forms:
    """«армянин», «армяне», «армянка», «армянки» in all cases."""
    return {form: cases for form, cases in (one_of(singular, plural) | many_of(singular, plural)).items() if cases}
