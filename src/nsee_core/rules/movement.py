"""NSEE45x: practices and their movement: what was given by whom to whom, and what it became."""

from __future__ import annotations

from collections.abc import Iterator

from nsee_core.engine.distance import MOVEMENT_LEVELS, NOWHERE, End, levels_between
from nsee_core.findings import Severity
from nsee_core.records import Authority, Partner, Person, Practice, School, Team, Transfer
from nsee_core.rules.declaring import Hit, rule
from nsee_core.rules.moments import certainly_before
from nsee_core.rules.view import View
from nsee_core.wording import listed


@rule(
    "NSEE451",
    "moved-before-it-existed",
    on=Transfer,
    where="when",
    says="it moved before {practice} existed",
    fix="correct the date of the transfer, or since when {practice} has existed",
    basis="inferred",
)
def moved_before_it_existed(transfer: Transfer, view: View) -> Iterator[Hit]:
    """A way of working can be passed on once there is one. The two dates leave no room for that."""
    practice = view.get(transfer.practice, Practice)
    if practice is not None and certainly_before(transfer.when, practice.since):
        yield Hit("when", practice=practice.id)


@rule(
    "NSEE452",
    "older-than-its-origin",
    on=Practice,
    where="adapted_from",
    says="it has existed for longer than {origin}, which it was adapted from",
    fix="correct since when the two have existed, or which of them was adapted from the other",
    basis="inferred",
)
def older_than_its_origin(practice: Practice, view: View) -> Iterator[Hit]:
    """What was adapted from something came after it; the two may have been mixed up."""
    origin = view.get(practice.adapted_from, Practice)
    if origin is not None and certainly_before(practice.since, origin.since):
        yield Hit("since", origin=origin.id)


@rule(
    "NSEE453",
    "adapted-into-its-origin",
    on=Transfer,
    where="adapted_as",
    says="{practice} is said to have become {became}{why}",
    fix="name what it became under adapted_as; leave that out where it stayed what it was",
    basis="agreed",
)
def adapted_into_its_origin(transfer: Transfer, view: View) -> Iterator[Hit]:
    """What is adapted becomes something else, and cannot become what it came from.

    Such a circle has no beginning, so that nobody could say where the practice arose.
    """
    practice, became = view.get(transfer.practice, Practice), transfer.adapted_as
    if practice is None or became is None:
        return
    if became == practice.id:
        yield Hit("adapted_as", practice=practice.id, became="itself", why="")
    elif became == practice.adapted_from:
        why = ", from which it was adapted"
        yield Hit("adapted_as", practice=practice.id, became=became, why=why)


@rule(
    "NSEE454",
    "given-to-oneself",
    on=Transfer,
    where="giver",
    says="{giver} is both who gave it and one of those who received it",
    fix="name those who received it, and apart from them who gave it",
    basis="agreed",
)
def given_to_oneself(transfer: Transfer, view: View) -> Iterator[Hit]:
    """Nobody learns a practice from themselves.

    A school or a team may be on both sides, where a practice spread within it; a person may not.
    """
    giver = transfer.giver
    if giver in transfer.receivers and view.get(giver, Person) is not None:
        yield Hit("receivers", transfer.receivers.index(giver), giver=giver)


@rule(
    "NSEE455",
    "became-what-unsaid",
    on=Transfer,
    where="type",
    says="it was adapted and it is not said what it became",
    fix="add the practice that it became, and name it under adapted_as",
    basis="inferred",
    severity=Severity.INFO,
)
def became_what_unsaid(transfer: Transfer, _view: View) -> Iterator[Hit]:
    """A practice that is adapted is another one afterwards.

    Only where that one has a record can it be seen how the practice changed on its way.
    """
    if transfer.type == "adapted" and transfer.adapted_as is None:
        yield Hit("adapted_as")


@rule(
    "NSEE456",
    "became-something-unadapted",
    on=Transfer,
    where="adapted_as",
    says="it was {type}, not adapted, and yet it is said to have become {became}",
    fix="say that it was adapted, or leave out what it became",
    basis="inferred",
)
def became_something_unadapted(transfer: Transfer, _view: View) -> Iterator[Hit]:
    """What is adopted stays what it is, and what is only shared is not taken up yet."""
    if transfer.adapted_as is not None and transfer.type in ("adopted", "shared"):
        yield Hit("type", type=transfer.type, became=transfer.adapted_as)


@rule(
    "NSEE457",
    "nobody-received",
    on=Transfer,
    says="it is not said who received it",
    fix="name the receivers, or say in words who the audience was or how many they were",
    basis="inferred",
    severity=Severity.INFO,
)
def nobody_received(transfer: Transfer, _view: View) -> Iterator[Hit]:
    """Knowledge has moved when somebody has it who did not have it before.

    Even a number is something: a talk to forty is not a talk to nobody.
    """
    if not transfer.receivers and transfer.audience is None and transfer.audience_size is None:
        yield Hit("receivers")


@rule(
    "NSEE458",
    "level-not-where-it-went",
    on=Transfer,
    where="level_printed",
    says="it is said to have moved {level}, and from {giver} to {receiver} it is {far}",
    fix="check the source, and correct the level, the schools or those who are named",
    basis="inferred",
)
def level_not_where_it_went(transfer: Transfer, view: View) -> Iterator[Hit]:
    """How far a practice moved follows from where the two are who gave and received it.

    It is told only where the two leave no room for what is printed, and that of every receiver.
    """
    level, giver = transfer.level_printed, transfer.giver
    if level is None or giver is None or not transfer.receivers:
        return
    start = _end(giver, view)
    open_ = [levels_between(start, _end(receiver, view)) for receiver in transfer.receivers]
    if not any(level in levels for levels in open_):
        far = listed([each for each in MOVEMENT_LEVELS if each in open_[0]], "or")
        receiver = transfer.receivers[0]
        yield Hit("level_printed", level=level, giver=giver, receiver=receiver, far=far)


@rule(
    "NSEE459",
    "adapted-from-another",
    on=Transfer,
    where="adapted_as",
    says="it says that {practice} became {became}, which says that it was adapted from {origin}",
    fix="check which of them it came from; leave both where it came from both",
    basis="inferred",
    severity=Severity.INFO,
)
def adapted_from_another(transfer: Transfer, view: View) -> Iterator[Hit]:
    """A practice can come from two others. More often, one of the two records is mistaken."""
    became = view.get(transfer.adapted_as, Practice)
    if became is None or transfer.practice in (None, became.id, became.adapted_from):
        return
    if became.adapted_from is not None:
        origin = became.adapted_from
        yield Hit("adapted_as", practice=transfer.practice, became=became.id, origin=origin)


RULES = (
    moved_before_it_existed,
    older_than_its_origin,
    adapted_into_its_origin,
    given_to_oneself,
    became_what_unsaid,
    became_something_unadapted,
    nobody_received,
    level_not_where_it_went,
    adapted_from_another,
)


def _end(id_: str, view: View) -> End:
    """Where a giver or receiver is, as far as a rule looks: by what their own record says.

    Whose authority a school is, or an employer, is for others to see, and so is where the members
    of a group are. What is not seen is left open, so that nothing is told that is not so.
    """
    match view.programme.get(id_):
        case (
            Partner()
            | Person(type="parent or carer")
            | Person(type="partner" | "researcher", school=None, employer=None)
        ):
            return End(outside=True)
        case Authority():
            return End(authorities=frozenset((id_,)))
        case School(authority=authority):
            named = frozenset(() if authority is None else (authority,))
            return End(frozenset((id_,)), named, unsure=authority is None)
        case (Person(school=str(school)) | Team(school=str(school))) as record:
            elsewhere = isinstance(record, Person) and record.employer is not None
            return End(frozenset((school,)), vague=elsewhere, unsure=True)
        case Person(type="officer"):
            return End(unsure=True)
    return NOWHERE
