"""The forms in which people write dates, and every way to understand each.

The tables at the end are the list of what is accepted, in the order in which it is tried. A form
answers with *every* reading it allows, so "12/06/2017" has two; what is wrapped around a date
("before ...", "... to ...") is applied to each, so that the result claims no more than the text.

Four things are convention rather than something a source prints (general knowledge, no source):

- a Scottish school session runs from 1 August to 31 July;
- it has three named terms (autumn August to December, spring January to April, summer April to
  July) or four numbered ones (August to October, October to December, January to April, April to
  July): wide bounds, which touch because authorities differ;
- seasons are the meteorological ones of the northern hemisphere (spring is March to May), and
  quarters are those of the calendar;
- of a year of two digits, 69 to 99 are 1969 to 1999 and the rest 2000 to 2068, as in POSIX.
"""

import re
from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import MAXYEAR, MINYEAR, date, datetime
from functools import cache
from itertools import product
from math import inf
from typing import NamedTuple


class Span(NamedTuple):
    """One way to understand a text."""

    first: float  # a day (`date.toordinal`) or a project's year; an open end is infinite
    last: float
    words: str
    relative: bool = False  # True if the ends are years of a project
    doubt: str = ""  # why even this one reading has no sure bounds


class Impossible(Exception):
    """The form is understood and what it says cannot be; the message is the reason."""


_Spans = tuple[Span, ...]
_Form = tuple[str, Callable[..., _Spans]]


def readings(text: str) -> _Spans:
    """Return every way to understand a text; none if it is no date.

    Args:
        text: in lower case, with plain hyphens and single spaces.

    Raises:
        Impossible: it has the form of a date and there is no such day.

    >>> [span.words for span in readings("winter 2017")]
    ['winter 2016/17', 'winter 2017/18']
    """
    spans = _single(text) or _first_of(_WRAPPED, text)
    days = [day for span in spans if not span.relative for day in (span.first, span.last)]
    if any(abs(day) != inf and not 1 <= day <= date.max.toordinal() for day in days):
        raise Impossible(f"it reaches outside the years {MINYEAR} to {MAXYEAR}")
    return spans


def _single(text: str) -> _Spans:
    """Return the readings of one date; most of what is none is seen at one glance."""
    return _first_of(_SINGLE, text) if _compiled(_LIKE_SINGLE).fullmatch(text) else ()


def _first_of(forms: Iterable[_Form], text: str) -> _Spans:
    """Return the readings of the first form that fits; none if no form does."""
    for pattern, reader in forms:
        fits = _compiled(pattern).fullmatch(text)
        if fits and (spans := reader(*fits.groups())):
            return spans
    return ()


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """Return the pattern, compiled when the first date is read and not at import."""
    return re.compile(pattern, re.ASCII)


# Days --------------------------------------------------------------------------------------------

_NAMES = "January February March April May June July August September October November December"
MONTHS = dict(enumerate(_NAMES.split(), start=1))
_NUMBER = {
    name: number for number, month in MONTHS.items() for name in (month.lower(), month[:3].lower())
} | {"sept": 9}
_POSIX_TURN = 69  # the first year of two digits that is of the twentieth century


def _date(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        if not MINYEAR <= year <= MAXYEAR:
            raise Impossible(f"there is no year {year}") from None
        if month not in MONTHS:
            raise Impossible(f"there is no month {month}") from None
        raise Impossible(f"there is no {day} {MONTHS[month]} {year}") from None


def _day(day: date) -> Span:
    ordinal = day.toordinal()
    return Span(ordinal, ordinal, f"{day.day} {MONTHS[day.month]} {day.year}")


def _year_month_day(year: str, _mark: str, month: str, day: str) -> _Spans:
    return (_day(_date(int(year), int(month), int(day))),)


def _day_month_year(day: str, month: str, year: str) -> _Spans:
    return (_day(_date(int(year), _NUMBER[month], int(day))),)


def _month_day_year(month: str, day: str, year: str) -> _Spans:
    return _day_month_year(day, month, year)


def _numbers(a: str, _mark: str, b: str, year: str) -> _Spans:
    """Read 12/06/2017: the day comes first in Scotland, the month in America."""
    return _possible((int(year), int(b), int(a)), (int(year), int(a), int(b)))


def _short_numbers(a: str, _mark: str, b: str, c: str) -> _Spans:
    """Read 12/06/17, which may have its year in front, too."""
    guesses = [(_full(c), int(b), int(a)), (_full(c), int(a), int(b))]
    if len(a) == len(c):
        guesses.append((_full(a), int(b), int(c)))
    return tuple(
        span._replace(doubt=f"its year has two digits, read as {span.words}")
        for span in _possible(*guesses)
    )


def _full(year: str) -> int:
    return int(year) + (2000 if int(year) < _POSIX_TURN else 1900)


def _possible(*guesses: tuple[int, int, int]) -> _Spans:
    """Return the days that exist; if none does, say what is wrong with the first."""
    days = []
    for guess in guesses:
        with suppress(Impossible):
            days.append(_day(_date(*guess)))
    return tuple(days) or (_day(_date(*guesses[0])),)


def _moment(year: str, month: str, day: str, time: str) -> _Spans:
    """Read a day with a time of day, which must be one and counts no further."""
    spans = _year_month_day(year, "-", month, day)
    try:
        datetime.fromisoformat(f"{year}-{month}-{day}T{time.upper()}")
    except ValueError:
        raise Impossible(f'there is no time of day "{time}"') from None
    return spans


def _week(year: str, week: str) -> _Spans:
    try:
        monday = date.fromisocalendar(int(year), int(week), 1).toordinal()
    except ValueError:
        raise Impossible(f"there is no week {int(week)} in {int(year)}") from None
    return (Span(monday, monday + 6, f"week {int(week)} of {int(year)}"),)


# Months, and all that is made of them ------------------------------------------------------------

_SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "fall": (9, 11)}
_SEASON_CODES = {21: "spring", 22: "summer", 23: "autumn", 24: "winter"}  # EDTF, ISO 8601-2
_TERMS = {  # counted from the January before the session begins
    "autumn term": (8, 12),
    "spring term": (13, 16),
    "summer term": (16, 19),
    "term 1": (8, 10),
    "term 2": (10, 12),
    "term 3": (13, 16),
    "term 4": (16, 19),
}


def _months(year: int, first: int, last: int, words: str) -> Span:
    """Return whole months, counted from January of the year; 13 is the next January."""
    from calendar import monthrange  # loads locale, for the names of days

    start = _date(year + (first - 1) // 12, (first - 1) % 12 + 1, 1)
    end_year, end_month = year + (last - 1) // 12, (last - 1) % 12 + 1
    end = _date(end_year, end_month, monthrange(end_year, end_month)[1])
    return Span(start.toordinal(), end.toordinal(), words)


def _month(year: int, month: int) -> Span:
    start = _date(year, month, 1)
    return _months(year, month, month, f"{MONTHS[start.month]} {year}")


def _month_year(month: str, year: str) -> _Spans:
    return (_month(int(year), _NUMBER[month]),)


def _year_month(year: str, month: str) -> _Spans:
    return (_month(int(year), int(month)),)


def _number_year(month: str, year: str) -> _Spans:
    return _year_month(year, month)


def _year(year: str) -> _Spans:
    return (_years(int(year), int(year)),)


def _years(first: int, last: int) -> Span:
    if last < first:
        raise Impossible("it ends before it begins")
    words = str(first) if first == last else f"the years {first} to {last}"
    return _months(first, 1, 12 * (last - first + 1), words)


def _decade(digits: str) -> _Spans:
    return (_years(int(digits) * 10, int(digits) * 10 + 9),)


def _quarter(quarter: str, year: str) -> _Spans:
    last = 3 * int(quarter)
    return (_months(int(year), last - 2, last, f"quarter {quarter} of {int(year)}"),)


def _year_quarter(year: str, quarter: str) -> _Spans:
    return _quarter(quarter, year)


def _follow(first: str, second: str) -> bool:
    """Return whether a year, of four digits or two, is the next one."""
    return f"{int(first) + 1:04}".endswith(second)


def _both(year: int) -> str:
    return f"{year}/{(year + 1) % 100:02}"


def _next_years(first: str, second: str | None) -> int:
    if second is None or not _follow(first, second):
        raise Impossible(f'it needs two years that follow each other, "{_both(int(first))}"')
    return int(first)


def _session(year: int) -> Span:
    return _months(year, 8, 19, f"session {_both(year)}")


def _named_session(first: str, second: str | None) -> _Spans:
    return (_session(_next_years(first, second)),)


def _two_years(first: str, mark: str, second: str) -> _Spans:
    """Read 2018/2019, a session, and 2018-2019, which may be two whole years."""
    sessions = (_session(int(first)),) if _follow(first, second) else ()
    years = () if sessions and mark == "/" else (_years(int(first), int(second)),)
    return sessions + years


def _year_and_number(first: str, mark: str, second: str) -> _Spans:
    """Read 2018-19 (a session), 2017-06 (a month), 2013-15 (years), 2023-21 (a season's code)."""
    year, number = int(first), int(second)
    if _follow(first, second):
        month = (_month(year, number),) if number in MONTHS and mark == "-" else ()
        return (_session(year), *month)
    if number in MONTHS:
        return (_month(year, number),)
    later = year - year % 100 + number
    years = (_years(year, later),) if later > year else ()
    code = _SEASON_CODES.get(number) if mark == "-" else None
    spans = years + (_season(code, first) if code else ())
    if not spans:
        raise Impossible(f'"{second}" is neither a month nor a later year')
    return spans


def _season(season: str, year: str) -> _Spans:
    if season == "winter":
        return _winter(int(year) - 1), _winter(int(year))
    return (_months(int(year), *_SEASONS[season], f"{season} {int(year)}"),)


def _winter(year: int) -> Span:
    return _months(year, 12, 14, f"winter {_both(year)}")


def _named_winter(first: str, second: str | None) -> _Spans:
    return (_winter(_next_years(first, second)),)


def _term_of_session(term: str, first: str, second: str | None) -> _Spans:
    year = _next_years(first, second)
    return (_months(year, *_TERMS[term], f"{term} {_both(year)}"),)


def _term_of_year(term: str, year: str) -> _Spans:
    first, last = ((month - 1) % 12 + 1 for month in _TERMS[term])
    return (_months(int(year), first, last, f"{term} {int(year)}"),)


def _project_years(first: str, last: str | None) -> _Spans:
    start, end = int(first), int(last or first)
    if end < start:
        raise Impossible("it ends before it begins")
    words = f"years {start} to {end}" if last else f"year {start}"
    return (Span(start, end, words, relative=True),)


# What is wrapped around a date -------------------------------------------------------------------

_PARTS_OF_YEAR = {"early": (1, 6), "mid": (4, 9), "late": (7, 12)}  # months
_PARTS_OF_MONTH = {"early": (1, 15), "mid": (8, 23), "late": (16, 31)}  # days


def _part_of_year(part: str, year: str) -> _Spans:
    first, last = _PARTS_OF_YEAR[part]
    span = _months(int(year), first, last, f"{part} {int(year)}")
    return (_inexact(span, f"{MONTHS[first]} to {MONTHS[last]}"),)


def _part_of_month(part: str, name: str, year: str) -> _Spans:
    month = _month(int(year), _NUMBER[name])
    first, last = (month.first + day - 1 for day in _PARTS_OF_MONTH[part])
    span = Span(first, min(last, month.last), f"{part} {month.words}")
    last_day = date.fromordinal(int(span.last)).day
    return (_inexact(span, f"{_PARTS_OF_MONTH[part][0]} to {last_day} {month.words}"),)


def _inexact(span: Span, bounds: str) -> Span:
    return span._replace(doubt=f'"{span.words}" has no exact bounds, and is read as {bounds}')


def _about(text: str) -> _Spans:
    return tuple(_widened(span) for span in _first_of(_CALENDAR, text))


def _widened(span: Span) -> Span:
    """Allow as many months again on either side."""
    start, end = date.fromordinal(int(span.first)), date.fromordinal(int(span.last))
    last = 12 * (end.year - start.year) + end.month
    room = last - start.month + 1
    wide = _months(start.year, start.month - room, last + room, f"about {span.words}")
    bounds = (date.fromordinal(int(day)) for day in (wide.first, wide.last))
    months = " to ".join(f"{MONTHS[day.month]} {day.year}" for day in bounds)
    return wide._replace(doubt=f"it is not certain, and is read as {months}")


def _with_open_end(word: str, text: str) -> _Spans:
    return tuple(_opened(word, span) for span in _single(text))


def _opened(word: str, span: Span) -> Span:
    """Keep all that the word allows; a date without sure bounds may begin late or end early."""
    first, last = -inf, inf
    if word in {"since", "from"}:
        first = span.first
    elif word == "after":
        first = (span.first if span.doubt else span.last) + 1
    elif word == "before":
        last = (span.last if span.doubt else span.first) - 1
    else:
        last = span.last
    return span._replace(first=first, last=last, words=f"{word} {span.words}")


def _open_start(text: str) -> _Spans:
    return _with_open_end("until", text)


def _open_end(text: str) -> _Spans:
    return _with_open_end("since", text)


def _from_to(text: str) -> _Spans:
    """Read "March to June 2018": what the first date lacks, it borrows from the second."""
    for mark in (" to ", " until ", " and ", " - ", "/", "-"):
        left, _, right = text.partition(mark)
        ends = _single(right) if right else ()
        if ends and (starts := _start(left, right.split())):
            return _ranges(starts, ends)
    return ()


def _start(left: str, right: list[str]) -> _Spans:
    for borrowed in range(len(right)):
        if spans := _single(" ".join([left, *right[len(right) - borrowed :]])):
            return spans
    return ()


def _ranges(starts: _Spans, ends: _Spans) -> _Spans:
    spans = tuple(
        Span(a.first, b.last, f"{a.words} to {b.words}", a.relative, a.doubt or b.doubt)
        for a, b in product(starts, ends)
        if a.relative == b.relative and a.first <= b.last
    )
    if not spans:
        raise Impossible("its second date does not follow its first")
    return spans


# The forms, in the order in which they are tried -------------------------------------------------


_DAY = r"(\d\d?)(?:st|nd|rd|th)?"
_MONTH = rf"({'|'.join(sorted(_NUMBER, key=len, reverse=True))})\.?"
_NEXT_YEARS = r"(\d{4})(?:[-/](\d{4}|\d\d))?"

_CALENDAR: tuple[_Form, ...] = (
    (r"(\d{4})", _year),
    (r"(\d{4})([-/])(\d\d)", _year_and_number),
    (r"(\d{4})([-/])(\d{4})", _two_years),
    (rf"(?:session|school year|academic year|ay) {_NEXT_YEARS}", _named_session),
    (r"(\d{4})([-/.])(\d\d?)\2(\d\d?)", _year_month_day),
    (r"(\d{4})-(\d\d)-(\d\d)[t ](\d\d:\d\d\S*)", _moment),
    (r"(\d\d?)[-/.](\d{4})", _number_year),
    (r"(\d\d?)([-/.])(\d\d?)\2(\d{4})", _numbers),
    (r"(\d\d?)([-/.])(\d\d?)\2(\d\d)", _short_numbers),
    (rf"{_DAY}(?: of)?[- ]{_MONTH}[- ](\d{{4}})", _day_month_year),
    (rf"{_MONTH} {_DAY} (\d{{4}})", _month_day_year),
    (rf"{_MONTH} (\d{{4}})", _month_year),
    (r"(spring|summer|autumn|fall|winter)(?: of)? (\d{4})", _season),
    (rf"winter(?: of)? {_NEXT_YEARS}", _named_winter),
    (r"((?:autumn|spring|summer) term)(?: of)? (\d{4})", _term_of_year),
    (rf"((?:autumn|spring|summer) term|term [1-4])(?: of)? {_NEXT_YEARS}", _term_of_session),
    (r"q([1-4]) (\d{4})", _quarter),
    (r"(\d{4})[- ]?q([1-4])", _year_quarter),
    (r"(\d{4})-?w(\d\d)", _week),
    (r"(\d{3})x", _decade),
    (r"(\d{4})-xx(?:-xx)?", _year),
    (r"(\d{4})-(\d\d)-xx", _year_month),
)
_SINGLE: tuple[_Form, ...] = (
    *_CALENDAR,
    (r"years? (\d\d?)(?: ?(?:to|-|and) ?(?:year )?(\d\d?))?", _project_years),
    (r"(early|mid|late)[- ](\d{4})", _part_of_year),
    (rf"(early|mid|late)[- ]{_MONTH} (\d{{4}})", _part_of_month),
    (r"(?:about|around|circa|approximately|ca?\.?) ?(.+)", _about),
    (r"(.+)[~?%]", _about),
)
_WRAPPED: tuple[_Form, ...] = (
    (r"(by|until|till|up to|before|after|since|from) (.+)", _with_open_end),
    (r"\.\./(.+)", _open_start),
    (r"(.+)/\.\.", _open_end),
    (r"(?:between |from )?(.+)", _from_to),
)

#: All forms of one date at once, but for the second mark of "12/06-2017", which may be another.
_LIKE_SINGLE = "|".join(pattern.replace(r"\2", "[-/.]") for pattern, _ in _SINGLE)

WORDS = (
    *map(str.lower, MONTHS.values()),
    *_SEASONS,
    *("winter", "term", "session", "school", "academic", "year", "years", "early", "mid", "late"),
    *("about", "around", "circa", "approximately", "by", "until", "before", "after", "since"),
    *("from", "between", "to", "and", "of"),
)
"""The words that these forms are made of, to guess at a misspelt one."""
