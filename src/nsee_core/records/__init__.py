"""The nouns: every kind of record, flat and frozen, pointing at the others by id.

A new kind is one class and one name in the union below; then it is read, checked, tabled and
drawn like the rest.
"""

from functools import cache
from types import MappingProxyType
from typing import Annotated, get_args

from pydantic import Field, TypeAdapter

from nsee_core.records.base import Base
from nsee_core.records.care import Consent
from nsee_core.records.claims import Claim
from nsee_core.records.cycles import Cycle, Entry, Question, Success
from nsee_core.records.dates import NotADate, Order, When
from nsee_core.records.evidence import Change, Evidence, Insight
from nsee_core.records.knowledge import Barrier, Practice, Resource, Transfer
from nsee_core.records.lessons import FocusPupil, Lesson
from nsee_core.records.measures import Measure, Measurement
from nsee_core.records.people import Membership, Network, Person, Team, Trio
from nsee_core.records.places import Authority, Partner, Profile, School
from nsee_core.records.surveys import Survey, Tie, TieQuestion
from nsee_core.records.units import Quantity, UnitMismatch

__all__ = [
    "KINDS",
    "Authority",
    "Barrier",
    "Base",
    "Change",
    "Claim",
    "Consent",
    "Cycle",
    "Entry",
    "Evidence",
    "FocusPupil",
    "Insight",
    "Lesson",
    "Measure",
    "Measurement",
    "Membership",
    "Network",
    "NotADate",
    "Order",
    "Partner",
    "Person",
    "Practice",
    "Profile",
    "Quantity",
    "Question",
    "Record",
    "Resource",
    "School",
    "Success",
    "Survey",
    "Team",
    "Tie",
    "TieQuestion",
    "Transfer",
    "Trio",
    "UnitMismatch",
    "When",
    "record_adapter",
]

#: Any record, told apart by its ``kind``.
Record = Annotated[
    Authority
    | Partner
    | School
    | Profile
    | Person
    | Network
    | Membership
    | Trio
    | Team
    | Cycle
    | Entry
    | Lesson
    | Evidence
    | Insight
    | Change
    | Practice
    | Transfer
    | Barrier
    | Resource
    | Consent
    | Claim
    | Measure
    | Measurement
    | Survey
    | Tie,
    Field(discriminator="kind"),
]

#: Every kind of record by its name, in the order in which people meet them.
KINDS: MappingProxyType[str, type[Base]] = MappingProxyType(
    {model.model_fields["kind"].default: model for model in get_args(get_args(Record)[0])}
)


@cache
def record_adapter() -> TypeAdapter[Record]:
    """The validator of any record, built when it is first needed.

    >>> record_adapter().validate_json('{"kind": "trio", "id": "t1"}')
    Trio(id='t1', source=None, ...
    """
    return TypeAdapter(Record)
