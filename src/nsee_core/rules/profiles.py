"""NSEE61x: profiles: what a school was like, in figures."""

from __future__ import annotations

from collections.abc import Iterator

from nsee_core.findings import Severity
from nsee_core.records import Profile
from nsee_core.rules.declaring import Hit, rule
from nsee_core.rules.view import View

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


RULES = (
    shares_not_a_whole,
    unknown_area_not_said,
    edition_not_said,
    session_not_said,
    few_pupils_in_a_group,
)


def _shares(profile: Profile) -> list[float]:
    """The shares by area that are given, the unknown areas last."""
    held = profile.__dict__
    shares = (held[field] for field in (*_FIFTHS, "simd_unknown"))
    return [share for share in shares if share is not None]
