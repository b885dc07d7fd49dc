"""What a measure cannot say, as a frame has it: missing."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


def or_missing(values: NDArray[np.float64]) -> list[float | None]:
    """Numbers, and None in the place of what is none (NaN).

    >>> or_missing(np.array([0.5, np.nan]))
    [0.5, None]
    """
    return [None if np.isnan(value) else value for value in values.tolist()]
