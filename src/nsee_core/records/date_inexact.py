"""Dates that say themselves that they are not exact: early in a year, about June."""

from datetime import date

from nsee_core.records.date_days import DAYS, MONTH, MONTH_NUMBER, MONTHS
from nsee_core.records.date_matching import Form, Span, Spans, first_of
from nsee_core.records.date_periods import PERIODS, month_of, months

_PARTS_OF_YEAR = {"early": (1, 6), "mid": (4, 9), "late": (7, 12)}  # months
_PARTS_OF_MONTH = {"early": (1, 15), "mid": (8, 23), "late": (16, 31)}  # days


def _part_of_year(part: str, year: str) -> Spans:
    first, last = _PARTS_OF_YEAR[part]
    span = months(int(year), first, last, f"{part} {int(year)}")
    return (_inexact(span, f"{MONTHS[first]} to {MONTHS[last]}"),)


def _part_of_month(part: str, name: str, year: str) -> Spans:
    month = month_of(int(year), MONTH_NUMBER[name])
    first, last = (month.first + day - 1 for day in _PARTS_OF_MONTH[part])
    span = Span(first, min(last, month.last), f"{part} {month.words}")
    last_day = date.fromordinal(int(span.last)).day
    return (_inexact(span, f"{_PARTS_OF_MONTH[part][0]} to {last_day} {month.words}"),)


def _inexact(span: Span, bounds: str) -> Span:
    return span._replace(doubt=f'"{span.words}" has no exact bounds, and is read as {bounds}')


def _about(text: str) -> Spans:
    return tuple(_widened(span) for span in first_of(CALENDAR, text))


def _widened(span: Span) -> Span:
    """Allow as many months again on either side."""
    start, end = date.fromordinal(int(span.first)), date.fromordinal(int(span.last))
    last = 12 * (end.year - start.year) + end.month
    room = last - start.month + 1
    wide = months(start.year, start.month - room, last + room, f"about {span.words}")
    bounds = (date.fromordinal(int(day)) for day in (wide.first, wide.last))
    read_as = " to ".join(f"{MONTHS[day.month]} {day.year}" for day in bounds)
    return wide._replace(doubt=f"it is not certain, and is read as {read_as}")


#: The forms of what stands in a calendar.
CALENDAR: tuple[Form, ...] = (*PERIODS, *DAYS)
INEXACT: tuple[Form, ...] = (
    (r"(early|mid|late)[- ](\d{4})", _part_of_year),
    (rf"(early|mid|late)[- ]{MONTH} (\d{{4}})", _part_of_month),
    (r"(?:about|around|circa|approximately|ca?\.?) ?(.+)", _about),
    (r"(.+)[~?%]", _about),
)
