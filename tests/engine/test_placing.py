"""Where all cycles stand, and where they stood on a date."""

import re
from datetime import date

import pytest

from nsee_core import (
    Change,
    Claim,
    Consent,
    Cycle,
    Entry,
    Evidence,
    Membership,
    Network,
    NotADate,
    NotAMoment,
    Programme,
    Transfer,
    Trio,
    When,
    check,
    parse_protocol,
    preview,
    standing,
    standing_rows,
    standings,
)
from nsee_core.engine.moment import as_it_was
from nsee_core.engine.placing import COLUMNS
from nsee_core.records import Base

TOY = parse_protocol("""
key = "toy"
[[steps]]
key = "try"
[[steps]]
key = "look"
needs = [{ evidence = ["observation"] }]
""")


def programme(*records: Base, **cycle: object) -> Programme:
    head = Cycle.model_validate({"id": "c", "protocol": "toy", **cycle})
    return Programme.of([head, *records])


def entry(id_: str, step: str, when: str | None = None) -> Entry:
    return Entry.model_validate({"id": id_, "cycle": "c", "step": step, "when": when})


def test_only_what_certainly_took_place_by_the_date_counts() -> None:
    p = programme(entry("1", "try", "2017-03-01"), entry("2", "look", "spring 2018"))
    before = standing(p, "c", as_of="2018-01-01", protocols=[TOY])
    assert [step.state for step in before.steps] == ["done", "untouched"]
    assert before.possibly == ()


def test_what_possibly_took_place_is_listed() -> None:
    p = programme(entry("1", "try", "spring 2018"), entry("2", "look"))
    found = standing(p, "c", as_of="2018-04-15", protocols=[TOY])
    assert [step.state for step in found.steps] == ["untouched", "untouched"]
    assert found.possibly == ("1", "2")


def test_evidence_gathered_later_does_not_count_yet() -> None:
    item = Evidence(id="e", cycle="c", step="look", type="observation", when=When("2018-06-01"))
    p = programme(entry("1", "try", "2018-01-01"), entry("2", "look", "2018-01-02"), item)
    assert standing(p, "c", as_of="2018-05-01", protocols=[TOY]).state == "on track"
    assert standing(p, "c", as_of="2018-07-01", protocols=[TOY]).state == "complete"


def test_a_cycle_had_not_ended_before_it_ended() -> None:
    p = programme(ended="June 2018", outcome="completed")
    assert not standing(p, "c", as_of="2018-05-31", protocols=[TOY]).ended
    assert not standing(p, "c", as_of="2018-06-15", protocols=[TOY]).ended
    assert standing(p, "c", as_of="2018-06-30", protocols=[TOY]).ended


def test_a_consent_counts_until_it_was_withdrawn() -> None:
    p = programme(
        entry("1", "try", "2018-01-01"),
        entry("2", "look", "2018-01-02"),
        Evidence(id="e", cycle="c", step="look", type="observation", consents=("ok",)),
        Consent(id="ok", given=When("2017-12-01"), withdrawn=When("2018-06-01")),
    )
    assert standing(p, "c", as_of="2018-05-01", protocols=[TOY]).state == "complete"
    assert standing(p, "c", as_of="2018-07-01", protocols=[TOY]).state == "on track"
    assert standing(p, "c", protocols=[TOY]).state == "on track"


def test_an_ending_without_a_date_is_in_doubt_and_does_not_count() -> None:
    p = programme(outcome="completed")
    assert standing(p, "c", protocols=[TOY]).ended
    assert not standing(p, "c", as_of="2018-05-31", protocols=[TOY]).ended
    assert [row["ended"] for row in standing_rows(p, as_of="2018", protocols=[TOY])] == [False]


def test_what_was_set_aside_as_later_is_known_to_exist() -> None:
    item = Evidence(id="v", cycle="c", type="observation", when=When("June 2017"))
    first = entry("1", "try", "2017-06-12").but(evidence=("v",))
    p = programme(first, item)
    assert [f.code for f in check(p, as_of="2017-06-20", protocols=[TOY]).errors] == []


def test_looking_back_reaches_what_is_in_no_cycle() -> None:
    p = Programme.of(
        [
            Claim(id="claim", value=95, when=When("2018")),
            Trio(id="t", members=("a", "b")),
            Membership(id="m", group="t", member="z", since=When("2018")),
            Transfer(id="move", audience="all", when=When("2018")),
            Network(id="n", ended=When("2018")),
            Change(id="change", cycle="c", decision="adopt", decided=When("2018")),
            Consent(id="k", given=When("2016"), withdrawn=When("2018")),
            Evidence(id="v", cycle="c", when=When("2016"), destroyed=When("2018")),
        ]
    )
    then = as_it_was(p, When("2017-06-12"))
    assert [record.id for record in then] == ["t", "n", "change", "k", "v"]
    assert then["n"] == Network(id="n")
    assert then["change"] == Change(id="change", cycle="c")
    assert then["k"] == Consent(id="k", given=When("2016"))
    assert then["v"] == Evidence(id="v", cycle="c", when=When("2016"))
    assert then.outside is not None
    assert (then.outside("m"), then.outside("nobody")) == ("membership", False)


def test_who_joined_later_does_not_count_yet() -> None:
    led = TOY.model_validate(
        TOY.model_dump(exclude_unset=True) | {"people": [{"group": "trio", "at_least": 3}]}
    )
    p = programme(
        Trio(id="t", members=("a", "b")),
        Membership(id="m", group="t", member="z", since=When("2018-03-01")),
        trio="t",
    )
    then, now = (
        standing(p, "c", as_of=moment, protocols=[led]).demands[-1].have
        for moment in ("2018-02-01", "2018-04-01")
    )
    assert (then, now) == (2, 3)


@pytest.mark.parametrize(
    ("as_of", "unclear"),
    [
        ("year 1", "it counts the years of a project"),
        ("by September 2017", "it has no first day"),
        ("12/06/2017", "it could be 12 June 2017 or 6 December 2017"),
    ],
)
def test_a_date_that_can_decide_nothing_is_misuse(as_of: str, unclear: str) -> None:
    says = f'"{as_of}" does not say what had happened by then: {unclear}; give a day, such as '
    for asked in (
        lambda: standing(programme(), "c", as_of=as_of, protocols=[TOY]),
        lambda: standing_rows(programme(), as_of=as_of),
        lambda: check(programme(), as_of=as_of),
        lambda: preview(programme(), as_of=as_of),
    ):
        with pytest.raises(NotAMoment, match=f"^{re.escape(says)}"):
            asked()


def test_a_moment_may_be_a_day_too() -> None:
    p = programme(entry("1", "try", "2017-03-01"))
    for as_of in ("2017-03-01", When("2017-03-01"), date(2017, 3, 1)):
        assert standing(p, "c", as_of=as_of, protocols=[TOY]).steps[0].state == "done"


def test_a_date_that_is_none_is_misuse() -> None:
    with pytest.raises(NotADate):
        standings(programme(), as_of="sprnig")


def test_one_row_a_cycle_with_documented_columns() -> None:
    p = Programme.of(
        [
            Cycle(id="a", protocol="toy", title="First", network="n"),
            Entry(id="1", cycle="a", step="try"),
            Cycle(id="b", protocol="toy", account="narrative"),
            Cycle(id="d", protocol="no-such"),
            Cycle(id="e"),
        ]
    )
    frame = standings(p, protocols=[TOY])
    assert tuple(frame.columns) == COLUMNS
    assert list(frame["cycle"]) == ["a", "b", "d", "e"]
    assert list(frame["state"]) == ["on track", "on track", *["no known protocol"] * 2]
    row = frame.set_index("cycle").loc["a"]
    assert (row["done"], row["steps"], row["missing"], row["undocumented"]) == (1, 2, "look", "")
    told = frame.set_index("cycle").loc["b"]
    assert (told["missing"], told["undocumented"]) == ("", "try, look")


def test_an_empty_programme_gives_the_columns() -> None:
    frame = standings(Programme.of([]))
    assert tuple(frame.columns) == COLUMNS
    assert frame.empty
    assert frame.dtypes.equals(standings(programme(), protocols=[TOY]).dtypes)


def test_the_table_groups_as_a_researcher_would_group_it() -> None:
    p = Programme.of([Cycle(id=f"c{n}", protocol="toy", network=f"n{n % 2}") for n in range(4)])
    counts = standings(p, protocols=[TOY]).groupby(["network", "state"]).size()
    assert counts.to_dict() == {("n0", "on track"): 2, ("n1", "on track"): 2}


def test_rows_and_frame_say_the_same() -> None:
    p = programme(entry("1", "try"))
    (row,) = standing_rows(p, protocols=[TOY])
    assert tuple(row) == COLUMNS
    assert row["done"] == standings(p, protocols=[TOY])["done"][0]
