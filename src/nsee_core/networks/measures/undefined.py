"""What a node, an edge or a measure does not say: missing, as pandas has it."""

from __future__ import annotations

from typing import Any, cast

import numpy as np
import pandas as pd

from nsee_core.networks.measures.arrays import Floats


def or_missing(values: Floats) -> list[float | None]:
    """Numbers, and None in the place of what is none (NaN).

    >>> or_missing(np.array([0.5, np.nan]))
    [0.5, None]
    """
    return [None if np.isnan(value) else value for value in values.tolist()]


def is_missing(said: object) -> bool:
    """Whether what a graph or a node says is nothing, as where it comes out of a table.

    >>> [is_missing(said) for said in (None, float("nan"), pd.NA, pd.NaT, " ", "no", False, [])]
    [True, True, True, True, True, False, False, False]
    """
    if said is None:
        return True
    if isinstance(said, str):
        return not said or said.isspace()
    if isinstance(said, int):  # most are, and pandas is slow to say so
        return False
    return pd.api.types.is_scalar(said) and pd.isna(cast("Any", said)) is True
