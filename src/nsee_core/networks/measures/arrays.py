"""What arrays of numpy hold, by name."""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

#: Numbers with a fraction, or none at all (NaN).
Floats: TypeAlias = NDArray[np.float64]
#: How many, or which of some.
Wholes: TypeAlias = NDArray[np.int64]
#: Whether or not.
Flags: TypeAlias = NDArray[np.bool_]
#: Nodes by their numbers, in some order.
Indices: TypeAlias = NDArray[np.intp]
