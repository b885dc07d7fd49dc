"""Which practices crossed from one local authority into another, and through whom."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from heapq import nsmallest
from math import inf
from typing import NamedTuple

import pandas as pd

from nsee_core.engine.distance import End
from nsee_core.engine.moment import Moment
from nsee_core.frames import typed_frame
from nsee_core.networks.arguments.looking_back import seen
from nsee_core.networks.days import texts
from nsee_core.networks.movement.movements import flows
from nsee_core.networks.placing.ends import Ends
from nsee_core.networks.placing.levels import Places
from nsee_core.networks.placing.stays import Stays
from nsee_core.programme import Programme
from nsee_core.records import Transfer, When


def crossings(programme: Programme, *, as_of: Moment | None = None) -> pd.DataFrame:
    """Every time that a practice came from one local authority into another, and through whom.

    A crossing is a movement between authorities, as ``flows()`` has it, into an authority of the
    receiver that the giver is not in. A receiver in two such authorities, as a network may be,
    makes two crossings. A movement among those who are in the same several authorities already
    makes none. Where only the source says that it was between authorities, it is a crossing, and
    the authorities are given as far as they are known.

    Columns, in order (``str`` unless said): ``practice``; ``from_authority``, missing where the
    giver is in several, or that is not known; ``to_authority``; ``giver`` and ``receiver``, through
    whom it went; ``transfer``; ``mode``; ``basis``, computed or printed, as the level of
    ``flows()``; ``when``, as in the source; and two that are ``boolean``:

    - ``first``: whether no other transfer took this practice across an authority as early. True
      where it certainly came before all others, False where another certainly came before it, and
      missing where the dates leave it open;
    - ``first_there``: the same of those that took this practice into this authority.

    What was not recorded, or is not known to have crossed, is not compared: ``first`` is the first
    of those that are known. Dates that only count the years of a project order nothing.

    Args:
        programme: the records.
        as_of: the date to look back from; None for all that is recorded. A transfer without a date
            stays.

    Raises:
        NotAMoment: ``as_of`` is no date to look back from.

    >>> from nsee_core import School
    >>> frame = crossings(Programme.of([
    ...     School(id="s1", authority="moray"), School(id="s2", authority="highland"),
    ...     Transfer(id="t1", practice="talk", giver="s1", receivers=("s2",), when="May 2018"),
    ...     Transfer(id="t2", practice="talk", giver="s2", receivers=("s1",), when="June 2018"),
    ... ]))
    >>> frame[["practice", "from_authority", "to_authority", "first", "first_there"]]
      practice from_authority to_authority  first  first_there
    0     talk          moray     highland   True         True
    1     talk       highland        moray  False         True
    """
    found = list(_crossings(programme, as_of))
    names = [name for name in _Crossing._fields if name != "when"]
    return typed_frame(
        {
            **{name: ("str", [getattr(each, name) for each in found]) for name in names},
            "when": ("str", texts(each.when for each in found)),
            "first": ("boolean", _first(found, ["practice"])),
            "first_there": ("boolean", _first(found, ["practice", "to_authority"])),
        }
    )


class _Crossing(NamedTuple):
    practice: str | None
    from_authority: str | None
    to_authority: str | None
    giver: str | None
    receiver: str | None
    transfer: str
    mode: str | None
    basis: str
    when: When | None


def _crossings(programme: Programme, as_of: Moment | None) -> Iterator[_Crossing]:
    then = seen(programme, as_of)
    transfers = {each.id: each for each in then.of_kind(Transfer)}
    ends = Ends(Stays(Places(then), "schools", programme))
    moved = flows(programme, level="between authorities", as_of=as_of)
    rows = moved[["transfer", "giver", "receiver", "level_basis"]].astype(object)
    for id_, giver, receiver, basis in rows.where(rows.notna(), None).itertuples(index=False):
        transfer = transfers[id_]
        came_from, came_to = ends.of(giver, transfer), ends.of(receiver, transfer)
        for into in _into(came_from, came_to, basis):
            yield _Crossing(
                practice=transfer.practice,
                from_authority=came_from.authority,
                to_authority=into,
                giver=giver,
                receiver=receiver,
                transfer=id_,
                mode=transfer.type,
                basis=basis,
                when=transfer.when,
            )


def _into(giver: End, receiver: End, basis: str) -> list[str | None]:
    """The authorities that a movement came into; None for one that is not known."""
    new = sorted(receiver.authorities - giver.authorities)
    unknown = basis == "printed" and not new
    return [None] if unknown else [*new]


def _first(found: Sequence[_Crossing], among: Sequence[str]) -> list[bool | None]:
    """Whether each came before all others that are the same in some fields; None if that is open.

    What crossed in one transfer, crossed at once.
    """
    groups = [tuple(getattr(each, name) for name in among) for each in found]
    spans: defaultdict[tuple[str | None, ...], dict[str, tuple[float, float]]] = defaultdict(dict)
    for each, group in zip(found, groups, strict=True):
        spans[group][each.transfer] = _span(each.when)
    bounds = {group: _Bounds.of(those.values()) for group, those in spans.items()}
    return [
        None if None in group else bounds[group].first(*spans[group][each.transfer])
        for each, group in zip(found, groups, strict=True)
    ]


class _Bounds(NamedTuple):
    """Of several spans of days: the two that begin earliest, and the one that is over soonest."""

    begins: tuple[float, float]
    over: float

    @classmethod
    def of(cls, spans: Collection[tuple[float, float]]) -> _Bounds:
        first, second = nsmallest(2, [*(begins for begins, _ in spans), inf])
        return cls((first, second), min(over for _, over in spans))

    def first(self, begins: float, over: float) -> bool | None:
        """Whether one of these spans lies before all others; None if it may or may not."""
        next_ = self.begins[1] if begins == self.begins[0] else self.begins[0]
        if over < next_ or next_ == inf:
            return True
        return False if self.over < begins else None


def _span(when: When | None) -> tuple[float, float]:
    """The first and last day that a date can be, as numbers; infinite where it is open."""
    first, last = (None, None) if when is None else (when.earliest, when.latest)
    return (
        -inf if first is None else first.toordinal(),
        inf if last is None else last.toordinal(),
    )
