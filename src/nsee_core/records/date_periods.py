"""Months, and all that is made of them: years, sessions, terms, seasons, quarters, decades."""

from nsee_core.records.date_days import (
    MONTH,
    MONTH_NUMBER,
    MONTHS,
    day_of,
    full_year,
    with_short_year,
)
from nsee_core.records.date_matching import Form, Impossible, Span, Spans

_DAYS_OF_A_MONTH = range(1, 32)
SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "fall": (9, 11)}
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


def months(year: int, first: int, last: int, words: str) -> Span:
    """Return whole months, counted from January of the year; 13 is the next January."""
    from calendar import monthrange  # loads locale, for the names of days

    start = day_of(year + (first - 1) // 12, (first - 1) % 12 + 1, 1)
    end_year, end_month = year + (last - 1) // 12, (last - 1) % 12 + 1
    end = day_of(end_year, end_month, monthrange(end_year, end_month)[1])
    return Span(start.toordinal(), end.toordinal(), words)


def month_of(year: int, month: int) -> Span:
    """Return a month."""
    start = day_of(year, month, 1)
    return months(year, month, month, f"{MONTHS[start.month]} {year}")


def _month_year(month: str, year: str) -> Spans:
    return (month_of(int(year), MONTH_NUMBER[month]),)


def _month_short(month: str, year: str) -> Spans:
    return (with_short_year(month_of(full_year(year), MONTH_NUMBER[month])),)


def month_or_day(month: str, number: str) -> Spans:
    """Read "June 17", which is a month or a day; "June 99" is no day.

    Raises:
        Impossible: it can be either, and of the day nobody knows the year.
    """
    (span,) = _month_short(month, number)
    if int(number) not in _DAYS_OF_A_MONTH:
        return (span,)
    day = f"{int(number)} {MONTHS[MONTH_NUMBER[month]]}"
    raise Impossible(f"it could be {span.words}, or {day} of a year that is not named")


def _year_month(year: str, month: str) -> Spans:
    return (month_of(int(year), int(month)),)


def _number_year(month: str, year: str) -> Spans:
    return _year_month(year, month)


def _year(year: str) -> Spans:
    return (_years(int(year), int(year)),)


def _years(first: int, last: int) -> Span:
    if last < first:
        raise Impossible("it ends before it begins")
    words = str(first) if first == last else f"the years {first} to {last}"
    return months(first, 1, 12 * (last - first + 1), words)


def _decade(digits: str) -> Spans:
    return (_years(int(digits) * 10, int(digits) * 10 + 9),)


def _quarter(quarter: str, year: str) -> Spans:
    last = 3 * int(quarter)
    return (months(int(year), last - 2, last, f"quarter {quarter} of {int(year)}"),)


def _year_quarter(year: str, quarter: str) -> Spans:
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
    return months(year, 8, 19, f"session {_both(year)}")


def _named_session(first: str, second: str | None) -> Spans:
    return (_session(_next_years(first, second)),)


def _two_years(first: str, mark: str, second: str) -> Spans:
    """Read 2018/2019, a session, and 2018-2019, which may be two whole years."""
    sessions = (_session(int(first)),) if _follow(first, second) else ()
    years = () if sessions and mark == "/" else (_years(int(first), int(second)),)
    return sessions + years


def _year_and_number(first: str, mark: str, second: str) -> Spans:
    """Read 2018-19 (a session), 2017-06 (a month), 2013-15 (years), 2023-21 (a season's code)."""
    year, number = int(first), int(second)
    if _follow(first, second):
        month = (month_of(year, number),) if number in MONTHS and mark == "-" else ()
        return (_session(year), *month)
    if number in MONTHS:
        return (month_of(year, number),)
    later = year - year % 100 + number
    years = (_years(year, later),) if later > year else ()
    code = _SEASON_CODES.get(number) if mark == "-" else None
    spans = years + (_season(code, first) if code else ())
    if not spans:
        raise Impossible(f'"{second}" is neither a month nor a later year')
    return spans


def _season(season: str, year: str) -> Spans:
    if season == "winter":
        return _winter(int(year) - 1), _winter(int(year))
    return (months(int(year), *SEASONS[season], f"{season} {int(year)}"),)


def _winter(year: int) -> Span:
    return months(year, 12, 14, f"winter {_both(year)}")


def _named_winter(first: str, second: str | None) -> Spans:
    return (_winter(_next_years(first, second)),)


def _term_of_session(term: str, first: str, second: str | None) -> Spans:
    year = _next_years(first, second)
    return (months(year, *_TERMS[term], f"{term} {_both(year)}"),)


def _term_of_year(term: str, year: str) -> Spans:
    first, last = ((month - 1) % 12 + 1 for month in _TERMS[term])
    return (months(int(year), first, last, f"{term} {int(year)}"),)


def _project_years(first: str, last: str | None) -> Spans:
    start, end = int(first), int(last or first)
    if end < start:
        raise Impossible("it ends before it begins")
    words = f"years {start} to {end}" if last else f"year {start}"
    return (Span(start, end, words, relative=True),)


_NEXT_YEARS = r"(\d{4})(?:[-/](\d{4}|\d\d))?"

PERIODS: tuple[Form, ...] = (
    (r"(\d{4})", _year),
    (r"(\d{4})([-/])(\d\d)", _year_and_number),
    (r"(\d{4})([-/])(\d{4})", _two_years),
    (rf"(?:session|school year|academic year|ay) {_NEXT_YEARS}", _named_session),
    (r"(\d\d?)[-/.](\d{4})", _number_year),
    (rf"{MONTH} (\d{{4}})", _month_year),
    (rf"{MONTH}(?:-'?| ')(\d\d)", _month_short),
    (r"(spring|summer|autumn|fall|winter)(?: of)? (\d{4})", _season),
    (rf"winter(?: of)? {_NEXT_YEARS}", _named_winter),
    (r"((?:autumn|spring|summer) term)(?: of)? (\d{4})", _term_of_year),
    (rf"((?:autumn|spring|summer) term|term [1-4])(?: of)? {_NEXT_YEARS}", _term_of_session),
    (r"q([1-4]) (\d{4})", _quarter),
    (r"(\d{4})[- ]?q([1-4])", _year_quarter),
    (r"(\d{3})x", _decade),
    (r"(\d{4})-xx(?:-xx)?", _year),
    (r"(\d{4})-(\d\d)-xx", _year_month),
)
PROJECT_YEARS: Form = (
    r"years? (\d\d?)(?: ?(?:to|-|and) ?(?:year )?(\d\d?))?",
    _project_years,
)
