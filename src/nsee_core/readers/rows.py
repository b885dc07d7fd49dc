"""Rows of Python: dicts, rows of a database, and the objects of an ORM."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from datetime import date
from decimal import Decimal
from enum import Enum
from math import isnan
from typing import Any
from uuid import UUID

from attrs import frozen

from nsee_core.readers.judging import judge
from nsee_core.readers.reading import Gathering, Reading
from nsee_core.records import KINDS, Base, When
from nsee_core.records.base import Part
from nsee_core.records.links import link_fields
from nsee_core.rules import reading as rules

_KNOWN = (str, bytes, int, float, Decimal, date, When, Part, Mapping, list, tuple)
_EMPTY_CELLS = {"NaTType", "NAType"}  # of pandas, which is not loaded for this


def read_rows(
    rows: Iterable[object], *, kind: str | None = None, file: str | None = None
) -> Reading:
    """Read records from rows: mappings, rows of a database, objects with attributes, records.

    Whatever the rows are, each becomes a record or a finding that gives its number as the line.
    None, an empty text and not-a-number (an empty cell of a DataFrame) count as nothing.

    Of a mapping every key is read. Of an object, such as a model of Django or SQLAlchemy, the
    attributes are read that are fields of the kind: of a link the ``<field>_id`` where there is
    one, which asks no database, and otherwise the ``id`` of what it leads to. What can be called,
    such as a manager, is no value.

    Args:
        rows: the rows. What they raise when they are iterated over is raised here, too.
        kind: the kind of those that do not say it themselves.
        file: what to call the rows in findings.

    Raises:
        ValueError: there is no such kind.

    >>> reading = read_rows([
    ...     {"id": "e1", "cycle": "c1", "step": "plan", "when": "2017-06-12"},
    ...     {"id": "e2", "cycle": "c1", "step": "try", "when": "12 Juni 2017"},
    ... ], kind="entry")
    >>> len(reading.programme), [finding.code for finding in reading.report]
    (1, ['NSEE005'])
    """
    if kind is not None and kind not in KINDS:
        msg = f'"{kind}" is not a kind of record; the kinds are {", ".join(KINDS)}'
        raise ValueError(msg)
    gathering = Gathering(file)
    for number, row in enumerate(rows, start=1):
        if isinstance(row, Base):
            gathering.keep(row, number)
            continue
        try:
            judge(gathering, _values(row, kind), number)
        except Exception as error:  # noqa: BLE001 - a row may raise whatever it likes
            why = f"it raised {type(error).__name__} when it was asked for its values"
            gathering.say(rules.NOT_A_RECORD, number, value=type(row).__name__, why=why)
    return gathering.done()


def _values(row: object, kind: str | None) -> object:
    """What a row holds, as a dict with its kind; the row itself if it holds nothing."""
    named = hasattr(type(row), "keys")  # a mapping, or one in all but name, as sqlite3.Row
    held = dict(row) if named else _attributes(row, kind)  # type: ignore[call-overload] # see above
    if not held and not named:
        return row
    values = {name: _plain(value) for name, value in held.items() if _says(value)}
    return {"kind": kind, **values} if kind else values


def _attributes(row: object, kind: str | None) -> dict[str, Any]:
    """The attributes of an object that are fields of its kind; none if it has none of them."""
    own = kind or getattr(row, "kind", None)
    if not (isinstance(own, str) and own in KINDS):
        return {"kind": own} if isinstance(own, str) else {}
    links = {field.name for field in link_fields(KINDS[own]) if field.inside is None}
    names = (name for name in KINDS[own].model_fields if name != "kind")
    held = {name: (_link if name in links else getattr)(row, name, None) for name in names}
    values = {name: value for name, value in held.items() if _says(value)}
    return {"kind": own, **values} if values else {}


def _link(row: object, name: str, default: object = None) -> object:
    """What a link leads to, by id; the id beside it, if there is one, asks no database."""
    beside = getattr(row, f"{name}_id", _link)
    return getattr(row, name, default) if beside is _link else beside


def _says(value: object) -> bool:
    """Whether a value is one: not an empty cell, nor what can be called."""
    if value is None or callable(value) or type(value).__name__ in _EMPTY_CELLS:
        return False
    if isinstance(value, float):
        return not isnan(value)
    return not (isinstance(value, str) and not value)


def _plain(value: object) -> object:
    """A value as a reader of JSON would find it."""
    if isinstance(value, AbstractSet):
        return sorted(map(_item, value), key=str)
    if isinstance(value, list | tuple):
        return [_item(item) for item in value]
    return _item(value)


def _item(value: object) -> object:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, UUID):
        return str(value)
    if value is None or isinstance(value, _KNOWN):
        return value
    return getattr(value, "id", None) or _Other(type(value).__name__)


@frozen
class _Other:
    """Stands in for what is no value, such as a generator, which might never end."""

    sort: str

    def __repr__(self) -> str:
        return f"<{self.sort}>"
