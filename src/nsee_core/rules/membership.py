"""NSEE21x: networks and teams: who belongs to them, and since when."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from types import MappingProxyType

from nsee_core.records import Membership, Network, Order, Team, Trio, When
from nsee_core.rules.declaring import Hit, rule
from nsee_core.rules.moments import beyond
from nsee_core.rules.view import View

#: What the size of a network may count, with the kind of record that this is.
_COUNTED = MappingProxyType(
    {"schools": "school", "authorities": "authority", "teams": "team", "practitioners": "person"}
)


@rule(
    "NSEE211",
    "member-of-itself",
    on=Membership,
    says="{group} is said to belong to itself",
    fix="name the one who belonged to {group}",
    basis="agreed",
)
def member_of_itself(membership: Membership, _view: View) -> Iterator[Hit]:
    """A network or team is made of others; it is not one of its own members."""
    if membership.member == membership.group:
        yield Hit("member", group=membership.group)


@rule(
    "NSEE212",
    "belongs-twice",
    on=(Network, Team, Trio),
    says="{one} and {other} say the same: {member} belonged to it{role} over one and the same time",
    fix="keep one of the two, or correct their dates or the role",
    basis="inferred",
)
def belongs_twice(group: Network | Team | Trio, view: View) -> Iterator[Hit]:
    """Two memberships of one member, in one role, at one time are one membership told twice.

    They would make the group look larger than it was.
    """
    told: dict[tuple[str, str | None], list[Membership]] = {}
    for membership in view.within(group.id, Membership):
        told.setdefault((membership.member, membership.role), []).append(membership)
    for (member, role), memberships in told.items():
        for one, other in _told_twice(memberships) if len(memberships) > 1 else ():
            says = f" as {role}" if role else ""
            yield Hit(one=one.id, other=other.id, member=member, role=says)


@rule(
    "NSEE213",
    "lead-from-outside",
    on=Team,
    says="{lead} leads the team and is not named among its members",
    fix="add {lead} to the members, unless the lead was meant to stand outside",
    basis="unsourced",
)
def lead_from_outside(team: Team, view: View) -> Iterator[Hit]:
    """Whoever leads a team usually belongs to it, and is counted with it."""
    if team.lead is not None:
        members = view.members(team.id)
        if members and team.lead not in members:
            yield Hit("lead", lead=team.lead)


@rule(
    "NSEE214",
    "more-than-its-size",
    on=(Network, Team),
    says="{have} {what} are named as members and the size says {size}",
    fix="correct the size, or give those who left the date until which they belonged",
    basis="unsourced",
)
def more_than_its_size(group: Network | Team, view: View) -> Iterator[Hit]:
    """A size is kept where only a count is known; it should not be less than those we can name."""
    what = "practitioners" if isinstance(group, Team) else group.size_of
    if group.size is None or what is None:
        return
    records = (view.programme.get(member) for member in present(group, view))
    have = sum(record is not None and record.kind == _COUNTED[what] for record in records)
    if have > group.size:
        yield Hit("size", have=have, what=what, size=group.size)


@rule(
    "NSEE215",
    "not-an-authority",
    on=Network,
    says="{member} belongs to a regional collaborative and is of the kind {kind}, not authority",
    fix="name the local authority, or give the membership the role that they have",
    basis="inferred",
    source="P77",
)
def not_an_authority(network: Network, view: View) -> Iterator[Hit]:
    """The six regional improvement collaboratives are made up of Scotland's 32 authorities.

    Schools belong to one through their authority. Whoever leads or supports it has that role.
    """
    if network.type != "regional collaborative":
        return
    for membership in view.within(network.id, Membership):
        record = view.programme.get(membership.member)
        if membership.role in (None, "member") and record and record.kind != "authority":
            yield Hit(member=membership.member, kind=record.kind)


@rule(
    "NSEE216",
    "belongs-outside-its-time",
    on=Network,
    says="{member} belonged to it {when}, which lies {limit}",
    fix="correct the date of the membership or of the network",
    basis="inferred",
)
def belongs_outside_its_time(network: Network, view: View) -> Iterator[Hit]:
    """Nobody belongs to a network before there is one, or after there is none.

    Who was in it at a time, and how it grew, is counted by these dates.
    """
    outside = beyond("the network", network.started, network.ended)
    if outside is None:
        return
    for membership in view.within(network.id, Membership):
        since, until = outside(membership.since), outside(membership.until)
        if since:
            yield _outside(membership, "since", f"from {membership.since}", since)
        if until:
            yield _outside(membership, "until", f"until {membership.until}", until)


RULES = (
    member_of_itself,
    belongs_twice,
    lead_from_outside,
    more_than_its_size,
    not_an_authority,
    belongs_outside_its_time,
)


def present(group: Network | Team | Trio, view: View) -> tuple[str, ...]:
    """Those who belong and are not known to have left."""
    joined = view.within(group.id, Membership)
    left = {membership.member for membership in joined if membership.until is not None}
    return tuple(member for member in view.members(group.id) if member not in left)


def _outside(membership: Membership, field: str, when: str, limit: str) -> Hit:
    """That somebody belonged to a network at a time when there was none."""
    return Hit(field, subject=membership.id, member=membership.member, when=when, limit=limit)


def _told_twice(memberships: list[Membership]) -> Iterator[tuple[Membership, Membership]]:
    """Each that says the same as one which began before it, of those the one that lasts longest."""
    of_dates: dict[tuple[When | None, When | None], Membership] = {}
    longest: Membership | None = None
    for other in sorted(memberships, key=_began):
        one = of_dates.setdefault((other.since, other.until), other)
        if one is not other:
            yield one, other
        elif longest is not None and _certainly_together(longest, other):
            yield longest, other
        if other.since is not None and (longest is None or _ended(longest) < _ended(other)):
            longest = other


def _began(membership: Membership) -> tuple[date, str]:
    since = membership.since
    return (since and since.latest) or date.min, membership.id


def _ended(membership: Membership) -> date:
    until = membership.until
    return (until and until.earliest) or date.min  # whatever may be over overlaps with nothing


def _certainly_together(one: Membership, other: Membership) -> bool:
    """Whether the dates of two memberships overlap without doubt."""
    return not (_may_precede(one, other) or _may_precede(other, one))


def _may_precede(one: Membership, other: Membership) -> bool:
    """Whether one may have ended by the time that the other began."""
    if other.since is None:
        return True
    if one.until is not None:
        return one.until.by(other.since) is not Order.CERTAINLY_NOT
    return one.since is None or one.since.before(other.since) is not Order.CERTAINLY_NOT
