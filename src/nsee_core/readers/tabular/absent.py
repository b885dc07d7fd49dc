"""Tables that are not there though others name their records."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from typing import NamedTuple

from nsee_core.findings import Severity
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

    Each such link is a finding of its own when the programme is checked; that they all have one
    reason is seen here. A field of which any link leads somewhere tells nothing.

    Args:
        gathering: the reading under way.
        there: the kinds that have a table.
        sheets: whether tables are sheets.
    """
    times: Counter[str] = Counter()
    for field, lost in _lost(gathering, there).items():
        times[field.to] += lost
    for kind, lost in times.items():
        if lost >= _SEVERAL:
            table = f'sheet "{sheet_title(kind)}"' if sheets else f'table "{kind}"'
            gathering.say(
                codes.PART_MISSING,
                None,
                place=gathering.whole,
                severity=Severity.INFO,
                part=table,
                told=f"though its records are named {lost} times",
                missing=f"the {table}, or read the file that has it together with this one",
                kind=kind,
            )


def _lost(gathering: Gathering, there: Collection[str]) -> Mapping[_Field, int]:
    """How many links to a missing kind each field has, where all of them lead to nothing."""
    wanted = {kind: list(_wanted(kind, there)) for kind in KINDS}
    lost: Counter[_Field] = Counter()
    found: set[_Field] = set()
    for record in gathering.records():
        for field in wanted[record.kind]:
            for id_ in _ids(record, field.name):
                lost[field] += 1
                if gathering.has(id_):
                    found.add(field)
    return {field: times for field, times in lost.items() if field not in found}


def _wanted(kind: str, there: Collection[str]) -> Iterator[_Field]:
    """The links of a kind that lead to a missing kind first of all."""
    for link in link_fields(KINDS[kind]):
        if link.inside is None and link.kinds[0] not in there:
            yield _Field(kind, link.name, link.kinds[0])


def _ids(record: Base, name: str) -> tuple[str, ...]:
    held = record.__dict__[name]
    return held if isinstance(held, tuple) else (held,) if held is not None else ()
