"""Units are types: nothing converts one into another by accident."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from nsee_core.records.base import NoTruth, Part

Number = Annotated[float, Field(ge=-1e15, le=1e15), NoTruth]
#: A share of a whole, in percent.
Share = Annotated[float, Field(ge=0, le=100), NoTruth]

Unit = Literal[
    "percent",
    "percentage points",
    "months of progress",
    "standard deviations",
    "count",
    "pounds",
    "days",
    "hours",
    "full-time equivalents",
]


class UnitMismatch(TypeError):
    """Two quantities of different units were added, subtracted or compared."""


class Quantity(Part):
    """A number with its unit.

    Adding, subtracting and comparing need the same unit on both sides; the one difference that
    changes the unit is that of two percentages, which is in percentage points.

    >>> Quantity(value=68, unit="percent") - Quantity(value=40, unit="percent")
    Quantity(value=28.0, unit='percentage points')
    >>> Quantity(value=3, unit="days") + Quantity(value=2, unit="pounds")
    Traceback (most recent call last):
    ...
    nsee_core.records.units.UnitMismatch: days and pounds cannot be added
    """

    value: Number
    """How much."""
    unit: Unit
    """Of what."""

    def __add__(self, other: Quantity) -> Quantity:
        self._same_unit(other, "added")
        return Quantity(value=self.value + other.value, unit=self.unit)

    def __sub__(self, other: Quantity) -> Quantity:
        self._same_unit(other, "subtracted")
        unit: Unit = "percentage points" if self.unit == "percent" else self.unit
        return Quantity(value=self.value - other.value, unit=unit)

    def __lt__(self, other: Quantity) -> bool:
        self._same_unit(other, "compared")
        return self.value < other.value

    def __le__(self, other: Quantity) -> bool:
        self._same_unit(other, "compared")
        return self.value <= other.value

    def _same_unit(self, other: Quantity, done: str) -> None:
        if self.unit != other.unit:
            msg = f"{self.unit} and {other.unit} cannot be {done}"
            raise UnitMismatch(msg)
