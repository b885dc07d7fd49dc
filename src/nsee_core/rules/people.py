"""NSEE2xx: trios, teams and networks, who belongs to them, and who teaches and observes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise
from operator import attrgetter
from types import MappingProxyType

from nsee_core.findings import Basis
from nsee_core.records import (
    Cycle,
    Lesson,
    Membership,
    Network,
    Order,
    Person,
    School,
    Team,
    Trio,
)
from nsee_core.rules.declaring import Hit, rule
from nsee_core.rules.naming import few
from nsee_core.rules.view import View

_THREE = 3
#: On what it rests that a trio of each type has three members; of schools no source is at hand.
_SIZE: Mapping[str | None, tuple[Basis, str | None]] = MappingProxyType(
    {"teachers": ("printed", "P40"), "critical friends": ("inferred", "P01")}
)
#: On what it rests that the members of a trio are all of one sort.
_SORT: Mapping[str | None, tuple[Basis, str | None]] = MappingProxyType(
    {"teachers": ("printed", "P40"), "schools": ("inferred", None)}
)
#: Those who are with a trio and are not one of the three.
_BESIDE = frozenset({"facilitator", "coordinator", "observer"})
#: What the size of a network may count, with the kind of record that this is.
_COUNTED = MappingProxyType(
    {"schools": "school", "authorities": "authority", "teams": "team", "practitioners": "person"}
)


@rule(
    "NSEE201",
    "trio-too-large",
    on=Trio,
    says="the trio has {have} members at once: {members}",
    fix="keep three and give the others a membership with their role or dates, or make it a team",
    basis="inferred",
)
def trio_too_large(trio: Trio, view: View) -> Iterator[Hit]:
    """Three is what lets each teach while the two others observe, turn and turn about."""
    three = _three(trio, view)
    if len(three) > _THREE:
        basis, source = _SIZE.get(trio.type, ("unsourced", None))
        yield Hit("members", basis=basis, source=source, have=len(three), members=few(three))


@rule(
    "NSEE202",
    "trio-too-small",
    on=Cycle,
    says="the {role} {trio} has {have} of its three members",
    fix="add who is missing to {trio}, or leave it out of the cycle",
    basis="inferred",
    silence=True,
)
def trio_too_small(cycle: Cycle, view: View) -> Iterator[Hit]:
    """A trio may take its time to form; by its first research lesson there are three.

    Of critical friends this is asked when the cycle has ended as completed.
    """
    for field, role, due in (
        ("trio", "trio", _trio_is_due),
        ("critical_friends", "trio of critical friends", _friends_are_due),
    ):
        trio = view.get(getattr(cycle, field), Trio)
        if trio is None or len(have := view.members(trio.id)) >= _THREE:
            continue
        if due(cycle, view):
            basis, source = _SIZE.get(trio.type, ("unsourced", None))
            yield Hit(field, basis=basis, source=source, role=role, trio=trio.id, have=len(have))


@rule(
    "NSEE203",
    "trio-of-mixed-sort",
    on=Trio,
    says="{member}, in a trio of {type}, is recorded as {sort}",
    fix="name another member, or correct what the trio or the member is recorded as",
    basis="inferred",
)
def trio_of_mixed_sort(trio: Trio, view: View) -> Iterator[Hit]:
    """The one word stands for three things: three teachers, three schools, or critical friends.

    Three teachers plan and observe together, three schools work in partnership, and critical
    friends look on from outside. What a trio can do depends on which of them it is.
    """
    if trio.type in _SORT:
        basis, source = _SORT[trio.type]
        for member in _three(trio, view):
            sort = _other_sort(trio, member, view)
            if sort is not None:
                yield Hit(
                    "members",
                    basis=basis,
                    source=source,
                    member=member,
                    sort=sort,
                    type=trio.type,
                )


@rule(
    "NSEE204",
    "from-outside-the-trio",
    on=Cycle,
    says="it was {role} by {person}, who is not in the trio {trio}",
    fix="correct who it was, or add them to the trio; a guest may observe",
    basis="inferred",
    source="P40",
)
def from_outside_the_trio(cycle: Cycle, view: View) -> Iterator[Hit]:
    """The lesson that three teachers planned together is taught by each of them.

    The other two observe it. Guests may observe it too, but take nobody's turn.
    """
    trio = _complete_trio(cycle, view)
    for lesson in view.within(cycle.id, Lesson) if trio else ():
        teacher, observers = lesson.taught_by, lesson.observed_by
        if teacher is not None and teacher not in trio:
            yield Hit(
                "taught_by", subject=lesson.id, role="taught", person=teacher, trio=cycle.trio
            )
        for observer in observers:
            if observer not in trio:
                yield Hit(
                    "observed_by",
                    subject=lesson.id,
                    basis="unsourced",
                    role="observed",
                    person=observer,
                    trio=cycle.trio,
                )


@rule(
    "NSEE205",
    "teacher-observes-self",
    on=Lesson,
    where="taught_by",
    says="{person} both taught the lesson and observed it",
    fix="name who taught it and, apart from them, who observed it",
    basis="inferred",
    source="P40",
)
def teacher_observes_self(lesson: Lesson, _view: View) -> Iterator[Hit]:
    """Observing is for the colleagues who do not teach: they have eyes free for the pupils."""
    if lesson.taught_by is not None and lesson.taught_by in lesson.observed_by:
        yield Hit("observed_by", person=lesson.taught_by)


@rule(
    "NSEE206",
    "pupil-or-colleague",
    on=Lesson,
    says="{field} names {person}, who is recorded as {sort}",
    fix="move pupils to pupil_observers and colleagues to observed_by, or correct their type",
    basis="inferred",
    source="P55",
)
def pupil_or_colleague(lesson: Lesson, view: View) -> Iterator[Hit]:
    """Pupils who observe as researchers are named apart from the colleagues who observe.

    Both views count, and what each of them sees is read differently.
    """
    for field, people, pupils in (
        ("taught_by", (lesson.taught_by,), False),
        ("observed_by", lesson.observed_by, False),
        ("pupil_observers", lesson.pupil_observers, True),
    ):
        for id_ in people:
            person = view.get(id_, Person)
            if person is not None and person.type and (person.type == "pupil") is not pupils:
                yield Hit(field, field=field, person=id_, sort=person.type)


@rule(
    "NSEE207",
    "group-of-one",
    on=Cycle,
    says="the lesson-study group {team} has one member, and lessons have begun",
    fix="add the others who take part to {team}",
    basis="printed",
    source="P58",
    silence=True,
)
def group_of_one(cycle: Cycle, view: View) -> Iterator[Hit]:
    """Lesson study is done by two, three or more people who share the plan and what they see."""
    for id_ in cycle.led_by:
        team = view.get(id_, Team)
        if team is None or team.type != "lesson-study group" or not _taught(cycle, view):
            continue
        if max(team.size or 0, len(view.members(id_))) == 1:
            yield Hit("led_by", team=id_)


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
        for one, other in pairwise(sorted(memberships, key=attrgetter("id"))):
            if _certainly_together(one, other):
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
    records = (view.programme.get(member) for member in _present(group, view))
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


RULES = (
    trio_too_large,
    trio_too_small,
    trio_of_mixed_sort,
    from_outside_the_trio,
    teacher_observes_self,
    pupil_or_colleague,
    group_of_one,
    member_of_itself,
    belongs_twice,
    lead_from_outside,
    more_than_its_size,
    not_an_authority,
)


def _present(group: Network | Team | Trio, view: View) -> tuple[str, ...]:
    """Those who belong and are not known to have left."""
    joined = view.within(group.id, Membership)
    left = {membership.member for membership in joined if membership.until is not None}
    return tuple(member for member in view.members(group.id) if member not in left)


def _three(trio: Trio, view: View) -> tuple[str, ...]:
    """Those who are of the trio at once, without those who only support it."""
    joined = view.within(trio.id, Membership)
    if not joined:
        return tuple(dict.fromkeys(trio.members))
    beside = {membership.member for membership in joined if membership.role in _BESIDE}
    return tuple(member for member in _present(trio, view) if member not in beside)


def _other_sort(trio: Trio, member: str, view: View) -> str | None:
    """What a member is, where that is not what the trio is made of."""
    record = view.programme.get(member)
    if record is None:
        return None
    if trio.type == "schools":
        return None if isinstance(record, School) else record.kind
    if isinstance(record, Person):
        return None if record.type in (None, "practitioner") else record.type
    return record.kind


def _complete_trio(cycle: Cycle, view: View) -> tuple[str, ...]:
    """The members of the cycle's trio of teachers, once all are known; else nobody."""
    trio = view.get(cycle.trio, Trio)
    if trio is None or trio.type not in (None, "teachers"):
        return ()
    members = view.members(trio.id)
    return members if len(members) >= _THREE else ()


def _taught(cycle: Cycle, view: View) -> bool:
    """Whether the cycle has research lessons."""
    return bool(view.within(cycle.id, Lesson))


def _trio_is_due(cycle: Cycle, view: View) -> bool:
    """Whether lessons have begun, and the protocol does not ask for the trio itself (NSEE344)."""
    protocol = view.protocol(cycle)
    asks = protocol is not None and any(people.group == "trio" for people in protocol.people)
    return _taught(cycle, view) and not (asks and cycle.outcome == "completed")


def _friends_are_due(cycle: Cycle, _view: View) -> bool:
    return cycle.outcome == "completed"


def _certainly_together(one: Membership, other: Membership) -> bool:
    """Whether two memberships are of one time: of the same dates, or of dates that overlap."""
    if (one.since, one.until) == (other.since, other.until):
        return True
    return not (_may_precede(one, other) or _may_precede(other, one))


def _may_precede(one: Membership, other: Membership) -> bool:
    """Whether one may have ended by the time that the other began."""
    if other.since is None:
        return True
    if one.until is not None:
        return one.until.by(other.since) is not Order.CERTAINLY_NOT
    return one.since is None or one.since.before(other.since) is not Order.CERTAINLY_NOT
