"""How far leading is in few hands."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from nsee_core.engine.moment import Moment
from nsee_core.frames import typed_frame
from nsee_core.networks.arguments.choosing import several
from nsee_core.networks.leadership.sharing import AMONG, NOT_SHARED_BY, Among, Shared, UnknownShare
from nsee_core.programme import Programme


def leading_concentration(
    programme: Programme, by: Among | Sequence[Among] = AMONG, *, as_of: Moment | None = None
) -> pd.DataFrame:
    r"""How far leading is in few hands: the Gini coefficient and the Herfindahl index.

    Over the counts :math:`x_1 \le \dots \le x_n` of ``leading_distribution()``, those who led
    nothing included and those who cannot be placed left out:

    .. math:: G = \frac{\sum_i \sum_j |x_i - x_j|}{2 n^2 \bar x}, \qquad
              H = \sum_i \Big(\frac{x_i}{\sum_j x_j}\Big)^2

    G (Gini 1912) is 0 where all led as much, and :math:`(n - 1) / n` where one led everything. H
    (Herfindahl 1950) is between :math:`1 / n` and 1. Both say how even it is, and nothing of how it
    should be. Roles and positions are few and of different sizes: read G among them beside
    ``people``.

    Columns: ``by`` (``str``); ``units``, how many schools, roles, positions or persons;
    ``leading``, how many of them led something; ``led``, the counts added up; ``unplaced``, those
    of whom it is not known (``Int64``); ``gini``, ``herfindahl`` and ``herfindahl_least``, which is
    1 / n (``Float64``), the first two missing where nobody led.

    Args:
        programme: the records.
        by: school, role, position or person, or several.
        as_of: the date to look back from; None for all that is recorded.

    Raises:
        UnknownShare: ``by`` names something else, or nothing.
        NotAMoment: ``as_of`` is no date to look back from.

    >>> from nsee_core import Cycle, School
    >>> schools = [School(id=f"s{n}") for n in range(4)]
    >>> p = Programme.of([*schools, Cycle(id="c", led_by=("s1",))])
    >>> leading_concentration(p, "school")[["units", "leading", "gini", "herfindahl"]]
       units  leading  gini  herfindahl
    0      4        1  0.75         1.0
    """
    among = several(by, AMONG, UnknownShare, NOT_SHARED_BY)
    shared = [Shared.of(programme, each, as_of) for each in among]
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
