"""Days, and weeks that are named after one of their days."""

from collections.abc import Iterable
from contextlib import suppress
from datetime import MAXYEAR, MINYEAR, date, datetime

from nsee_core.records.date_matching import Form, Impossible, Span, Spans, first_of

_NAMES = "January February March April May June July August September October November December"
MONTHS = dict(enumerate(_NAMES.split(), start=1))
MONTH_NUMBER = {
    name: number for number, month in MONTHS.items() for name in (month.lower(), month[:3].lower())
} | {"sept": 9}
_SHORTER = {"Tuesday": ("tues",), "Wednesday": ("weds",), "Thursday": ("thur", "thurs")}
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_WEEKDAY_NUMBER = {
    name: number
    for number, day in enumerate(WEEKDAYS)
    for name in (day.lower(), day[:3].lower(), *_SHORTER.get(day, ()))
}
_POSIX_TURN = 69  # the first year of two digits that is of the twentieth century


def day_of(year: int, month: int, day: int) -> date:
    """Return a day.

    Raises:
        Impossible: there is no such day.
    """
    try:
        return date(year, month, day)
    except ValueError:
        if not MINYEAR <= year <= MAXYEAR:
            raise Impossible(f"there is no year {year}") from None
        if month not in MONTHS:
            raise Impossible(f"there is no month {month}") from None
        raise Impossible(f"there is no {day} {MONTHS[month]} {year}") from None


def full_year(digits: str) -> int:
    """Return the year that two digits mean.

    >>> full_year("68"), full_year("69")
    (2068, 1969)
    """
    return int(digits) + (2000 if int(digits) < _POSIX_TURN else 1900)


def with_short_year(span: Span) -> Span:
    """Return the span with the doubt that its year was written with two digits."""
    return span._replace(doubt=f"its year has two digits, read as {span.words}")


def _day(day: date) -> Span:
    ordinal = day.toordinal()
    return Span(ordinal, ordinal, f"{day.day} {MONTHS[day.month]} {day.year}")


def _year_month_day(year: str, _mark: str, month: str, day: str) -> Spans:
    return (_day(day_of(int(year), int(month), int(day))),)


def _day_month_year(day: str, month: str, year: str) -> Spans:
    return (_day(day_of(int(year), MONTH_NUMBER[month], int(day))),)


def _month_day_year(month: str, day: str, year: str) -> Spans:
    return _day_month_year(day, month, year)


def _day_month_short(day: str, month: str, year: str) -> Spans:
    return (with_short_year(_day(day_of(full_year(year), MONTH_NUMBER[month], int(day)))),)


def _numbers(a: str, _mark: str, b: str, year: str) -> Spans:
    """Read 12/06/2017: the day comes first in Scotland, the month in America."""
    return _possible((int(year), int(b), int(a)), (int(year), int(a), int(b)))


def _short_numbers(a: str, _mark: str, b: str, c: str) -> Spans:
    """Read 12/06/17, which may have its year in front, too."""
    guesses = [(full_year(c), int(b), int(a)), (full_year(c), int(a), int(b))]
    if len(a) == len(c):
        guesses.append((full_year(a), int(b), int(c)))
    return tuple(map(with_short_year, _possible(*guesses)))


def _possible(*guesses: tuple[int, int, int]) -> Spans:
    """Return the days that exist; if none does, say what is wrong with the first."""
    days = []
    for guess in guesses:
        with suppress(Impossible):
            days.append(_day(day_of(*guess)))
    return tuple(days) or (_day(day_of(*guesses[0])),)


def _moment(year: str, month: str, day: str, time: str) -> Spans:
    """Read a day with a time of day, which must be one and counts no further."""
    spans = _year_month_day(year, "-", month, day)
    try:
        datetime.fromisoformat(f"{year}-{month}-{day}T{time.upper()}")
    except ValueError:
        raise Impossible(f'there is no time of day "{time}"') from None
    return spans


def _on_weekday(name: str, text: str) -> Spans:
    """Read "Mon 12/06/2017": of several days the one that is a Monday must be meant."""
    days, said = first_of(_DAYS, text), _WEEKDAY_NUMBER[name]
    fitting = tuple(day for day in days if _weekday(day) == said)
    return fitting or tuple(
        day._replace(doubt=f"{day.words} is a {WEEKDAYS[_weekday(day)]}, not a {WEEKDAYS[said]}")
        for day in days
    )


def _weekday(day: Span) -> int:
    return date.fromordinal(int(day.first)).weekday()


def _week(year: str, week: str) -> Spans:
    try:
        monday = date.fromisocalendar(int(year), int(week), 1).toordinal()
    except ValueError:
        raise Impossible(f"there is no week {int(week)} in {int(year)}") from None
    return (Span(monday, monday + 6, f"week {int(week)} of {int(year)}"),)


def _week_from(text: str) -> Spans:
    return tuple(
        day._replace(last=day.last + 6, words=f"the week from {day.words}")
        for day in first_of(_ANY_DAY, text)
    )


def _week_to(text: str) -> Spans:
    return tuple(
        day._replace(first=day.first - 6, words=f"the week to {day.words}")
        for day in first_of(_ANY_DAY, text)
    )


def _either(words: Iterable[str]) -> str:
    """Return a pattern for any of the words, the longest first."""
    return "|".join(sorted(words, key=len, reverse=True))


_DAY = r"(\d\d?)(?:st|nd|rd|th)?"
MONTH = rf"({_either(MONTH_NUMBER)})\.?"
_WEEKDAY = rf"({_either(_WEEKDAY_NUMBER)})\.?"
_FROM = "w/c|wc|w/b|wb|week commencing|week beginning|week starting|week of"

_DAYS: tuple[Form, ...] = (
    (r"(\d{4})([-/.])(\d\d?)\2(\d\d?)", _year_month_day),
    (r"(\d{4})-(\d\d)-(\d\d)[t ](\d\d:\d\d\S*)", _moment),
    (r"(\d\d?)([-/.])(\d\d?)\2(\d{4})", _numbers),
    (r"(\d\d?)([-/.])(\d\d?)\2(\d\d)", _short_numbers),
    (rf"{_DAY}(?: of)?[- ]{MONTH}[- ](\d{{4}})", _day_month_year),
    (rf"{_DAY}(?: of)?[- ]{MONTH}[- ]'?(\d\d)", _day_month_short),
    (rf"{MONTH} {_DAY} (\d{{4}})", _month_day_year),
)
_ANY_DAY: tuple[Form, ...] = (*_DAYS, (rf"{_WEEKDAY} (?:the )?(.+)", _on_weekday))
DAYS: tuple[Form, ...] = (
    *_ANY_DAY,
    (r"(\d{4})-?w(\d\d)", _week),
    (rf"(?:{_FROM}):? (?:the )?(.+)", _week_from),
    (r"week ending (?:the )?(.+)", _week_to),
)
