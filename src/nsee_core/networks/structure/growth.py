"""Who takes part, session by session: how a programme grew."""

from __future__ import annotations

from collections.abc import Container, Iterator
from typing import Literal, NamedTuple, get_args

import pandas as pd

from nsee_core.engine.moment import Moment
from nsee_core.frames import typed_frame
from nsee_core.networks.arguments.choosing import chosen
from nsee_core.networks.arguments.looking_back import had_begun, seen
from nsee_core.networks.placing.levels import groups
from nsee_core.networks.sessions import SESSIONS, YEARS, Calendar
from nsee_core.networks.structure.goings_on import going_on
from nsee_core.networks.structure.involved import WHAT, Headcount, Involved, What
from nsee_core.networks.structure.periods import Presence
from nsee_core.programme import Programme
from nsee_core.records import Cycle, Network

#: What participation can be counted by: the school session, or the calendar year.
Period = Literal["session", "year"]


class UnknownPeriod(ValueError):
    """Participation was to be counted by something that it is not counted by."""


def participation(
    programme: Programme, by: Period = "session", *, as_of: Moment | None = None
) -> pd.DataFrame:
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
    when its group certainly was there or did something that is dated, and possibly until the group
    ended. The size of a team is that of all in it, from which those who are named and are no
    practitioners are taken off. Those who were asked in a survey, or listened to a talk, are not
    thereby taking part.

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
        as_of: the date to look back from; None for all that is recorded. What took place later, or
            may have, is left out, and so is a cycle or network that began later, or may have.

    Raises:
        UnknownPeriod: ``by`` is neither.
        NotAMoment: ``as_of`` is no date to look back from.

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
    period = chosen(by, get_args(Period), UnknownPeriod, 'participation is not counted by "{}"')
    calendar = SESSIONS if period == "session" else YEARS
    rows = list(_rows(Involved(_begun(programme, as_of)), calendar))
    return typed_frame(
        {
            period: ("str", [calendar.name(row.period) for row in rows]),
            "what": ("str", [row.what for row in rows]),
            **{name: ("Int64", [getattr(row, name) for row in rows]) for name in _Row._fields[2:]},
        }
    )


def _begun(programme: Programme, as_of: Moment | None) -> Programme:
    """The programme as it was on a date, without the cycles and networks that had not begun."""
    then = seen(programme, as_of)
    starts = {
        **{cycle.id: cycle.started for cycle in then.of_kind(Cycle)},
        **{network.id: network.started for network in then.of_kind(Network)},
    }
    return then.without(*(id_ for id_, start in starts.items() if not had_begun(start, as_of)))


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
    for stretch, ids in going_on(involved, calendar):
        everybody.update(dict.fromkeys(ids))
        if stretch is not None:
            for id_ in ids:
                presence.note(id_, stretch)
    certain, possible = (presence.by_period(certain=sure) for sure in (True, False))
    before: dict[What, set[str]] = {what: set() for what in WHAT}
    dated = involved.counted_as(presence.stretches)
    for period in presence.periods():
        named, maybe = involved.counted_as(certain[period]), involved.counted_as(possible[period])
        for what in WHAT:
            new = len(named[what] - before[what])
            before[what] |= named[what]
            printed = _Printed.of(involved, what, certain[period], possible[period])
            yield _row(period, what, (len(named[what]), len(maybe[what]), new), printed)
    undated = everybody.keys() - presence.stretches.keys()
    left = involved.counted_as(undated)
    for what in WHAT:
        named_in_none = len(left[what] - dated[what])
        printed = _Printed.of(involved, what, undated, undated)
        yield _row(None, what, (named_in_none,) * 3, printed)


def _groups(involved: Involved) -> Iterator[str]:
    """Every group, and every member of one."""
    for group in groups(involved.programme):
        yield from (group.id, *involved.places.members(group))


class _Printed(NamedTuple):
    """What groups say of how many they are: those that certainly were there, and possibly."""

    certain: list[Headcount]
    possible: list[Headcount]

    @classmethod
    def of(
        cls, involved: Involved, what: What, certain: Container[str], possible: Container[str]
    ) -> _Printed:
        of_this = [each for each in involved.headcounts if each.what == what]
        return cls(
            [each for each in of_this if each.group in certain],
            [each for each in of_this if each.group in possible],
        )


def _row(period: int | None, what: What, named: tuple[int, int, int], printed: _Printed) -> _Row:
    return _Row(
        period,
        what,
        *named,
        counted=sum(each.size for each in printed.certain),
        counted_possible=sum(each.size for each in printed.possible),
        unnamed=sum(each.unnamed for each in printed.certain),
        at_least=max([named[0], *(each.size for each in printed.certain)]),
    )
