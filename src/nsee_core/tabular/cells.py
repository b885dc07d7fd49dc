"""What stands in a cell: scalars, and texts that hold more and can be taken apart again."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache, lru_cache
from operator import attrgetter, itemgetter
from types import MappingProxyType
from typing import Any, TypeVar

from pydantic import BaseModel
from pydantic_core import PydanticUndefined

from nsee_core.records.frozen import FrozenMap, thawed
from nsee_core.tabular.columns import Sort, columns
from nsee_core.tabular.nothing import NOTHING, is_nobody
from nsee_core.tabular.shapes import shapes

Scalar = str | int | float | bool
T = TypeVar("T")

_SEPARATOR = re.compile(r"[;\n]")
#: An item that "a; b" could not hold: it would be taken apart, lose blanks, or be taken for JSON.
_AWKWARD = re.compile(r"^$|^[\s\[]|\s$|[;\r\n]")
#: What spreadsheets take for the start of a formula; in some locales, in full width, too.
_FORMULA = frozenset("=+-@\uff1d\uff0b\uff0d\uff20")


def flat(record: BaseModel) -> dict[str, Scalar]:
    """What a record says, as one scalar a column; a column of which it says nothing is left out.

    A date is its text as given. A list of texts is one text, ``a; b``. Parts and ``ext`` are JSON
    text. Fields at their default are left out, and the kind is.

    >>> from nsee_core import Trio
    >>> flat(Trio(id="t1", members=("p1", "p2"), ext={"ward": 7}))
    {'id': 't1', 'ext': '{"ward": 7}', 'members': 'p1; p2'}
    """
    return dict(_flat(type(record))(record))


@cache
def _flat(model: type[BaseModel]) -> Callable[[BaseModel], list[tuple[str, Scalar]]]:
    return teller(
        model, [(column.path, named_cell(column.name, column.sort)) for column in columns(model)]
    )


def named_cell(name: str, sort: Sort) -> Callable[[Any], tuple[str, Scalar]]:
    """What makes of the value of a column of some sort its cell, under a name."""
    cell = cell_of(sort)
    if cell is None:
        return lambda value: (name, value)
    return lambda value: (name, cell(value))


def teller(
    model: type[BaseModel], ways: Iterable[tuple[Sequence[str], Callable[[Any], T | None]]]
) -> Callable[[BaseModel], list[T]]:
    """A function that tells what a record of a kind says, made once for all that are to be told.

    Writers have each record go through one, so that nothing about its kind is looked up again. Of
    all that a kind can say a record says little: the plan is made once for all in which the same
    fields are given, and passes over no other.

    Args:
        model: the kind of record.
        ways: the columns to tell, by their paths, each with what makes of its value what is to be
            told, or None to leave it out. No value is at its default.

    >>> from nsee_core import Trio
    >>> told = teller(Trio, [(("id",), str.upper), (("members",), len), (("note",), str)])
    >>> told(Trio(id="t1", members=("p1", "p2")))
    ['T1', 2]
    """
    fields = model.model_fields
    each = [(path[0], fields[path[0]].default, _careful(model, path, tell)) for path, tell in ways]

    @lru_cache(maxsize=1024)
    def of(given: frozenset[str]) -> Sequence[tuple[str, object, Callable[[Any], T | None]]]:
        """The ways to tell what records say in which these fields are given."""
        return [way for way in each if way[0] in given]

    def told(record: BaseModel) -> list[T]:
        held = record.__dict__
        return [
            said
            for field, default, tell in of(frozenset(record.__pydantic_fields_set__))
            if (value := held[field]) is not default and (said := tell(value)) is not None
        ]

    return told


def several(fields: Sequence[str]) -> Callable[[Mapping[str, Any]], tuple[Any, ...]]:
    """A function that gets at several fields at once, however few they are.

    >>> several(["a"])({"a": 1, "b": 2}), several([])({"a": 1})
    ((1,), ())
    """
    if len(fields) > 1:
        return itemgetter(*fields)
    return lambda held: tuple([held[field] for field in fields])


def _careful(
    model: type[BaseModel], path: Sequence[str], tell: Callable[[Any], T | None]
) -> Callable[[Any], T | None]:
    """Tell what stands at the end of a path from a field, unless it is at its default there."""
    default, inner = _default(model, path), path[1:]
    if not inner and default in (None, (), PydanticUndefined):  # of which there is only one
        return tell

    def told(value: Any) -> T | None:  # noqa: ANN401 - whatever a field holds
        for name in inner:
            value = None if value is None else value.__dict__[name]
        return None if value is None or value == default else tell(value)

    return told


def _default(model: type[BaseModel], path: Sequence[str]) -> object:
    """The default of the field at the end of a path, through the parts that lead there."""
    *outer, last = path
    for name in outer:
        model = next(shape.part for shape in shapes(model) if shape.name == name) or model
    return model.model_fields[last].default


def cell_of(sort: Sort) -> Callable[[Any], str] | None:
    """What makes one text of the value of a column; None where it is a scalar as it is.

    A date is its text, several texts are one, and parts and maps are JSON.

    >>> from nsee_core import When
    >>> [cell_of(sort)(value) for sort, value in (("list", ("p1", "p2")), ("date", When("2017")))]
    ['p1; p2', '2017']
    >>> cell_of("integer")
    """
    return _CELLS.get(sort)


def _parts_text(parts: tuple[BaseModel, ...]) -> str:
    held = [part.__pydantic_serializer__.to_json(part, exclude_defaults=True) for part in parts]
    return f"[{b', '.join(held).decode()}]"


def map_text(held: FrozenMap) -> str:
    """Names with values in one cell, as JSON."""
    return json.dumps(thawed(held), ensure_ascii=False)


def list_text(items: Iterable[str]) -> str:
    """Several texts in one cell: as people write them, or as a JSON list where that would not do.

    >>> list_text(["p1", "p2"]), list_text(["read; think", "talk"])
    ('p1; p2', '["read; think", "talk"]')
    """
    held = list(items)
    if any(map(_is_awkward, held)):
        return json.dumps(held, ensure_ascii=False)
    return "; ".join(held)


def _is_awkward(item: str) -> bool:
    """Whether an item would not come back out of "a; b"; among ids, "n/k" would name nobody."""
    return _AWKWARD.search(item) is not None or is_nobody(item)


#: What makes one text of a value that is no scalar.
_CELLS: Mapping[Sort, Callable[[Any], str]] = MappingProxyType(
    {"date": attrgetter("text"), "list": list_text, "parts": _parts_text, "map": map_text}
)


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
    return list(filter(None, map(str.strip, _SEPARATOR.split(text))))


def guarded(text: str) -> str:
    """A text that comes back out of a spreadsheet as it went in: behind an apostrophe, if need be.

    So stands what looks like a formula, begins or ends with a blank, or could mean "nothing".
    Source: OWASP, "CSV Injection", the characters that begin a formula.

    >>> guarded("=1+1"), guarded("n/a"), guarded("a = b")
    ("'=1+1", "'n/a", 'a = b')
    """
    return f"'{text}" if _is_unsafe(text) else text


def unguarded(text: str) -> str:
    """The text before it was guarded.

    >>> unguarded(guarded("=1+1")), unguarded("'tis")
    ('=1+1', "'tis")
    """
    return text[1:] if text.startswith("'") and _is_unsafe(text) else text


def _is_unsafe(text: str) -> bool:
    """Whether a text would not come back, behind any number of marks against that."""
    held = text.lstrip("'")
    return held[:1] in _FORMULA or held[:1].isspace() or text[-1:].isspace() or held in NOTHING
