"""Reported changes, kept as printed."""

from typing import Annotated, Literal

from nsee_core.records.base import Base, Id, Text, To
from nsee_core.records.dates import When
from nsee_core.records.units import Number, Unit


class Claim(Base):
    """A figure that somebody reported, exactly as they printed it.

    The unit may be unknown; it is never guessed. "14 %" may mean percent or percentage points,
    and one figure may have been attributed to several sources: each attribution is a claim.
    """

    kind: Literal["claim"] = "claim"
    value: Number | None = None
    """The number as printed."""
    unit_printed: Text | None = None
    """The unit as printed."""
    unit: Unit | None = None
    """What that unit means, where the source leaves no doubt."""
    measure: Text | None = None
    """What was measured."""
    stage: Text | None = None
    """The stage of schooling, as printed."""
    since: When | None = None
    """What the change is counted from."""
    when: When | None = None
    """When it was reported, or when the value held."""
    population: Text | None = None
    """Among whom."""
    attributed_to: Text | None = None
    """Who is said to have said so."""
    about: tuple[Annotated[Id, To("cycle", "network", "school", "authority", "partner")], ...] = ()
    """What it is about."""
    contradicts: tuple[Annotated[Id, To("claim")], ...] = ()
    """Other claims that cannot be true beside it."""
