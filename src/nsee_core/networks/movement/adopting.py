"""Who took up a practice, and when: the curve of its adoption."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from nsee_core.engine.moment import Moment
from nsee_core.frames import typed_frame
from nsee_core.networks.arguments.looking_back import seen
from nsee_core.networks.days import (
    AFTER,
    BEFORE,
    as_column,
    earliest_and_latest,
    of_column,
    texts,
)
from nsee_core.networks.placing.at_a_time import Placing
from nsee_core.networks.placing.levels import Level, Places
from nsee_core.networks.placing.stays import Stays
from nsee_core.networks.practices import with_adaptations
from nsee_core.programme import Programme
from nsee_core.programme.giving import programme_given
from nsee_core.records import Transfer

#: The last day for somebody who may never have taken it up.
_NEVER = AFTER + 1


def adopters(
    programme: Programme,
    practice: str,
    *,
    level: Level = "people",
    as_of: Moment | None = None,
) -> pd.DataFrame:
    """Who took up a practice, or one that was adapted from it, and when.

    To have been shown it is not to have taken it up: only transfers by which it was adopted or
    adapted count, not those by which it was shared, nor those that do not say. An audience that is
    given in words is nobody who could be counted. Whoever gave it had it, and is no adopter of it
    by that: a school does not take up what moved within it. A team or network is all who may have
    been in it when it took it up, by the dates of their memberships: only who certainly was not, is
    left out.

    Columns: ``adopter``, ``transfer``, ``practice`` (ids), ``mode`` (adopted or adapted; as it was
    taken up, or as something else) and ``when``, as in the source (``str``); ``earliest`` and
    ``latest`` (``datetime64[s]``), the first and last day that it can have been, missing where
    open; ``certain`` (``boolean``), whether it is certain that they did: False where they stand for
    a group and, by the dates of their membership, may not have been in it then. A row is one time
    of taking it up. In ``frame.attrs["unplaced"]`` are the receivers that
    are not to be placed at the level.

    Args:
        programme: the records.
        practice: the id of a practice.
        level: who counts: people, schools or authorities.
        as_of: the date to look back from; None for all that is recorded. Who may have taken it up
            only later does not count; a transfer without a date does. A practice that was not there
            yet has no adopters.

    Raises:
        NoSuchPractice: there is none of this id.
        UnknownLevel: there is no such level.
        NotAMoment: ``as_of`` is no date to look back from.

    >>> from nsee_core import Person, Practice, Transfer
    >>> p = Programme.of([
    ...     Practice(id="talk"), Person(id="p1"), Person(id="p2"),
    ...     Transfer(id="t1", practice="talk", type="adopted", giver="p1", receivers=("p2",)),
    ...     Transfer(id="t2", practice="talk", type="shared", giver="p1", receivers=("p2",)),
    ... ])
    >>> adopters(p, "talk")[["adopter", "transfer", "mode"]]
      adopter transfer     mode
    0      p2       t1  adopted
    """
    family = with_adaptations(programme_given(programme), practice)
    then = seen(programme, as_of)
    nodes = Placing(Stays(Places(then), level, programme))
    taken = [
        each
        for each in then.of_kind(Transfer)
        if each.practice in family and each.type in ("adopted", "adapted")
    ]
    rows = [(node, each, certain) for each in taken for node, certain in _took(nodes, each)]
    dates = [each.when for _, each, _ in rows]
    frame = typed_frame(
        {
            "adopter": ("str", [node for node, _, _ in rows]),
            "transfer": ("str", [each.id for _, each, _ in rows]),
            "practice": ("str", [each.practice for _, each, _ in rows]),
            "mode": ("str", [each.type for _, each, _ in rows]),
            "when": ("str", texts(dates)),
        }
    )
    for name, days in zip(("earliest", "latest"), earliest_and_latest(dates), strict=True):
        frame[name] = as_column(days)
    frame["certain"] = pd.array([certain for *_, certain in rows], "boolean")
    frame.attrs["unplaced"] = nodes.unplaced
    return frame


def _took(nodes: Placing, transfer: Transfer) -> Iterator[tuple[str, bool]]:
    """Who took something up, and whether that is certain: whoever gave it had it."""
    gave = {} if transfer.giver is None else nodes.at(transfer.giver, transfer)
    for node, was in nodes.of(transfer.receivers, transfer).items():
        if node not in gave or not gave[node].certain:
            yield node, was.certain and node not in gave


def adoption(
    programme: Programme,
    practice: str,
    *,
    level: Level = "people",
    as_of: Moment | None = None,
) -> pd.DataFrame:
    """How many had taken up a practice by each date: certainly, and possibly.

    Somebody has certainly taken it up by a date if the last day that it can have been, of any time
    that they certainly did, is not later; possibly if the first day of any that they may have is
    not. So two curves enclose the one
    that was, and they meet where dates are known to the day. Who is counted is in ``adopters()``,
    each once.

    Columns: ``date`` (``datetime64[s]``), the days on which a count changes, in order; ``certain``
    and ``possible``, how many by then; ``new_certain`` and ``new_possible``, how many more than by
    the row before (``Int64``). Where some took it up on a day of which no last is known, they are
    counted in a last row without a date: that they did is certain, and by when is not. Where no
    first day is known either, they are possible adopters from the first row on. Who only may have
    been in a team that took it up is never certain, and possible from its first day on. In
    ``frame.attrs["unplaced"]`` are the receivers that are not to be placed at the level, and so are
    not counted: what was given to a school is nobody's among people.

    Args:
        programme: the records.
        practice: the id of a practice; what was adapted from it counts, too.
        level: who counts: people, schools or authorities.
        as_of: the date to look back from; None for all that is recorded. A curve as of a date rests
            on what was certain by then, so that who may have taken it up only later is in neither
            of its counts.

    Raises:
        NoSuchPractice: there is none of this id.
        UnknownLevel: there is no such level.
        NotAMoment: ``as_of`` is no date to look back from.

    >>> from nsee_core import Person, Practice, Transfer
    >>> rows = [Practice(id="talk"), Person(id="p1"), Person(id="p2"), Person(id="p3")]
    >>> rows.append(Transfer(id="t1", practice="talk", type="adopted", giver="p1",
    ...                      receivers=("p2",), when="2018-05-14"))
    >>> rows.append(Transfer(id="t2", practice="talk", type="adapted", giver="p1",
    ...                      receivers=("p3",), when="May 2018"))
    >>> adoption(Programme.of(rows), "talk")
            date  certain  possible  new_certain  new_possible
    0 2018-05-01        0         1            0             1
    1 2018-05-14        1         2            1             1
    2 2018-05-31        2         2            1             0
    """
    took = adopters(programme, practice, level=level, as_of=as_of)
    first = of_column(took["earliest"], BEFORE)
    last = np.where(took["certain"], of_column(took["latest"], AFTER), _NEVER)
    days = pd.DataFrame({"adopter": took["adopter"], "first": first, "last": last})
    each = days.groupby("adopter").min()
    first, last = (np.sort(each[name].to_numpy()) for name in ("first", "last"))
    dates = np.unique(np.concatenate([first, last]))
    dates = dates[(dates > BEFORE) & (dates < _NEVER)]
    if not dates.size:  # nobody, or only who may have, on a day of which nothing is known
        dates = np.unique(np.where(first == BEFORE, AFTER, first))
    certain = np.searchsorted(last, dates, side="right")
    possible = np.searchsorted(first, dates, side="right")
    frame = typed_frame(
        {
            "certain": ("Int64", certain.tolist()),
            "possible": ("Int64", possible.tolist()),
            "new_certain": ("Int64", np.diff(certain, prepend=0).tolist()),
            "new_possible": ("Int64", np.diff(possible, prepend=0).tolist()),
        }
    )
    frame.insert(0, "date", as_column(dates))
    frame.attrs["unplaced"] = took.attrs["unplaced"]
    return frame
