"""What stands in a cell: scalars, and texts that hold more and can be taken apart again."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import Any

from pydantic import BaseModel

from nsee_core.records import When
from nsee_core.records.frozen import FrozenMap, thawed
from nsee_core.tabular.columns import Column, columns

Scalar = str | int | float | bool

_SEPARATOR = re.compile(r"\s*[;\n]\s*")
#: An item that "a; b" could not hold: it would be taken apart, lose blanks, or be taken for JSON.
_AWKWARD = re.compile(r"^$|^[\s\[]|\s$|[;\r\n]")
#: What spreadsheets take for the start of a formula, behind any number of marks against that.
_FORMULA = re.compile(r"'*[=+\-@\t\r]")


def flat(record: BaseModel) -> dict[str, Scalar]:
    """What a record says, as one scalar a column; a column of which it says nothing is left out.

    A date is its text as given. A list of texts is one text, ``a; b``. Parts and ``ext`` are JSON
    text. Fields at their default are left out, and the kind is.

    >>> from nsee_core import Trio
    >>> flat(Trio(id="t1", members=("p1", "p2"), ext={"ward": 7}))
    {'id': 't1', 'ext': '{"ward": 7}', 'members': 'p1; p2'}
    """
    said = ((column, _held(record, column)) for column in columns(type(record)))
    return {column.name: _scalar(value) for column, value in said if value is not None}


def _held(record: BaseModel, column: Column) -> Any:  # noqa: ANN401 - whatever a field holds
    """What stands at the end of a column's path; None where that is nothing, or the default."""
    value: Any = record
    for name in column.path:
        default = type(value).model_fields[name].default
        value = value.__dict__[name]
        if value is None or value == default:
            return None
    return value


def _scalar(value: Any) -> Scalar:  # noqa: ANN401 - whatever a field holds
    if isinstance(value, When):
        return value.text
    if isinstance(value, FrozenMap):
        return json.dumps(thawed(value), ensure_ascii=False)
    if isinstance(value, tuple):
        return _several(value)
    return value  # type: ignore[no-any-return] # a column that is none of these holds a scalar


def _several(values: tuple[Any, ...]) -> str:
    if isinstance(values[0], BaseModel):
        parts = [part.model_dump(mode="json", exclude_defaults=True) for part in values]
        return json.dumps(parts, ensure_ascii=False)
    return list_text(values)


def list_text(items: Iterable[str]) -> str:
    """Several texts in one cell: as people write them, or as a JSON list where that would not do.

    >>> list_text(["p1", "p2"]), list_text(["read; think", "talk"])
    ('p1; p2', '["read; think", "talk"]')
    """
    held = list(items)
    if any(map(_AWKWARD.search, held)):
        return json.dumps(held, ensure_ascii=False)
    return "; ".join(held)


def items_of(text: str) -> list[str]:
    """The texts in one cell: between semicolons or lines, or in a JSON list of texts.

    >>> items_of("p1; p2;"), items_of('["read; think", "talk"]')
    (['p1', 'p2'], ['read; think', 'talk'])
    """
    if text.startswith("["):
        try:
            items = json.loads(text)
        except (ValueError, RecursionError):
            items = None
        if isinstance(items, list) and all(isinstance(item, str) for item in items):
            return items
    return [item for item in _SEPARATOR.split(text.strip()) if item]


def guarded(text: str) -> str:
    """A text that no spreadsheet takes for a formula: behind an apostrophe where it looks like one.

    Source: OWASP, "CSV Injection", the characters that begin a formula.

    >>> guarded("=1+1"), guarded("a = b")
    ("'=1+1", 'a = b')
    """
    return f"'{text}" if _FORMULA.match(text) else text


def unguarded(text: str) -> str:
    """The text before it was guarded.

    >>> unguarded(guarded("=1+1")), unguarded("'tis")
    ('=1+1', "'tis")
    """
    return text[1:] if text.startswith("'") and _FORMULA.match(text) else text
