"""What a node, an edge or a measure does not say: missing, as pandas has it."""

from __future__ import annotations

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
    """Whether what a node says of itself is nothing, as where it comes out of a DataFrame.

    >>> [is_missing(said) for said in (None, float("nan"), pd.NA, "", False)]
    [True, True, True, False, False]
    """
    return said is None or said is pd.NA or said != said  # noqa: PLR0124 - NaN alone differs from itself
