"""From what stands in a cell to the value of a field, as certainly as that can be known."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import date, timedelta
from functools import partial
from typing import Any, NamedTuple

from nsee_core.readers.parsing import NotJson, Parser, TooDeep
from nsee_core.readers.tabular.numbers import number_in
from nsee_core.readers.tabular.odd import Odd, Remark
from nsee_core.records import NotADate, When
from nsee_core.records.date_days import MONTHS
from nsee_core.rules import reading as codes
from nsee_core.tabular import NOTHING, Sort, items_of, unguarded

_OF_TEXT: frozenset[Sort] = frozenset(("text", "list", "parts", "map"))
#: What a cell says; None if nothing, a ``Remark`` if something is to be said of how it was read.
Read = Callable[[Any], object]

#: What is said of a word that was taken for an empty cell.
NOTHING_MEANT = "nothing"

_TRUTHS: Mapping[str, bool] = {
    **dict.fromkeys(("true", "yes", "y", "t", "1", "1.0"), True),
    **dict.fromkeys(("false", "no", "n", "f", "0", "0.0"), False),
}
_WORD = re.compile(r"[^\W_]+")
_BETWEEN_IDS = re.compile(r"[;,\n\r]")
_SHOWN = 60  # bytes
_MOST_BITS = 1000  # Python refuses to write out very long numbers
_MONTH_FIRST = re.compile(r"(0?[1-9]|1[0-2])([/.-])(1[3-9]|2\d|3[01])\2(\d{4}|\d\d)")
_YEAR_AS_FLOAT = re.compile(r"(\d{4})\.0")
_SERIAL = re.compile(r"([2-6]\d{4})(?:\.\d+)?")
#: The day before the first, as spreadsheets count; and the first where they count from 1904.
_EPOCH, _EPOCH_1904 = date(1899, 12, 30), date(1904, 1, 1)


class Takes(NamedTuple):
    """What the cells of a column hold."""

    sort: Sort
    choices: tuple[str, ...] = ()
    """The words to choose from, where it takes one of a few."""
    ids: bool = False
    share: bool = False
    """Whether its numbers are percent."""


def reader_of(takes: Takes, *, exact: bool, decimal_comma: bool = False) -> Read:
    """The function that reads the cells of a column, given any cell that is not blank.

    It gives what cannot be read as it is: the model says what is wrong with it.

    Args:
        takes: what the cells hold.
        exact: whether texts are what they are, and not as people type them.
        decimal_comma: whether 1,5 is one and a half.

    >>> read = reader_of(Takes("truth"), exact=False)
    >>> read(" Yes"), read("n/a"), read("perhaps")
    (True, None, 'perhaps')
    """
    read = _reader(takes, decimal_comma=decimal_comma)
    if exact and (takes.ids or (takes.sort in _OF_TEXT and not takes.choices)):
        return read
    return partial(_typed_in, read, takes.choices, remarked=_is_text(takes))


def _is_text(takes: Takes) -> bool:
    return takes.sort == "text" and not (takes.ids or takes.choices)


def _typed_in(read: Read, choices: tuple[str, ...], cell: object, *, remarked: bool) -> object:
    """A cell without its blanks and its guard; one that says "nothing" in a word says nothing."""
    if not isinstance(cell, str):
        return read(cell)
    text = as_typed(cell)
    if text in NOTHING and text == cell.strip() and text not in choices:
        return Remark(None, NOTHING_MEANT) if remarked else None
    return read(text) if text else None


def as_text(value: object) -> object:
    r"""A value, or a text where it is one in bytes, as some programs store texts.

    >>> as_text(b"p1"), as_text(b"\xff"), as_text(7)
    ('p1', b'\xff', 7)
    """
    if isinstance(value, bytes | bytearray | memoryview):
        try:
            return bytes(value).decode()
        except UnicodeDecodeError:
            return value
    return list(map(as_text, value)) if isinstance(value, list) else value


def as_typed(cell: str) -> str:
    """A text without its guard, or if it has none, without the blanks around it.

    >>> as_typed(" a "), as_typed("' a "), as_typed("'tis")
    ('a', ' a ', "'tis")
    """
    text = unguarded(cell)
    return text if text != cell else cell.strip()


def _reader(takes: Takes, *, decimal_comma: bool) -> Read:
    several = takes.sort == "list"
    if takes.ids:
        return _ids if several else _id
    if takes.choices:
        by_form = {form_of(choice): choice for choice in takes.choices}
        return partial(_choices if several else _choice, by_form)
    if takes.sort in ("integer", "number"):
        return partial(number_in, share=takes.share, decimal_comma=decimal_comma)
    return _READERS[takes.sort]


def form_of(words: str) -> str:
    """Words without what makes no difference to them: capitals, blanks, hyphens, underscores.

    >>> form_of(" Taught_By "), form_of("Key areas:")
    ('taught by', 'key areas')
    """
    return " ".join(_WORD.findall(words.casefold()))


# Texts and words ---------------------------------------------------------------------------------


def _text(cell: object) -> object:
    if isinstance(cell, bool):
        return str(cell).upper()
    if isinstance(cell, float) and cell.is_integer():
        return Remark(str(int(cell)), "a whole number")
    if isinstance(cell, int) and cell.bit_length() > _MOST_BITS:
        raise Odd(codes.TOO_LARGE, what="longer than any number here may be")
    return str(cell) if isinstance(cell, int | float | date) else cell


def _texts(cell: object) -> object:
    if isinstance(cell, str):
        return items_of(cell)
    return [_text(cell)] if isinstance(cell, int | float) else _listed(cell)


def _choice(by_form: Mapping[str, str], cell: object) -> object:
    return by_form.get(form_of(cell), cell) if isinstance(cell, str) else cell


def _choices(by_form: Mapping[str, str], cell: object) -> object:
    """Several words; between commas, too, where every one of them is a choice."""
    items = _texts(cell)
    if not isinstance(items, list):
        return items
    return [word for item in items for word in _words(by_form, item)]


def _words(by_form: Mapping[str, str], item: object) -> Iterable[object]:
    whole = _choice(by_form, item)
    if whole in by_form.values() or not isinstance(item, str):
        return (whole,)
    words = [by_form.get(form_of(word)) for word in item.split(",")]
    return (item,) if None in words else words


def _id(cell: object) -> object:
    return cell.strip() if isinstance(cell, str) else cell


def _ids(cell: object) -> object:
    if not isinstance(cell, str):
        items = [cell] if isinstance(cell, int | float) else _listed(cell)
        return list(map(_id, items)) if isinstance(items, list) else items
    if cell.startswith("["):
        return list(map(_id, items_of(cell)))
    return list(filter(None, map(str.strip, _BETWEEN_IDS.split(cell))))


def _listed(cell: object) -> object:
    """A list, if that is what it is: of DataFrames and Parquet, whose arrays are no lists."""
    if isinstance(cell, AbstractSet):
        return sorted(cell, key=str)
    if isinstance(cell, bytes | bytearray | memoryview):
        raise Odd(codes.WRONG_SORT, value=bytes(cell[:_SHOWN]), expected="a list")
    if hasattr(cell, "tolist"):
        cell = cell.tolist()
    if isinstance(cell, Sequence):
        return list(cell)
    if isinstance(cell, Iterable):  # such as a mapping, or what might never end
        raise Odd(codes.WRONG_SORT, value=f"{type(cell).__name__}", expected="a list")
    return cell


# Truths and dates --------------------------------------------------------------------------------


def _truth(cell: object) -> object:
    if isinstance(cell, str):
        return _TRUTHS.get(cell.casefold(), cell)
    return bool(cell) if isinstance(cell, int | float) and cell in (0, 1) else cell


def _date(cell: object) -> object:
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    if isinstance(cell, int) and not isinstance(cell, bool):
        cell = _text(cell)
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


# JSON --------------------------------------------------------------------------------------------


def _json(opening: str, expected: str, cell: object) -> object:
    if not isinstance(cell, str):
        return _listed(cell) if opening == "[" and not isinstance(cell, Mapping) else cell
    text = cell.strip()
    if not text.startswith(("[", "{")):
        raise Odd(codes.WRONG_SORT, expected=f"{expected} in JSON")
    value, twice = _parsed(text)
    if twice:
        raise Odd(codes.NAME_TWICE, value=twice)
    return [value] if opening == "[" and isinstance(value, dict) else value


def _parsed(text: str) -> tuple[object, str | None]:
    """The value of a text in JSON, and a name that stands twice in it."""
    parser = Parser()
    try:
        value = parser.only(text)
    except NotJson as fault:
        raise Odd(codes.NOT_JSON, value=fault.near, why=fault.why, at=fault.character) from None
    except TooDeep as fault:
        what = "nested too deep to be read"
        raise Odd(codes.TOO_LARGE, value=fault.near, what=what) from None
    return value, next(iter(parser.twice), None)


_READERS: Mapping[Sort, Read] = {
    "text": _text,
    "list": _texts,
    "truth": _truth,
    "date": _date,
    "parts": partial(_json, "[", "a list of groups"),
    "map": partial(_json, "{", "a group of names and values"),
}
