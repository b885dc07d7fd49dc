"""Who belonged to what, from when until when, and how many at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd

from nsee_core.engine.moment import Moment, moment
from nsee_core.frames import typed_frame
from nsee_core.networks.days import AFTER, Days, as_column, earliest_and_latest, texts
from nsee_core.networks.levels import Group, Places, groups, is_group
from nsee_core.programme import Programme
from nsee_core.records import Membership, When
from nsee_core.wording import a, perhaps


class NoSuchGroup(ValueError):
    """Members were asked for of something that is no network, team or trio of the programme."""


class _Belonging(NamedTuple):
    """That somebody belonged to a group, by a membership or by the group's own list."""

    group: Group
    member: str
    membership: Membership | None

    @property
    def since(self) -> When | None:
        return None if self.membership is None else self.membership.since

    @property
    def until(self) -> When | None:
        return None if self.membership is None else self.membership.until

    @property
    def role(self) -> str | None:
        return None if self.membership is None else self.membership.role


def memberships(programme: Programme, group: str | None = None) -> pd.DataFrame:
    """Who belonged to which network, team or trio: in what role, from when, until when.

    A trio or team has its members in a list of its own, too, without dates. Whoever is in the list
    and has a membership is not counted again for the list.

    Columns: ``group``, ``group_kind``, ``member``, ``kind`` (of the member; missing where it is not
    among the records), ``role``, ``since`` and ``until``, as in the source (all ``str``);
    ``since_earliest``, ``since_latest``, ``until_earliest``, ``until_latest``
    (``datetime64[s]``), the first and last day that each can have been, missing where that is open
    or nothing is said; and ``membership``, the record, missing for a place in a list. Rows are in
    the order of groups and memberships.

    Args:
        programme: the records.
        group: the id of a network, team or trio; None for all.

    Raises:
        NoSuchGroup: there is no such group.

    >>> from nsee_core import collaboratives
    >>> rows = memberships(collaboratives())
    >>> rows.groupby("group").size().sort_index()
    group
    forth-and-almond-valley     4
    northern-alliance           8
    south-east-collaborative    5
    south-west-collaborative    4
    tayside-collaborative       3
    west-partnership            8
    dtype: int64
    """
    asked = groups(programme) if group is None else [_known_group(programme, group)]
    found = list(_belonging(programme, asked))
    members = [programme.get(each.member) for each in found]
    since, until = [each.since for each in found], [each.until for each in found]
    frame = typed_frame(
        {
            "group": ("str", [each.group.id for each in found]),
            "group_kind": ("str", [each.group.kind for each in found]),
            "member": ("str", [each.member for each in found]),
            "kind": ("str", [None if member is None else member.kind for member in members]),
            "role": ("str", [each.role for each in found]),
            "since": ("str", texts(since)),
            "until": ("str", texts(until)),
        }
    )
    for name, dates in (("since", since), ("until", until)):
        for end, days in zip(("earliest", "latest"), earliest_and_latest(dates), strict=True):
            frame[f"{name}_{end}"] = as_column(days)
    frame["membership"] = typed_frame(
        {"id": ("str", [None if e.membership is None else e.membership.id for e in found])}
    )["id"]
    return frame


def members_at(programme: Programme, group: str, as_of: Moment) -> pd.DataFrame:
    """Who belonged to a group on a date: certainly, or possibly.

    Somebody certainly belonged if they had joined on every day that the dates allow, and had not
    left; possibly, if on some day. A membership that says no date of joining makes nobody certain.
    One without an end lasts, at most as long as the network itself. So this asks for more than
    graphs do, in which what has no date stays.

    Columns: ``member``, ``kind`` (``str``), ``certain`` (``boolean``; False for those who possibly
    belonged). Whoever certainly did not has no row.

    Args:
        programme: the records.
        group: the id of a network, team or trio.
        as_of: the date; a longer one, such as a session, for who belonged all through it, and
            possibly at some time in it.

    Raises:
        NoSuchGroup: there is no such group.
        NotAMoment: ``as_of`` is no date to look back from.

    >>> from nsee_core import collaboratives
    >>> members_at(collaboratives(), "northern-alliance", "2017-06-30")["certain"].sum()
    np.int64(7)
    >>> members_at(collaboratives(), "northern-alliance", "2017-11-30")["certain"].sum()
    np.int64(8)
    """
    by = moment(as_of)
    (first,), (last,) = earliest_and_latest([by])
    spans = _spans(programme, group)
    there = (spans.joined_first <= last) & (spans.left_last >= first)
    sure = there & (spans.joined_last <= first) & (spans.left_first >= last)
    certain: dict[str, bool] = {}
    for member, maybe, surely in zip(spans.members, there, sure, strict=True):
        if maybe:
            certain[member] = bool(surely) or certain.get(member, False)
    records = [programme.get(member) for member in certain]
    return typed_frame(
        {
            "member": ("str", list(certain)),
            "kind": ("str", [None if record is None else record.kind for record in records]),
            "certain": ("boolean", list(certain.values())),
        }
    )


def members_over_time(programme: Programme, group: str) -> pd.DataFrame:
    """How many belonged to a group, each time that this changes: certainly, and possibly.

    Certain and possible as in ``members_at()``; the number that it was lies between the two, and
    where dates are known to the day they are the same. Whoever joined on a day of which no first is
    known possibly belonged from the first row on, which has no date.

    Columns: ``date`` (``datetime64[s]``), the first day of each number; ``certain`` and
    ``possible`` (``Int64``). A member is counted once, whatever their roles.

    Args:
        programme: the records.
        group: the id of a network, team or trio.

    Raises:
        NoSuchGroup: there is no such group.

    The Northern Alliance had seven members in June 2017 and eight in November, when Argyll and Bute
    had joined:

    >>> from nsee_core import collaboratives
    >>> members_over_time(collaboratives(), "northern-alliance")
            date  certain  possible
    0        NaT        0         7
    1 2017-06-01        0         8
    2 2017-06-30        7         8
    3 2017-11-30        8         8
    """
    spans = _spans(programme, group)
    certain = _steps(spans.members, spans.joined_last, spans.left_first)
    possible = _steps(spans.members, spans.joined_first, spans.left_last)
    days = np.unique(np.array([*certain, *possible], np.int64))
    counts = {
        name: np.cumsum([steps.get(day, 0) for day in days.tolist()], dtype=np.int64)
        for name, steps in (("certain", certain), ("possible", possible))
    }
    frame = typed_frame({name: ("Int64", values.tolist()) for name, values in counts.items()})
    frame.insert(0, "date", as_column(days))
    changed = (frame[["certain", "possible"]].diff().fillna(1) != 0).any(axis=1)
    return frame[changed].reset_index(drop=True)


def _known_group(programme: Programme, group: str) -> Group:
    record = programme.get(group)
    if is_group(record):
        return record
    if record is not None:
        msg = f'"{group}" is {a(record.kind)}; give the id of a network, team or trio'
        raise NoSuchGroup(msg)
    hint = perhaps(group, (known.id for known in groups(programme)))
    raise NoSuchGroup(f'no network, team or trio has the id "{group}"{hint}')


def _belonging(programme: Programme, among: Iterable[Group]) -> Iterator[_Belonging]:
    places = Places(programme)
    for group in among:
        joined = programme.within(group.id, Membership)
        for membership in joined:
            yield _Belonging(group, membership.member, membership)
        by_membership = {membership.member for membership in joined}
        for member in places.members(group):
            if member not in by_membership:
                yield _Belonging(group, member, None)


class _Spans(NamedTuple):
    """Who belonged to a group, and the days of joining and leaving, each at its earliest, latest.

    Somebody who belonged twice is there twice.
    """

    members: Sequence[str]
    joined_first: Days
    joined_last: Days
    left_first: Days
    left_last: Days


def _spans(programme: Programme, group: str) -> _Spans:
    record = _known_group(programme, group)
    found = list(_belonging(programme, [record]))
    began, ended = getattr(record, "started", None), getattr(record, "ended", None)
    joined = [each.since for each in found]
    left = [each.until or ended for each in found]
    left_first, left_last = earliest_and_latest(left)
    for_good = np.array([when is None for when in left], np.bool_)
    return _Spans(
        members=[each.member for each in found],
        joined_first=earliest_and_latest(when or began for when in joined)[0],
        joined_last=earliest_and_latest(joined)[1],
        left_first=np.where(for_good, AFTER, left_first),
        left_last=left_last,
    )


def _steps(members: Sequence[str], first: Days, last: Days) -> dict[int, int]:
    """By how many those who belong change on each day, everybody counted once at a time."""
    spans: dict[str, list[tuple[int, int]]] = {}
    for member, begins, ends in zip(members, first.tolist(), last.tolist(), strict=True):
        if begins <= ends and begins < AFTER:
            spans.setdefault(member, []).append((begins, ends))
    steps: dict[int, int] = {}
    for begins, ends in (span for each in spans.values() for span in _merged(each)):
        steps[begins] = steps.get(begins, 0) + 1
        if ends < AFTER:
            steps[ends + 1] = steps.get(ends + 1, 0) - 1
    return steps


def _merged(spans: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Spans of days, those that meet made one."""
    begins, ends = min(spans)
    for next_begins, next_ends in sorted(spans)[1:]:
        if next_begins > ends + 1:
            yield begins, ends
            begins, ends = next_begins, next_ends
        ends = max(ends, next_ends)
    yield begins, ends
