"""How leading is shared out among people, roles and schools."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import Literal, get_args

import attrs
import numpy as np
import pandas as pd

from nsee_core.engine.moment import Moment
from nsee_core.frames import typed_frame
from nsee_core.networks.choosing import chosen
from nsee_core.networks.leadership.leaders import Led, led
from nsee_core.networks.levels import Places
from nsee_core.networks.looking_back import seen
from nsee_core.programme import Programme
from nsee_core.records import Person, School

#: Among whom leading is shared out.
Among = Literal["school", "role", "person"]
_AMONG: tuple[Among, ...] = get_args(Among)
_SORTS: tuple[Led, ...] = get_args(Led)
_NO_LEADERS = ("pupil", "parent or carer")


class UnknownShare(ValueError):
    """Leading was to be shared out among what it is not shared out among."""


def leading_distribution(
    programme: Programme, by: Among = "school", *, as_of: Moment | None = None
) -> pd.DataFrame:
    """How much each school, role or person led, those who led nothing included.

    What was led is that of ``leading()``: cycles, lessons, trios, teams and networks. It counts
    once for each school, role or person among its leaders, however many of them there are; so a
    cycle that two schools led counts for both. A team or trio that leads is all of its members.

    Columns: the first is called as ``by`` is (``str``): the id of a school, what sort of person, or
    the id of a person; ``people``, how many there are; ``led``, and of it ``cycles``, ``lessons``,
    ``trios``, ``teams`` and ``networks`` (``Int64``); ``share`` (``Float64``), of all that the
    column ``led`` adds up to, missing where that is nothing.

    There is a row for every school, for every role that somebody has, or for every person but
    pupils, parents and carers; besides for whoever else led. An organisation that is no school
    stands for itself among schools. What was led by somebody who cannot be placed is counted in a
    last row, without a name.

    Args:
        programme: the records.
        by: school, role or person.
        as_of: the date to look back from; None for all that is recorded.

    Raises:
        UnknownShare: ``by`` is something else.
        NotAMoment: ``as_of`` is no date to look back from.

    >>> from nsee_core import Cycle
    >>> leading_distribution(Programme.of([
    ...     School(id="s1"), School(id="s2"), Person(id="p1", school="s1"),
    ...     Person(id="p2", school="s1"), Cycle(id="c", led_by=("p1", "p2")),
    ... ])).drop(columns=["lessons", "trios", "teams", "networks"])
      school  people  led  cycles  share
    0     s1       2    1       1    1.0
    1     s2       0    0       0    0.0
    """
    shared = _Shared.of(programme, _known(by), as_of)
    units = [*shared.units, *([None] if shared.counts[None] else [])]
    totals = [shared.counts[unit].total() for unit in units]
    whole = sum(totals)
    return typed_frame(
        {
            by: ("str", units),
            "people": ("Int64", [shared.people[unit] for unit in units]),
            "led": ("Int64", totals),
            **{
                f"{sort}s": ("Int64", [shared.counts[unit][sort] for unit in units])
                for sort in _SORTS
            },
            "share": ("Float64", [count / whole if whole else None for count in totals]),
        }
    )


def leading_concentration(
    programme: Programme, by: Among | Sequence[Among] = _AMONG, *, as_of: Moment | None = None
) -> pd.DataFrame:
    r"""How far leading is in few hands: the Gini coefficient and the Herfindahl index.

    Over the counts :math:`x_1 \le \dots \le x_n` of ``leading_distribution()``, those who led
    nothing included and those who cannot be placed left out:

    .. math:: G = \frac{\sum_i \sum_j |x_i - x_j|}{2 n^2 \bar x}, \qquad
              H = \sum_i \Big(\frac{x_i}{\sum_j x_j}\Big)^2

    G (Gini 1912) is 0 where all led as much, and :math:`(n - 1) / n` where one led everything. H
    (Herfindahl 1950) is between :math:`1 / n` and 1. Both say how even it is, and nothing of how it
    should be. Roles are few and of different sizes: read G among roles beside ``people``.

    Columns: ``by`` (``str``); ``units``, how many schools, roles or persons; ``leading``, how many
    of them led something; ``led``, the counts added up; ``unplaced``, those of whom it is not known
    (``Int64``); ``gini``, ``herfindahl`` and ``herfindahl_least``, which is 1 / n (``Float64``),
    the first two missing where nobody led.

    Args:
        programme: the records.
        by: school, role or person, or several.
        as_of: the date to look back from; None for all that is recorded.

    Raises:
        UnknownShare: ``by`` is something else.
        NotAMoment: ``as_of`` is no date to look back from.

    >>> from nsee_core import Cycle
    >>> schools = [School(id=f"s{n}") for n in range(4)]
    >>> p = Programme.of([*schools, Cycle(id="c", led_by=("s1",))])
    >>> leading_concentration(p, "school")[["units", "leading", "gini", "herfindahl"]]
       units  leading  gini  herfindahl
    0      4        1  0.75         1.0
    """
    among = [_known(each) for each in ([by] if isinstance(by, str) else by)]
    shared = [_Shared.of(programme, each, as_of) for each in among]
    counts = [[each.counts[unit].total() for unit in each.units] for each in shared]
    return typed_frame(
        {
            "by": ("str", among),
            "units": ("Int64", [len(each) for each in counts]),
            "leading": ("Int64", [sum(count > 0 for count in each) for each in counts]),
            "led": ("Int64", [sum(each) for each in counts]),
            "unplaced": ("Int64", [each.counts[None].total() for each in shared]),
            "gini": ("Float64", [gini(each) for each in counts]),
            "herfindahl": ("Float64", [herfindahl(each) for each in counts]),
            "herfindahl_least": ("Float64", [1 / len(each) if each else None for each in counts]),
        }
    )


def gini(counts: Sequence[float]) -> float | None:
    """How uneven counts are, from 0 to (n - 1) / n; None where they come to nothing.

    >>> gini([2, 2, 2]), gini([0, 0, 0, 8]), gini([0])
    (0.0, 0.75, None)
    """
    x, n = np.sort(np.array(counts, float)), len(counts)
    if not x.sum():
        return None
    weights = 2 * np.arange(1, n + 1) - n - 1  # the same as over all pairs, in one pass
    return float((weights * x).sum() / (n * x.sum()))


def herfindahl(counts: Sequence[float]) -> float | None:
    """The squared shares of counts, added up; None where they come to nothing.

    >>> herfindahl([1, 1]), herfindahl([3, 0]), herfindahl([])
    (0.5, 1.0, None)
    """
    x = np.array(counts, float)
    return float(((x / x.sum()) ** 2).sum()) if x.sum() else None


def _known(by: str) -> Among:
    return chosen(by, _AMONG, UnknownShare, 'leading is not shared out by "{}"')


@attrs.frozen
class _Shared:
    """Among whom leading is shared out, and how much of each sort each of them led."""

    units: tuple[str, ...]
    people: Counter[str | None]
    counts: defaultdict[str | None, Counter[str]]

    @classmethod
    def of(cls, programme: Programme, by: Among, as_of: Moment | None) -> _Shared:
        programme = seen(programme, as_of)
        places = Places(programme)
        counts = defaultdict[str | None, Counter[str]](Counter)
        for each in led(programme, as_of):
            at = (unit for leader in each.leaders for unit in _units(places, leader, by))
            for unit in dict.fromkeys(at):
                counts[unit][each.led.kind] += 1
        staff = [each.id for each in programme.of_kind(Person) if each.type not in _NO_LEADERS]
        people = Counter(unit for id_ in staff for unit in _units(places, id_, by))
        schools = [each.id for each in programme.of_kind(School)] if by == "school" else people
        units = dict.fromkeys((*schools, *counts))
        return cls(tuple(unit for unit in units if unit is not None), people, counts)


def _units(places: Places, leader: str, by: Among) -> Iterable[str | None]:
    """The schools, roles or persons that a leader stands for; None for one that is not known."""
    if by == "school":
        return places.at(leader, "schools") or (None,)
    people = places.at(leader, "people")
    if by == "role":
        people_of = (places.programme.get(id_) for id_ in people)
        return [each.type for each in people_of if isinstance(each, Person)] or (None,)
    return people or (None,)
