"""A practice, and what became of it: the practices that were adapted from it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import networkx as nx

from nsee_core.programme import Programme
from nsee_core.records import Practice, Transfer
from nsee_core.wording import a, perhaps


class NoSuchPractice(ValueError):
    """A practice was asked after that is not in the programme."""


def known_practice(programme: Programme, practice: object) -> Practice:
    """The practice of this id.

    Raises:
        NoSuchPractice: there is none.
    """
    record = programme.get(practice) if isinstance(practice, str) else None
    if isinstance(record, Practice):
        return record
    if record is not None:
        raise NoSuchPractice(f'"{practice}" is {a(record.kind)}; give the id of a practice')
    known = [each.id for each in programme.of_kind(Practice)]
    hint = perhaps(practice, known) or "; give the id of a practice"
    raise NoSuchPractice(f'no practice has the id "{practice}"{hint}')


class Descent(NamedTuple):
    """That one practice was adapted from another, and the transfer that says so, if one does."""

    parent: str
    child: str
    transfer: str | None


def descents(programme: Programme) -> Iterator[Descent]:
    """What was adapted from what: a practice says so itself, or a transfer says what it became."""
    for child in programme.of_kind(Practice):
        if child.adapted_from is not None:
            yield Descent(child.adapted_from, child.id, None)
    for transfer in programme.of_kind(Transfer):
        if transfer.practice is not None and transfer.adapted_as is not None:
            yield Descent(transfer.practice, transfer.adapted_as, transfer.id)


def with_adaptations(programme: Programme, practice: str) -> frozenset[str]:
    """A practice and all that was adapted from it, step by step.

    Raises:
        NoSuchPractice: there is none of this id.

    >>> rows = [Practice(id="a"), Practice(id="b", adapted_from="a"), Practice(id="c")]
    >>> rows.append(Transfer(id="t", practice="b", adapted_as="c"))
    >>> sorted(with_adaptations(Programme.of(rows), "a"))
    ['a', 'b', 'c']
    """
    became: nx.DiGraph[str] = nx.DiGraph()
    became.add_edges_from((each.parent, each.child) for each in descents(programme))
    became.add_node(known_practice(programme, practice).id)
    return frozenset((practice, *nx.descendants(became, practice)))


def transfers_of(programme: Programme, practice: str) -> list[Transfer]:
    """The transfers of a practice and of its adaptations, in order.

    Raises:
        NoSuchPractice: there is none of this id.
    """
    family = with_adaptations(programme, practice)
    return [each for each in programme.of_kind(Transfer) if each.practice in family]
