"""Occasions too large to follow, and what contacts and reach refuse."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nsee_core import Cycle, Entry, Lesson, Person, Practice, Programme, School, Team, Transfer
from nsee_core.engine.moment import NotAMoment
from nsee_core.networks.arguments.limits import NotALimit
from nsee_core.networks.movement.beginnings import practice_reach
from nsee_core.networks.movement.contact_rows import UnknownContact, contacts
from nsee_core.networks.movement.contact_table import NotContacts, NotSources
from nsee_core.networks.movement.reaching import NotInOrder, reach
from nsee_core.networks.placing.levels import UnknownLevel
from nsee_core.networks.practices import NoSuchPractice
from nsee_core.records.spellings import NotADate

# ---------------------------------------------------------------- crowds


def crowd(first: int, last: int) -> tuple[str, ...]:
    return tuple(f"p{n}" for n in range(first, last))


def crowded(*, size: int) -> Programme:
    """Two teams of a size that did an entry together, and transfers from one and from many."""
    return Programme.of(
        [
            *(Person(id=id_) for id_ in crowd(0, 2 * size)),
            Team(id="a", members=crowd(0, size)),
            Team(id="b", members=crowd(size, 2 * size)),
            Cycle(id="c"),
            Practice(id="talk"),
            Entry(id="all", cycle="c", step="x", by=("a", "b")),
            Entry(id="two", cycle="c", step="x", by=("p0", "p1")),
            Transfer(id="from-one", practice="talk", giver="p0", receivers=("b",)),
            Transfer(id="from-many", practice="talk", giver="a", receivers=("b",)),
        ]
    )


def test_an_entry_of_two_teams_of_thousands_is_set_aside_by_name_and_not_drawn() -> None:
    programme = crowded(size=5_000)
    met = contacts(programme)
    assert met.attrs == {"unplaced": (), "set_aside": ("from-many", "all")}
    assert met["record"].value_counts().to_dict() == {"from-one": 5_000, "two": 2}
    assert reach(met, "p1").attrs == {
        "in_no_contact": (),
        "unplaced": (),
        "set_aside": ("from-many", "all"),
    }
    answer = practice_reach(programme, "talk")
    assert answer.attrs["set_aside"] == ("from-many",)
    assert (len(answer), bool(answer["certain"].all())) == (10_000, True)


@pytest.mark.parametrize(
    ("at_most", "records"),
    [
        (6, {"all", "two", "from-one", "from-many"}),
        (5, {"two", "from-one", "from-many"}),
        (3, {"two", "from-one"}),
        (2, {"two"}),
        (1, set()),
        (0, set()),
    ],
)
def test_an_occasion_counts_up_to_at_most_people_and_a_transfer_up_to_as_many_rows(
    at_most: int, records: set[str]
) -> None:
    met = contacts(crowded(size=3), at_most=at_most)
    assert set(met["record"]) == records
    assert set(met.attrs["set_aside"]) == {"all", "two", "from-one", "from-many"} - records
    own = practice_reach(crowded(size=3), "talk", at_most=at_most)
    assert set(own.attrs["set_aside"]) == {"from-one", "from-many"} - records


@given(st.integers(0, 7), st.integers(1, 6))
def test_a_meeting_is_whole_or_set_aside(at_most: int, people: int) -> None:
    by = crowd(0, people)
    programme = Programme.of(
        [*(Person(id=id_) for id_ in by), Cycle(id="c"), Entry(id="e", cycle="c", step="x", by=by)]
    )
    met = contacts(programme, at_most=at_most)
    whole = people <= max(at_most, 1)
    assert len(met) == (people * (people - 1) if whole else 0)
    assert met.attrs["set_aside"] == (() if whole else ("e",))


# ---------------------------------------------------------------- what is refused

EMPTY = Programme.of([])
TALK = Programme.of([Practice(id="talk"), School(id="s1")])
DAYS = {"earliest": ["2018-01-05"], "latest": [date(2018, 1, 6)]}
NO_DAY = "which is no day; give days, such as 2018-06-30, and nothing where it is open"
MET = pd.DataFrame({"from": ["a"], "to": ["b"], **DAYS})


@pytest.mark.parametrize(
    ("options", "refusal", "words"),
    [
        ({"counting": 3}, UnknownContact, '"3" is no contact; give transfer, lesson or entry'),
        ({"counting": ()}, UnknownContact, "nothing was named; give transfer, lesson or entry"),
        ({"level": None}, UnknownLevel, '"None" is no level; give people, schools or authorities'),
        ({"at_most": -1}, NotALimit, "at_most cannot be -1; give a whole number, 0 or more"),
        ({"at_most": 2.5}, NotALimit, "at_most cannot be 2.5; give a whole number, 0 or more"),
    ],
)
def test_contacts_refuse_what_means_nothing(
    options: dict[str, Any], refusal: type[ValueError], words: str
) -> None:
    with pytest.raises(refusal) as told:
        contacts(EMPTY, **options)
    assert str(told.value) == words


def test_one_sort_of_contact_may_be_named_by_itself() -> None:
    assert contacts(EMPTY, counting="lesson").empty


def _reach_of_talk(programme: Programme) -> pd.DataFrame:
    return practice_reach(programme, "talk")


@pytest.mark.parametrize("looking", [contacts, _reach_of_talk])
def test_what_is_no_programme_is_refused(looking: Callable[[object], object]) -> None:
    with pytest.raises(TypeError, match=r"^a programme is needed first, not str; "):
        looking("records.jsonl")


@pytest.mark.parametrize(
    ("met", "words"),
    [
        (EMPTY, "contacts are a frame, not Programme; contacts(programme) makes one"),
        (None, "contacts are a frame, not NoneType; contacts(programme) makes one"),
        (
            MET.drop(columns="latest"),
            'contacts need a column "latest"; contacts(programme) has it',
        ),
        (
            MET.assign(to=[7]),
            'the column "to" of contacts holds "7", which is no id; give texts',
        ),
        (
            MET.assign(earliest=["June 2018"]),
            f'the column "earliest" of contacts holds "June 2018", {NO_DAY}',
        ),
        (
            MET.assign(latest=[20180630]),
            f'the column "latest" of contacts holds "20180630", {NO_DAY}',
        ),
        (
            MET.assign(latest=[True]),
            f'the column "latest" of contacts holds "True", {NO_DAY}',
        ),
    ],
)
def test_a_frame_that_is_none_of_contacts_is_refused(met: object, words: str) -> None:
    with pytest.raises(NotContacts) as told:
        reach(met, "a")  # type: ignore[arg-type] # the fault
    assert str(told.value) == words


@pytest.mark.parametrize(
    ("sources", "kind"), [(None, "NoneType"), (3, "int"), (["a", 3], "int"), ([None], "NoneType")]
)
def test_sources_that_are_no_ids_are_refused(sources: object, kind: str) -> None:
    with pytest.raises(NotSources) as told:
        reach(MET, sources)  # type: ignore[arg-type] # the fault
    words = f"sources are ids, which are texts, not {kind}; give one or several"
    assert str(told.value) == words


def test_a_source_that_is_in_no_contact_is_named_for_its_id_may_be_mistaken() -> None:
    answer = reach(MET, ["a", "aa"])
    assert answer.attrs == {"in_no_contact": ("aa",), "unplaced": (), "set_aside": ()}
    assert answer["node"].tolist() == ["a", "aa", "b"]


def test_until_a_date_before_since_is_refused() -> None:
    with pytest.raises(NotInOrder) as told:
        reach(MET, "a", since="June 2018", until="May 2018")
    words = 'until "May 2018" is before since "June 2018"; exchange or correct them'
    assert str(told.value) == words
    assert reach(MET, "a", since="2018", until="May 2018")["certain"].tolist() == [True, False]
    with pytest.raises(NotADate):
        reach(MET, "a", since="soon")
    with pytest.raises(NotAMoment):
        reach(MET, "a", until="year 2")


def test_days_may_be_times_of_any_sort_and_ids_of_any_text_type() -> None:
    hours = pd.to_datetime(["2018-01-05T09:00"])
    for days in (hours, hours.tz_localize("Europe/London"), ["2018-01-05"], [date(2018, 1, 5)]):
        met = MET.assign(earliest=days, latest=days)
        assert reach(met, "a")["arrives_earliest"][1] == pd.Timestamp("2018-01-05")
    for type_ in ("str", "object", "category"):
        assert reach(MET.astype({"from": type_, "to": type_}), "a")["certain"].all()
    unknown = MET.assign(earliest=np.nan, latest=None)
    assert reach(unknown, "a")["certain"].all()


def test_the_reach_of_a_practice_refuses_what_means_nothing() -> None:
    for practice, words in (
        ("tlak", 'no practice has the id "tlak"; perhaps "talk" was meant'),
        (["talk"], "no practice has the id \"['talk']\"; give the id of a practice"),
        ("s1", '"s1" is a school; give the id of a practice'),
    ):
        with pytest.raises(NoSuchPractice) as told:
            practice_reach(TALK, practice)  # type: ignore[arg-type] # the fault
        assert str(told.value) == words
    with pytest.raises(UnknownLevel):
        practice_reach(TALK, "talk", level="school")  # type: ignore[arg-type] # the fault
    with pytest.raises(NotALimit):
        practice_reach(TALK, "talk", at_most=-1)
    with pytest.raises(NotAMoment):
        practice_reach(TALK, "talk", as_of="year 2")


def test_a_lesson_of_a_crowd_is_set_aside_too() -> None:
    people = [Person(id=id_) for id_ in crowd(0, 4)]
    lesson = Lesson(id="l", cycle="c", taught_by="p0", observed_by=crowd(1, 4))
    met = contacts(Programme.of([*people, Cycle(id="c"), lesson]), at_most=3)
    assert (len(met), met.attrs["set_aside"]) == (0, ("l",))
