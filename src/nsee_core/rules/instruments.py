"""NSEE63x: measures of named instruments, and the values that they gave."""

from __future__ import annotations

from collections.abc import Iterator

from nsee_core.records import Measure, Measurement
from nsee_core.rules.declaring import Hit, rule
from nsee_core.rules.view import View


@rule(
    "NSEE631",
    "measure-of-no-instrument",
    on=Measure,
    says="{what}, and no instrument is named that defines it",
    fix="name the instrument and its version; a score that was made up has none",
    basis="inferred",
)
def measure_of_no_instrument(measure: Measure, view: View) -> Iterator[Hit]:
    """A score means what the questions behind it asked, and how the answers were added up.

    Without the instrument nobody can tell, and no two of them compare. Professional capital above
    all is only ever what a named instrument says it is.
    """
    if measure.instrument is not None:
        return
    if measure.capital is not None:
        yield Hit("instrument", what=f"it is said to be of {measure.capital} capital")
    elif view.within(measure.id, Measurement):
        yield Hit("instrument", what="values were taken")


@rule(
    "NSEE632",
    "value-off-the-scale",
    on=Measurement,
    says="the scale of {measure} goes from {lowest} to {highest}, and this value lies beyond",
    fix="correct the value, or the lowest and highest value of the measure",
    basis="inferred",
)
def value_off_the_scale(measurement: Measurement, view: View) -> Iterator[Hit]:
    """No questionnaire gives a score that lies beyond its own scale.

    The value may have been mistyped, or belong to another measure.
    """
    measure, value = view.get(measurement.measure, Measure), measurement.value
    if measure is None or value is None:
        return
    lowest, highest = measure.lowest, measure.highest
    if (lowest is not None and value < lowest) or (highest is not None and value > highest):
        yield Hit(
            "value",
            value=value,
            measure=measure.id,
            lowest=_said(lowest),
            highest=_said(highest),
        )


@rule(
    "NSEE633",
    "scale-upside-down",
    on=Measure,
    says="the lowest value is {lowest} and the highest {highest}",
    fix="correct the lowest or the highest value",
    basis="inferred",
)
def scale_upside_down(measure: Measure, _view: View) -> Iterator[Hit]:
    """A scale goes up from its lowest value, so that some value lies on it."""
    lowest, highest = measure.lowest, measure.highest
    if lowest is not None and highest is not None and lowest > highest:
        yield Hit("lowest", lowest=_said(lowest), highest=_said(highest))


RULES = (
    measure_of_no_instrument,
    value_off_the_scale,
    scale_upside_down,
)


def _said(bound: float | None) -> str:
    """An end of a scale, in words where it is not known."""
    return "somewhere" if bound is None else f"{bound:g}"
