"""What the columns of a table may be: of a kind of record, or of a field with several values."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Any, Literal, NamedTuple

from pydantic import BaseModel

from nsee_core.readers.fields import taken
from nsee_core.readers.tabular.cells import Read, Takes, form_of, reader_of
from nsee_core.readers.tabular.odd import Odd
from nsee_core.records import KINDS
from nsee_core.records.base import inner
from nsee_core.records.units import Quantity, Share
from nsee_core.rules import reading as codes
from nsee_core.tabular import Column, Shape, columns, shapes
from nsee_core.tabular.tidy import EARLIEST, LATEST, PLACE, TARGET, VALUE, layouts
from nsee_core.workbooks.titles import names_by_title

#: How cells are to be taken: texts as they are, as people type them, or that with decimal commas.
Manner = Literal["exact", "typed", "decimal commas"]
_ENDS: Mapping[str, str] = MappingProxyType({EARLIEST: "earliest", LATEST: "latest"})


class Spec(NamedTuple):
    """One column that a table may have."""

    name: str
    path: tuple[str, ...]
    read: Read
    as_it_is: bool
    """Whether a clean text is its own value."""
    date: str | None = None
    """The date whose first or last day it is, as ``started`` is of ``started_earliest``."""


Specs = Mapping[str, Spec]


class Side(NamedTuple):
    """The table of a field with several values."""

    kind: str
    shape: Shape

    @property
    def field(self) -> str:
        """The field."""
        return self.shape.name


@cache
def specs(kind: str, manner: Manner) -> Specs:
    """The columns that the table of a kind may have, by name.

    >>> [name for name in specs("membership", "typed") if name.startswith("since")]
    ['since', 'since_earliest', 'since_latest']
    """
    return _by_name(kind, columns(KINDS[kind]), (), manner)


@cache
def side_specs(side: Side, manner: Manner) -> Specs:
    """The columns that the table of a field may have: whose, at which place, and what."""
    kind, shape = side
    own: dict[str, Spec] = {}
    if shape.part is not None:
        own = dict(_by_name(kind, columns(shape.part), (shape.name,), manner))
    else:
        column = Column(shape.name, (shape.name,), "text")
        spec = _spec(kind, column, (), manner, linked=False)
        own = {name: spec._replace(name=name, path=(name,)) for name in (TARGET, VALUE)}
    return {
        kind: Spec(kind, (kind,), _reader(Takes("text", ids=True), manner), as_it_is=True),
        PLACE: Spec(PLACE, (PLACE,), _place, as_it_is=False),
        **own,
    }


@cache
def sides() -> Mapping[str, Side]:
    """Every table of a field with several values, by name.

    >>> [name for name in sides() if name.startswith("cycle_q")]
    ['cycle_questions']
    """
    return {
        layout.name: Side(layout.kind, shape)
        for layout in layouts()
        for shape in shapes(KINDS[layout.kind])
        if shape.name == layout.field
    }


def _by_name(
    kind: str, of: tuple[Column, ...], above: tuple[str, ...], manner: Manner
) -> dict[str, Spec]:
    made: dict[str, Spec] = {}
    for column in of:
        made[column.name] = _spec(kind, column, above, manner)
        if column.sort == "date":
            for behind, end in _ENDS.items():
                name = column.name + behind
                made[name] = Spec(name, (end,), _day, as_it_is=False, date=column.name)
    return made


def _spec(
    kind: str, column: Column, above: tuple[str, ...], manner: Manner, *, linked: bool = True
) -> Spec:
    takes = _takes(kind, column, (*above, *column.path))
    if not linked or above:  # one of several values is not left out of them
        takes = takes._replace(link=False)
    as_it_is = column.sort == "text" and not takes.choices and not takes.link
    return Spec(column.name, column.path, _reader(takes, manner), as_it_is)


def _takes(kind: str, column: Column, path: tuple[str, ...]) -> Takes:
    field = taken(kind, path)
    share, amount = _is_share(kind, path), _is_amount(kind, path)
    link = field.is_id and path != ("id",)
    return Takes(column.sort, field.choices, field.is_id, link, share, amount)


def _is_share(kind: str, path: tuple[str, ...]) -> bool:
    model: type[BaseModel] = KINDS[kind]
    info = model.model_fields.get(path[-1])
    return info is not None and Share in inner(info.annotation)


def _is_amount(kind: str, path: tuple[str, ...]) -> bool:
    """Whether a path leads to the number of an amount with its unit."""
    *above, last = path
    of_amount = taken(kind, tuple(above)).names == tuple(Quantity.model_fields)
    return of_amount and last == "value"


def _reader(takes: Takes, manner: Manner) -> Read:
    return reader_of(takes, exact=manner == "exact", decimal_comma=manner == "decimal commas")


def _place(cell: Any) -> object:  # noqa: ANN401 - whatever a cell holds
    """A place among several, which no model looks at."""
    place = reader_of(Takes("integer"), exact=False)(cell)
    if not (place is None or isinstance(place, int)):
        raise Odd(codes.WRONG_SORT, expected="a whole number")
    return place


def _day(cell: Any) -> object:  # noqa: ANN401 - whatever a cell holds
    """The day in a cell, as it is written in ISO 8601; the time of day does not count."""
    text = cell if isinstance(cell, str) else getattr(cell, "isoformat", lambda: f"{cell}")()
    return text.strip()[: len("2017-06-12")]


@cache
def names_by_form(held: tuple[str, ...]) -> Mapping[str, str]:
    """Names by the form in which people may head a column: ``taught_by`` as "Taught by".

    >>> names_by_form(("by", "n"))["by whom"]
    'by'
    """
    titled = {form_of(title): name for title, name in names_by_title().items() if name in held}
    return titled | {form_of(name): name for name in held}
