"""What a spreadsheet's file makes of cells, days and texts (ECMA-376, SpreadsheetML)."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from functools import lru_cache

#: The most characters that a cell may hold, as UTF-16 counts them.
MOST_CHARACTERS = 32_767
MOST_ROWS = 1_048_576
MOST_COLUMNS = 16_384

_LETTERS = 26
_COLUMN = re.compile("[A-Z]{1,3}")
#: Day 0 of a workbook; until March 1900 the days are one off, since Excel counts a 29 February.
_DAY_0 = date(1899, 12, 30)
_DAY_0_OF_1904 = date(1904, 1, 1)
_FIRST_SURE_DAY = date(1900, 3, 1)
_SECONDS = 24 * 60 * 60

#: What XML cannot hold, or would change, and what reads as the code of such a character.
_UNWRITABLE = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
_CODE = re.compile("_x([0-9A-Fa-f]{4})_")


@lru_cache(maxsize=1024)
def letters(column: int) -> str:
    """The letters of a column that is counted from 0.

    >>> letters(0), letters(25), letters(26), letters(16_383)
    ('A', 'Z', 'AA', 'XFD')
    """
    before, last = divmod(column, _LETTERS)
    return (letters(before - 1) if before else "") + chr(ord("A") + last)


@lru_cache(maxsize=MOST_COLUMNS)
def column_of(text: str) -> int | None:
    """The column, counted from 0, that letters name; None if they name none.

    >>> column_of("A"), column_of("AA"), column_of("AAAA")
    (0, 26, None)
    """
    if not _COLUMN.fullmatch(text):
        return None
    number = 0
    for letter in text:
        number = number * _LETTERS + ord(letter) - ord("A") + 1
    return number - 1


def serial(day: date) -> int | None:
    """The number that stands for a day; None for the early ones, of which programs differ.

    >>> from datetime import date
    >>> serial(date(2017, 6, 12)), serial(date(1900, 1, 1))
    (42898, None)
    """
    return (day - _DAY_0).days if day >= _FIRST_SURE_DAY else None


def moment_of(number: float, *, from_1904: bool = False) -> date | datetime | None:
    """The day, or the day and time, that a number stands for; None if it stands for none.

    >>> moment_of(42898), moment_of(42898.5), moment_of(41436, from_1904=True)
    (datetime.date(2017, 6, 12), datetime.datetime(2017, 6, 12, 12, 0), datetime.date(2017, 6, 12))
    """
    zero = _DAY_0_OF_1904 if from_1904 else _DAY_0
    try:
        whole, part = divmod(number, 1)
        day = zero + timedelta(days=whole)
        if day < _FIRST_SURE_DAY:
            return None
        time = timedelta(seconds=round(part * _SECONDS))
        return datetime(day.year, day.month, day.day) + time if time else day  # noqa: DTZ001 - a cell knows no time zone
    except (OverflowError, ValueError):
        return None


def coded(text: str) -> str:
    r"""A text with what XML cannot hold as ``_x000D_`` (ECMA-376 part 1, 22.9.2.19).

    >>> coded("a\r"), coded("_x000D_")
    ('a_x000D_', '_x005F_x000D_')
    """
    return _UNWRITABLE.sub(_code_of, text)


def decoded(text: str) -> str:
    r"""The text before it was coded.

    >>> decoded("a_x000D_") == "a\r", decoded(coded("_x000D_"))
    (True, '_x000D_')
    """
    return _CODE.sub(_behind, text) if "_x" in text else text


def _code_of(found: re.Match[str]) -> str:
    return f"_x{ord(found[0]):04X}_"


def _behind(found: re.Match[str]) -> str:
    return chr(int(found[1], 16))
