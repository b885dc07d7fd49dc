"""From what the file says of a cell to its value."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from math import isfinite

import attrs

from nsee_core.readers.tabular.odd import Odd
from nsee_core.readers.workbook.formats import Shows, formats_of
from nsee_core.rules import reading as codes
from nsee_core.tabular import NOTHING
from nsee_core.workbooks.opening import Package
from nsee_core.workbooks.refusing import damaged
from nsee_core.workbooks.spreadsheet import decoded, moment_of

#: What a cell holds: a text, a number, a truth, a day, nothing, or what keeps it from being read.
Value = str | int | float | bool | date | Odd | None

_NOTHING = {"", *NOTHING}
_SHARED = "sharedStrings"
_MOST_DIGITS = 15  # that a spreadsheet keeps
_ROUND = 1e15


@attrs.frozen
class Values:
    """What the cells of one workbook refer to: its texts, the formats, the day it counts from."""

    texts: Sequence[str]
    formats: Mapping[str, Shows]
    from_1904: bool

    @classmethod
    def of(cls, package: Package, about: dict[str, str]) -> Values:
        """Those of a workbook, of which it is known which parts hold them.

        Raises:
            NotAWorkbook: such a part is damaged.
            UnsafeWorkbook: it could do harm.
        """
        texts = _texts(package, about[_SHARED]) if _SHARED in about else []
        return cls(texts, formats_of(package, about.get("styles")), "date1904" in about)

    def value(self, sort: str, style: str | None, text: str, formula: str | None) -> Value:
        """The value of a cell.

        Args:
            sort: its type, as the file has it.
            style: the number of its style.
            text: its value, as the file has it.
            formula: the formula of which that is the result, if it is one.

        Raises:
            NotAWorkbook: it refers to a text that is not there.
        """
        if sort == "s":
            return self._shared(text)
        if sort in ("inlineStr", "str"):
            return decoded(text) or None
        if not text:
            return None if formula is None else Odd(codes.NO_RESULT, value=f"={formula}")
        if sort == "e":
            return Odd(codes.SHOWS_ERROR, value=text)
        if sort == "b":
            return text in ("1", "true")
        return text if sort == "d" else self._number(text, style)

    def _shared(self, text: str) -> str | None:
        try:
            return self.texts[int(text)] or None
        except (ValueError, IndexError):
            raise damaged("with texts", "lacks one that a cell refers to") from None

    def _number(self, text: str, style: str | None) -> Value:
        try:
            number = int(text) if text.isdecimal() and len(text) <= _MOST_DIGITS else float(text)
        except ValueError:
            return text
        if not isfinite(number):
            return text
        shown = self.formats.get(style or "", "number")
        if shown != "number":
            return self._shown(number, shown)
        whole = isinstance(number, float) and number.is_integer() and abs(number) < _ROUND
        return int(number) if whole else number

    def _shown(self, number: float, shown: Shows) -> Value:
        """A number as it is shown, which is what whoever typed it meant."""
        if shown == "percent":
            return f"{number * 100:.10g}%"
        if shown == "pounds":
            return f"£{number:.15g}"
        day = moment_of(number, from_1904=self.from_1904)
        if day is None or shown == "day":
            return number if day is None else day
        return f"{day:%Y}" if shown == "year" else f"{day:%Y-%m}"


def says_nothing(value: Value) -> bool:
    """Whether a cell is blank, or holds a word for nothing."""
    return value is None or (isinstance(value, str) and value.strip().casefold() in _NOTHING)


def text_of(value: Value) -> str:
    """What a cell holds, as a text."""
    return value if isinstance(value, str) else "" if value is None else str(value)


def _texts(package: Package, part: str) -> list[str]:
    """The texts that cells share, without how each of their letters looks."""
    found: list[str] = []
    pieces: list[str] = []
    wanted = False
    spoken = 0

    def begin(tag: str, _: object) -> None:
        nonlocal wanted, spoken
        wanted = tag == "t" and not spoken
        spoken += tag == "rPh"

    def end(tag: str) -> None:
        nonlocal wanted, spoken
        wanted = False
        spoken -= tag == "rPh"
        if tag == "si":
            found.append(decoded("".join(pieces)))
            pieces.clear()

    package.refuse_vast(part)
    package.parse(part, begin, end, lambda text: pieces.append(text) if wanted else None)
    return found
