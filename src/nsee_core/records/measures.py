"""What a named instrument measures, and the values that it gave."""

from typing import Annotated, Literal

from nsee_core.records.base import Base, Count, FreeText, Id, Text, To
from nsee_core.records.dates import When
from nsee_core.records.units import Number, Unit

#: The three parts of professional capital (Hargreaves and Fullan 2012; DOMAIN 4.4).
Capital = Literal["human", "social", "decisional"]


class Measure(Base):
    """One scale or indicator of a named instrument."""

    kind: Literal["measure"] = "measure"
    name: Text | None = None
    """What it is called in the instrument."""
    instrument: Text | None = None
    """The instrument that defines it, by name and version: a value without one means nothing."""
    capital: Capital | None = None
    """The part of professional capital that the instrument says it is of."""
    unit: Literal[Unit, "score"] | None = None
    """What its values are in; a score is on the instrument's own scale."""
    lowest: Number | None = None
    """The lowest value that it can take."""
    highest: Number | None = None
    """The highest value that it can take."""


class Measurement(Base):
    """One value of one measure, for one person or group at one time."""

    kind: Literal["measurement"] = "measurement"
    measure: Annotated[Id, To("measure", part=True)]
    """What was measured."""
    about: (
        Annotated[Id, To("person", "school", "team", "trio", "network", "authority", "partner")]
        | None
    ) = None
    """Of whom it holds."""
    population: FreeText = None
    """Of whom it holds, in words, where only that is known."""
    survey: Annotated[Id, To("survey")] | None = None
    """The wave of the survey that it was taken in."""
    when: When | None = None
    """When it was taken."""
    value: Number | None = None
    """The value, in the unit of the measure."""
    n: Count | None = None
    """How many persons or cases stand behind it."""
