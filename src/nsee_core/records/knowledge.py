"""What moves between people: ways of working, what stands in the way, what was mobilised."""

from typing import Annotated, Literal

from nsee_core.records.base import Base, Count, FreeText, Id, To
from nsee_core.records.dates import When
from nsee_core.records.units import Quantity

TransferType = Literal["adopted", "adapted", "shared"]
#: How far a practice moved (Ainscow 2016: within schools, between schools, beyond schools).
MovementLevel = Literal["within school", "between schools", "between authorities", "beyond schools"]
BarrierType = Literal[
    "presence", "participation", "progress", "social", "cultural", "political", "practical"
]
ResourceType = Literal["expertise", "time", "cover", "funding"]


class Practice(Base):
    """A way of working that can be taken up by others."""

    kind: Literal["practice"] = "practice"
    name: FreeText = None
    """What it is called."""
    text: FreeText = None
    """What is done."""
    adapted_from: Annotated[Id, To("practice")] | None = None
    """The practice that it was adapted from."""
    cycle: Annotated[Id, To("cycle")] | None = None
    """The cycle in which it arose."""
    since: When | None = None
    """Since when it has existed."""


class Transfer(Base):
    """That a practice moved from someone to someone, or was shared with an audience."""

    kind: Literal["transfer"] = "transfer"
    practice: Annotated[Id, To("practice")] | None = None
    """What moved."""
    giver: Annotated[Id, To("person", "school", "team", "trio", "network")] | None = None
    """From whom."""
    receivers: tuple[
        Annotated[Id, To("person", "school", "team", "trio", "network", "authority", "partner")],
        ...,
    ] = ()
    """To whom, where they are known."""
    audience: FreeText = None
    """To whom, in words, where only that is known."""
    audience_size: Count | None = None
    """How many they were."""
    type: TransferType | None = None
    """Whether it was adopted as it was, adapted, or only shared."""
    adapted_as: Annotated[Id, To("practice")] | None = None
    """What it became where it was adapted."""
    cycle: Annotated[Id, To("cycle", part=True)] | None = None
    """The cycle in which it happened."""
    when: When | None = None
    """When."""
    level_printed: MovementLevel | None = None
    """How far it moved, where only the source knows."""


class Barrier(Base):
    """What stands in the way, of learning or of working together; found by analysing context.

    Presence, participation and progress are the three Ps of Every Dundee Learner Matters, about
    learning; social, cultural, political and practical barriers are about collaboration.
    """

    kind: Literal["barrier"] = "barrier"
    type: BarrierType | None = None
    """What sort of barrier it is."""
    text: FreeText = None
    """What it is."""
    cycle: Annotated[Id, To("cycle", part=True)] | None = None
    """The cycle that found it."""
    faced_by: tuple[Annotated[Id, To("person", "school", "network", "team", "trio")], ...] = ()
    """Who faces it."""
    evidence: tuple[Annotated[Id, To("evidence")], ...] = ()
    """How it was found."""


class Resource(Base):
    """What was mobilised: expertise, time, cover or funding."""

    kind: Literal["resource"] = "resource"
    type: ResourceType | None = None
    """What sort of resource it is."""
    text: FreeText = None
    """What it is."""
    fund: FreeText = None
    """The fund it was paid from, such as the Pupil Equity Fund."""
    pooled: bool | None = None
    """Whether several schools pooled it."""
    provided_by: tuple[
        Annotated[Id, To("person", "school", "authority", "partner", "team", "trio")], ...
    ] = ()
    """Who provided it."""
    provided_to: tuple[Annotated[Id, To("person", "school", "network", "team", "trio")], ...] = ()
    """Whom it was for."""
    against: tuple[Annotated[Id, To("barrier")], ...] = ()
    """The barriers that it was meant to lower."""
    cycle: Annotated[Id, To("cycle", part=True)] | None = None
    """The cycle that it was used in."""
    amount: Quantity | None = None
    """How much, with its unit."""
    when: When | None = None
    """When."""
