"""Days as whole numbers, which compare fast, and as columns of a frame."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from nsee_core.records import When

Days = NDArray[np.int64]

#: A day before all others, and one after: what is open, or never.
BEFORE, AFTER = -(10**9), 10**9
_EPOCH = date(1970, 1, 1).toordinal()
_NO_DAY = np.iinfo(np.int64).min


def _as_numbers(days: Iterable[date | None], otherwise: int) -> Days:
    """Days as numbers, which are larger by one on the next day; ``otherwise`` for None."""
    numbers = (otherwise if day is None else day.toordinal() - _EPOCH for day in days)
    return np.fromiter(numbers, np.int64)


def earliest_and_latest(dates: Iterable[When | None]) -> tuple[Days, Days]:
    """The first and the last day that each date can be; ``BEFORE`` and ``AFTER`` where open."""
    known = list(dates)
    return (
        _as_numbers((None if date is None else date.earliest for date in known), BEFORE),
        _as_numbers((None if date is None else date.latest for date in known), AFTER),
    )


def texts(dates: Iterable[When | None]) -> list[str | None]:
    """Dates as in the source."""
    return [None if date is None else date.text for date in dates]


def as_column(days: Days) -> pd.Series[pd.Timestamp]:
    """Numbers of days as a column of dates; ``BEFORE`` and ``AFTER`` are missing."""
    open_ = (days <= BEFORE) | (days >= AFTER)
    return pd.Series(np.where(open_, _NO_DAY, days).view("M8[D]").astype("M8[s]"))


def of_column(column: pd.Series[pd.Timestamp], otherwise: int) -> Days:
    """A column of dates as numbers of days; ``otherwise`` for what is missing."""
    days = column.to_numpy("M8[D]")
    return np.where(np.isnat(days), otherwise, days.view(np.int64))
