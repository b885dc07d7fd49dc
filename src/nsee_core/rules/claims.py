"""NSEE6xx: figures: what was claimed, what a school was like, and what was spent."""

from __future__ import annotations

from collections.abc import Iterator

from nsee_core.findings import Severity
from nsee_core.records import Claim, Profile, Resource
from nsee_core.rules.declaring import Hit, rule
from nsee_core.rules.view import View
from nsee_core.wording import listed

# Claims -------------------------------------------------------------------------------------------


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


# What a school was like ---------------------------------------------------------------------------


@rule(
    "NSEE611",
    "shares-not-a-whole",
    on=Profile,
    says="the shares by area come to {total} percent{of}",
    fix="correct the shares; pupils whose area is unknown have a share of their own",
    basis="inferred",
    source="P99",
)
def shares_not_a_whole(profile: Profile, _: View) -> Iterator[Hit]:
    """Every pupil lives in one of the five fifths of areas, or in an area that is unknown.

    So the six shares come to a hundred, give or take what rounding can do to each.
    """
    shares = _shares(profile)
    total, slack = sum(shares), _ROUNDING * len(shares)
    if total > _WHOLE + slack or (len(shares) == len(_FIFTHS) + 1 and total < _WHOLE - slack):
        of = "" if len(shares) > len(_FIFTHS) else f", with {len(shares)} of six given"
        yield Hit("simd_q1", total=f"{total:g}", of=of)


@rule(
    "NSEE612",
    "unknown-area-not-said",
    on=Profile,
    says="the five fifths come to {total} percent, and the share of unknown area is not given",
    fix="give the share of pupils whose area is unknown",
    basis="printed",
    source="P99",
    severity=Severity.INFO,
)
def unknown_area_not_said(profile: Profile, _: View) -> Iterator[Hit]:
    """Pupils whose area is unknown are published as a category of their own.

    Left out, they look as if they were spread over the fifths.
    """
    shares = _shares(profile)
    if profile.simd_unknown is None and len(shares) == len(_FIFTHS):
        total = sum(shares)
        if total < _WHOLE - _ROUNDING * len(shares):
            yield Hit("simd_unknown", total=f"{total:g}")


@rule(
    "NSEE613",
    "edition-not-said",
    on=Profile,
    says="the shares by area do not say by which edition of the index",
    fix="give the year of the edition of the Scottish Index of Multiple Deprivation",
    basis="inferred",
    source="P101",
)
def edition_not_said(profile: Profile, _: View) -> Iterator[Hit]:
    """The editions of the index are not directly comparable.

    An area may change its fifth while nothing in it changed.
    """
    if profile.simd_edition is None and _shares(profile):
        yield Hit("simd_edition")


@rule(
    "NSEE614",
    "session-not-said",
    on=Profile,
    says="it does not say which session it describes",
    fix="give the school session, such as 2018/19",
    basis="inferred",
    source="P101",
)
def session_not_said(profile: Profile, _: View) -> Iterator[Hit]:
    """Rolls and shares change every year; without the session they cannot be set beside others."""
    if profile.session is None:
        figures = profile.roll, profile.free_meals, *_shares(profile)
        if any(figure is not None for figure in figures):
            yield Hit("session")


@rule(
    "NSEE615",
    "few-pupils-in-a-group",
    on=Profile,
    says="fewer than ten pupils stand behind {groups}",
    fix="leave the figures of so small a group out of what is published",
    basis="unsourced",
)
def few_pupils_in_a_group(profile: Profile, _: View) -> Iterator[Hit]:
    """In a group of ten, one pupil moves the percentage by ten, and people may know who it is.

    Scottish dashboards hide counts as small as that.
    """
    if profile.roll is not None:
        held = profile.__dict__
        groups = [
            words
            for field, words in _GROUPS.items()
            if held[field] is not None and 0 < held[field] * profile.roll < _FEW * _WHOLE
        ]
        if groups:
            yield Hit("roll", groups=groups)


# What was spent -----------------------------------------------------------------------------------


@rule(
    "NSEE621",
    "amount-in-an-odd-unit",
    on=Resource,
    says="{type} is given in {unit}",
    fix="give it in {usual}, or say what sort of resource it is",
    basis="inferred",
)
def amount_in_an_odd_unit(resource: Resource, _: View) -> Iterator[Hit]:
    """Money is counted in pounds, and time in days, hours or posts.

    With the two mixed up, the cost of a cycle comes out wrong.
    """
    if resource.amount is not None and resource.type in _USUAL:
        usual = _USUAL[resource.type]
        if resource.amount.unit not in usual:
            yield Hit(
                "amount",
                "unit",
                type=resource.type,
                unit=resource.amount.unit,
                usual=listed(usual, "or"),
            )


RULES = (
    unit_not_known,
    percent_or_points,
    claim_half_said,
    figure_impossible,
    contradicted_one_way,
    unit_not_as_printed,
    shares_not_a_whole,
    unknown_area_not_said,
    edition_not_said,
    session_not_said,
    few_pupils_in_a_group,
    amount_in_an_odd_unit,
)

_WHOLE = 100
#: What rounding to whole percents can do to one share.
_ROUNDING = 0.5
_FEW = 10
_FIFTHS = ("simd_q1", "simd_q2", "simd_q3", "simd_q4", "simd_q5")
_GROUPS = {
    "simd_q1": "the most deprived fifth",
    "simd_q2": "the second fifth",
    "simd_q3": "the middle fifth",
    "simd_q4": "the fourth fifth",
    "simd_q5": "the least deprived fifth",
    "simd_unknown": "the unknown areas",
    "free_meals": "free school meals",
}
_TIME = ("days", "hours", "full-time equivalents")
_USUAL = {"funding": ("pounds",), "time": _TIME, "cover": (*_TIME, "pounds")}
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


def _shares(profile: Profile) -> list[float]:
    """The shares by area that are given, the unknown areas last."""
    held = profile.__dict__
    shares = (held[field] for field in (*_FIFTHS, "simd_unknown"))
    return [share for share in shares if share is not None]
