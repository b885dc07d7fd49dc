"""Numbers as people and spreadsheets write them."""

from __future__ import annotations

import re

from nsee_core.readers.tabular.odd import Odd, Remark
from nsee_core.rules import reading as codes

_MOST_DIGITS = 300  # more than a float can hold
_MOST_BITS = 1000
_WHOLE = re.compile(r"[+-]?\d+")
_POINT = re.compile(r"[+-]?(?:\d+\.\d*|\.\d+|\d+(?=e))(?:e[+-]?\d+)?", re.IGNORECASE)
_THOUSANDS = re.compile(r"[+-]?\d{1,3}(?:[ ,'’\u00a0\u202f]\d{3})+(?:\.\d+)?")  # noqa: RUF001 - marks that do stand between thousands
_THOUSANDS_BY_POINTS = re.compile(r"[+-]?\d{1,3}(?:\.\d{3})+,\d+")
_COMMA = re.compile(r"[+-]?\d+,\d+")
_COMMA_OR_THOUSANDS = re.compile(r"[+-]?\d{1,3},\d{3}")
_BETWEEN = re.compile(r"[^\d.+-]")


def number_in(cell: object, *, share: bool = False, decimal_comma: bool = False) -> object:
    """The number that a cell holds; the cell itself if it holds none.

    Args:
        cell: what stands there.
        share: whether it is a share in percent, so that it may say so.
        decimal_comma: whether 1,5 is one and a half, as in files whose columns are cut by ";".

    Raises:
        Odd: it could be either of two.

    >>> number_in("3.0"), number_in("14 %", share=True), number_in("many")
    (3, Remark(value=14, meaning='14', once=''), 'many')
    """
    if isinstance(cell, float) and cell.is_integer():
        return int(cell)
    if not isinstance(cell, str) or len(cell) > _MOST_DIGITS:
        return cell
    text = cell.strip()
    if share and text.endswith("%"):
        return _remarked(_number(text[:-1].rstrip(), decimal_comma=decimal_comma), cell)
    return _number(text, decimal_comma=decimal_comma)


def digits_of(number: int) -> str:
    """A whole number as a text.

    Raises:
        Odd: it is so long that Python refuses to write it out.

    >>> digits_of(2017)
    '2017'
    """
    if number.bit_length() > _MOST_BITS:
        raise Odd(codes.TOO_LARGE, what="longer than any number here may be")
    return str(number)


def _remarked(value: object, cell: str) -> object:
    if isinstance(value, Remark | str):
        return value if isinstance(value, Remark) else cell
    return Remark(value, f"{value}")


def _number(text: str, *, decimal_comma: bool) -> object:
    if _WHOLE.fullmatch(text):
        return int(text)
    if _POINT.fullmatch(text):
        return _plain(float(text))
    if decimal_comma and _COMMA_OR_THOUSANDS.fullmatch(text):
        meanings = f"{text.replace(',', '')} or {text.replace(',', '.')}"
        raise Odd(codes.TWO_MEANINGS, meanings=meanings)
    meant = _meant(text)
    if meant is None:
        return text
    value = _plain(float(meant))
    return value if decimal_comma and _COMMA.fullmatch(text) else Remark(value, f"{value}")


def _meant(text: str) -> str | None:
    """A number with marks between its thousands, or a comma for its point, as Python reads it."""
    if _THOUSANDS.fullmatch(text):
        return _BETWEEN.sub("", text)
    if _THOUSANDS_BY_POINTS.fullmatch(text):
        return text.replace(".", "").replace(",", ".")
    return text.replace(",", ".") if _COMMA.fullmatch(text) else None


def _plain(value: float) -> float:
    """A whole number without its point, which fits a count too."""
    return int(value) if value.is_integer() else value
