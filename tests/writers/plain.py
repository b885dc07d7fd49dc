"""DataFrames as plain values, to compare with what other tools read."""

from __future__ import annotations

from typing import Any

import pandas as pd


def plain(frame: pd.DataFrame) -> dict[str, list[Any]]:
    """The values of each column: None where one is missing, and days as dates."""
    return {str(name): [_plain(value) for value in column] for name, column in frame.items()}


def _plain(value: Any) -> Any:  # noqa: ANN401 - whatever a cell holds
    if pd.isna(value):
        return None
    return value.date() if isinstance(value, pd.Timestamp) else value
