"""Other people's own keys and values, as they were given."""

import pytest

from nsee_core.records.frozen import FrozenMap


@pytest.mark.parametrize(
    ("one", "other"),
    [(True, 1), (False, 0), ([True], [1]), ({"b": True}, {"b": 1}), (None, False)],
)
def test_true_is_not_1(one: object, other: object) -> None:
    assert FrozenMap({"a": one}) != FrozenMap({"a": other})
    assert FrozenMap({"a": one}) == FrozenMap({"a": one})


def test_a_number_is_equal_however_it_is_written() -> None:
    assert FrozenMap({"a": 1}) == FrozenMap({"a": 1.0})
    assert hash(FrozenMap({"a": 1})) == hash(FrozenMap({"a": 1.0}))


def test_more_and_other_names_are_not_equal() -> None:
    assert FrozenMap({"a": 1}) != FrozenMap({"a": 1, "b": 2})
    assert FrozenMap({"a": None}) != FrozenMap({"b": None})
    assert FrozenMap() != ()
