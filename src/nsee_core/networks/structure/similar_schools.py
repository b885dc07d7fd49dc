"""Families of schools: which schools have an intake like that of which others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple, SupportsIndex

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from nsee_core.frames import typed_frame
from nsee_core.networks.arguments.choosing import several
from nsee_core.networks.arguments.given import whole_number
from nsee_core.networks.sessions import known_session
from nsee_core.networks.structure.distances import Table, distances_from, standardised
from nsee_core.networks.structure.intake import (
    INTAKE,
    Described,
    Intake,
    described,
    pools,
)
from nsee_core.programme import Programme
from nsee_core.programme.giving import programme_given
from nsee_core.records import School, When
from nsee_core.wording import a, perhaps


class UnknownIntake(ValueError):
    """Schools were to be compared by something that a profile does not say, or by nothing."""


class NoSuchSchool(ValueError):
    """A school was asked after that is not in the programme."""


class NotAFamily(ValueError):
    """A family was to have no schools in it, or schools that are compared on nothing."""


def families(
    programme: Programme,
    school: str | None = None,
    *,
    session: When | str,
    k: SupportsIndex = 15,
    on: Intake | Sequence[Intake] = INTAKE,
    at_least: SupportsIndex | None = None,
    across_sectors: bool = False,
) -> pd.DataFrame:
    """For each school, the others whose intake was most like its own in a session.

    It says who could learn from whom, whatever their results: no outcome is looked at, nothing is
    better or worse, and the distance from one school to another is the distance back. In the
    Greater Manchester Challenge, Families of Schools brought schools together across the city
    region [P74]. That a family is of 10 to 20 schools is from memory, without a printed source;
    ``k`` is 15 for that reason and no better one.

    The distance is the standardised Euclidean one, per variable: d = sqrt(mean over v of
    ((x_v - y_v) / s_v)²), where s_v is the standard deviation of v (divided by n) over all schools
    that are compared with each other. The roll counts by its logarithm, as log(1 + roll). A
    variable in which no two schools differ adds nothing. The shares of the six SIMD categories,
    those of unknown area among them, are six variables, so that with ``on`` as it is they weigh
    six times as much as free meals.

    Compared are schools of one sector (unless ``across_sectors``), by profiles that certainly
    belong to the session, and where SIMD counts, of one edition, because editions do not compare
    [P101]. Of several profiles of a school, the latest counts. What a profile does not say is not
    guessed: two schools are compared on the variables that both have, if these are at least
    ``at_least``. One is arithmetic: where the shares of the five fifths come to 100, give or take
    0.5 for rounding, and ``simd_unknown`` is not given, it is what they leave, or 0.

    Columns: ``school``, ``other`` (ids), ``distance`` (``Float64``), ``compared`` (``Int64``), on
    how many variables, ``variables`` and ``missing``, on which and on which of ``on`` not
    (``str``), ``simd_edition`` (``Int64``), ``sector`` (``str``), and ``same_authority``
    (``boolean``; missing where that is not known). The nearest of each school come first, and of
    equally near ones those whose id does. To be among the 15 nearest of a school is not always to
    have it among one's own.

    In ``frame.attrs`` is who could not be compared: ``no_profile``, the schools without one for the
    session; ``no_edition``, whose profile does not say of which edition its SIMD shares are, so
    that they do not count; ``no_sector``; ``incomplete``, whose profile says too little for any
    comparison; and ``no_peers``, whose profile says enough, and there is no school of their sector,
    and edition, that says as much. ``lacking`` says what to add, or to leave out of ``on``: by
    variable, how many of the incomplete schools lack it, the most often lacking first. Shares
    without an edition are lacking, too.

    Args:
        programme: the records.
        school: the id of a school; None for all.
        session: the school session, such as ``"2018/19"``.
        k: how many others, at most; 1 or more.
        on: the variables of a profile to compare, one or several.
        at_least: on how many variables two schools must be compared, from 1 to all of ``on``; None
            for all.
        across_sectors: whether a nursery may be compared with a secondary school.

    Raises:
        NoSuchSchool: there is no such school.
        NotASession: ``session`` is a date, and no school session.
        NotADate: it is no date.
        UnknownIntake: ``on`` names something that is no variable of a profile, or nothing.
        NotAFamily: ``k`` or ``at_least`` is no such number.

    >>> from nsee_core import Profile
    >>> rows = [School(id=f"s{n}", sector="primary") for n in (1, 2, 3)]
    >>> rows += [Profile(id=f"p{n}", school=f"s{n}", session="2018/19", free_meals=share)
    ...          for n, share in ((1, 10), (2, 12), (3, 40))]
    >>> found = families(Programme.of(rows), "s1", session="2018/19", on="free_meals")
    >>> found[["other", "distance", "variables"]].round(2)
      other  distance   variables
    0    s2      0.15  free_meals
    1    s3      2.19  free_meals
    """
    _check_school(programme_given(programme), school)
    names = several(on, INTAKE, UnknownIntake, 'schools are not compared by "{}"')
    of_all = len(names)
    fewest = of_all if at_least is None else at_least
    enough = whole_number(fewest, "at_least", 1, NotAFamily, most=of_all)
    nearest = whole_number(k, "k", 1, NotAFamily)
    among = list(described(programme, known_session(session)))
    pooled = list(pools(among, names, across_sectors=across_sectors))
    rows: list[_Likeness] = []
    incomplete: list[str] = []
    lacking: Counter[Intake] = Counter()
    no_peers: list[str] = []
    for pool in pooled:
        table = standardised(pool, names)
        for number, one in enumerate(pool):
            distances = distances_from(table, number, enough)
            unsaid = [name for name, gap in zip(names, np.isnan(table[number]), strict=True) if gap]
            if of_all - len(unsaid) < enough:
                incomplete.append(one.school.id)
                lacking.update(unsaid)
            elif np.isnan(distances).all():
                no_peers.append(one.school.id)
            elif school in (None, one.school.id):
                rows.extend(_nearest(pool, table, number, distances, nearest))
    frame = _frame(rows, names)
    profiled = {each.school.id for each in among}
    placed = {each.school.id for pool in pooled for each in pool}
    frame.attrs |= {
        "no_profile": tuple(s.id for s in programme.of_kind(School) if s.id not in profiled),
        "no_edition": tuple(each.school.id for each in among if each.without_edition),
        "no_sector": tuple(each.school.id for each in among if each.school.id not in placed),
        "incomplete": tuple(incomplete),
        "lacking": dict(lacking.most_common()),
        "no_peers": tuple(no_peers),
    }
    return frame


def _check_school(programme: Programme, school: object) -> None:
    record = programme.get(school) if isinstance(school, str) else None
    if school is None or isinstance(record, School):
        return
    if record is not None:
        raise NoSuchSchool(f'"{school}" is {a(record.kind)}; give the id of a school')
    hint = perhaps(school, (known.id for known in programme.of_kind(School)))
    raise NoSuchSchool(f'no school has the id "{school}"{hint}')


class _Likeness(NamedTuple):
    """That two schools are so far apart, and on what."""

    school: School
    other: School
    distance: float
    known: NDArray[np.bool_]
    edition: int | None


def _nearest(
    pool: Sequence[Described], table: Table, number: int, distances: Table, k: int
) -> Iterator[_Likeness]:
    """The schools that one is compared with, the nearest first."""
    one, profile = pool[number]
    there = len(distances) - int(np.isnan(distances).sum())
    for other in np.argsort(distances, kind="stable")[: min(k, there)].tolist():
        known = ~np.isnan(table[number] + table[other])
        yield _Likeness(one, pool[other].school, distances[other], known, profile.simd_edition)


def _frame(rows: Sequence[_Likeness], names: Sequence[Intake]) -> pd.DataFrame:
    def which(row: _Likeness, *, known: bool) -> str:
        said = zip(names, row.known.tolist(), strict=True)
        return ", ".join(name for name, there in said if there is known)

    return typed_frame(
        {
            "school": ("str", [row.school.id for row in rows]),
            "other": ("str", [row.other.id for row in rows]),
            "distance": ("Float64", [float(row.distance) for row in rows]),
            "compared": ("Int64", [int(row.known.sum()) for row in rows]),
            "variables": ("str", [which(row, known=True) for row in rows]),
            "missing": ("str", [which(row, known=False) or None for row in rows]),
            "simd_edition": ("Int64", [row.edition for row in rows]),
            "sector": ("str", [_same(row.school.sector, row.other.sector) for row in rows]),
            "same_authority": ("boolean", [_shared(row.school, row.other) for row in rows]),
        }
    )


def _same(one: str | None, other: str | None) -> str | None:
    return one if one == other else None


def _shared(one: School, other: School) -> bool | None:
    if one.authority is None or other.authority is None:
        return None
    return one.authority == other.authority
