"""Families of schools: which schools have an intake like that of which others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Literal, NamedTuple, get_args

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from nsee_core.engine.moment import Moment
from nsee_core.frames import typed_frame
from nsee_core.networks.choosing import chosen
from nsee_core.programme import Programme
from nsee_core.records import Order, Profile, School, When
from nsee_core.wording import listed, perhaps

#: What schools can be compared by.
Intake = Literal[
    "simd_q1", "simd_q2", "simd_q3", "simd_q4", "simd_q5", "simd_unknown", "free_meals", "roll"
]
INTAKE: tuple[Intake, ...] = get_args(Intake)

Table = NDArray[np.float64]


class UnknownIntake(ValueError):
    """Schools were to be compared by something that a profile does not say, or by nothing."""


class NoSuchSchool(ValueError):
    """A school was asked after that is not in the programme."""


def families(
    programme: Programme,
    school: str | None = None,
    *,
    session: Moment,
    k: int = 15,
    on: Sequence[Intake] = INTAKE,
    at_least: int | None = None,
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
    ``at_least``.

    Columns: ``school``, ``other`` (ids), ``distance`` (``Float64``), ``compared`` (``Int64``), on
    how many variables, ``variables`` and ``missing``, on which and on which of ``on`` not
    (``str``), ``simd_edition`` (``Int64``), ``sector`` (``str``), and ``same_authority``
    (``boolean``; missing where that is not known). The nearest of each school come first, and of
    equally near ones those whose id does. To be among the 15 nearest of a school is not always to
    have it among one's own.

    In ``frame.attrs`` is who could not be compared: ``no_profile``, the schools without one for the
    session; ``no_edition``, whose profile does not say of which edition its SIMD shares are, so
    that they do not count; ``no_sector``; and ``incomplete``, with too little for any comparison.

    Args:
        programme: the records.
        school: the id of a school; None for all.
        session: the school session, such as ``"2018/19"``.
        k: how many others, at most.
        on: the variables of a profile to compare.
        at_least: on how many variables two schools must be compared; None for all of ``on``.
        across_sectors: whether a nursery may be compared with a secondary school.

    Raises:
        NoSuchSchool: there is no such school.
        UnknownIntake: ``on`` names something that is no variable of a profile, or nothing.
        NotADate: the session is no date.

    >>> rows = [School(id=f"s{n}", sector="primary") for n in (1, 2, 3)]
    >>> rows += [Profile(id=f"p{n}", school=f"s{n}", session="2018/19", free_meals=share)
    ...          for n, share in ((1, 10), (2, 12), (3, 40))]
    >>> found = families(Programme.of(rows), "s1", session="2018/19", on=["free_meals"])
    >>> found[["other", "distance", "variables"]].round(2)
      other  distance   variables
    0    s2      0.15  free_meals
    1    s3      2.19  free_meals
    """
    names = _known(on)
    if school is not None and not isinstance(programme.get(school), School):
        hint = perhaps(school, (known.id for known in programme.of_kind(School)))
        raise NoSuchSchool(f'no school has the id "{school}"{hint}')
    enough = len(names) if at_least is None else at_least
    described = list(_described(programme, When.parse(session)))
    pools = list(_pools(described, names, across_sectors=across_sectors))
    rows: list[_Likeness] = []
    alone: list[str] = []
    for pool in pools:
        table = _standardised(pool, names)
        for number, (one, _) in enumerate(pool):
            distances = _distances(table, number, max(enough, 1))
            if np.isnan(distances).all():
                alone.append(one.id)
            elif school in (None, one.id):
                rows.extend(_nearest(pool, table, number, distances, k))
    frame = _frame(rows, names)
    profiled = {one.id for one, _ in described}
    pooled = {one.id for pool in pools for one, _ in pool}
    frame.attrs |= {
        "no_profile": tuple(s.id for s in programme.of_kind(School) if s.id not in profiled),
        "no_edition": tuple(
            one.id for one, said in described if _says_simd(said) and said.simd_edition is None
        ),
        "no_sector": tuple(one.id for one, _ in described if one.id not in pooled),
        "incomplete": tuple(alone),
    }
    return frame


class _Likeness(NamedTuple):
    """That two schools are so far apart, and on what."""

    school: School
    other: School
    distance: float
    known: NDArray[np.bool_]
    edition: int | None


_Pool = list[tuple[School, Profile]]


def _known(on: Sequence[Intake]) -> tuple[Intake, ...]:
    if not on:
        raise UnknownIntake(f"schools are compared by {listed(INTAKE, 'or')}; give one")
    names = [chosen(n, INTAKE, UnknownIntake, 'schools are not compared by "{}"') for n in on]
    return tuple(dict.fromkeys(names))


def _described(programme: Programme, session: When) -> Iterator[tuple[School, Profile]]:
    """The schools with their profiles of a session, in the order of the schools."""
    for school in programme.of_kind(School):
        said = [
            profile
            for profile in programme.within(school.id, Profile)
            if profile.session and profile.session.within(session) is Order.CERTAINLY
        ]
        if said:
            yield school, max(said, key=lambda each: (str(each.session.latest), each.id))  # type: ignore[union-attr] # it has one


def _says_simd(profile: Profile) -> bool:
    return any(getattr(profile, name) is not None for name in INTAKE if name.startswith("simd"))


def _pools(described: _Pool, names: Sequence[Intake], *, across_sectors: bool) -> Iterator[_Pool]:
    """The schools that are compared with each other: of one sector, by one edition of SIMD.

    In the order of their ids, which decides between equally near ones.
    """
    by_simd = any(name.startswith("simd") for name in names)

    def pool(each: tuple[School, Profile]) -> tuple[str, int]:
        school, profile = each
        edition = profile.simd_edition if by_simd else None
        return ("" if across_sectors else school.sector or "", edition or 0)

    described = sorted(described, key=lambda each: each[0].id)
    placed = [each for each in described if across_sectors or each[0].sector is not None]
    for _, of_one in groupby(sorted(placed, key=pool), key=pool):
        yield list(of_one)


def _standardised(pool: _Pool, names: Sequence[Intake]) -> Table:
    """What the profiles say, in standard deviations; nan where they do not say it."""
    table = np.array([[_value(profile, name) for name in names] for _, profile in pool])
    known = ~np.isnan(table)
    counts = np.maximum(known.sum(axis=0), 1)
    means = np.where(known, table, 0).sum(axis=0) / counts
    spread = np.sqrt((np.where(known, table - means, 0) ** 2).sum(axis=0) / counts)
    return np.asarray((table - means) / np.where(spread > 0, spread, 1))


def _value(profile: Profile, name: Intake) -> float:
    value = getattr(profile, name)
    unplaced = name.startswith("simd") and profile.simd_edition is None
    if value is None or unplaced:
        return np.nan
    return float(np.log1p(value)) if name == "roll" else float(value)


def _distances(table: Table, number: int, enough: int) -> Table:
    """How far each school is from one; nan for itself, and where too little is known of both."""
    apart = (table - table[number]) ** 2
    known = ~np.isnan(apart)
    counts = known.sum(axis=1)
    counts[number] = 0
    squares = np.where(known, apart, 0).sum(axis=1) / np.maximum(counts, 1)
    return np.where(counts >= enough, np.sqrt(squares), np.nan)


def _nearest(
    pool: _Pool, table: Table, number: int, distances: Table, k: int
) -> Iterator[_Likeness]:
    """The schools that one is compared with, the nearest first."""
    one, profile = pool[number]
    there = len(distances) - int(np.isnan(distances).sum())
    for other in np.argsort(distances, kind="stable")[: min(k, there)].tolist():
        known = ~np.isnan(table[number] + table[other])
        yield _Likeness(one, pool[other][0], distances[other], known, profile.simd_edition)


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
