"""Frames of very many rows, made a portion at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import islice
from typing import TypeVar

import pandas as pd

Item = TypeVar("Item")

#: How many are in a portion: enough that a frame of its own costs little, and so few that all that
#: is made on the way fits the processor's cache, and is gone before Python looks for garbage.
_PORTION = 5_000


def by_portions(
    frame_of: Callable[[Sequence[Item]], pd.DataFrame], items: Iterable[Item]
) -> pd.DataFrame:
    """The frame of all items, whose rows stand in their order; of none, the frame of nothing.

    What makes it of some must make the same rows of them whatever the others are.

    >>> by_portions(lambda some: pd.DataFrame({"n": some}), range(12_000))["n"].sum()
    np.int64(71994000)
    """
    rest = iter(items)
    portions = iter(lambda: list(islice(rest, _PORTION)), [])
    frames = [frame_of(portion) for portion in portions]
    return pd.concat(frames, ignore_index=True) if frames else frame_of([])
