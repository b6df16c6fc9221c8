"""Who is mentioned where: texts with the mentions in braces, {words=ACTOR}, several actors joined by "+".

A word that points back is told by what it points to: {страны=?state}. Each text stands under its date, since a
name means the state whose office was held that day.
"""

import re
from datetime import date

import pytest

from pactwatch import atlas
from pactwatch.languages import en, ru
from pactwatch.mentions import Finder

MARK = re.compile(r"\{([^{}=]+)=[^{}]+\}")
LANGUAGES = {"ru": ru, "en": en}

RUSSIAN = """
2022-10-09 {Минобороны Киргизии=KGZ} объявило, что учения на территории {страны=?state} отменяются.
2022-10-09 «{Нерушимое братство=CSTO} — 2022» в {Киргизии=KGZ} не пройдет, хотя {Москва=RUS} ждала войска.
2021-09-06 {Рубеж-2021=CSTO} и «{Нерушимое братство-2021=CSTO}» идут без {Узбекистана=UZB}.
2023-06-01 Полиция вышла на последний рубеж, поиск продолжается.
2022-08-16 {Военные Таджикистана и Китая=TJK+CHN} вместе отражали условное нападение.
2022-11-23 В {Ереван=ARM} прилетели {президенты России, Белоруссии и Казахстана=RUS+BLR+KAZ}.
2014-08-07 {Россия=RUS} закрыла рынок для товаров из {ЕС, США, Канады и Норвегии=EU+USA+CAN+NOR}.
2023-04-04 {Российский МИД=RUS} пообещал {Финляндии=FIN} ответные меры.
2023-01-10 {Премьер Армении Никол Пашинян=ARM} сообщил об этом {Объединенному штабу=CSTO}.
2014-03-06 {Европейцы=EU} о Советском Союзе не спорили.
2017-01-10 О Пашиняне говорили как об оппозиционере.
2019-05-01 Назарбаев уже ушел, {Токаев=KAZ} уже пришел.
2015-05-01 {Назарбаев=KAZ} принял послов в {Астане=KAZ}.
2009-04-05 За {Расмуссена=DNK} вступился {Обама=USA}.
2022-09-16 {Совет коллективной безопасности=CSTO} выслушал {армянскую сторону=ARM}.
2023-05-08 Сирийская оппозиция и эксперты Казахстана недовольны.
2021-04-30 {Кыргызско-таджикская=KGZ+TJK} граница закрыта.
2021-04-30 {Киргизские и таджикские власти=KGZ+TJK} договорились о перемирии.
2017-06-05 К бойкоту {Катара=QAT} присоединились {Эмираты=ARE} вместе с {Египтом=EGY}.
2022-09-14 {Жапаров и Рахмон=KGZ+TJK} встретились на саммите {ШОС=SCO}.
2024-06-29 {Али Хаменеи и Ибрагим Траоре=IRN+BFA} обвинили {Израиль=ISR}.
2022-09-14 Того, кто стрелял, не нашли. Самое важное, что совет согласился.
2024-02-01 Экс-президент Армении Роберт Кочарян осудил власти.
2020-09-10 Учения «Славянское братство» собирали {сербов, белорусов и россиян=SRB+BLR+RUS}.
2025-03-01 {Грузинские власти=GEO} позвали {саудовцев и саудовского короля=SAU}.
2022-09-16 {Глава МИД Армении=ARM} сказал {ведомству=?person} то же, что {секретарь Совбеза Армении=ARM}.
2024-12-01 {Президент Сирии Башар Асад=SYR} еще в {Дамаске=SYR}, а {Башару Асаду=SYR} верят.
2025-02-01 Лев Пашинян торгует коврами, {Никол Пашинян=ARM} правит.
2023-03-01 {Саудиты=SAU} с {китайцем=CHN} и двумя {француженками=FRA} ждали {португальца=PRT} у {посольства Соединённого Королевства=GBR}.
2023-03-01 {Армяно-азербайджанский=ARM+AZE} спор обсудили {словенцы=SVN} вместо {плотника-афганца=AFG} из {Люксембурга=LUX}.
2023-03-01 В Латинской Америке, «Единой России» и Южно-Китайском море об этом молчат.
2023-03-01 Учитель знает английский язык, пишет на русском и киргизском языках, говорит на французском.
2023-03-01 Вадим Поляков встретил {поляков и эквадорских послов=POL+ECU}.
2025-05-01 {Лидеры=?both} {стран=?both} приехали, {они=?both} подписали договор, {организация=?pact} расширилась.
"""

ENGLISH = """
2024-06-29 {Ali Khamenei=IRN} received Captain {Ibrahim Traore=BFA}.
2024-06-29 {Mahmoud Abbas=PSE} met Mohamed bin {Zayed=ARE}.
2022-10-09 {Kyrgyzstan's defence ministry=KGZ} said {Russian troops=RUS} would not come.
2023-01-10 {Armenia=ARM}, {Belarus=BLR} and others sent envoys to {Moscow=RUS}.
2022-09-14 {Armenia, Kazakhstan and Belarus=ARM+KAZ+BLR} voted together.
2023-05-08 The {Kremlin=RUS} praised Prime Minister {Nikol Pashinyan=ARM}.
2017-01-10 Pashinyan was then an opposition deputy.
2016-05-01 Theresa May may visit us.
2017-05-01 {Theresa May=GBR} may visit us, and {she=?person} may not.
2014-03-06 The {Europeans=EU} left the Soviet Union to history.
2024-02-23 {It=?it} froze {its=?it} seat in the {CSTO=CSTO}, {Pashinyan=ARM} said.
2021-04-30 {Kyrgyz and Tajik guards=KGZ+TJK} exchanged fire near the border.
2024-02-23 Former Armenian president Robert Kocharyan and Armenian experts objected.
2021-09-06 The drill {Rubezh-2021=CSTO} began, "{Interaction=CSTO}" follows, and interaction grows.
2023-04-04 The Indo-Pacific and Latin America are far; the {Belgian foreign minister and Cypriots=BEL+CYP} speak the French language near the East China Sea.
2023-04-04 The {president of Finland=FIN} met {NATO=NATO} chiefs.
"""


def plain(marked: str) -> str:
    return MARK.sub(r"\1", marked)


@pytest.fixture(scope="module")
def finders() -> dict[str, Finder]:
    actors = atlas.world().actors
    return {code: Finder(actors, language, atlas.words(code)) for code, language in LANGUAGES.items()}


def marked(finder: Finder, text: str, day: date) -> str:
    """The text with all that is found in it."""
    seen: set[str] = set()
    found = []
    for start, stop in finder.language.sentences(text):
        tokens = finder.language.tokens(text, start, stop)
        found += [(tokens[m.first].start, tokens[m.last].stop, "+".join(m.actors) or f"?{m.kind}") for m in finder.mentions(tokens, day, seen)]
    for start, stop, actors in reversed(found):
        text = f"{text[:start]}{{{text[start:stop]}={actors}}}{text[stop:]}"
    return text


@pytest.mark.parametrize(("code", "row"), [(code, row) for code, rows in (("ru", RUSSIAN), ("en", ENGLISH)) for row in rows.strip().splitlines()])
def test_mentions(finders: dict[str, Finder], code: str, row: str) -> None:
    day, _, expected = row.partition(" ")
    found = marked(finders[code], plain(expected), date.fromisoformat(day))
    assert found == expected, f"\nexpected {expected}\nfound    {found}"
