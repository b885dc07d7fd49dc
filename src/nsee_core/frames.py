"""DataFrames whose columns keep their types, however few rows there are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd


def typed_frame(columns: Mapping[str, tuple[Any, Sequence[Any]]]) -> pd.DataFrame:
    """A DataFrame of columns given by name, each with its pandas dtype and its values.

    ``None`` is a missing value in every dtype. ``"str"`` is the text dtype of pandas 3, and in
    pandas 2 the nullable ``"string"``, where a missing value is missing too.

    >>> typed_frame({"id": ("str", ["a", None]), "n": ("Int64", [1, None])}).isna().sum().to_dict()
    {'id': 1, 'n': 1}
    """
    import pandas as pd

    text: Any = "str" if int(pd.__version__.split(".")[0]) > 2 else "string"
    return pd.DataFrame(
        {
            name: pd.array(list(values), dtype=text if dtype == "str" else dtype)
            for name, (dtype, values) in columns.items()
        }
    )
