"""Who takes part, session by session: how a programme grew."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from itertools import chain
from math import inf
from typing import Literal, NamedTuple, get_args

import pandas as pd

from nsee_core.frames import typed_frame
from nsee_core.networks.choosing import chosen
from nsee_core.networks.graphs.taking_part import occasions
from nsee_core.networks.levels import groups
from nsee_core.networks.sessions import SESSIONS, YEARS, Calendar
from nsee_core.networks.structure.involved import WHAT, Count, Involved, What
from nsee_core.networks.structure.periods import Presence, Span, span_of
from nsee_core.programme import Programme
from nsee_core.records import Cycle, Membership, Network, When

#: What participation can be counted by: the school session, or the calendar year.
Period = Literal["session", "year"]


class UnknownPeriod(ValueError):
    """Participation was to be counted by something that it is not counted by."""


def participation(programme: Programme, *, by: Period = "session") -> pd.DataFrame:
    """How many teams, trios, schools, authorities and practitioners took part in each session.

    **Who is named.** Whoever leads a cycle, is its trio, its critical friends or an organisation
    in it takes part from the first date of that cycle to its last: those of the cycle, of its
    entries and of its lessons. Whoever did an entry, taught a lesson or observed it takes part
    then. A member of a network, team or trio takes part from ``since`` until ``until``, or for good
    where no end is given; memberships without dates, and the lists of teams and trios, go with what
    the team or trio does. With everybody, their school and authority take part. A practitioner is a
    person who is said to be one, or of whom no type is said.

    Named for certain are those whose dates, whatever days they mean, lie in the session or enclose
    it; possibly, those whose dates may. Each counts once in a session, whatever they do.

    **Who is only counted.** A network or team may say how many belong without naming them. These
    numbers stand apart and are never added to the named, because the same may be meant twice; nor
    are numbers of different groups known to be of different people. A number counts for certain
    from the first date of its group to the last, and possibly until the group ended. Those who were
    asked in a survey, or listened to a talk, are not thereby taking part.

    Columns: ``session`` (or ``year``) and ``what`` (``str``); ``named`` and ``named_possible``;
    ``new``, the named who were not certainly there before; ``counted`` and ``counted_possible``,
    the sums of the printed numbers; ``unnamed``, what is left of ``counted`` when each group's own
    named members are taken off; and ``at_least``, which is sure: the greater of ``named`` and of
    the largest single number (all ``Int64``). A row is a session and one of the five; sessions are
    all from the first that a date names to the last. Those who take part in nothing that is dated
    are in five last rows without a session, where ``named`` is how many.

    Args:
        programme: the records.
        by: the school session, August to July, or the calendar year.

    Raises:
        UnknownPeriod: it is neither.

    >>> from nsee_core import School
    >>> rows = [School(id="s1"), School(id="s2"), Network(id="n", size=9, size_of="schools")]
    >>> rows += [Cycle(id="c1", organisations=("s1",), started="2016-09-01", ended="2017-10-01")]
    >>> rows += [Cycle(id="c2", organisations=("s2",), network="n", started="spring 2018")]
    >>> found = participation(Programme.of(rows))
    >>> found[found["what"] == "schools"][["session", "named", "new", "counted", "at_least"]]
       session  named  new  counted  at_least
    2  2016/17      1    1        0         1
    7  2017/18      2    1        9         9
    12     NaN      0    0        0         0
    """
    chosen(by, get_args(Period), UnknownPeriod, 'participation is not counted by "{}"')
    calendar = SESSIONS if by == "session" else YEARS
    rows = list(_rows(Involved(programme), calendar))
    return typed_frame(
        {
            by: (
                "str",
                [calendar.name(row.period) for row in rows],
            ),
            "what": ("str", [row.what for row in rows]),
            **{name: ("Int64", [getattr(row, name) for row in rows]) for name in _Row._fields[2:]},
        }
    )


class _Row(NamedTuple):
    period: int | None
    what: What
    named: int
    named_possible: int
    new: int
    counted: int
    counted_possible: int
    unnamed: int
    at_least: int


def _rows(involved: Involved, calendar: Calendar) -> Iterator[_Row]:
    """A row for each period and what is counted; last, what is in none."""
    presence, everybody = Presence(), dict.fromkeys(involved.everybody(_groups(involved)))
    for span, ids in _going_on(involved, calendar):
        everybody.update(dict.fromkeys(ids))
        if span is not None:
            for id_ in ids:
                presence.note(id_, span)
    certain, possible = (presence.by_period(certain=sure) for sure in (True, False))
    before: dict[What, set[str]] = {what: set() for what in WHAT}
    dated = involved.counted_as(presence.spans)
    for period in presence.periods():
        named, maybe = involved.counted_as(certain[period]), involved.counted_as(possible[period])
        for what in WHAT:
            new = len(named[what] - before[what])
            before[what] |= named[what]
            numbers = _numbers(involved, what, certain[period], possible[period])
            yield _row(period, what, (len(named[what]), len(maybe[what]), new), numbers)
    undated = everybody.keys() - presence.spans.keys()
    left = involved.counted_as(undated)
    for what in WHAT:
        named_in_none = len(left[what] - dated[what])
        numbers = _numbers(involved, what, undated, undated)
        yield _row(None, what, (named_in_none,) * 3, numbers)


def _groups(involved: Involved) -> Iterator[str]:
    """Every group, and every member of one."""
    for group in groups(involved.programme):
        yield from (group.id, *involved.places.members(group))


class _Numbers(NamedTuple):
    certain: list[Count]
    possible: list[Count]


def _numbers(
    involved: Involved, what: What, certain: Container[str], possible: Container[str]
) -> _Numbers:
    of_this = [count for count in involved.counts if count.what == what]
    return _Numbers(
        [count for count in of_this if count.group in certain],
        [count for count in of_this if count.group in possible],
    )


def _row(period: int | None, what: What, named: tuple[int, int, int], numbers: _Numbers) -> _Row:
    return _Row(
        period,
        what,
        *named,
        counted=sum(count.size for count in numbers.certain),
        counted_possible=sum(count.size for count in numbers.possible),
        unnamed=sum(count.unnamed for count in numbers.certain),
        at_least=max([named[0], *(count.size for count in numbers.certain)]),
    )


def _going_on(
    involved: Involved, calendar: Calendar
) -> Iterator[tuple[Span | None, tuple[str, ...]]]:
    """All that went on, with when, as far as that is known, and everybody who took part in it."""
    programme = involved.programme
    cycles = _cycles(programme, calendar)
    for occasion in occasions(
        programme, involved.places, {"cycle": 1.0, "lesson": 1.0, "entry": 1.0}
    ):
        record, ids = occasion.record, [id_ for id_, _ in occasion.taking_part]
        if isinstance(record, Cycle):
            span = cycles.get(record.id)
            ids += [] if record.network is None else [record.network]
        else:
            when: When | None = record.__dict__["when"]
            span = span_of(calendar, when, when)
        yield span, tuple(involved.everybody(ids))
    for membership in programme.of_kind(Membership):
        yield from _belonging(involved, membership, calendar)
    for network in programme.of_kind(Network):
        yield span_of(calendar, network.started, network.ended), (network.id,)


def _belonging(
    involved: Involved, membership: Membership, calendar: Calendar
) -> Iterator[tuple[Span | None, tuple[str, ...]]]:
    """The group was there when somebody joined; they belong to it until one of the two ends."""
    if membership.since is None and membership.until is None:
        return
    group = involved.programme.get(membership.group)
    ended: When | None = None if group is None else group.__dict__.get("ended")
    span = span_of(calendar, membership.since, membership.until or ended)
    yield span, (membership.group,)
    if span is not None and membership.until is None and ended is None:
        span = span._replace(last_earliest=inf)
    yield span, tuple(involved.everybody((membership.member,)))


def _cycles(programme: Programme, calendar: Calendar) -> Mapping[str, Span]:
    """From the first date of each cycle to its last; the cycles without a date are left out."""
    found: dict[str, Span] = {}
    dates = chain(
        *(
            zip(programme.column("cycle", "id"), programme.column("cycle", end), strict=True)
            for end in ("started", "ended")
        ),
        *(
            zip(programme.column(kind, "cycle"), programme.column(kind, "when"), strict=True)
            for kind in ("entry", "lesson")
        ),
    )
    for cycle, when in dates:
        span = span_of(calendar, when, when)
        if span is not None:
            known = found.get(cycle)
            found[cycle] = span if known is None else known.and_(span)
    return found
