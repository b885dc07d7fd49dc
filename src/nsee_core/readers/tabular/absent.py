"""Tables that are not there though others name their records."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from typing import NamedTuple

from nsee_core.readers.reading import Gathering
from nsee_core.records import KINDS, Base
from nsee_core.records.links import link_fields
from nsee_core.rules import reading as codes
from nsee_core.rules.near_ids import slips, spellings
from nsee_core.wording import listed
from nsee_core.workbooks.titles import sheet_title

#: So many links to nothing are told together; fewer are told soon enough one by one.
_SEVERAL = 3


#: For so many ids it is asked whether another was meant.
_MOST_ASKED = 100


class _Field(NamedTuple):
    """A field of links, and the missing kinds that they may lead to."""

    kind: str
    name: str
    to: tuple[str, ...]
    mixed: bool
    """Whether its links may lead to several kinds, each by itself."""


def say_absent(gathering: Gathering, there: Collection[str], *, sheets: bool) -> None:
    """Say which tables are missing whose records others name.

    That they all lead to nothing has one reason, which is told once in their place. A field of
    which any link leads somewhere tells nothing; but what a record is part of may be of several
    kinds, as a membership is of a network, a team or a trio. There, what is nowhere, and is no slip
    of an id that is there, is of those of these kinds that have no table.

    Args:
        gathering: the reading under way.
        there: the kinds that have a table.
        sheets: whether tables are sheets.
    """
    named: dict[str, list[str]] = defaultdict(list)
    kinds: dict[str, tuple[str, ...]] = {}
    for field, ids in _lost(gathering, there).items():
        kind = field.to[0]
        named[kind] += ids
        kinds[kind] = min(kinds.get(kind, field.to), field.to, key=len)
    for kind, ids in named.items():
        if len(ids) >= _SEVERAL:
            gathering.not_given(kind, ids)
            titles = [f'"{sheet_title(each) if sheets else each}"' for each in kinds[kind]]
            table = f"{'sheet' if sheets else 'table'} {listed(titles, 'or')}"
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
    """The links to a missing kind that each field has, where nothing else explains them."""
    wanted = {kind: list(_wanted(kind, there)) for kind in KINDS}
    lost: dict[_Field, list[str]] = defaultdict(list)
    found: set[_Field] = set()
    for record in gathering.records():
        for field in wanted[record.kind]:
            for id_ in _ids(record, field.name):
                if not gathering.has(id_):
                    lost[field].append(id_)
                elif not field.mixed:
                    found.add(field)
    mistyped = _slips(gathering, {id_ for field, ids in lost.items() if field.mixed for id_ in ids})
    return {
        field: [id_ for id_ in ids if not field.mixed or id_ not in mistyped]
        for field, ids in lost.items()
        if field not in found
    }


def _slips(gathering: Gathering, lost: Collection[str]) -> Collection[str]:
    """Those of some ids that are another way to write, or to mistype, one that is there."""
    asked = sorted(lost)[:_MOST_ASKED]
    return {id_ for id_ in asked if any(map(gathering.has, spellings(id_) | slips(id_)))}


def _wanted(kind: str, there: Collection[str]) -> Iterator[_Field]:
    """The links of a kind that lead to a missing kind first of all, or as what it is part of."""
    for link in link_fields(KINDS[kind]):
        mixed = link.part and len(link.kinds) > 1
        may = link.kinds if mixed else link.kinds[:1]
        missing = tuple(to for to in may if to not in there)
        if link.inside is None and missing:
            yield _Field(kind, link.name, missing, mixed)


def _ids(record: Base, name: str) -> tuple[str, ...]:
    held = record.__dict__[name]
    return held if isinstance(held, tuple) else (held,) if held is not None else ()
