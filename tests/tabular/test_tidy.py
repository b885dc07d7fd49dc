"""The tables that are written are those that are known when they are read."""

from __future__ import annotations

import pytest

from nsee_core.readers.tabular.specs import Side, sides
from nsee_core.readers.tabular.table import columns_of, meant_by
from nsee_core.tabular.tidy import TARGET_KIND, Layout, layouts
from nsee_core.writers.table_schemas import table_schema


@pytest.mark.parametrize("layout", layouts(), ids=lambda layout: layout.name)
def test_each_column_of_each_table_is_known_to_the_readers(layout: Layout) -> None:
    meant = meant_by(layout.name)
    assert meant is not None
    assert (meant.kind if isinstance(meant, Side) else meant) == layout.kind
    names = {column.name for column in layout.columns} - {TARGET_KIND}
    assert names <= set(columns_of(meant))


def test_a_table_of_values_is_one_with_a_field() -> None:
    assert {layout.name for layout in layouts() if layout.field} == set(sides())


@pytest.mark.parametrize("layout", layouts(), ids=lambda layout: layout.name)
def test_each_column_has_a_type(layout: Layout) -> None:
    said = {"text": "string", "truth": "boolean", "map": "object"}
    types = [said.get(column.sort, column.sort) for column in layout.columns]
    assert [field["type"] for field in table_schema(layout)["fields"]] == types
