"""Many lessons and long logs: what an entry of the whole cycle costs, and what it says."""

import pytest

from nsee_core import Entry, parse_protocol
from nsee_core.engine import ties as looking
from nsee_core.engine.machine import machines
from nsee_core.engine.position import Position
from nsee_core.engine.ties import ties
from nsee_core.engine.trace import rulings

TOY = parse_protocol("""
    key = "toy"
    [[steps]]
    key = "plan"
    [[steps]]
    key = "teach"
    per = "lesson"
    after = ["plan"]
    [[steps]]
    key = "share"
    after = ["teach"]
""")


def log_of(lessons: int, shared: int, **fields: object) -> list[Entry]:
    """A plan, so many lessons taught, and what was learnt from them shared so often."""
    taught = [("teach", f"l{number}") for number in range(lessons)]
    steps = [("plan", None), *taught, *[("share", None)] * shared]
    return [
        Entry.model_validate(
            {"id": f"e{n}", "cycle": "c", "step": step, "lesson": lesson, **fields}
        )
        for n, (step, lesson) in enumerate(steps)
    ]


@pytest.mark.no_cover  # for its size alone: its lines are counted elsewhere
def test_an_entry_of_the_whole_cycle_is_worked_out_once_for_all_lessons_alike() -> None:
    """Once a lesson, this would be four hundred million moves."""
    position = Position.after(machines(TOY), log_of(20_000, 20_000))
    assert len(position.lessons) == 20_000
    assert len(position.alike) == 1


@pytest.mark.no_cover  # for its size alone: its lines are counted elsewhere
def test_a_ruling_is_looked_at_again_only_where_something_moved() -> None:
    """At every entry, this would be four hundred million looks."""
    said = rulings(machines(TOY), log_of(20_000, 20_000))
    assert {ruling.entry for ruling in said if ruling.lesson == "l7"} == {"e8"}


def test_lessons_that_come_to_be_alike_stay_apart_from_those_that_are_not() -> None:
    log = [*log_of(3, 1), Entry(id="late", cycle="c", step="teach", lesson="l3")]
    position = Position.after(machines(TOY), log)
    states = {lesson: alike.state for lesson, alike in position.lessons.items()}
    assert states["l0"] == states["l1"] == states["l2"]
    assert position.copy().key() == position.key()


@pytest.mark.no_cover  # for its size alone: its lines are counted elsewhere
def test_too_many_lessons_that_see_too_many_tied_entries_are_left_undecided() -> None:
    """All of them looked at, this would take many minutes."""
    found = list(ties(machines(TOY), log_of(20_000, 20_000, when="2018")))
    assert found[-1].undecided


def test_entries_are_looked_at_up_to_the_bound_and_then_left_undecided(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    log = log_of(9, 9, when="2018")
    assert not any(tie.undecided for tie in ties(machines(TOY), log))
    monkeypatch.setattr(looking, "_MOST_LOOKED_AT", 30)
    *_, last = ties(machines(TOY), log)
    assert (last.undecided, last.lesson) == (True, None)
    assert last.entries == tuple(entry.id for entry in log)
