"""Who met whom, and when at the earliest and latest: what a practice can travel along."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from itertools import product
from types import MappingProxyType
from typing import Literal, NamedTuple, get_args

import numpy as np
import pandas as pd

from nsee_core.engine.moment import Moment
from nsee_core.frames import typed_frame
from nsee_core.networks.choosing import chosen
from nsee_core.networks.days import as_column, earliest_and_latest, texts
from nsee_core.networks.graphs.taking_part import standing_entries
from nsee_core.networks.levels import Level, Places
from nsee_core.networks.looking_back import seen
from nsee_core.networks.placing import Placing
from nsee_core.programme import Programme
from nsee_core.records import Lesson, Transfer, When

#: What brings people into contact.
ContactSort = Literal["transfer", "lesson", "entry"]
CONTACT_SORTS: tuple[ContactSort, ...] = get_args(ContactSort)


class UnknownContact(ValueError):
    """Something was to count as a contact that is none."""


def contacts(
    programme: Programme,
    *,
    counting: Collection[ContactSort] = CONTACT_SORTS,
    level: Level = "people",
    as_of: Moment | None = None,
) -> pd.DataFrame:
    """Every dated contact along which a practice could pass from one to another.

    - ``transfer``: from the giver to each receiver, whatever was given and however it was taken;
    - ``lesson``: between all who taught and observed it, both ways; pupils who observed it carry
      no way of teaching on, and do not count;
    - ``entry``: between all who did it together, both ways: those that it names in ``by``, and the
      members of a team or trio among them. An entry that was corrected does not count.

    Columns: ``from`` and ``to`` (``str``), ids at the level; ``earliest`` and ``latest``
    (``datetime64[s]``), the first and last day that it can have been, missing where open. A date
    in years of a project names no days: it is open at both ends, as is one that is not known.
    ``when`` as in the source, ``sort``, and ``record``, the id of what says so (``str``). A row is
    a contact one way. In ``frame.attrs["unplaced"]`` are the ids that are not to be placed at the
    level, and so are in no contact.

    Args:
        programme: the records.
        counting: what counts as a contact.
        level: between whom. Above people, somebody stands for their school or authority, and
            contacts within it are none.
        as_of: the date to look back from; None for all that is recorded.

    Raises:
        UnknownContact: ``counting`` names what is no contact.
        UnknownLevel: there is no such level.
        NotAMoment: ``as_of`` is no date to look back from.

    >>> from nsee_core import Person
    >>> rows = [Person(id=id_) for id_ in ("p1", "p2")]
    >>> rows.append(Transfer(id="t", giver="p1", receivers=("p2",), when="June 2018"))
    >>> contacts(Programme.of(rows))[["from", "to", "earliest", "latest"]]
      from  to   earliest     latest
    0   p1  p2 2018-06-01 2018-06-30
    """
    for sort in counting:
        chosen(sort, CONTACT_SORTS, UnknownContact, '"{}" is no contact')
    then = seen(programme, as_of)
    nodes = Placing(Places(then), level)
    frame = _frame(
        met for sort in CONTACT_SORTS if sort in counting for met in _MEETINGS[sort](then, nodes)
    )
    frame.attrs["unplaced"] = nodes.unplaced
    return frame


class _Met(NamedTuple):
    """An occasion on which something could pass, from whom to whom."""

    sort: ContactSort
    record: str
    when: When | None
    pairs: list[tuple[str, str]]


def _transfers(programme: Programme, nodes: Placing) -> Iterator[_Met]:
    for transfer in programme.of_kind(Transfer):
        pairs = _apart(product(nodes.of((transfer.giver,)), nodes.of(transfer.receivers)))
        yield _Met("transfer", transfer.id, transfer.when, pairs)


def _lessons(programme: Programme, nodes: Placing) -> Iterator[_Met]:
    for lesson in programme.of_kind(Lesson):
        there = nodes.of((lesson.taught_by, *lesson.observed_by))
        yield _Met("lesson", lesson.id, lesson.when, _apart(product(there, there)))


def _entries(programme: Programme, nodes: Placing) -> Iterator[_Met]:
    for entry in standing_entries(programme):
        if entry.by:
            there = nodes.of(entry.by)
            yield _Met("entry", entry.id, entry.when, _apart(product(there, there)))


def _apart(pairs: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    return [pair for pair in pairs if pair[0] != pair[1]]


_MEETINGS: Mapping[ContactSort, Callable[[Programme, Placing], Iterator[_Met]]] = MappingProxyType(
    {"transfer": _transfers, "lesson": _lessons, "entry": _entries}
)


def _frame(meetings: Iterable[_Met]) -> pd.DataFrame:
    met = [each for each in meetings if each.pairs]
    sizes = [len(each.pairs) for each in met]
    first, last = earliest_and_latest(each.when for each in met)
    pairs = [pair for each in met for pair in each.pairs]
    said = [each for each in met for _ in each.pairs]
    frame = typed_frame(
        {
            "from": ("str", [one for one, _ in pairs]),
            "to": ("str", [other for _, other in pairs]),
            "when": ("str", texts(each.when for each in said)),
            "sort": ("str", [each.sort for each in said]),
            "record": ("str", [each.record for each in said]),
        }
    )
    frame.insert(2, "earliest", as_column(np.repeat(first, sizes)))
    frame.insert(3, "latest", as_column(np.repeat(last, sizes)))
    return frame
