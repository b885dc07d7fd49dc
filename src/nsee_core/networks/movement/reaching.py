"""Whom a practice could have reached by a date, along contacts that followed one another."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import attrs
import numpy as np
import pandas as pd

from nsee_core.engine.moment import Moment, moment
from nsee_core.frames import typed_frame
from nsee_core.networks.days import AFTER, BEFORE, as_column, earliest_and_latest
from nsee_core.networks.movement.contact_table import ContactTable, Following
from nsee_core.networks.movement.shortest import hops
from nsee_core.networks.movement.sweeping import certainly_by, in_time, on_the_day, possibly_on
from nsee_core.records import Order, When


class NotInOrder(ValueError):
    """Two dates leave no time between them: the last lies before the first."""


def reach(
    contacts: pd.DataFrame,
    sources: str | Iterable[str],
    *,
    perhaps: str | Iterable[str] = (),
    since: Moment | None = None,
    until: Moment | None = None,
) -> pd.DataFrame:
    """Whom a practice could have reached by a date, from where it began.

    A practice travels along a *chain*: a contact from a source, then one from whom that reached,
    and so on, each no earlier than the one before. This is the time-respecting path of temporal
    networks, along which times never decrease (Kempe, Kleinberg & Kumar 2002, "Connectivity and
    inference problems for temporal networks"; for a survey Holme & Saramäki 2012, "Temporal
    networks"). Here each contact took place on one day, of which only the first and the last that
    it can be may be known:

    - **certain**: there is a chain of certain contacts, from one who certainly had the practice, of
      which each lies certainly after the one before, the latest day of the one before the earliest
      day of the next. On whichever days they were, it was
      in order. ``arrives_certainly_by`` is the latest day of its last contact; of all such chains,
      the one with the earliest.
    - **possible**: there is a chain, and for each of its contacts a day among those that it can
      be, such that no contact is earlier than the one before; the same day will do, since nobody
      knows the order within a day. ``arrives_earliest`` is the earliest day on which the last can
      then be.
    - **static**: there is a chain if dates are ignored, all of them: ``since`` and ``until`` too.

    What is certain is possible, and what is possible is static. Direction counts: a row leads from
    one to the other, and a meeting is two rows. Whether anything was passed on at a contact is not
    asked, so that this is an upper bound of where a practice went, never its course.

    Columns: ``node`` (``str``), the sources first, then all who are in a contact; ``certain``,
    ``possible``, ``static`` (``boolean``); ``arrives_certainly_by``, ``arrives_earliest``
    (``datetime64[s]``, missing where not reached and where the day is open); ``steps`` (``Int64``)
    and ``via`` (``str``): over how many contacts, and from whom last, the chain leads that is
    never later than it must be at anybody on its way: the certain one where there is one, else the
    possible one; the fewest steps that it takes, and of several from whom, the first by id.

    What the contacts leave out is left out here, too, and named in ``frame.attrs`` as they name it:
    ``unplaced``, and in ``set_aside`` the occasions that were too large to count, along which
    nothing is followed. Time grows with the contacts, as n log n at most: they are sorted by day
    and gone through once.

    Args:
        contacts: a frame with the columns ``from``, ``to``, ``earliest`` and ``latest`` (dates,
            missing where open), such as ``contacts(programme)``; and perhaps ``certain`` (true or
            false): whether it is certain that these two were in contact at all. Without it, all
            are; where it is missing, it is not.
        sources: who had the practice; a source that is in no contact is a row all the same, and is
            named in ``frame.attrs["in_no_contact"]``, for its id may be mistaken.
        perhaps: who else may have had it: from them too, what is reached is possible.
        since: from when they had it; None for all along. A contact counts for certain if it was
            certainly not before, and possibly if it may not have been. Where this date is open at
            one end, or counts years of a project, nothing more is known of it.
        until: the date by which to arrive; None for any. A contact counts for certain if it was
            certainly no later, and possibly if it may not have been.

    Raises:
        NotContacts: it is no such frame, or a column is missing or holds what it cannot hold.
        NotSources: the sources are no ids.
        NotADate: ``since`` or ``until`` is no date.
        NotAMoment: ``until`` is no date to look back from.
        NotInOrder: ``until`` is certainly before ``since``.

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
    period = _Period.of(since, until)
    following = Following.of(contacts, sources, perhaps)
    frame = _told(following, period)
    alone = ~np.isin(following.sources, following.contacts.ends)
    frame.attrs["in_no_contact"] = tuple(following.names[following.sources[alone]])
    for name in ("unplaced", "set_aside"):
        frame.attrs[name] = contacts.attrs.get(name, ())
    return frame


class _Bounds(NamedTuple):
    """The first and last day that a date can be."""

    first: int
    last: int

    @classmethod
    def of(cls, when: When) -> _Bounds:
        (first,), (last,) = earliest_and_latest([when])
        return cls(int(first), int(last))


class _Period(NamedTuple):
    """From when until when contacts count."""

    since: _Bounds
    until: _Bounds

    @classmethod
    def of(cls, since: Moment | None, until: Moment | None) -> _Period:
        first = None if since is None else When.parse(since)
        last = None if until is None else moment(until)
        if first is not None and last is not None and last.before(first) is Order.CERTAINLY:
            raise NotInOrder(f'until "{last}" is before since "{first}"; exchange or correct them')
        return cls(
            _Bounds(BEFORE, BEFORE) if first is None else _Bounds.of(first),
            _Bounds(AFTER, AFTER) if last is None else _Bounds.of(last),
        )

    def surely(self, met: ContactTable) -> ContactTable:
        """The contacts that were certainly within it."""
        begun, over = met.first >= self.since.last, met.last <= self.until.first
        return met.where(met.certain & begun & over & (met.first <= met.last))

    def perhaps(self, met: ContactTable) -> ContactTable:
        """The contacts that may have been within it, from the first day that they then can."""
        later = attrs.evolve(met, first=np.maximum(met.first, self.since.first))
        return later.where(later.first <= np.minimum(met.last, self.until.last))


def _told(following: Following, period: _Period) -> pd.DataFrame:
    names, sources, size = following.names, following.sources, len(following.names)
    met = following.contacts.where(np.argsort(following.contacts.first))
    sure, open_ = period.surely(met), period.perhaps(met)
    certainly = following.certainly
    by, on = certainly_by(sure, size, certainly), possibly_on(open_, size, sources)
    rank = np.argsort(names.argsort())
    certain = hops(in_time(sure, by), certainly, rank)
    possible = hops(on_the_day(open_, on), sources, rank)
    further = met.where(~possible.reached[met.target])
    static = hops(further, np.flatnonzero(possible.reached), rank)
    steps = np.where(certain.reached, certain.steps, possible.steps)
    via = np.where(certain.reached, certain.via, possible.via)
    by[certainly], on[sources] = period.since.last, period.since.first
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
    frame.insert(4, "arrives_certainly_by", as_column(by))
    frame.insert(5, "arrives_earliest", as_column(on))
    return frame
