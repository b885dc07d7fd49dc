"""How a programme lies in a workbook: its sheets, their columns, and what people call them."""

from __future__ import annotations

import re
from functools import cache

import attrs
from pydantic import BaseModel

from nsee_core.records import KINDS
from nsee_core.tabular.columns import Column, columns
from nsee_core.tabular.shapes import shapes
from nsee_core.tabular.tidy import table_name
from nsee_core.workbooks.titles import EXPLAINED, label, sheet_title

#: The sheet that explains the workbook, and the one with the words that drop-downs offer.
START, WORDS = "Start here", "Words"
#: What follows the head of a column that must be filled in. Where that is so of the date of an
#: entry, a row that says nothing but ``PLANNED`` is that of a step not yet taken.
NEEDED = " *"
PLANNED = frozenset({"id", "cycle", "step", "lesson", label(EXPLAINED).casefold()})
#: What follows the head of a column in which the text of the column before it goes on.
CONTINUED = " (continued"

#: What every record may say besides what its kind is about.
LAST = ("note", "source", "basis", "ext")
_NUMBERED = re.compile(r"\(\d+\)$")


@attrs.frozen
class Tab:
    """One sheet: for the records of a kind, or for the parts that one of its fields holds."""

    kind: str
    field: str | None = None

    @property
    def name(self) -> str:
        """What a reader of tables calls it, such as ``cycle_questions``."""
        return table_name(self.kind, self.field)

    @property
    def title(self) -> str:
        """What people call it."""
        return sheet_title(self.name)

    @property
    def model(self) -> type[BaseModel]:
        """What a row of it is."""
        parts = {shape.name: shape.part for shape in shapes(KINDS[self.kind])}
        return (parts[self.field] if self.field else None) or KINDS[self.kind]

    @property
    def columns(self) -> tuple[Column, ...]:
        """Its columns: what names a row comes first, what any record may say comes last."""
        found = [column for column in columns(self.model) if column.sort != "parts"]
        if self.field:
            return (Column(self.kind, (self.kind,), "text"), *found)
        return tuple(sorted(found, key=lambda column: (column.name != "id", column.name in LAST)))

    @property
    def needed(self) -> frozenset[str]:
        """The columns that every row must fill in."""
        fields = self.model.model_fields.items()
        required = {name for name, field in fields if field.is_required()}
        return frozenset(required | ({self.kind} if self.field else set()))


@cache
def tabs(kind: str) -> tuple[Tab, ...]:
    """The sheet of a kind, and after it those of its parts.

    >>> [tab.title for tab in tabs("cycle")]
    ['Cycle', 'Cycle questions', 'Cycle success']
    """
    parts = (shape.name for shape in shapes(KINDS[kind]) if shape.several and shape.part)
    return (Tab(kind), *(Tab(kind, part) for part in parts))


def without_number(title: str) -> str:
    """What a sheet is called that goes on where another is full.

    >>> without_number("Entry (2)"), without_number("Entry")
    ('Entry', 'Entry')
    """
    return _NUMBERED.sub("", title).rstrip()
