"""Tables whose name says nothing: what they were probably meant to hold, if anything of ours."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from nsee_core.findings import Severity
from nsee_core.readers.reading import Gathering
from nsee_core.readers.spelling import Speller
from nsee_core.readers.tabular.cells import form_of
from nsee_core.readers.tabular.naming import freely, headings, plainly
from nsee_core.readers.tabular.specs import Specs, side_specs, sides, specs
from nsee_core.readers.tabular.table import Table, forms_of_all_columns
from nsee_core.records import KINDS, Base
from nsee_core.rules import reading as codes
from nsee_core.wording import a, meant
from nsee_core.workbooks.titles import sheet_title

#: How like the name of a table another must be to be offered.
_ALIKE = 0.6
#: How many columns of a kind a table must have to be taken for one of it.
_TELLING = 3
#: How many of its headings, in whatever words, tell which kind a table looks like.
_SEVERAL = 2
#: What people often call the table of a kind, which may hold something else, too.
_OFTEN: Mapping[str, str] = MappingProxyType(
    {
        **dict.fromkeys(("staff", "teachers", "practitioners", "participants"), "person"),
        **dict.fromkeys(("enquiries", "inquiries", "projects"), "cycle"),
        **dict.fromkeys(("councils", "local authorities"), "authority"),
        **dict.fromkeys(("research lessons", "observations"), "lesson"),
        "establishments": "school",
        "handed on": "transfer",
    }
)
#: What records of any kind have tells none.
_OF_ANY = frozenset(Base.model_fields)


def say_no_table(gathering: Gathering, table: Table, *, alone: bool) -> None:
    """Say that a table is not read: gravely if it was probably meant to be.

    Args:
        gathering: the reading under way.
        table: the table.
        alone: whether no other table of the same reading is read, either.
    """
    near = _by_name(table, gathering.speller) or _by_columns(table)
    title = sheet_title(near) if near and table.sheet else near
    like = "" if near else _looks_like(table) or _is_called_like(table.name)
    forms = {form_of(heading.text) for heading in headings(table.header)}
    ours = alone or like or not forms.isdisjoint(forms_of_all_columns())
    mild = Severity.WARNING if ours else Severity.INFO
    gathering.say(
        codes.NO_SUCH_TABLE,
        None,
        value=table.name,
        place=table.leaf().place(table.header_row),
        severity=None if near else mild,
        perhaps=meant(title) or like,
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


def _looks_like(table: Table) -> str:
    """Of which kind a table has most columns, however it calls them, as the end of a sentence.

    It is empty where it has fewer than two of any, or as many of another kind.
    """
    heads = [heading.text for heading in headings(table.header) if heading.text]
    known = ((kind, specs(kind, "exact")) for kind in KINDS)
    times = {kind: len({_meant(head, held) for head in heads} - {None}) for kind, held in known}
    most = max(times.values())
    kinds = [kind for kind, count in times.items() if count == most]
    if most < _SEVERAL or len(kinds) > 1:
        return ""
    return f"; {most} of its {len(heads)} headings are those of {a(kinds[0])}"


def _is_called_like(name: str) -> str:
    """What tables that people call so often hold, as the end of a sentence."""
    kind = _OFTEN.get(form_of(name))
    return f"; perhaps each of its rows is {a(kind)}" if kind else ""


def _meant(heading: str, known: Specs) -> str | None:
    """The column of a kind that a heading means, if not one that any kind has."""
    name = plainly(heading, known) or freely(heading, known)
    return None if name in _OF_ANY else name


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
