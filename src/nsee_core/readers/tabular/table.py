"""A table that is to be read, from wherever it comes; and what its name and its heading mean."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any

import attrs

from nsee_core.readers.places import Leaf
from nsee_core.readers.tabular.cells import form_of
from nsee_core.readers.tabular.specs import Manner, Side, side_specs, sides, specs
from nsee_core.records import KINDS
from nsee_core.wording import listed, shown
from nsee_core.workbooks.titles import SHEETS

#: A row: its number, as people count them, and its cells. A blank cell is None or an empty text.
Row = tuple[int, Sequence[Any]]
#: What headings stand for, for all tables or table by table, by what these are called or by what
#: they hold; None passes a column over.
ColumnMap = Mapping[str, str | Mapping[str, str | None] | None]


class UnknownColumn(ValueError):
    """A column map names a field that there is not."""


class UnknownTable(UnknownColumn):
    """A map of columns or of kinds names a table that there is not."""

    def __init__(self, message: str, name: object) -> None:
        super().__init__(message)
        self.name = name
        """What the map calls it."""


@attrs.frozen
class Table:
    """A table that is to be read, row by row."""

    name: str
    """What it holds: ``entry``, ``trio_members``; or anything, if each row tells its ``kind``."""
    header: Sequence[object]
    """The headings of its columns."""
    rows: Iterable[Row] = attrs.field(repr=False)
    """Its rows, which may be read as they come."""
    file: str | None = None
    """The file that it stands in."""
    sheet: str | None = None
    """The sheet that it stands in, if it is one; its findings then name cells."""
    header_row: int | None = 1
    """The number of the row of headings."""
    manner: Manner = "typed"
    """How cells are to be taken: texts as they are ("exact"), or as people and our own writers put
    them into sheets: with blanks around them, words for nothing, and guards against formulas."""
    called: str | None = None
    """What it is called where it stands, where that is another word than what it holds."""

    def is_called(self, name: str) -> bool:
        """Whether this is what people call it."""
        return form_of(name) in {
            form_of(each) for each in (self.called or self.name, self.sheet) if each
        }

    def leaf(self) -> Leaf:
        """Where its rows stand."""
        return Leaf(self.file, self.sheet)

    def even_rows(self) -> Iterator[tuple[int, Sequence[Any], int]]:
        """Its rows without those that are blank, each as wide as the heading, or wider.

        The last number is that of the cells which it had, up to the last that says something.
        """
        width = len(self.header)
        for line, cells in self.rows:
            if len(cells) == width:
                if any(map(_says, cells)):
                    yield line, cells, width
                continue
            held = _width(cells)
            if held:
                yield line, [*cells, *(None,) * (width - len(cells))], max(held, len(cells))


def _says(cell: object) -> bool:
    return cell is not None and not (isinstance(cell, str) and (not cell or cell.isspace()))


def _width(cells: Sequence[object]) -> int:
    return max((place for place, cell in enumerate(cells, start=1) if _says(cell)), default=0)


def meant_by(name: str) -> str | Side | None:
    """The kind, or the field with several values, whose table has a name like this.

    >>> meant_by("Schools"), meant_by("Trio members").field, meant_by("budget")
    ('school', 'members', None)
    """
    return _tables_by_form().get(form_of(name))


@cache
def _tables_by_form() -> Mapping[str, str | Side]:
    return {
        "people": "person",
        **{_plural(kind): kind for kind in KINDS},
        **{kind: kind for kind in KINDS},
        **{form_of(name): side for name, side in sides().items()},
        **{form_of(title): name for name, title in SHEETS.items()},
    }


def _plural(kind: str) -> str:
    return f"{kind[:-1]}ies" if kind.endswith("y") else f"{kind}s"


def columns_of(table: str | Side) -> tuple[str, ...]:
    """The names of the columns that a table may have."""
    known = specs(table, "exact") if isinstance(table, str) else side_specs(table, "exact")
    return (*known, "kind")


def order_of(name: str) -> tuple[int, str]:
    """Where a table comes among others: that of a kind before the next, and others at the end."""
    meant = meant_by(name)
    kind = meant.kind if isinstance(meant, Side) else meant
    return (list(KINDS).index(kind) if kind else len(KINDS), form_of(name))


@cache
def forms_of_all_columns() -> frozenset[str]:
    """The names of the columns of all tables, as people may write them."""
    return frozenset(map(form_of, all_columns()))


@cache
def all_columns() -> frozenset[str]:
    """The names of the columns of all tables."""
    tables: tuple[str | Side, ...] = (*KINDS, *sides().values())
    return frozenset(name for table in tables for name in columns_of(table))


def there_is(called: Iterable[str]) -> str:
    """Which tables there are, as the end of a sentence about one that is not there.

    >>> there_is(["Staff"]), there_is(["Staff", "Trios"]), there_is([])
    ('; there is "Staff"', '; there are "Staff" and "Trios"', '')
    """
    names = [shown(name) for name in called]
    return f"; there {'is' if len(names) == 1 else 'are'} {listed(names)}" if names else ""
