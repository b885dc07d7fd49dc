"""What the numbers in cells stand for, by the format in which they are shown."""

from __future__ import annotations

import re
from typing import Literal

from nsee_core.workbooks.opening import Package

#: What a number is shown as.
Shows = Literal["number", "day", "month", "year", "percent", "pounds"]

#: The formats that every workbook knows by number (ECMA-376 part 1, 18.8.30).
_KNOWN: dict[int, Shows] = {
    9: "percent",
    10: "percent",
    17: "month",
    **dict.fromkeys((14, 15, 16, 22, *range(27, 32), 36, *range(50, 59)), "day"),
}
#: What stands for itself in a format, is a colour or condition, or comes after the first section.
_ASIDE = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.|_.|\*.|;.*', re.DOTALL)

_LONGEST, _DIGITS = 255, 10  # of a format, in letters; of its number


def shows(code: str) -> Shows:
    r"""What a format shows a number as.

    >>> shows("dd/mm/yyyy"), shows('[$-809]mmmm" "yyyy;@'), shows("0.0%"), shows("0.00 \\d")
    ('day', 'month', 'percent', 'number')
    >>> shows('"£"#,##0.00'), shows("[$£-809]#,##0;[Red]-[$£-809]#,##0")
    ('pounds', 'pounds')
    """
    if "£" in code[:_LONGEST]:
        return "pounds"
    plain = _ASIDE.sub("", code[:_LONGEST]).lower()
    if "%" in plain:
        return "percent"
    if "y" in plain:
        return "day" if "d" in plain else "month" if "m" in plain else "year"
    return "day" if "d" in plain else "number"


def formats_of(package: Package, part: str | None) -> dict[str, Shows]:
    """What each style of a workbook, by its number, shows a number as.

    Raises:
        NotAWorkbook: the part that holds the styles is damaged.
        UnsafeWorkbook: it could do harm.
    """
    own: dict[int, Shows] = dict(_KNOWN)
    styles: dict[str, Shows] = {}
    inside = ""

    def begin(tag: str, marks: dict[str, str]) -> None:
        nonlocal inside
        if tag in ("cellXfs", "cellStyleXfs", "dxfs"):
            inside = tag
        elif tag == "numFmt" and inside != "dxfs":
            own[_number(marks.get("numFmtId"))] = shows(marks.get("formatCode", ""))
        elif tag == "xf" and inside == "cellXfs":
            styles[str(len(styles))] = own.get(_number(marks.get("numFmtId")), "number")

    if part is not None:
        package.refuse_vast(part)
        package.parse(part, begin)
    return styles


def _number(text: str | None) -> int:
    return int(text) if text is not None and text.isdecimal() and len(text) < _DIGITS else 0
