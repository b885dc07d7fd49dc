"""Who held which role in which group, from when until when."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple

import pandas as pd

from nsee_core.engine.moment import Moment, moment
from nsee_core.frames import typed_frame
from nsee_core.networks.days import texts
from nsee_core.networks.placing.levels import Places, is_group
from nsee_core.networks.placing.tenures import Tenure, Tenures
from nsee_core.programme import Programme
from nsee_core.programme.giving import programme_given
from nsee_core.records import Base, Membership, Network, Team, When

#: Which record says so: a membership, or the group's own field ``lead``.
Origin = Literal["membership", "lead"]


class Role(NamedTuple):
    """That somebody held a role in a group."""

    holder: str
    group: Base
    role: str | None
    since: When | None
    until: When | None
    origin: Origin
    record: str


def roles(programme: Programme, *, as_of: Moment | None = None) -> pd.DataFrame:
    """Who held what role in which network, team or trio, from when until when.

    Two records say so: a membership, in its role, and a network or team that names its lead. A
    network's lead holds the role as long as there is the network. Where both say the same, it is
    said twice, and ``origin`` tells them apart; but a membership as lead that says from when or
    until when says more than the group's own field, which then does not count for its holder. A
    membership that names no role is a row without.

    Columns, in order (``str`` unless said): ``holder``, ``holder_kind``, ``position`` (which post,
    in one of a few words; it has no dates, and is the one that is recorded, whenever the role was
    held), ``school`` and ``authority`` (of the holder, where known); ``group``, ``group_kind``,
    ``group_type``; ``role``; ``since`` and ``until``, as in the source; ``origin``, membership or
    lead; ``record``, which says so; and ``certain`` (``boolean``), whether the role was certainly
    held on the date, missing where none is asked for.

    Somebody certainly held a role on a date if they had begun on every day that the dates allow,
    and had not stopped; possibly, if on some day. A role that says nothing of its beginning makes
    nobody certain. One without an end lasts, at most as long as the network itself; as
    ``members_at()`` has it.

    Args:
        programme: the records.
        as_of: only the roles held on this date, certainly or possibly; a longer one, such as a
            session, for those held all through it, and possibly at some time in it. None for all.

    Raises:
        NotAMoment: ``as_of`` is no date to look back from.

    >>> from nsee_core import School
    >>> frame = roles(Programme.of([
    ...     Network(id="n1", lead="s1", started="2017"), School(id="s1"), School(id="s2"),
    ...     Membership(id="m1", group="n1", member="s2", role="facilitator", since="June 2018"),
    ... ]), as_of="2018-06-15")
    >>> frame[["holder", "role", "since", "origin", "certain"]]
      holder         role      since      origin  certain
    0     s2  facilitator  June 2018  membership    False
    1     s1         lead       2017        lead     True
    """
    found = list(held(programme_given(programme)))
    certain: list[bool | None] = [None] * len(found)
    if as_of is not None:
        tenures = Tenures.of(Tenure(role.group, role.since, role.until) for role in found)
        possibly, certainly = tenures.on(moment(as_of))
        found = [role for role, maybe in zip(found, possibly, strict=True) if maybe]
        certain = certainly[possibly].tolist()
    places = Places(programme)
    said = [places.attributes(role.holder) for role in found]
    columns: dict[str, list[str | None]] = {
        "holder": [role.holder for role in found],
        "holder_kind": [each.get("kind") for each in said],
        "position": [each.get("position") for each in said],
        "school": [each.get("school") for each in said],
        "authority": [each.get("authority") for each in said],
        "group": [role.group.id for role in found],
        "group_kind": [role.group.kind for role in found],
        "group_type": [role.group.__dict__["type"] for role in found],
        "role": [role.role for role in found],
        "since": texts(role.since for role in found),
        "until": texts(role.until for role in found),
        "origin": [role.origin for role in found],
        "record": [role.record for role in found],
    }
    cells = {name: ("str", values) for name, values in columns.items()}
    return typed_frame({**cells, "certain": ("boolean", certain)})


def held(programme: Programme) -> Iterator[Role]:
    """Every role that the records tell of: the memberships, then the leads, in order."""
    dated = set[tuple[str, str]]()
    for membership in programme.of_kind(Membership):
        group = programme.get(membership.group)
        if is_group(group):
            role = Role(
                holder=membership.member,
                group=group,
                role=membership.role,
                since=membership.since,
                until=membership.until,
                origin="membership",
                record=membership.id,
            )
            if role.role == "lead" and (role.since or role.until):
                dated.add((role.holder, group.id))
            yield role
    for lead in _leads(programme):
        if (lead.holder, lead.record) not in dated:
            yield lead


def _leads(programme: Programme) -> Iterator[Role]:
    """The leads that networks and teams name themselves."""
    for network in programme.of_kind(Network):
        if network.lead is not None:
            since, until = network.started, network.ended
            yield Role(network.lead, network, "lead", since, until, "lead", network.id)
    for team in programme.of_kind(Team):
        if team.lead is not None:
            yield Role(team.lead, team, "lead", None, None, "lead", team.id)
