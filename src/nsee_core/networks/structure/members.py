"""Who belonged to which network, team or trio, by a membership or by the group's own list."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

import pandas as pd

from nsee_core.engine.moment import Moment
from nsee_core.frames import typed_frame
from nsee_core.networks.arguments.looking_back import had_begun, seen
from nsee_core.networks.days import as_column, earliest_and_latest, texts
from nsee_core.networks.placing.levels import Group, Places, groups, is_group
from nsee_core.networks.placing.tenures import Tenure
from nsee_core.programme import Programme
from nsee_core.records import Membership, Network, When
from nsee_core.wording import a, perhaps


class NoSuchGroup(ValueError):
    """Members were asked for of something that is no network, team or trio of the programme."""


class Member(NamedTuple):
    """That somebody belonged to a group, by a membership or by the group's own list."""

    group: Group
    id: str
    membership: Membership | None

    @property
    def since(self) -> When | None:
        """From when, as the membership says."""
        return None if self.membership is None else self.membership.since

    @property
    def until(self) -> When | None:
        """Until when, as the membership says."""
        return None if self.membership is None else self.membership.until

    @property
    def tenure(self) -> Tenure:
        """From when until when, as far as the membership and the group say."""
        return Tenure(self.group, self.since, self.until)


def memberships(
    programme: Programme, group: str | None = None, *, as_of: Moment | None = None
) -> pd.DataFrame:
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
        as_of: the date to look back from; None for all that is recorded. Who had left by then has a
            row, with ``until``; who joined later, or may have, has none. What is undated stays. Who
            belonged on the date itself is in ``members_at()``.

    Raises:
        NoSuchGroup: there is no such group.
        NotAMoment: ``as_of`` is no date to look back from.

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
    >>> len(memberships(collaboratives(), "northern-alliance", as_of="2017-06-30"))
    7
    """
    then = seen(programme, as_of)
    asked = groups(then) if group is None else [known_group(then, group)]
    found = list(belonging_to(then, asked, as_of))
    records = [then.get(each.id) for each in found]
    joined = [each.membership for each in found]
    since, until = [each.since for each in found], [each.until for each in found]
    frame = typed_frame(
        {
            "group": ("str", [each.group.id for each in found]),
            "group_kind": ("str", [each.group.kind for each in found]),
            "member": ("str", [each.id for each in found]),
            "kind": ("str", [None if record is None else record.kind for record in records]),
            "role": ("str", [None if record is None else record.role for record in joined]),
            "since": ("str", texts(since)),
            "until": ("str", texts(until)),
            "membership": ("str", [None if record is None else record.id for record in joined]),
        }
    )
    for name, dates in (("since", since), ("until", until)):
        for end, days in zip(("earliest", "latest"), earliest_and_latest(dates), strict=True):
            frame[f"{name}_{end}"] = as_column(days)
    frame["membership"] = frame.pop("membership")  # the last, after what it says
    return frame


def belonging_to(
    programme: Programme, among: Iterable[Group], as_of: Moment | None = None
) -> Iterator[Member]:
    """Who belonged to which of these groups, as far as they had begun by a date if one is given."""
    places = Places(programme)
    for each in among:
        if isinstance(each, Network) and not had_begun(each.started, as_of):
            continue
        joined = programme.within(each.id, Membership)
        yield from (Member(each, membership.member, membership) for membership in joined)
        by_membership = {membership.member for membership in joined}
        unsaid = (id_ for id_ in places.members(each) if id_ not in by_membership)
        yield from (Member(each, id_, None) for id_ in unsaid)


def known_group(programme: Programme, group: object) -> Group:
    """The network, team or trio of this id.

    Raises:
        NoSuchGroup: there is none.
    """
    record = programme.get(group) if isinstance(group, str) else None
    if is_group(record):
        return record
    if record is not None:
        msg = f'"{group}" is {a(record.kind)}; give the id of a network, team or trio'
        raise NoSuchGroup(msg)
    hint = perhaps(group, (known.id for known in groups(programme)))
    raise NoSuchGroup(f'no network, team or trio has the id "{group}"{hint}')
