"""Times in sentences: the words in brackets with what they mean, [вчера=2022-10-16]. Each sentence stands under its article's day."""

import re
from datetime import date

import pytest

from pactwatch import atlas
from pactwatch.contracts import When
from pactwatch.dates import Calendar
from pactwatch.languages import en, ru

MARK = re.compile(r"\[([^\[\]=]+)=([^\]]+)\]")
CALENDARS = {"ru": Calendar(ru, atlas.words("ru")), "en": Calendar(en, atlas.words("en"))}

# 2022-10-17 is a Monday
RUSSIAN = """
2022-10-17 [Вчера=2022-10-16] Киргизия отменила учения, [сегодня=2022-10-17] объяснила почему, [завтра=2022-10-18] продолжит.
2022-10-17 Учения прошли [17 октября 2021 года=2021-10-17], а [9 октября=2022-10-09] их отменили.
2022-10-17 Договор от [9.11.2020=2020-11-09] нарушен, говорится в записи 2022-10-11-1, а запись [2022-10-11=2022-10-11] верна.
2022-10-17 Маневры пройдут с [10–14 октября=2022-10-10/2022-10-14] и [3-7 ноября 2022 года=2022-11-03/2022-11-07].
2022-10-17 В [прошлом месяце=2022-09] стреляли, в [этом году=2022] помирились, на [следующей неделе=2022-10-24/2022-10-30] встретятся.
2022-10-17 В [понедельник=2022-10-17] прибыл посол, а в [среду=2022-10-12] убыл; в [пятницу=2022-10-21] вернется.
2022-10-17 В [минувшую пятницу=2022-10-14] и в [следующую среду=2022-10-19] в среде экспертов спорили.
2022-10-17 [Три дня назад=2022-10-14] и [год назад=2021] войска стояли там же, [2 недели назад=2022-09-30/2022-10-06] отошли.
2022-10-17 В [октябре 2020 года=2020-10] была война, в [2016 году=2016] тоже, а в [1990-х=1990-01-01/1999-12-31] был мир.
2022-10-17 В [ноябре=2021-11] не было ничего, в конце [августа=2022-08] началось.
2022-10-17 Президенты встретятся в [ноябре=2022-11].
2022-10-17 [Летом 2021 года=2021-06-01/2021-08-31] и [прошлой зимой=2021-12-01/2022-02-28] дороги закрывали.
2022-10-17 Накануне саммита ОДКБ Ереван молчал, а [накануне=2022-10-16] заговорил.
2022-10-17 В столице 17 послов, в [марте=2022-03] 2 сессии по 30 вопросам и 31 сентября.
2022-10-17 Посол вернулся в [четверг, 13 октября 2022 года=2022-10-13], а депутаты прошлых лет бывали и в [среду=2022-10-12].
2022-01-05 Войска вошли [28 декабря=2021-12-28], выйдут [13 января=2022-01-13].
- Вчера и в октябре ничего не было, [9 ноября 2020 года=2020-11-09] было, в [2016 году=2016] тоже.
"""
ENGLISH = """
2022-10-17 [Yesterday=2022-10-16] Kyrgyzstan cancelled the drill; it explained [today=2022-10-17] and will go on [tomorrow=2022-10-18].
2022-10-17 Talks were held on [October 9=2022-10-09], [October 9, 2020=2020-10-09], [9 November 2020=2020-11-09] and [Sept. 3=2022-09-03].
2022-10-17 The drill ran on [October 10-14=2022-10-10/2022-10-14] and on the [17th of September=2022-09-17].
2022-10-17 Troops left [last month=2022-09], came [last week=2022-10-10/2022-10-16] and stay [this year=2022]; they go [next year=2023].
2022-10-17 They met on [Monday=2022-10-17] and on [Tuesday=2022-10-11]; they will meet on [Friday=2022-10-21].
2022-10-17 [Last Friday=2022-10-14] was loud, [next Wednesday=2022-10-19] is quiet; we may march in [May=2022-05] or may not.
2022-10-17 [Three days ago=2022-10-14], [a year ago=2021], [two months ago=2022-08] the guns fell silent.
2022-10-17 War broke out in [2020=2020], in [October 2016=2016-10], [last August=2022-08] and in the [1990s=1990-01-01/1999-12-31].
2022-10-17 The 2020 troops of two streets met 5 times in the [summer of 2021=2021-06-01/2021-08-31].
- Yesterday and in October nothing stirred; on [November 9, 2020=2020-11-09] all did.
"""


def marked(code: str, text: str, day: date | None) -> str:
    calendar = CALENDARS[code]
    found: list[tuple[int, int, When]] = []
    for start, stop in calendar.language.sentences(text):
        tokens = calendar.language.tokens(text, start, stop)
        found += [(tokens[w.first].start, tokens[w.last].stop, w) for w in calendar.times(tokens, day)]
    for start, stop, when in reversed(found):
        text = f"{text[:start]}[{text[start:stop]}={when.value}]{text[stop:]}"
    return text


@pytest.mark.parametrize(("code", "row"), [(code, row) for code, rows in (("ru", RUSSIAN), ("en", ENGLISH)) for row in rows.strip().splitlines()])
def test_times(code: str, row: str) -> None:
    day, _, expected = row.partition(" ")
    found = marked(code, MARK.sub(r"\1", expected), None if day == "-" else date.fromisoformat(day))
    assert found == expected, f"\nexpected {expected}\nfound    {found}"
