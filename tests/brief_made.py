"""A made-up brief for the tests of the formats. Its outlets, texts and figures are invented and stand for nothing."""

import hashlib
import math
from datetime import date, timedelta

from pactwatch.nouns import (
    Article,
    Brief,
    Claim,
    Driver,
    Event,
    Forecast,
    Image,
    Note,
    Pair,
    Passage,
    Reading,
    Sentence,
    Source,
    Span,
)

NAMES = {"ARM": "Armenia", "BLR": "Belarus", "KAZ": "Kazakhstan", "KGZ": "Kyrgyzstan", "RUS": "Russia", "TJK": "Tajikistan",
         "CSTO": "CSTO"}
MEMBERS = ("ARM", "BLR", "KAZ", "KGZ", "RUS", "TJK")
TODAY = date(2022, 10, 17)
WEEKS = [date(2021, 10, 18) + timedelta(weeks=i) for i in range(53)]
UNREAD = {11, 12, 28, 29, 30, 31, 32, 40}

FIRST = (
    ("Бишкек отменил учения «Образец», которые должны были пройти на его территории.",
     "Bishkek canceled the “Sample” exercises that were to take place on its territory."),
    ("Маневры в Таджикистане начались сегодня без киргизских военных.",
     "The maneuvers in Tajikistan began today without the Kyrgyz military."),
    ("По словам собеседника издания, Душанбе обвинил Бишкек в срыве договоренностей о границе.",
     "According to the outlet’s source, Dushanbe accused Bishkek of wrecking the agreements on the border."),
    ("Москва предложила посредничество, и Бишкек его принял.",
     "Moscow offered mediation, and Bishkek accepted it."),
    ("Дата новой встречи пока не названа.", "No date for a new meeting has been named yet."),
)
SECOND = (
    ("Ереван не направил делегацию на саммит организации.", "Yerevan sent no delegation to the organization’s summit."),
    ("Минск и Астана подтвердили участие в совместных учениях.", "Minsk and Astana confirmed that they will take part in the joint exercises."),
)
SOURCES = (
    Source("test-gazette", "Проверочная газета", "ru", "RUS", "Moscow", "newspaper", "business and politics", "https://gazette.example/", "B",
           period="daily"),
    Source("test-wire", "Образцовое агентство", "ru", "KAZ", "Astana", "news agency", "regional affairs", "https://wire.example/", "C"),
)


def _article(key: str, source: str, titles: tuple[str, str], rows: tuple[tuple[str, str], ...], day: date) -> Article:
    title, title_en = titles
    text = " ".join(ru for ru, _ in rows)
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Article(key, "ru", title, text, day, source, f"https://{source}.example/2022/{key}?a=1&b=2", f"{day}T09:30:00Z", digest, title_en,
                   tuple(en for _, en in rows), "sample translator, version 1")


A1 = _article("a1", "test-gazette", ("Образец статьи для проверки", "A Sample Article for Testing"), FIRST, TODAY)
A2 = _article("a2", "test-wire", ("Второй образец", "A Second Sample"), SECOND, date(2022, 9, 12))


def _passage(article: Article, text: str) -> Passage:
    start = article.text.index(text)
    return Passage(article.id, start, start + len(text), text)


def _event(key: str, article: Article, day: date, what: tuple[str, str, str, str], words: dict[str, str]) -> tuple[Event, Claim]:
    """`what`: source, target, type, act; `words`: the evidence under "sentence", and in it the words of each part."""
    act, sentence = what[3], words["sentence"]
    place = _passage(article, sentence)
    spans = tuple(Span(at, at + len(w), w, means) for means, w in words.items() if means != "sentence" for at in [article.text.index(w, place.start)])
    claim = Claim(f"c-{key}", article.id, place.start, place.stop, day, *what, "actual", act == "clash", spans=spans)
    event = Event(key, day, *what, "actual", act == "clash", False, 0.9, (claim.id,), (article.id,), (str(article.source),))
    return event, claim


HELD = (
    _event("e1", A1, date(2022, 10, 9), ("KGZ", "CSTO", "SANCTION", "exercise_cancel"),
           {"sentence": FIRST[0][0], "source": "Бишкек", "trigger": "отменил", "target": "учения «Образец»"}),
    _event("e2", A1, TODAY, ("KGZ", "TJK", "REJECT", "exercise_skip"),
           {"sentence": FIRST[1][0], "target": "Таджикистане", "trigger": "без киргизских военных"}),
    _event("e3", A1, date(2022, 10, 12), ("TJK", "KGZ", "ACCUSE", "criticism"),
           {"sentence": FIRST[2][0], "source": "Душанбе", "trigger": "обвинил", "target": "Бишкек"}),
    _event("e4", A1, date(2022, 10, 13), ("RUS", "KGZ", "AGREE", "mediation_offer"),
           {"sentence": FIRST[3][0], "source": "Москва", "trigger": "предложила посредничество", "target": "Бишкек"}),
    _event("e5", A2, date(2022, 9, 12), ("ARM", "CSTO", "REJECT", "summit_skip"),
           {"sentence": SECOND[0][0], "source": "Ереван", "trigger": "не направил делегацию", "target": "организации"}),
    _event("e6", A2, date(2021, 12, 8), ("BLR", "CSTO", "COOPERATE", "exercise_join"),
           {"sentence": SECOND[1][0], "source": "Минск", "trigger": "подтвердили участие"}),
)

LEVEL = {"ARM": 0.35, "BLR": 1.3, "KAZ": 0.9, "KGZ": 0.5, "RUS": 0.8, "TJK": 0.25}
DROP = {"ARM": -1.1, "BLR": 0.1, "KAZ": -0.1, "KGZ": -1.9, "RUS": -0.5, "TJK": -1.2}
EFFECTS = {"KGZ": (("e1", -0.62), ("e2", -0.31), ("e4", 0.18)), "TJK": (("e3", -0.44), ("e2", -0.12)), "ARM": (("e5", -0.71),),
           "RUS": (("e4", 0.22),), "BLR": (("e6", 0.55),), "CSTO": (("e1", -0.34), ("e5", -0.21), ("e3", -0.15))}


def _value(level: float, drop: float, i: int, seed: int) -> float:
    fall = drop / (1 + math.exp(-(i - 49) / 2))
    return level + fall + 0.16 * math.sin(i / 2.3 + seed) + 0.09 * math.sin(i * 1.7 + 2 * seed)


def _readings(level: str, of: str, start: float, drop: float, seed: int) -> list[Reading]:
    found, since = [], 0
    for i, week in enumerate(WEEKS):
        since = since + 1 if i in UNREAD else 0
        half = 0.42 + 0.09 * since
        value = _value(start, drop, i - since, seed)
        last = i == len(WEEKS) - 1
        drivers = tuple(Driver(e, x) for e, x in EFFECTS.get(of, ())) if last else ()
        if level == "pair" or (level == "member" and not last):
            drivers = (Driver("earlier", 0.02),)
        if level == "pact" and 7 <= i <= 8:
            drivers = (Driver("e6", 0.55),)
        read = 0.0 if since else 0.7 + 0.1 * (i % 5)
        found.append(Reading("cohesion", level, of, week, value, value - half, value + half, read, 0.0 if since else 4.0 + (i * 7 + seed) % 9,
                             drivers, 0.5 - 0.4 * max(-1.0, min(1.0, drop))))
    return found


def _series() -> list[Reading]:
    found = _readings("pact", "CSTO", 0.75, -1.15, 3)
    for i, m in enumerate(MEMBERS):
        found += _readings("member", m, LEVEL[m], DROP[m], i)
    for j, b in enumerate(MEMBERS):
        for a in MEMBERS[:j]:
            found += _readings("pair", f"{a}-{b}", (LEVEL[a] + LEVEL[b]) / 2, DROP[a] + DROP[b], j)
    return found


def _commentary() -> tuple[tuple[Sentence, ...], ...]:
    def said(text: str, event: str, article: Article, sentence: str) -> Sentence:
        return Sentence(text, (event,), (_passage(article, sentence),))

    week = "2022-10-17"
    return (
        (
            said("The excerpted article from the Moscow-based, Russian-language newspaper Проверочная газета discusses Kyrgyzstan’s "
                 "cancellation of exercises of the Collective Security Treaty Organization (CSTO) on its territory.[i]", "e1", A1, FIRST[0][0]),
            said("The article notes that maneuvers in Tajikistan began without the Kyrgyz military.", "e2", A1, FIRST[1][0]),
            said("According to the article, Tajikistan accused Kyrgyzstan of wrecking agreements on the border.", "e3", A1, FIRST[2][0]),
        ),
        (
            said("The article asserts that Russia offered to mediate and that Kyrgyzstan accepted.", "e4", A1, FIRST[3][0]),
            Sentence("The 90 % band of Kyrgyzstan’s cohesion with the alliance lies wholly below zero.", ("e1", "e2"),
                     (), (f"cohesion KGZ {week}", "cohesion KGZ 2022-09-19"), "measure"),
            Sentence("Further cancellations by members are likely.[ii]", ("e1", "e5"), (_passage(A2, SECOND[0][0]),),
                     (f"cohesion CSTO {week}",), "judgement"),
        ),
    )


def sample(picture: str = "") -> Brief:
    """The whole brief, every field filled; `picture` is the path of an image file."""
    series = _series()
    last = WEEKS[-1]
    events, claims = tuple(e for e, _ in HELD), tuple(c for _, c in HELD)
    excerpt = tuple(tuple(Pair(ru, en, _passage(A1, ru)) for ru, en in rows) for rows in (FIRST[:3], FIRST[3:]))
    rule = "Yes if the press the watch reads reports such an act as actual by the due date; else no."
    forecasts = (
        Forecast("f1", "Will another member cancel or skip a CSTO exercise?", "3 months", TODAY, date(2023, 1, 17), 0.62, "hazard", rule),
        Forecast("f2", "Will armed force be used between Kyrgyzstan and Tajikistan?", "4 weeks", TODAY, date(2022, 11, 14), 0.31, "mean", rule),
    )
    notes = (
        Note("i", (Sentence("The exercises had been planned for the autumn; the article does not say how many states were invited.", ("e1",),
                            (_passage(A1, FIRST[0][0]),), kind="note"),)),
        Note("ii", (Sentence("Armenia sent no delegation to the alliance’s summit.", ("e5",), (_passage(A2, SECOND[0][0]),), kind="note"),)),
    )
    return Brief(
        "CSTO", TODAY, "Central Asia", "A. Tester", "Sample Alliance Frays as Member Calls Off Exercises",
        Image("A picture made for tests.", picture, "https://pictures.example/1", "Test Photographer", "CC BY 4.0"),
        "“The maneuvers in Tajikistan began today without the Kyrgyz military…”", _commentary(),
        "“Образец статьи для проверки (A Sample Article for Testing),” Проверочная газета (Moscow-based Russian-language daily focusing on "
        f"business and politics), 17 October 2022. {A1.url}",
        A1, SOURCES[0], excerpt, notes, "3", tuple(r for r in series if r.week == last and r.level != "pair"), tuple(series), forecasts, events,
        claims, (A1, A2), ("This brief is a sample made for tests: outlets, texts and figures are invented.",
                           "Nothing was read in 8 of the last 53 weeks."),
        NAMES, SOURCES,
    )
