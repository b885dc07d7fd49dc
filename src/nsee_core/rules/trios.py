"""NSEE201 to 204: trios: how many they are, of what sort, and whose lessons they teach."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from nsee_core.findings import Basis
from nsee_core.records import Cycle, Lesson, Membership, Person, School, Trio
from nsee_core.rules.declaring import Hit, rule
from nsee_core.rules.membership import present
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


RULES = (
    trio_too_large,
    trio_too_small,
    trio_of_mixed_sort,
    from_outside_the_trio,
)


def _three(trio: Trio, view: View) -> tuple[str, ...]:
    """Those who are of the trio at once, without those who only support it."""
    joined = view.within(trio.id, Membership)
    if not joined:
        return tuple(dict.fromkeys(trio.members))
    beside = {membership.member for membership in joined if membership.role in _BESIDE}
    return tuple(member for member in present(trio, view) if member not in beside)


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


def _trio_is_due(cycle: Cycle, view: View) -> bool:
    """Whether lessons have begun, and the protocol does not ask for the trio itself (NSEE344)."""
    protocol = view.protocol(cycle)
    asks = protocol is not None and any(people.group == "trio" for people in protocol.people)
    begun = bool(view.within(cycle.id, Lesson))
    return begun and not (asks and cycle.outcome == "completed")


def _friends_are_due(cycle: Cycle, _view: View) -> bool:
    return cycle.outcome == "completed"
