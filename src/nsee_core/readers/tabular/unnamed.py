"""Tables whose name says nothing: what they were probably meant to hold, if anything of ours."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from nsee_core.findings import Severity
from nsee_core.readers.reading import Gathering
from nsee_core.readers.spelling import Speller
from nsee_core.readers.tabular.cells import form_of
from nsee_core.readers.tabular.naming import headings, plainly
from nsee_core.readers.tabular.specs import Specs, side_specs, sides, specs
from nsee_core.readers.tabular.table import Table, forms_of_all_columns
from nsee_core.records import KINDS
from nsee_core.rules import reading as codes
from nsee_core.wording import meant
from nsee_core.workbooks.titles import sheet_title

#: How like the name of a table another must be to be offered.
_ALIKE = 0.6
#: How many columns of a kind a table must have to be taken for one of it.
_TELLING = 3


def say_no_table(gathering: Gathering, table: Table, *, alone: bool) -> None:
    """Say that a table is not read: gravely if it was probably meant to be.

    Args:
        gathering: the reading under way.
        table: the table.
        alone: whether no other table of the same reading is read, either.
    """
    near = _by_name(table, gathering.speller) or _by_columns(table)
    title = sheet_title(near) if near and table.sheet else near
    forms = {form_of(heading.text) for heading in headings(table.header)}
    ours = alone or not forms.isdisjoint(forms_of_all_columns())
    mild = Severity.WARNING if ours else Severity.INFO
    gathering.say(
        codes.NO_SUCH_TABLE,
        None,
        value=table.name,
        place=table.leaf().place(table.header_row),
        severity=None if near else mild,
        perhaps=meant(title),
    )


def _by_name(table: Table, speller: Speller) -> str | None:
    """The table whose name is almost this, if they have a column in common."""
    tables = _tables()
    forms = {form_of(name): name for name in tables}
    near = speller.nearest(form_of(table.name), forms, _ALIKE)
    return forms[near] if near and _named(table, tables[forms[near]]) else None


def _by_columns(table: Table) -> str | None:
    """The kind of which a table has the most columns, and all that are needed; if it is one."""
    named = {kind: _named(table, specs(kind, "exact")) for kind in KINDS}
    fitting = {
        kind: (len(names), len(_needed(kind)))
        for kind, names in named.items()
        if len(names) >= _TELLING and names >= _needed(kind)
    }
    best = [kind for kind, fit in fitting.items() if fit == max(fitting.values())]
    return best[0] if len(best) == 1 else None


def _named(table: Table, known: Specs) -> set[str]:
    """Which columns a table has, of those that one of a sort may have."""
    return {plainly(heading.text, known) or "" for heading in headings(table.header)} & known.keys()


@cache
def _tables() -> Mapping[str, Specs]:
    return {
        **{kind: specs(kind, "exact") for kind in KINDS},
        **{name: side_specs(side, "exact") for name, side in sides().items()},
    }


@cache
def _needed(kind: str) -> frozenset[str]:
    return frozenset(n for n, field in KINDS[kind].model_fields.items() if field.is_required())
