"""How a time told by words becomes days of the calendar: an ordered list of patterns over letters (see words.py), each with its reckoning.

A reckoning takes the values of the letters in capitals, the article's day (None where it is not known) and whether the words look ahead; it gives
the first day, the day after the last, and the grain, or None where the article's day is needed and not known.
"""

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from .words import day_of

Days = tuple[date, date, str]
Reckoning = Callable[[list[Any], date | None, bool], Days | None]
DAY, WEEK = timedelta(1), timedelta(7)
HALF = 183  # days: what is nearer than half a year has the year of the article, else its neighbour
SEASONS = ((12, -1), (3, 0), (6, 0), (9, 0))  # first month and year against the season's: winter 2022 begins in December 2021


def one(day: date | None) -> Days | None:
    return (day, day + DAY, "day") if day else None


def month_of(year: int, month: int) -> Days:
    """`month` counts from 0 and may run over."""
    year, month = year + month // 12, month % 12
    return date(year, month + 1, 1), date(year + (month == 11), (month + 1) % 12 + 1, 1), "month"


def year_of(year: int) -> Days:
    return date(year, 1, 1), date(year + 1, 1, 1), "year"


def iso(values: list[Any], day: date | None, ahead: bool) -> Days | None:
    year, month, number = map(int, values[0].split("-"))
    return one(day_of(year, month - 1, number))


def dotted(values: list[Any], day: date | None, ahead: bool) -> Days | None:
    """17.10.2022"""
    return one(day_of(values[2], values[1] - 1, values[0]))


def day_month_year(values: list[Any], day: date | None, ahead: bool) -> Days | None:
    return one(day_of(values[2], values[1], values[0]))


def month_day_year(values: list[Any], day: date | None, ahead: bool) -> Days | None:
    return one(day_of(values[2], values[0], values[1]))


def day_month(values: list[Any], day: date | None, ahead: bool) -> Days | None:
    """The nearest such day to the article's."""
    if day is None:
        return None
    near = [found for year in (day.year - 1, day.year, day.year + 1) if (found := day_of(year, values[1], values[0]))]
    return one(min(near, key=lambda d: abs((d - day).days))) if near else None


def month_day(values: list[Any], day: date | None, ahead: bool) -> Days | None:
    return day_month(values[::-1], day, ahead)


def days_month(values: list[Any], day: date | None, ahead: bool) -> Days | None:
    """17–19 октября, with a year or without."""
    (first, last), month, *year = (value for value in values if value != "year")
    begun = day_month_year([first, month, *year], day, ahead) if year else day_month([first, month], day, ahead)
    end = begun and day_of(begun[0].year, month, last)
    return (begun[0], end + DAY, "span") if begun and end else None


def month_days(values: list[Any], day: date | None, ahead: bool) -> Days | None:
    return days_month([values[1], values[0], *values[2:]], day, ahead)


def two_days_month(values: list[Any], day: date | None, ahead: bool) -> Days | None:
    return days_month([(values[0], values[1]), *values[2:]], day, ahead) if values[0] < values[1] else None


def month_year(values: list[Any], day: date | None, ahead: bool) -> Days | None:
    return month_of(values[1], values[0])


def month(values: list[Any], day: date | None, ahead: bool) -> Days | None:
    """«в октябре»: the last that has begun, or the next where the words look ahead."""
    if day is None:
        return None
    later = values[0] >= day.month if ahead else values[0] + 1 > day.month
    return month_of(day.year + (0 if later else 1) if ahead else day.year - later, values[0])


def shifted_month(values: list[Any], day: date | None, ahead: bool) -> Days | None:
    """"last October", "next May"; "this March" has the year of the article."""
    if day is None:
        return None
    shift, number = values
    if shift == 0:
        return month_of(day.year, number)
    over = number + 1 >= day.month if shift < 0 else number + 1 <= day.month
    return month_of(day.year + (shift if over else 0), number)


def weekday(values: list[Any], day: date | None, ahead: bool) -> Days | None:
    """The last such day up to the article's, or the next where the words look ahead."""
    if day is None:
        return None
    back = (day.weekday() - values[0]) % 7
    return one(day - back * DAY + (WEEK if ahead and back else 0 * DAY))


def shifted_weekday(values: list[Any], day: date | None, ahead: bool) -> Days | None:
    """"last Friday" lies before the article's day, "next Friday" after it; "this Friday" in its week."""
    if day is None:
        return None
    shift, number = values
    if shift == 0:
        return one(day + (number - day.weekday()) * DAY)
    gap = (day.weekday() - number) % 7 or 7 if shift < 0 else -((number - day.weekday()) % 7 or 7)
    return one(day - gap * DAY)


def near_day(values: list[Any], day: date | None, ahead: bool) -> Days | None:
    """yesterday, today, tomorrow"""
    return one(day + values[0] * DAY) if day else None


def shifted(values: list[Any], day: date | None, ahead: bool) -> Days | None:
    """last week, this month, next year; weeks begin on Monday. "This day" is told by the text before, not by the calendar."""
    shift, unit = values
    if day is None or unit == "day":
        return None
    if unit == "week":
        begun = day - day.weekday() * DAY + shift * WEEK
        return begun, begun + WEEK, "span"
    return month_of(day.year, day.month - 1 + shift) if unit == "month" else year_of(day.year + shift)


def ago(values: list[Any], day: date | None, ahead: bool) -> Days | None:
    """three days ago, a week ago: the day; months and years ago: the month, the year."""
    unit, count = values[-1], values[0] if len(values) > 1 else 1
    if day is None:
        return None
    if unit in ("day", "week"):
        there = day - count * (DAY if unit == "day" else WEEK)
        return one(there) if unit == "day" else (there - 3 * DAY, there + 4 * DAY, "span")
    return month_of(day.year, day.month - 1 - count) if unit == "month" else year_of(day.year - count)


def season(values: list[Any], day: date | None, ahead: bool) -> Days | None:
    """summer of 2021"""
    begun, over = SEASONS[values[0]]
    start = date(values[1] + over, begun, 1)
    return start, month_of(start.year, begun + 2)[0], "span"


def shifted_season(values: list[Any], day: date | None, ahead: bool) -> Days | None:
    """last summer: the last that is over; «этой весной»: of the article's year."""
    if day is None:
        return None
    made = season([values[1], day.year + max(values[0], 0)], None, ahead)
    return season([values[1], day.year - 1], None, ahead) if made and values[0] < 0 and made[1] > day else made


def year(values: list[Any], day: date | None, ahead: bool) -> Days | None:
    return year_of(values[0])


def decade(values: list[Any], day: date | None, ahead: bool) -> Days | None:
    return date(values[0], 1, 1), date(values[0] + 10, 1, 1), "span"


Rule = tuple[re.Pattern[str], Reckoning]
CAPITALS: tuple[Rule, ...] = tuple((re.compile(pattern), reckoning) for pattern, reckoning in (  # where a capital tells months and weekdays: English
    (r"M\.?N,?Y", month_day_year),
    (r"M\.?R(?:,?Y)?", month_days),
    (r"M\.?N", month_day),
    (r"(?<!S)W", weekday),
))
RULES: tuple[Rule, ...] = tuple((re.compile(pattern), reckoning) for pattern, reckoning in (
    (r"I", iso),
    (r"N\.N\.Y", dotted),
    (r"No?M,?Y(?:L\.?)?", day_month_year),
    (r"N[-p]No?M(?:,?YL?)?", two_days_month),
    (r"Ro?M(?:,?YL?)?", days_month),
    (r"No?M", day_month),
    (r"Mo?,?Y(?:L\.?)?", month_year),
    (r"SM", shifted_month),
    (r"SW", shifted_weekday),
    (r"HoY|H,?Y(?:L\.?)?", season),
    (r"SH", shifted_season),
    (r"S[UL]", shifted),
    (r"[NK]?[ULV]A", ago),
    (r"(?<=p)W", weekday),
    (r"D", near_day),
    (r"(?<=p)M", month),
    (r"YL|(?<=p)Y(?!-?[YN])", year),
    (r"T", decade),
))
