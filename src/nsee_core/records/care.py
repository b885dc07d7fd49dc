"""What people agreed to, and whether they still do."""

from typing import Annotated, Literal

from nsee_core.records.base import Base, Id, To
from nsee_core.records.dates import When

#: Education Scotland's page on ethics asks for quotes and images apart from taking part.
Purpose = Literal["taking part", "recording", "quotes", "images"]


class Consent(Base):
    """What one participant or group agreed to, for one purpose."""

    kind: Literal["consent"] = "consent"
    participants: tuple[Annotated[Id, To("person", "trio", "team", "school", "network")], ...] = ()
    """Who takes part."""
    purpose: Purpose | None = None
    """What it is for."""
    given_by: Annotated[Id, To("person")] | None = None
    """Who gave it, where it was given on somebody's behalf."""
    given: When | None = None
    """When it was given."""
    withdrawn: When | None = None
    """When it was withdrawn: nothing gathered under it may be used from then on."""
    informed: bool | None = None
    """Whether the reason for the enquiry and what it involves were explained first."""
    contact: Annotated[Id, To("person")] | None = None
    """The named researcher whom they could ask."""
    cycle: Annotated[Id, To("cycle", part=True)] | None = None
    """The cycle that it is for."""
