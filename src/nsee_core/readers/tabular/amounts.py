"""Amounts with their unit in one cell, as people write them: "£4,000", "3 days", "0.2 FTE"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple, get_args

from nsee_core.readers.tabular.numbers import number_in
from nsee_core.readers.tabular.odd import Odd, Remark
from nsee_core.records.units import Unit
from nsee_core.rules import reading as codes

_LONGEST = 100  # characters
_PARTS = re.compile(
    r"(?P<sign>[+-]?)(?P<before>£|GBP)?\s*(?P<number>[+-]?[^a-z£%]*\d)\s*(?P<after>\D*)",
    re.IGNORECASE,
)
_THOUSAND = "k"
_EXPECTED = 'an amount such as 4000, "£4,000" or "3 days"'
#: What people write for a unit, besides its name.
_CALLED: Mapping[Unit, tuple[str, ...]] = {
    "pounds": ("£", "gbp", "pound", "pounds sterling"),
    "percent": ("%", "per cent", "pct"),
    "percentage points": ("percentage point", "pp"),
    "months of progress": ("month of progress", "months' progress", "months progress"),
    "standard deviations": ("standard deviation", "sd", "sds"),
    "days": ("day",),
    "hours": ("hour", "hr", "hrs", "h"),
    "full-time equivalents": ("full-time equivalent", "full time equivalents", "fte", "ftes"),
}
_UNITS: Mapping[str, Unit] = MappingProxyType(
    {unit: unit for unit in get_args(Unit)}
    | {word: unit for unit, words in _CALLED.items() for word in words}
)


class Amount(NamedTuple):
    """A number and its unit, which stood in one cell."""

    value: float
    unit: Unit


def amount_in(cell: object, *, decimal_comma: bool = False) -> object:
    """The number that a cell holds, or the amount where it tells the unit, too.

    Args:
        cell: what stands there.
        decimal_comma: whether 1,5 is one and a half.

    Raises:
        Odd: it holds neither, or could be either of two.

    >>> amount_in(" £4,000 ")
    Remark(value=Amount(value=4000, unit='pounds'), meaning='4000 pounds', once='pounds')
    >>> [amount_in(text).meaning for text in ("30%", "0.2 FTE", "1 hr", "£1.5k")]
    ['30 percent', '0.2 full-time equivalents', '1 hours', '1500 pounds']
    >>> amount_in("3.0"), amount_in("2 days")
    (3, Amount(value=2, unit='days'))
    """
    number = number_in(cell, decimal_comma=decimal_comma)
    if not isinstance(number, str):
        return number
    if (amount := _amount(number.strip(), decimal_comma=decimal_comma)) is None:
        raise Odd(codes.WRONG_SORT, expected=_EXPECTED)
    meaning = f"{amount.value} {amount.unit}"
    return amount if meaning == number.strip() else Remark(amount, meaning, once=amount.unit)


def put_together(
    row: dict[str, Any], nested: Iterable[tuple[str, tuple[str, ...]]]
) -> Iterator[tuple[str, float, str]]:
    """Put fields within a field together; an amount that told its unit, as if it had two cells.

    An amount whose unit another cell contradicts is left out, and told: its field, its number, and
    what it could mean.

    Args:
        row: the values of a row, by column.
        nested: the columns that hold a field within a field, with both.

    >>> row = {"amount_value": Amount(3, "days"), "amount_unit": "hours", "note": "Cover"}
    >>> list(put_together(row, [("amount_value", ("amount", "value")),
    ...                         ("amount_unit", ("amount", "unit"))])), row
    ([('amount', 3, 'days, as it says, or hours, as stands beside it')], {'note': 'Cover'})
    """
    amounts: list[tuple[str, Amount]] = []
    for name, (outer, inside) in nested:
        if name in row:
            value = row.pop(name)
            row.setdefault(outer, {})[inside] = value
            if isinstance(value, Amount):
                amounts.append((outer, value))
    for outer, amount in amounts:
        told = row.pop(outer).get("unit", amount.unit)
        if told == amount.unit:
            row[outer] = amount._asdict()
        else:
            yield outer, amount.value, f"{amount.unit}, as it says, or {told}, as stands beside it"


def _amount(text: str, *, decimal_comma: bool) -> Amount | None:
    parts = _PARTS.fullmatch(text) if len(text) <= _LONGEST else None
    if parts is None:
        return None
    after = " ".join(parts["after"].casefold().replace("’", "'").split()).removesuffix(".")  # noqa: RUF001 - as word processors write it
    times = 1
    if parts["before"] and after == _THOUSAND:
        after, times = "", 1000
    unit = _unit((parts["before"] or "").casefold(), after)
    read = number_in(parts["sign"] + parts["number"].strip(), decimal_comma=decimal_comma)
    value = read.value if isinstance(read, Remark) else read
    if unit is None or not isinstance(value, int | float):
        return None
    return Amount(_plain(value * times), unit)


def _unit(before: str, after: str) -> Unit | None:
    """The unit that stands before or after a number; None if there is none, or there are two."""
    words = {_UNITS.get(word) for word in (before, after) if word}
    return words.pop() if len(words) == 1 else None


def _plain(value: float) -> float:
    return int(value) if float(value).is_integer() else value
