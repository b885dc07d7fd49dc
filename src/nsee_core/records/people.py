"""Who works together: people, networks, who belonged to what, trios and other teams."""

from typing import Annotated, Literal

from nsee_core.records.base import Base, Count, FreeText, Id, Private, Text, To
from nsee_core.records.dates import When

PersonType = Literal["practitioner", "pupil", "officer", "researcher", "parent or carer", "partner"]
NetworkType = Literal[
    "partnership",
    "enquiry network",
    "specialist network",
    "family of schools",
    "learning community",
    "forum",
    "regional collaborative",
    "school improvement partnership",
]
#: The four key areas of NSEE's work, shortened (nsee.org.uk/about-us/the-impact-on-education).
KeyArea = Literal[
    "learning, teaching, leadership and families",
    "leadership of change",
    "use of the Pupil Equity Fund",
    "sharing expertise",
]
MembershipRole = Literal[
    "lead", "member", "facilitator", "critical friend", "coordinator", "observer"
]
TrioType = Literal["teachers", "schools", "critical friends"]
TeamType = Literal[
    "partnership innovation team",
    "school inquiry group",
    "lesson-study group",
    "strategy group",
    "other",
]
Counted = Literal["schools", "authorities", "teams", "practitioners"]


class Person(Base):
    """Someone who takes part, under an id that is not their name."""

    kind: Literal["person"] = "person"
    type: PersonType | None = None
    """Practitioner, pupil, officer, researcher, parent or carer, or partner."""
    name: Annotated[Text | None, Private("sensitive")] = None
    """Their name, where it must be held at all; it never leaves in a safe export."""
    position: FreeText = None
    """The post they hold, such as depute headteacher."""
    school: Annotated[Id, To("school")] | None = None
    """The school they work or learn in."""
    employer: Annotated[Id, To("authority", "partner")] | None = None
    """The authority or other organisation they work for, where it is not a school."""


class Network(Base):
    """Schools and others that work together over time, under whatever name."""

    kind: Literal["network"] = "network"
    name: Text | None = None
    """The name in print."""
    type: NetworkType | None = None
    """What sort of network it is."""
    within: Annotated[Id, To("network")] | None = None
    """The larger network that it sits inside."""
    lead: Annotated[Id, To("person", "school", "authority", "partner", "team")] | None = None
    """Who leads it; leadership that changes hands is held as memberships with a role."""
    key_areas: tuple[KeyArea, ...] = ()
    """Which of NSEE's four key areas it works on."""
    size: Count | None = None
    """How many belong, where only a count is known."""
    size_of: Counted | None = None
    """What ``size`` counts."""
    started: When | None = None
    """When it began."""
    ended: When | None = None
    """When it ended."""


class Membership(Base):
    """That somebody belonged to a network, team or trio: in what role, from when, until when."""

    kind: Literal["membership"] = "membership"
    group: Annotated[Id, To("network", "team", "trio", part=True)]
    """The network, team or trio."""
    member: Annotated[Id, To("person", "school", "authority", "partner", "network", "team")]
    """Who belonged to it."""
    role: MembershipRole | None = None
    """What they were in it."""
    since: When | None = None
    """From when."""
    until: When | None = None
    """Until when; absent while it lasts or where it is not known."""


class Trio(Base):
    """Three of one sort who work together.

    The sources use the one word for three things: three teachers who plan and observe research
    lessons, three schools, and the external trio of critical friends that supports a partnership.
    """

    kind: Literal["trio"] = "trio"
    name: FreeText = None
    """What it is called."""
    type: TrioType | None = None
    """Teachers, schools or critical friends."""
    members: tuple[Annotated[Id, To("person", "school", "partner", "authority")], ...] = ()
    """Its members; who joined or left with a date is a membership."""
    network: Annotated[Id, To("network")] | None = None
    """The network that it works in."""


class Team(Base):
    """Any other group: partnership innovation team, school inquiry group, lesson-study group."""

    kind: Literal["team"] = "team"
    name: FreeText = None
    """What it is called."""
    type: TeamType | None = None
    """What sort of team it is."""
    members: tuple[Annotated[Id, To("person", "school", "partner", "authority")], ...] = ()
    """Its members; who joined or left with a date is a membership."""
    lead: Annotated[Id, To("person")] | None = None
    """Who leads it."""
    school: Annotated[Id, To("school")] | None = None
    """The school that it belongs to."""
    network: Annotated[Id, To("network")] | None = None
    """The network that it works in."""
    size: Count | None = None
    """How many people belong, where only a count is known."""
