"""What stands in a cell: scalars, and texts that hold more and can be taken apart again."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from functools import cache
from typing import Any

from pydantic import BaseModel

from nsee_core.records import When
from nsee_core.records.frozen import FrozenMap, thawed
from nsee_core.tabular.columns import Sort, columns
from nsee_core.tabular.shapes import shapes

Scalar = str | int | float | bool

#: What stands in a cell as it is.
_PLAIN: frozenset[Sort] = frozenset(("text", "integer", "number", "truth"))
_SEPARATOR = re.compile(r"\s*[;\n]\s*")
#: An item that "a; b" could not hold: it would be taken apart, lose blanks, or be taken for JSON.
_AWKWARD = re.compile(r"^$|^[\s\[]|\s$|[;\r\n]")
_WORDS = ("n/a", "na", "#n/a", "none", "null", "nil", "nan", "<na>", "nat")
#: What people and programs write into a cell that says nothing.
NOTHING = frozenset(
    [
        *("-", "--", "\N{EN DASH}", "\N{EM DASH}", "NaN", "NaT", "N/a", "n/A", "#N/a"),
        *(form for word in _WORDS for form in (word, word.upper(), word.capitalize())),
    ]
)
#: A text that would not come back: what spreadsheets take for the start of a formula, blanks that
#: readers take off, and words for nothing; behind any number of marks against that.
_UNSAFE = re.compile(
    rf"'*(?:[=+\-@\s]|.*\s\Z|(?:{'|'.join(map(re.escape, NOTHING))})\Z)", re.DOTALL
)


def flat(record: BaseModel) -> dict[str, Scalar]:
    """What a record says, as one scalar a column; a column of which it says nothing is left out.

    A date is its text as given. A list of texts is one text, ``a; b``. Parts and ``ext`` are JSON
    text. Fields at their default are left out, and the kind is.

    >>> from nsee_core import Trio
    >>> flat(Trio(id="t1", members=("p1", "p2"), ext={"ward": 7}))
    {'id': 't1', 'ext': '{"ward": 7}', 'members': 'p1; p2'}
    """
    said: dict[str, Scalar] = {}
    for name, path, default, plain in _held(type(record)):
        value: Any = record
        for field in path:
            value = None if value is None else value.__dict__[field]
        if value is not None and value is not default and value != default:
            said[name] = value if plain else scalar(value)
    return said


@cache
def _held(model: type[BaseModel]) -> tuple[tuple[str, tuple[str, ...], object, bool], ...]:
    """Each column: its name, its path, the default at its end, and whether it holds a scalar."""
    return tuple(
        (column.name, column.path, _default(model, column.path), column.sort in _PLAIN)
        for column in columns(model)
    )


def _default(model: type[BaseModel], path: tuple[str, ...]) -> object:
    """The default of the field at the end of a path, through the parts that lead there."""
    *outer, last = path
    for name in outer:
        model = next(shape.part for shape in shapes(model) if shape.name == name) or model
    return model.model_fields[last].default


def scalar(value: Any) -> Scalar:  # noqa: ANN401 - whatever a field holds
    """What a field holds, as one scalar: a date as its text, several texts as one, parts as JSON.

    >>> scalar(When("June 2017")), scalar(("p1", "p2")), scalar(3)
    ('June 2017', 'p1; p2', 3)
    """
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
    """A text that comes back out of a spreadsheet as it went in: behind an apostrophe, if need be.

    So stands what looks like a formula, begins or ends with a blank, or could mean "nothing".
    Source: OWASP, "CSV Injection", the characters that begin a formula.

    >>> guarded("=1+1"), guarded("n/a"), guarded("a = b")
    ("'=1+1", "'n/a", 'a = b')
    """
    return f"'{text}" if _UNSAFE.match(text) else text


def unguarded(text: str) -> str:
    """The text before it was guarded.

    >>> unguarded(guarded("=1+1")), unguarded("'tis")
    ('=1+1', "'tis")
    """
    return text[1:] if text.startswith("'") and _UNSAFE.match(text) else text
