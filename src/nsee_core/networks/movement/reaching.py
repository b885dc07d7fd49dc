"""Whom a practice could have reached by a date, along contacts that followed one another."""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from typing import Any, NamedTuple

import attrs
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from nsee_core.engine.moment import Moment, moment
from nsee_core.frames import typed_frame
from nsee_core.networks.days import (
    AFTER,
    BEFORE,
    Days,
    as_column,
    earliest_and_latest,
    of_column,
)
from nsee_core.networks.levels import Level, Places
from nsee_core.networks.movement.meetings import contacts as contacts_of
from nsee_core.networks.movement.practices import known_practice, transfers_of
from nsee_core.programme import Programme
from nsee_core.records import Cycle, Order, Practice, Transfer, When

Nodes = NDArray[np.int64]
_COLUMNS = ("from", "to", "earliest", "latest")


class NotContacts(ValueError):
    """A frame lacks a column that contacts have."""


def reach(
    contacts: pd.DataFrame,
    sources: str | Iterable[str],
    *,
    since: Moment | None = None,
    by: Moment | None = None,
) -> pd.DataFrame:
    """Whom a practice could have reached by a date, from where it began.

    A practice travels along a *chain*: a contact from a source, then one from whom that reached,
    and so on, each no earlier than the one before. This is the time-respecting path of temporal
    networks, along which times never decrease (Kempe, Kleinberg & Kumar 2002, "Connectivity and
    inference problems for temporal networks"; for a survey Holme & Saramäki 2012, "Temporal
    networks"). Here each contact took place on one day, of which only the first and the last that
    it can be may be known:

    - **certain**: there is a chain of which each contact lies certainly after the one before, the
      latest day of the one before the earliest day of the next. On whichever days they were, it was
      in order. ``arrives_certainly_by`` is the latest day of its last contact; of all such chains,
      the one with the earliest.
    - **possible**: there is a chain, and for each of its contacts a day among those that it can
      be, such that no contact is earlier than the one before; the same day will do, since nobody
      knows the order within a day. ``arrives_earliest`` is the earliest day on which the last can
      then be.
    - **static**: there is a chain if dates are ignored, all of them: ``since`` and ``by`` too.

    What is certain is possible, and what is possible is static. Direction counts: a row leads from
    one to the other, and a meeting is two rows. Whether anything was passed on at a contact is not
    asked, so that this is an upper bound of where a practice went, never its course.

    Columns: ``node`` (``str``), the sources first, then all who are in a contact; ``certain``,
    ``possible``, ``static`` (``boolean``); ``arrives_certainly_by``, ``arrives_earliest``
    (``datetime64[s]``, missing where not reached and where the day is open); ``steps`` (``Int64``)
    and ``via`` (``str``): over how many contacts, and from whom last, the chain leads that is
    never later than it must be at anybody on its way: the certain one where there is one, else the
    possible one; the fewest steps that it takes, and of several from whom, the first by id.

    Time grows with the contacts, as n log n at most: they are sorted by day and gone through once.

    Args:
        contacts: a frame with the columns ``from``, ``to``, ``earliest`` and ``latest`` (dates,
            missing where open), such as ``contacts(programme)``.
        sources: who had the practice; a source that is in no contact is a row all the same.
        since: from when they had it; None for all along. A contact counts for certain if it was
            certainly not before, and possibly if it may not have been. Where this date is open at
            one end, or counts years of a project, nothing more is known of it.
        by: the date by which to arrive; None for any. It counts for certain if it was certainly no
            later, and possibly if it may not have been.

    Raises:
        NotContacts: a column is missing.
        NotADate: ``since`` or ``by`` is no date.
        NotAMoment: ``by`` is no date to look back from.

    >>> met = pd.DataFrame({"from": ["a", "b", "c"], "to": ["b", "c", "d"]})
    >>> met["earliest"] = pd.to_datetime(["2018-01-10", "2018-02-01", "2017-12-01"])
    >>> met["latest"] = pd.to_datetime(["2018-01-10", "2018-02-28", "2018-02-10"])
    >>> reach(met, "a").set_index("node")[["certain", "possible", "static", "steps", "via"]]
          certain  possible  static  steps  via
    node
    a        True      True    True      0  NaN
    b        True      True    True      1    a
    c        True      True    True      2    b
    d       False      True    True      3    c
    """
    if missing := [name for name in _COLUMNS if name not in contacts.columns]:
        raise NotContacts(f'contacts need a column "{missing[0]}"; contacts(programme) has it')
    start = _ALL_ALONG if since is None else _bounds(When.parse(since))
    end = _ANY_TIME if by is None else _bounds(moment(by))
    given = pd.Series([sources] if isinstance(sources, str) else list(sources), dtype="str")
    known = contacts.dropna(subset=["from", "to"])
    codes, names = pd.factorize(pd.concat([given, known["from"], known["to"]], ignore_index=True))
    n, m = len(given), len(known)
    met = _Contacts(
        codes[n : n + m],
        codes[n + m :],
        of_column(known["earliest"], BEFORE),
        of_column(known["latest"], AFTER),
    )
    return _told(met, names, np.unique(codes[:n]), start, end)


class _Bounds(NamedTuple):
    """The first and last day that a date can be."""

    first: int
    last: int


_ALL_ALONG, _ANY_TIME = _Bounds(BEFORE, BEFORE), _Bounds(AFTER, AFTER)


def _bounds(when: When) -> _Bounds:
    (first,), (last,) = earliest_and_latest([when])
    return _Bounds(int(first), int(last))


@attrs.frozen
class _Contacts:
    """Contacts as columns of numbers: who, to whom, the first and the last day it can be."""

    source: Nodes
    target: Nodes
    first: Days
    last: Days

    def where(self, chosen: NDArray[Any]) -> _Contacts:
        """Some of them, or all in another order."""
        return _Contacts(*(each[chosen] for each in attrs.astuple(self, recurse=False)))


def _told(
    met: _Contacts, names: pd.Index[str], sources: Nodes, since: _Bounds, by: _Bounds
) -> pd.DataFrame:
    met = met.where(np.argsort(met.first))
    sure, open_ = _surely(met, since, by), _perhaps(met, since, by)
    certainly, possibly = (
        way(some, len(names), sources) for way, some in ((_certainly, sure), (_possibly, open_))
    )
    rank = np.argsort(names.argsort())
    certain = _hops(_kept(sure, certainly), sources, rank)
    possible = _hops(_delayed(open_, possibly), sources, rank)
    further = met.where(~possible.reached[met.target])
    static = _hops(further, np.flatnonzero(possible.reached), rank)
    steps = np.where(certain.reached, certain.steps, possible.steps)
    via = np.where(certain.reached, certain.via, possible.via)
    certainly[sources], possibly[sources] = since.last, since.first
    frame = typed_frame(
        {
            "node": ("str", names.tolist()),
            "certain": ("boolean", certain.reached.tolist()),
            "possible": ("boolean", possible.reached.tolist()),
            "static": ("boolean", static.reached.tolist()),
            "steps": ("Int64", [None if step < 0 else step for step in steps.tolist()]),
            "via": ("str", [None if node < 0 else names[node] for node in via.tolist()]),
        }
    )
    frame.insert(4, "arrives_certainly_by", as_column(certainly))
    frame.insert(5, "arrives_earliest", as_column(possibly))
    return frame


def _surely(met: _Contacts, since: _Bounds, by: _Bounds) -> _Contacts:
    """The contacts that were certainly between two dates."""
    return met.where((met.first >= since.last) & (met.last <= by.first) & (met.first <= met.last))


def _perhaps(met: _Contacts, since: _Bounds, by: _Bounds) -> _Contacts:
    """The contacts that may have been between two dates, from the first day that they then can."""
    later = attrs.evolve(met, first=np.maximum(met.first, since.first))
    return later.where(later.first <= np.minimum(met.last, by.last))


def _packed(numbers: NDArray[np.int64]) -> array[int]:
    """Numbers side by side in memory, where a list would hold an object for each.

    Of a million, most of the time would go into waiting for these.
    """
    return array("q", numbers.tobytes())


#: The day on which what is never reached is reached.
_NEVER = AFTER + 1


def _certainly(met: _Contacts, size: int, sources: Nodes) -> Days:
    """For everybody the day by which they are certainly reached.

    Going through the contacts by their first day, whatever a contact rests on was seen before it:
    that ended before this began.
    """
    by = array("q", [_NEVER]) * size
    for node in sources.tolist():
        by[node] = BEFORE - 1
    columns = (met.source, met.target, met.first, met.last)
    for source, target, first, last in zip(*map(_packed, columns), strict=True):
        if last < by[target] and by[source] < first:
            by[target] = last
    return np.array(by, np.int64)


def _possibly(met: _Contacts, size: int, sources: Nodes) -> Days:
    """For everybody the first day on which they can be reached.

    Going through the contacts by their first day, whoever is reached is reached as early as can be.
    On that day also what began before and was not over yet can carry it on.
    """
    count = len(met.source)
    onward = met.where(np.argsort(met.source * count + np.arange(count)))
    starts = _packed(np.searchsorted(onward.source, np.arange(size + 1)))
    targets, firsts, lasts = map(_packed, (onward.target, onward.first, onward.last))
    on = array("q", [_NEVER]) * size
    for node in sources.tolist():
        on[node] = BEFORE

    def spread(node: int, day: int) -> None:
        """Reach somebody, and on the same day whoever is in a contact that is not over yet."""
        on[node], waiting = day, [node]
        while waiting:
            node = waiting.pop()
            for at in range(starts[node], starts[node + 1]):
                if firsts[at] > day:
                    break
                target = targets[at]
                if lasts[at] >= day and on[target] > day:
                    on[target] = day
                    waiting.append(target)

    columns = (met.source, met.target, met.first)
    for source, target, first in zip(*map(_packed, columns), strict=True):
        if on[target] > first and on[source] <= first:
            spread(target, first)
    return np.array(on, np.int64)


def _kept(met: _Contacts, by: Days) -> _Contacts:
    """The contacts that certainly reach somebody as early as any."""
    return met.where((by[met.source] < met.first) & (met.last == by[met.target]))


def _delayed(met: _Contacts, on: Days) -> _Contacts:
    """The contacts that can reach somebody as early as any, on the day on which that is."""
    leaves = on[met.source]
    arrives = np.maximum(leaves, met.first)
    return met.where((leaves <= met.last) & (arrives == on[met.target]))


class _Hops(NamedTuple):
    """Over how few contacts each is reached, and from whom last: -1 if not at all."""

    steps: Nodes
    via: Nodes

    @property
    def reached(self) -> NDArray[np.bool_]:
        """Whether it is."""
        return np.greater_equal(self.steps, 0)


def _hops(met: _Contacts, sources: Nodes, rank: Nodes) -> _Hops:
    """How everybody is reached over the fewest of these contacts, whenever they were.

    Args:
        met: the contacts.
        sources: who is reached to begin with.
        rank: the place of each among all of them by id, which decides who is named.
    """
    size = len(rank)
    onward = np.argsort(met.source)
    starts = _packed(np.searchsorted(met.source[onward], np.arange(size + 1)))
    targets = _packed(met.target[onward])
    steps, reached = [-1] * size, sources.tolist()
    for node in reached:
        steps[node] = 0
    for node in reached:  # which grows, as they are reached
        step = steps[node] + 1
        for target in targets[starts[node] : starts[node + 1]]:
            if steps[target] < 0:
                steps[target] = step
                reached.append(target)
    taken = np.array(steps, np.int64)
    shortest = (taken[met.source] >= 0) & (taken[met.target] == taken[met.source] + 1)
    before = np.full(size, size, np.int64)
    np.minimum.at(before, met.target[shortest], rank[met.source[shortest]])
    return _Hops(taken, np.append(np.argsort(rank), -1)[before])


def practice_reach(
    programme: Programme, practice: str, *, level: Level = "people", by: Moment | None = None
) -> pd.DataFrame:
    """Whom a practice could have reached from where it began, along its own transfers.

    It began with those who led the cycle in which it arose, and with everybody who gave it to
    others and was not given it, or certainly later than they gave it. What moved within one node,
    as between two people of a school, tells neither. From the first day that it can have existed,
    it may have gone along each transfer of it, and of whatever was adapted from it.

    The columns are those of ``reach()``, where also the meaning of certain and possible is found;
    where it began, it was certainly by the last day on which it can have come to be. With whom it
    began is in ``frame.attrs["began"]``: nobody, where that is not known.

    Args:
        programme: the records.
        practice: the id of a practice.
        level: whom it reaches: people, schools or authorities.
        by: the date by which to arrive; None for any.

    Raises:
        NoSuchPractice: there is none of this id.
        UnknownLevel: there is no such level.
        NotAMoment: ``by`` is no date to look back from.

    >>> from nsee_core import Person, Practice, Transfer
    >>> rows = [Person(id=id_) for id_ in ("p1", "p2", "p3")]
    >>> rows += [Practice(id="talk"), Practice(id="talk-2", adapted_from="talk")]
    >>> rows.append(Transfer(
    ...     id="t1", practice="talk", giver="p1", receivers=("p2",), when="May 2018"))
    >>> rows.append(Transfer(
    ...     id="t2", practice="talk-2", giver="p2", receivers=("p3",), when="2018-06-12"))
    >>> practice_reach(Programme.of(rows), "talk")[["node", "certain", "arrives_certainly_by"]]
      node  certain arrives_certainly_by
    0   p1     True                  NaT
    1   p2     True           2018-05-31
    2   p3     True           2018-06-12
    """
    known = known_practice(programme, practice)
    own = {each.id for each in transfers_of(programme, practice)}
    met = contacts_of(programme, counting=["transfer"], level=level)
    met = met[met["record"].isin(own)]
    began, since = _began(programme, known, level), known.since
    frame = reach(met, began, since=since.earliest if since else None, by=by)
    last = since.latest if since else None
    frame.loc[frame["steps"] == 0, "arrives_certainly_by"] = (
        pd.NaT if last is None else pd.Timestamp(last).as_unit("s")
    )
    frame.attrs["began"] = tuple(began)
    return frame


def _began(programme: Programme, practice: Practice, level: Level) -> list[str]:
    """With whom a practice began."""
    places = Places(programme)
    gave: dict[str, list[When | None]] = {}
    was_given: dict[str, list[When | None]] = {}
    for each in programme.of_kind(Transfer):
        if each.practice == practice.id:
            givers = set(places.at(each.giver or "", level))
            receivers = {node for id_ in each.receivers for node in places.at(id_, level)}
            for told, nodes in ((gave, givers - receivers), (was_given, receivers - givers)):
                for node in nodes:
                    told.setdefault(node, []).append(each.when)
    cycle = programme.get(practice.cycle or "")
    leaders = cycle.led_by if isinstance(cycle, Cycle) else ()
    led = (node for id_ in leaders for node in places.at(id_, level))
    first = (node for node in gave if _all_later(was_given.get(node, ()), gave[node]))
    return list(dict.fromkeys((*led, *sorted(first))))


def _all_later(these: Iterable[When | None], those: Iterable[When | None]) -> bool:
    """Whether one of those certainly lies before each of these."""
    return all(
        any(one and each and one.before(each) is Order.CERTAINLY for one in those) for each in these
    )
