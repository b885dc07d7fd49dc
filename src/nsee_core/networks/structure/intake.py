"""What profiles say of the intake of schools, and which schools are compared by it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Literal, NamedTuple, get_args

import numpy as np

from nsee_core.programme import Programme
from nsee_core.records import Order, Profile, School, When

#: What schools can be compared by.
Intake = Literal[
    "simd_q1", "simd_q2", "simd_q3", "simd_q4", "simd_q5", "simd_unknown", "free_meals", "roll"
]
INTAKE: tuple[Intake, ...] = get_args(Intake)
_FIFTHS = ("simd_q1", "simd_q2", "simd_q3", "simd_q4", "simd_q5")
_WHOLE = 100
#: By how much shares that are all may miss a hundred because they were rounded.
_ROUNDING = 0.5
_DIGITS = 6  # no share is known better, and sums of floats are not exact


class Described(NamedTuple):
    """A school, and its profile of a session."""

    school: School
    profile: Profile

    @property
    def without_edition(self) -> bool:
        """Whether the profile has shares of SIMD, and does not say of which edition."""
        says = any(getattr(self.profile, name) is not None for name in INTAKE if _is_simd(name))
        return says and self.profile.simd_edition is None

    def value(self, name: Intake) -> float:
        """What the profile says, the roll by its logarithm; nan where it does not say it."""
        value = _unknown(self.profile) if name == "simd_unknown" else getattr(self.profile, name)
        if value is None or (_is_simd(name) and self.profile.simd_edition is None):
            return np.nan
        return float(np.log1p(value)) if name == "roll" else float(value)


def _unknown(profile: Profile) -> float | None:
    """The share of unknown area: as given, or what the five fifths leave where they are all.

    >>> fifths = {f"simd_q{n}": 20 for n in range(1, 6)}
    >>> _unknown(Profile(id="p", school="s", session="2018/19", **fifths))
    0.0
    """
    fifths = [getattr(profile, name) for name in _FIFTHS]
    if profile.simd_unknown is not None or None in fifths:
        return profile.simd_unknown
    left = round(_WHOLE - sum(fifths), _DIGITS)
    return max(left, 0.0) if abs(left) <= _ROUNDING else None


def described(programme: Programme, session: When) -> Iterator[Described]:
    """The schools with a profile that certainly is of a session, in order; the latest of several.

    >>> rows = [School(id="s"), Profile(id="p1", school="s", session="September 2018")]
    >>> rows += [Profile(id="p2", school="s", session="May 2019")]
    >>> [each.profile.id for each in described(Programme.of(rows), When("2018/19"))]
    ['p2']
    """
    for school in programme.of_kind(School):
        said = [
            (str(profile.session.latest), profile.id, profile)
            for profile in programme.within(school.id, Profile)
            if profile.session and profile.session.within(session) is Order.CERTAINLY
        ]
        if said:
            yield Described(school, max(said)[-1])


def pools(
    among: Sequence[Described], names: Sequence[Intake], *, across_sectors: bool
) -> Iterator[list[Described]]:
    """The schools that are compared with each other: of one sector, by one edition of SIMD.

    In the order of their ids, which decides between equally near ones. A school of no known sector
    is in none.
    """
    by_simd = any(map(_is_simd, names))

    def pool(each: Described) -> tuple[str, int]:
        edition = each.profile.simd_edition if by_simd else None
        return ("" if across_sectors else each.school.sector or "", edition or 0)

    placed = [each for each in among if across_sectors or each.school.sector is not None]
    placed.sort(key=lambda each: each.school.id)
    for _, of_one in groupby(sorted(placed, key=pool), key=pool):
        yield list(of_one)


def _is_simd(name: Intake) -> bool:
    return name.startswith("simd")
