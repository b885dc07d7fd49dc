"""What is not in a reading although it is somewhere: rows not read, tables not given."""

from __future__ import annotations

from collections.abc import Collection
from typing import Self

import attrs

from nsee_core.programme import Outside
from nsee_core.readers.places import Leaf


@attrs.define
class Missed:
    """The records that a reading knows of and does not hold."""

    ids: set[str] = attrs.field(factory=set)
    """Those of rows that could not be read."""
    rows: dict[str, list[tuple[Leaf, int]]] = attrs.field(factory=dict)
    """Where such rows stand, by the ids of what they would be part of."""
    tables: dict[str, set[str]] = attrs.field(factory=dict)
    """The ids that others name of tables that were not given, by their kinds."""

    @classmethod
    def of(cls, *several: Missed, there: Collection[str]) -> Self:
        """What several readings miss together.

        Args:
            several: what each of them does.
            there: the kinds of record that one of them has, so that their tables are not missing.
        """
        missed = cls()
        for each in several:
            missed.ids |= each.ids
            for whole, rows in each.rows.items():
                missed.rows.setdefault(whole, []).extend(rows)
            for kind in each.tables.keys() - there:
                missed.tables.setdefault(kind, set()).update(each.tables[kind])
        return missed

    @property
    def outside(self) -> Outside | None:
        """Whether an id is one of theirs, as a programme asks it; None if there is none."""
        if not (self.ids or self.tables):
            return None
        return self.ids.union(*self.tables.values()).__contains__
