"""How far schools are from each other, in standard deviations of what is known of both."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from nsee_core.networks.structure.intake import Described, Intake

#: A row for each school; nan where something is not known.
Table = NDArray[np.float64]


def standardised(pool: Sequence[Described], names: Sequence[Intake]) -> Table:
    """What the profiles say, in standard deviations of these schools; nan where they do not."""
    table = np.array([[each.value(name) for name in names] for each in pool])
    known = ~np.isnan(table)
    counts = np.maximum(known.sum(axis=0), 1)
    means = np.where(known, table, 0).sum(axis=0) / counts
    spread = np.sqrt((np.where(known, table - means, 0) ** 2).sum(axis=0) / counts)
    return np.asarray((table - means) / np.where(spread > 0, spread, 1))


def distances_from(table: Table, number: int, enough: int) -> Table:
    """How far each school is from one; nan for itself, and where too little is known of both."""
    apart = (table - table[number]) ** 2
    known = ~np.isnan(apart)
    counts = known.sum(axis=1)
    counts[number] = 0
    squares = np.where(known, apart, 0).sum(axis=1) / np.maximum(counts, 1)
    return np.where(counts >= enough, np.sqrt(squares), np.nan)
