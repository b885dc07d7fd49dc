"""NSEE60x: claims: figures as they were reported."""

from __future__ import annotations

from collections.abc import Iterator

from nsee_core.findings import Severity
from nsee_core.records import Claim
from nsee_core.rules.declaring import Hit, rule
from nsee_core.rules.view import View

_WHOLE = 100
#: A sign in what was printed, and the units that it can mean; the first that fits decides.
_SIGNS = (
    ("percentage point", ("percentage points",)),
    ("%", ("percent", "percentage points")),
    ("percent", ("percent", "percentage points")),
    ("per cent", ("percent", "percentage points")),
    ("month", ("months of progress",)),
    ("£", ("pounds",)),
    ("pound", ("pounds",)),
)


@rule(
    "NSEE601",
    "unit-not-known",
    on=Claim,
    says="the claim is a number and it is not known of what",
    fix="give the unit if the source leaves no doubt; otherwise leave it unknown",
    basis="inferred",
    source="S1",
    severity=Severity.INFO,
)
def unit_not_known(claim: Claim, _: View) -> Iterator[Hit]:
    """A number without its unit cannot be compared or added.

    It is never guessed: a published "+14%" may be percent or percentage points, and nobody but
    its author knows.
    """
    if claim.value is not None and claim.unit is None:
        yield Hit("unit", value=claim.unit_printed)


@rule(
    "NSEE602",
    "percent-or-points",
    on=Claim,
    says="a change is given in percent, where percentage points may be meant",
    fix="check the source: from 50 to 57 percent is 14 percent more, or 7 percentage points",
    basis="inferred",
    source="S1",
    severity=Severity.INFO,
)
def percent_or_points(claim: Claim, _: View) -> Iterator[Hit]:
    """A share that rises from 50 to 57 percent rises by 7 percentage points and by 14 percent.

    Reports often print the one sign for both.
    """
    if claim.unit == "percent" and claim.since is not None:
        yield Hit("unit", value=claim.unit_printed)


@rule(
    "NSEE603",
    "claim-half-said",
    on=Claim,
    says="the claim does not say {missing}",
    fix="add what the source prints; where it prints nothing, leave it",
    basis="inferred",
    source="S1",
    severity=Severity.INFO,
)
def claim_half_said(claim: Claim, _: View) -> Iterator[Hit]:
    """To weigh a claim one has to know among whom, counted from when, and who said so."""
    if claim.value is None:
        return
    missing = [] if claim.population is not None else ["among whom"]
    if claim.since is None and claim.when is None:
        missing.append("from when")
    if claim.attributed_to is None and claim.source is None:
        missing.append("who said so")
    if missing:
        yield Hit(missing=missing)


@rule(
    "NSEE604",
    "figure-impossible",
    on=Claim,
    says="no figure in {unit} can be {bound}",
    fix="correct the number or the unit, or leave the unit unknown",
    basis="inferred",
)
def figure_impossible(claim: Claim, _: View) -> Iterator[Hit]:
    """A share lies between nothing and the whole, so some figures cannot be right.

    The number may be wrong, or its unit. A rise in percent may well be more than a hundred; a
    fall may not.
    """
    value, unit = claim.value, claim.unit
    if value is None or unit is None:
        return
    if unit == "percentage points" and abs(value) > _WHOLE:
        yield Hit("value", value=value, unit=unit, bound="more than a hundred either way")
    elif unit == "percent" and value < -_WHOLE:
        yield Hit("value", value=value, unit=unit, bound="less than minus a hundred")


@rule(
    "NSEE605",
    "contradicted-one-way",
    on=Claim,
    says="it contradicts {other}, which does not say that it contradicts this one",
    fix="name {claim} under contradicts in {other} too",
    basis="inferred",
    severity=Severity.INFO,
)
def contradicted_one_way(claim: Claim, view: View) -> Iterator[Hit]:
    """Two claims that cannot both be true contradict each other.

    Whoever reads the second should learn of the first.
    """
    for number, id_ in enumerate(claim.contradicts):
        other = view.get(id_, Claim)
        if other is not None and claim.id not in other.contradicts:
            yield Hit("contradicts", number, other=id_, claim=claim.id)


@rule(
    "NSEE606",
    "unit-not-as-printed",
    on=Claim,
    says="what was printed is not {unit}",
    fix="give the unit as the source means it, or leave it unknown",
    basis="inferred",
)
def unit_not_as_printed(claim: Claim, _: View) -> Iterator[Hit]:
    """A claim is kept as printed. What its unit means may be added, but it has to agree."""
    if claim.unit is None or claim.unit_printed is None:
        return
    printed = claim.unit_printed.casefold()
    for sign, units in _SIGNS:
        if sign in printed:
            if claim.unit not in units:
                yield Hit("unit", value=claim.unit_printed, unit=claim.unit)
            return


RULES = (
    unit_not_known,
    percent_or_points,
    claim_half_said,
    figure_impossible,
    contradicted_one_way,
    unit_not_as_printed,
)
