"""Tables that are not there though others name their records."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from typing import NamedTuple

from nsee_core.readers.reading import Gathering
from nsee_core.records import KINDS, Base
from nsee_core.records.links import link_fields
from nsee_core.rules import reading as codes
from nsee_core.workbooks.titles import sheet_title

#: So many links to nothing are told together; fewer are told soon enough one by one.
_SEVERAL = 3


class _Field(NamedTuple):
    """A field of links, and the kind that they lead to first of all."""

    kind: str
    name: str
    to: str


def say_absent(gathering: Gathering, there: Collection[str], *, sheets: bool) -> None:
    """Say which tables are missing whose records others name.

    That they all lead to nothing has one reason, which is told once in their place. A field of
    which any link leads somewhere tells nothing.

    Args:
        gathering: the reading under way.
        there: the kinds that have a table.
        sheets: whether tables are sheets.
    """
    named: dict[str, list[str]] = defaultdict(list)
    for field, ids in _lost(gathering, there).items():
        named[field.to] += ids
    for kind, ids in named.items():
        if len(ids) >= _SEVERAL:
            gathering.not_given(kind, ids)
            table = f'sheet "{sheet_title(kind)}"' if sheets else f'table "{kind}"'
            gathering.say(
                codes.PART_MISSING,
                None,
                place=gathering.whole,
                part=table,
                told=f"though its records are named {len(ids)} times",
                missing=f"the {table}, or read the file that has it together with this one",
                kind=kind,
            )


def _lost(gathering: Gathering, there: Collection[str]) -> Mapping[_Field, list[str]]:
    """The links to a missing kind that each field has, where all of them lead to nothing."""
    wanted = {kind: list(_wanted(kind, there)) for kind in KINDS}
    lost: dict[_Field, list[str]] = defaultdict(list)
    found: set[_Field] = set()
    for record in gathering.records():
        for field in wanted[record.kind]:
            for id_ in _ids(record, field.name):
                lost[field].append(id_)
                if gathering.has(id_):
                    found.add(field)
    return {field: ids for field, ids in lost.items() if field not in found}


def _wanted(kind: str, there: Collection[str]) -> Iterator[_Field]:
    """The links of a kind that lead to a missing kind first of all."""
    for link in link_fields(KINDS[kind]):
        if link.inside is None and link.kinds[0] not in there:
            yield _Field(kind, link.name, link.kinds[0])


def _ids(record: Base, name: str) -> tuple[str, ...]:
    held = record.__dict__[name]
    return held if isinstance(held, tuple) else (held,) if held is not None else ()
