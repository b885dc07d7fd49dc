"""Frames of very many rows, made a portion at a time: nobody can tell from the frame."""

from __future__ import annotations

from collections.abc import Callable
from unittest.mock import patch

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal

from nsee_core import Programme
from nsee_core.networks import contacts, flows
from nsee_core.networks.portions import by_portions
from tests.strategies import programmes

KINDS = ("school", "person", "team", "membership", "lesson", "practice", "transfer")


@pytest.mark.parametrize("told", [flows, contacts])
@given(programme=programmes(most=20, kinds=KINDS), size=st.integers(1, 3))
def test_the_size_of_a_portion_changes_nothing(
    told: Callable[[Programme], pd.DataFrame], programme: Programme, size: int
) -> None:
    whole = told(programme)
    with patch("nsee_core.networks.portions._PORTION", size):
        in_parts = told(programme)
    assert_frame_equal(in_parts, whole)
    assert in_parts.attrs == whole.attrs


def test_every_item_is_in_one_portion_and_in_its_order() -> None:
    portions: list[list[int]] = []

    def frame_of(some: object) -> pd.DataFrame:
        assert isinstance(some, list)
        portions.append(some)
        return pd.DataFrame({"n": some})

    assert by_portions(frame_of, iter(range(12_001)))["n"].tolist() == list(range(12_001))
    assert list(map(len, portions)) == [5_000, 5_000, 2_001]


def test_of_nothing_it_is_the_frame_of_nothing() -> None:
    assert by_portions(lambda some: pd.DataFrame({"n": pd.array(some, "Int64")}), [])["n"].empty
