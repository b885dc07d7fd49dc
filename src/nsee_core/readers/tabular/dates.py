"""Dates as people and spreadsheets write them into cells."""

from __future__ import annotations

import re
from datetime import date, timedelta

from nsee_core.readers.tabular.numbers import digits_of
from nsee_core.readers.tabular.odd import Odd, Remark
from nsee_core.records import NotADate, When
from nsee_core.records.date_days import MONTHS
from nsee_core.rules import reading as codes

_MONTH_FIRST = re.compile(r"(0?[1-9]|1[0-2])([/.-])(1[3-9]|2\d|3[01])\2(\d{4}|\d\d)")
_YEAR_AS_FLOAT = re.compile(r"(\d{4})\.0")
_SERIAL = re.compile(r"([2-6]\d{4})(?:\.\d+)?")
#: The day before the first, as spreadsheets count; and the first where they count from 1904.
_EPOCH, _EPOCH_1904 = date(1899, 12, 30), date(1904, 1, 1)


def date_in(cell: object) -> object:
    """The date that a cell holds; the cell itself if it holds none.

    Raises:
        Odd: it is a text, a day or a number, and no date.

    >>> date_in("June 2017"), date_in("06/23/2017").meaning, date_in(True)
    (When(text='June 2017'), '23 June 2017, the month standing first as in America', True)
    """
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    if isinstance(cell, int) and not isinstance(cell, bool):
        cell = digits_of(cell)
    if isinstance(cell, date):
        return _when(str(cell)[: len("20170-06-12")].rstrip(" T"))
    return _date_in(cell) if isinstance(cell, str) else cell


def _date_in(text: str) -> object:
    if year := _YEAR_AS_FLOAT.fullmatch(text):
        return Remark(When(year[1]), f"the year {year[1]}")
    if serial := _SERIAL.fullmatch(text):
        raise Odd(codes.NOT_A_DATE, why=_counted_days(int(serial[1])))
    when = _when(text)
    if when.earliest and _MONTH_FIRST.fullmatch(text):
        return Remark(when, f"{_spoken(when.earliest)}, the month standing first as in America")
    return when


def _when(text: str) -> When:
    try:
        return When.parse(text)
    except NotADate as error:
        raise Odd(codes.NOT_A_DATE, why=error) from None  # which can say what was meant, too


def _counted_days(days: int) -> str:
    first, second = (_spoken(epoch + timedelta(days)) for epoch in (_EPOCH, _EPOCH_1904))
    return (
        f"it seems to be a day as a spreadsheet counts them, {first}, "
        f"or {second} where it counts from 1904"
    )


def _spoken(day: date) -> str:
    return f"{day.day} {MONTHS[day.month]} {day.year}"
