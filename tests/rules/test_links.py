"""NSEE1xx: links lead somewhere, to the right kind of record, and not in a circle."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nsee_core import (
    Cycle,
    Entry,
    Lesson,
    Network,
    Person,
    Programme,
    Record,
    School,
    check,
    preview,
)
from nsee_core.rules.near_ids import spellings
from tests.rules.said import codes, messages


def chain(follows: list[int | None]) -> list[Record]:
    """Narrative cycles by number, each following another or none."""
    return [
        Cycle(id=f"c{n}", account="narrative", follows=None if other is None else f"c{other}")
        for n, other in enumerate(follows)
    ]


def test_a_link_out_of_a_slice_is_no_fault_where_the_id_exists_elsewhere() -> None:
    records = [Cycle(id="c", account="narrative", network="n1", led_by=("p1", "p2"))]
    p = Programme.of(records, outside=lambda id_: id_ in ("n1", "p1"))
    assert messages(p) == ["led_by names p2, and there is no such record"]


def test_a_link_out_of_a_slice_to_a_wrong_kind_is_found_where_the_kind_is_known() -> None:
    kinds = {"n1": "network", "s1": "school"}
    before = Programme.of([], outside=lambda id_: kinds.get(id_, False))
    cycle = Cycle(id="c", account="narrative", network="s1", led_by=("s1", "n1", "p1"))
    wrong = [
        ("NSEE102", "network names s1, which is of the kind school and not network"),
        (
            "NSEE102",
            (
                "led_by names n1, which is of the kind network and not person, team, trio, school, "
                "authority or partner"
            ),
        ),
        ("NSEE101", "led_by names p1, and there is no such record"),
    ]
    for report in (check(before.put(cycle)), preview(before, put=[cycle]).brings):
        assert {(f.code, f.message) for f in report} == set(wrong)


def test_the_id_of_another_kind_is_not_taken_and_a_preview_says_so() -> None:
    before = Programme.of([Person(id="ann"), Cycle(id="c", account="narrative", led_by=("ann",))])
    seen = preview(before, put=[Network(id="ann"), Network(id="n")])
    [finding] = seen.brings
    assert (finding.severity.value, finding.subject, finding.loc) == ("error", "ann", ("id",))
    assert str(finding) == (
        "NSEE105 ann is the id of a person already; give the network an id of its own"
    )
    assert not seen.clears


def test_the_id_of_another_kind_elsewhere_is_not_taken_either() -> None:
    before = Programme.of([], outside=lambda id_: "entry" if id_ == "x" else id_ == "y")
    seen = preview(before, put=[Network(id="x"), Network(id="y"), Network(id="z")])
    assert [f.message for f in seen.brings] == ["x is the id of an entry already"]


def test_an_id_may_change_hands_where_its_record_is_taken_away() -> None:
    before = Programme.of([Person(id="ann")])
    assert not preview(before, put=[Network(id="ann")], without=["ann"]).brings


def test_two_that_are_put_under_one_id_are_told_apart() -> None:
    seen = preview(Programme.of([]), put=[Network(id="n"), Network(id="n"), Person(id="n")])
    assert [f.message for f in seen.brings] == ["n is the id of a network already"]


def test_what_was_probably_meant_is_of_a_kind_that_the_link_takes() -> None:
    p = Programme.of([Network(id="P1"), Cycle(id="c", account="narrative", led_by=("p1",))])
    assert messages(p) == ["led_by names p1, and there is no such record"]


@pytest.mark.parametrize("written", ["B-REID", "b_reid", "B_Reid", "B-reid"])
def test_another_spelling_of_an_id_is_said_to_be_meant(written: str) -> None:
    p = Programme.of([Person(id="b-reid"), Cycle(id="c", account="narrative", led_by=(written,))])
    assert messages(p) == [
        f'led_by names {written}, and there is no such record; perhaps "b-reid" was meant'
    ]


@given(st.from_regex(r"[A-Za-z0-9][A-Za-z0-9_-]{0,12}", fullmatch=True))
def test_an_id_is_not_among_its_own_other_spellings(id_: str) -> None:
    assert id_ not in spellings(id_)


@pytest.mark.parametrize("length", [2, 3, 40])
def test_a_circle_of_any_length_is_told_once(length: int) -> None:
    p = Programme.of(chain([*range(1, length), 0]))
    assert codes(p) == ["NSEE103"]


def test_a_chain_that_leads_into_a_circle_is_not_part_of_it() -> None:
    p = Programme.of(chain([1, 2, 1]))
    assert [f.subject in ("c1", "c2") for f in check(p)] == [True]
    assert "c0" not in messages(p)[0]


def test_a_long_circle_is_told_in_a_short_sentence() -> None:
    p = Programme.of(chain([*range(1, 40), 0]))
    assert messages(p)[0].count(",") < 10
    assert "33 more" in messages(p)[0]


def test_a_link_to_itself_is_the_shortest_circle() -> None:
    assert messages(Programme.of(chain([0]))) == ["follows leads back to the record itself"]


@pytest.mark.no_cover  # for its size alone: its lines are counted elsewhere
@pytest.mark.parametrize("down", [True, False])
def test_a_chain_of_thousands_is_walked_to_its_end(*, down: bool) -> None:
    """At a cost that grew with the square of its length, this would take minutes."""
    length = 20_000
    links = [n + 1 if n + 1 < length else None for n in range(length)]
    back = [None, *range(length - 1)]
    assert codes(Programme.of(chain(links if down else back)), select=["NSEE103"]) == []


@given(st.lists(st.integers(0, 4), min_size=5, max_size=5), st.integers(0, 4), st.integers(0, 4))
def test_a_preview_brings_and_clears_circles_as_checking_twice_does(
    follows: list[int], changed: int, other: int
) -> None:
    before = Programme.of(chain([*follows]))
    record = Cycle(id=f"c{changed}", account="narrative", follows=f"c{other}")
    was, now = set(check(before)), set(check(before.put(record)))
    seen = preview(before, put=[record])
    assert (set(seen.brings), set(seen.clears)) == (now - was, was - now)


@pytest.mark.parametrize("added", ["b-reid", "B_REID", "C-Reid"])
def test_a_preview_of_a_record_tells_of_links_that_may_have_meant_it(added: str) -> None:
    before = Programme.of([Cycle(id="c", account="narrative", led_by=("B-Reid",))])
    was, now = set(check(before)), set(check(before.put(Person(id=added))))
    seen = preview(before, put=[Person(id=added)])
    assert (set(seen.brings), set(seen.clears)) == (now - was, was - now)


def test_an_entry_whose_cycle_is_missing_says_only_that() -> None:
    assert messages(Programme.of([Entry(id="e", cycle="c", step="plan")])) == [
        "cycle names c, and there is no such record"
    ]


def test_an_id_that_is_a_letter_off_names_the_one_that_was_meant() -> None:
    people = [Person(id="t-smith"), Person(id="team-a"), Person(id="p17"), School(id="t-smyth")]
    meant = {"t-smth": "t-smith", "t-smithh": "t-smith", "t-simth": "t-smith", "team-b": None}
    for target, near in {**meant, "p18": None}.items():
        lesson = Lesson(id="l", cycle="c", taught_by=target)
        [finding] = check(Programme.of([Cycle(id="c"), *people, lesson]), select=["NSEE101"])
        perhaps = f'; perhaps "{near}" was meant' if near else ""
        assert finding.message == (
            f"taught_by names {target}, and there is no such record{perhaps}"
        )


def test_where_two_ids_are_a_letter_off_neither_is_named() -> None:
    people = [Person(id="smith"), Person(id="smyth")]
    lesson = Lesson(id="l", cycle="c", taught_by="smth")
    [finding] = check(Programme.of([Cycle(id="c"), *people, lesson]), select=["NSEE101"])
    assert finding.meant is None


def test_so_many_ids_are_looked_for_and_one_of_them_any_number_of_times() -> None:
    ids = ["smth", *(f"jones-{number}" for number in range(120)), "smth", "smithh"]
    lessons = [Lesson(id=f"l{n}", cycle="c", taught_by=id_) for n, id_ in enumerate(ids)]
    programme = Programme.of([Cycle(id="c"), Person(id="smith"), *lessons])
    meant = {f.subject: f.meant for f in check(programme, select=["NSEE101"])}
    assert (meant["l0"], meant["l121"], meant["l122"]) == ("smith", "smith", None)
