"""A made-up week for the tests of the brief: two Russian articles, what was coded in them, and twelve weeks of readings."""

import re
import tomllib
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from pactwatch.nouns import Actor, Article, Claim, Driver, Event, Image, Member, Office, Pact, Reading, Source, Watch

WORLD = Path(__file__).parents[1] / "src" / "pactwatch" / "world"
DAY = date(2022, 10, 17)


def table(name: str) -> dict[str, Any]:
    with (WORLD / name).open("rb") as file:
        return tomllib.load(file)


def state(id_: str, en: str, adjective: str, capital: str, ru: str, leader: str) -> Actor:
    words: dict[str, dict[str, tuple[str, ...]]] = {
        "en": {"names": (en,), "adjectives": (adjective,), "places": (capital,)},
        "ru": {"names": (ru,)},
    }
    return Actor(id_, "state", words, (Office("head_of_state", {"en": leader}, date(2000, 1, 1)),))


ACTORS = {
    a.id: a
    for a in (
        state("RUS", "Russia", "Russian", "Moscow", "Россия", "Vladimir Putin"),
        state("KGZ", "Kyrgyzstan", "Kyrgyz", "Bishkek", "Киргизия", "Sadyr Japarov"),
        state("TJK", "Tajikistan", "Tajikistani", "Dushanbe", "Таджикистан", "Emomali Rahmon"),
        state("KAZ", "Kazakhstan", "Kazakh", "Astana", "Казахстан", "Kassym-Jomart Tokayev"),
        state("ARM", "Armenia", "Armenian", "Yerevan", "Армения", "Nikol Pashinyan"),
        state("USA", "United States", "American", "Washington", "США", "Joe Biden"),
        state("TUR", "Turkey", "Turkish", "Ankara", "Турция", "Recep Tayyip Erdogan"),
        state("CHN", "China", "Chinese", "Beijing", "Китай", "Xi Jinping"),
        state("UKR", "Ukraine", "Ukrainian", "Kyiv", "Украина", "Volodymyr Zelensky"),
        Actor("CSTO", "pact", {"en": {"names": ("CSTO", "Collective Security Treaty Organization")}, "ru": {"names": ("ОДКБ",)}}),
    )
}
PACT = Pact(
    "CSTO",
    "Collective Security Treaty Organization",
    "a treaty",
    "RUS",
    tuple(Member(a, date(1994, 1, 1)) for a in ("RUS", "KGZ", "TJK", "KAZ", "ARM")),
    "alliance",
)
SOURCES = {
    "herald": Source(
        "herald",
        "Moscow Herald",
        "ru",
        "RUS",
        "Moscow",
        "newspaper",
        "business and politics",
        "https://herald.example",
        "B",
        period="daily",
    )
}
ORIGINAL = (
    "Киргизия отменила учения ОДКБ.",
    "Таджикистан начал маневры «Рубеж».",
    "Бишкек попросил Москву о помощи.",
    "Погода стояла ясная.",
    "Душанбе раскритиковал Россию.",
)
ENGLISH = (
    "Kyrgyzstan canceled the exercises of the Collective Security Treaty Organization.",
    "Tajikistan began the Frontier maneuvers.",
    "Bishkek asked Moscow for help.",
    "The weather was clear.",
    "Dushanbe criticized Russia in front of the other presidents.",
)


def offsets(sentences: tuple[str, ...]) -> list[tuple[int, int]]:
    starts = [sum(len(s) + 1 for s in sentences[:i]) for i in range(len(sentences))]
    return [(start, start + len(s)) for start, s in zip(starts, sentences, strict=True)]


def article(id_: str, sentences: tuple[str, ...], published: date, **more: Any) -> Article:
    return Article(id_, "ru", more.pop("title"), " ".join(sentences), published, sha256="ab" * 32, captured="2022-10-18T06:00:00Z", **more)


BORDER = ("Армения не поедет на учения ОДКБ.", "В апреле 2021 года Киргизия и Таджикистан столкнулись на границе.")
LATER = ("Казахстан вышел из ОДКБ.",)
MAIN = article(
    "a1",
    ORIGINAL,
    date(2022, 10, 15),
    title="Спор соседей",
    title_en="A Quarrel of Neighbours",
    source="herald",
    url="https://herald.example/1",
    translation=ENGLISH,
    translator="a translator, 2022",
)
OTHER = article("a2", BORDER, date(2022, 10, 9), title="Без Еревана", title_en="Without Yerevan", url="https://news.example/2")
TOMORROW = article("a3", LATER, date(2022, 10, 18), title="Выход", title_en="Exit", source="herald", url="https://herald.example/3")
ARTICLES = {a.id: a for a in (MAIN, OTHER, TOMORROW)}
SENTENCES = {"a1": offsets(ORIGINAL), "a2": offsets(BORDER), "a3": offsets(LATER)}


def claim(id_: str, where: str, number: int, who: str, whom: str, type_: str, act: str | None, **more: Any) -> Claim:
    start, stop = SENTENCES[where][number]
    day = more.pop("date", ARTICLES[where].published)
    return Claim(id_, where, start, stop, day, who, whom, type_, act, more.pop("status", "actual"), **more)


CLAIMS = (
    claim("c1", "a1", 0, "KGZ", "CSTO", "SANCTION", "exercise_cancel"),
    claim("c2", "a1", 2, "KGZ", "RUS", "REQUEST", "help_request"),
    claim("c3", "a1", 4, "TJK", "RUS", "ACCUSE", "criticism"),
    claim("c4", "a2", 0, "ARM", "CSTO", "REJECT", "exercise_skip"),
    claim("c5", "a2", 1, "KGZ", "TJK", "ASSAULT", "clash", symmetric=True, background=True, date=date(2021, 4, 28)),
    claim("c6", "a3", 0, "KAZ", "CSTO", "SANCTION", "member_leave"),
)


def event(of: Claim) -> Event:
    rest = (of.background, 1.0, (of.id,), (of.article,), (ARTICLES[of.article].source or "news.example",))
    return Event(f"e{of.id[1:]}", of.date, of.source, of.target, of.type, of.act, of.status, of.symmetric, *rest)


EVENTS = tuple(event(c) for c in CLAIMS)
FIRST = date(2022, 7, 18)


def readings(fall: float = 1.2, fell: float = 0.99) -> tuple[Reading, ...]:
    """Thirteen weeks of the pact and two members, falling evenly by `fall` with probability `fell`; the last week is named by its drivers."""
    found = []
    drivers = (Driver("e1", -0.41), Driver("e3", -0.12), Driver("e4", -0.2), Driver("e2", 0.05))
    for level, of in (("pact", "CSTO"), ("member", "KGZ"), ("member", "TJK")):
        for week in range(13):
            value = 0.5 - fall * week / 12
            moved = drivers if week == 12 else ()
            found.append(Reading("cohesion", level, of, FIRST + timedelta(weeks=week), value, value - 0.4, value + 0.4, 1.0, 4.0, moved, fell))
    return tuple(found)


IMAGE = Image("Flags of the members before a summit", "flags.jpg", "https://images.example/flags", "A. Photographer", "CC BY 4.0")
WATCH = Watch("test", "A test", "CSTO", "Central Asia", ("ru",), date(2021, 1, 1), image=IMAGE)


def actors_in(text: str) -> set[str]:
    """A small stand-in for the reading of names: any declared English or Russian word of an actor."""
    found = set()
    for actor in ACTORS.values():
        words = [w for by_list in actor.words.values() for listed in by_list.values() for w in listed]
        words += [name.split()[-1] for office in actor.offices for name in office.names.values()]
        if any(re.search(rf"(?<!\w){re.escape(w)}(?!\w)", text) for w in words):
            found.add(actor.id)
    return found
