"""The order of a log."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nsee_core import Entry
from nsee_core.engine.ordering import ordered, superseded


def entry(id_: str, step: str = "plan", **fields: object) -> Entry:
    return Entry.model_validate({"id": id_, "cycle": "c", "step": step, **fields})


def ids(log: list[Entry]) -> list[str]:
    return [item.id for item in ordered(log)]


def test_without_a_sequence_the_log_stands_as_it_stands() -> None:
    log = [entry("b", when="2018"), entry("a", when="2016")]
    assert ids(log) == ["b", "a"]


def test_a_sequence_orders_the_log_and_equal_ones_keep_their_places() -> None:
    log = [entry("a", sequence=2), entry("b", sequence=1), entry("c", sequence=1)]
    assert ids(log) == ["b", "c", "a"]


def test_an_entry_without_a_sequence_stays_behind_the_entry_before_it() -> None:
    log = [entry("a", sequence=5), entry("b"), entry("c", sequence=1)]
    assert ids(log) == ["c", "a", "b"]


def test_a_correction_takes_the_place_of_what_it_corrects() -> None:
    log = [entry("a"), entry("b"), entry("c", corrects="a")]
    assert ids(log) == ["c", "b"]


def test_of_a_chain_of_corrections_the_last_counts() -> None:
    log = [entry("a"), entry("b"), entry("c", corrects="a"), entry("d", corrects="c")]
    assert ids(log) == ["d", "b"]
    assert {old: new.id for old, new in superseded(log).items()} == {"a": "d", "c": "d"}


def test_of_two_corrections_of_one_entry_the_later_counts() -> None:
    log = [entry("a"), entry("c", corrects="a"), entry("d", corrects="a")]
    assert ids(log) == ["d"]


def test_a_correction_that_stands_before_what_it_corrects_still_counts() -> None:
    log = [entry("c", corrects="a"), entry("b"), entry("a")]
    assert ids(log) == ["b", "c"]


def test_a_correction_may_state_its_own_sequence() -> None:
    log = [entry("a", sequence=1), entry("b", sequence=2), entry("c", corrects="a", sequence=3)]
    assert ids(log) == ["b", "c"]


def test_corrections_that_go_round_in_a_circle_are_left_as_they_stand() -> None:
    log = [entry("a", corrects="b"), entry("b", corrects="a"), entry("c", corrects="c")]
    assert ids(log) == ["a", "b", "c"]


def test_a_correction_of_what_is_not_there_counts_by_itself() -> None:
    assert ids([entry("a", corrects="gone")]) == ["a"]


def test_what_corrects_a_part_of_a_circle_is_left_as_it_stands() -> None:
    log = [entry("c", corrects="a"), entry("a", corrects="b"), entry("b", corrects="a")]
    assert ids(log) == ["c", "a", "b"]


@pytest.mark.no_cover  # for its size alone: its lines are counted elsewhere
def test_a_chain_of_fifty_thousand_corrections_is_followed_once() -> None:
    """Walked from each of its entries, it would take hours."""
    log = [entry("0"), *(entry(f"{n}", corrects=f"{n - 1}") for n in range(1, 50_000))]
    assert ids(log) == ["49999"]
    assert ids(log[::-1]) == ["49999"]


@given(
    st.lists(
        st.tuples(st.sampled_from("abcdef"), st.none() | st.sampled_from("abcdefz")),
        max_size=6,
        unique_by=lambda pair: pair[0],
    )
)
def test_every_entry_counts_once_or_is_stood_in_for(pairs: list[tuple[str, str | None]]) -> None:
    log = [entry(id_, corrects=corrects) for id_, corrects in pairs]
    kept, replaced = ids(log), set(superseded(log))
    assert len(set(kept)) == len(kept)
    assert set(kept) | replaced == {item.id for item in log}
    assert not set(kept) & replaced
