"""Checking and previewing: which rules, how grave, and misuse."""

import pytest

from nsee_core import (
    Cycle,
    Entry,
    Programme,
    Severity,
    UnknownCode,
    UnknownRecord,
    When,
    check,
    parse_protocol,
    preview,
)

TOY = parse_protocol('key="toy"\n[[steps]]\nkey="try"\n[[steps]]\nkey="look"\nafter=["try"]')
EARLY = Programme.of([Cycle(id="c", protocol="toy"), Entry(id="1", cycle="c", step="look")])


def codes(programme: Programme, **options: object) -> list[str]:
    return [f.code for f in check(programme, protocols=[TOY], **options)]  # type: ignore[arg-type] # each test names what it tests


def test_a_maintainers_first_test_reads_as_it_should() -> None:
    assert codes(EARLY) == ["NSEE301"]


def test_codes_are_selected_and_ignored_by_how_they_begin() -> None:
    assert codes(EARLY, select=["NSEE3"]) == ["NSEE301"]
    assert codes(EARLY, select=["NSEE1"]) == []
    assert codes(EARLY, ignore=["NSEE301"]) == []


def test_a_code_can_be_graded_anew() -> None:
    (finding,) = check(EARLY, protocols=[TOY], regrade={"NSEE301": "info"})
    assert finding.severity is Severity.INFO


def test_a_code_that_no_rule_has_is_misuse() -> None:
    with pytest.raises(UnknownCode, match=r'^no rule has a code that begins with "NSE3"$'):
        codes(EARLY, select=["NSE3"])
    with pytest.raises(UnknownCode, match=r'^no rule has the code "NSEE3"$'):
        codes(EARLY, regrade={"NSEE3": "info"})


def test_an_empty_code_is_misuse_for_it_would_select_everything() -> None:
    says = "^an empty code selects everything; leave it out$"
    for options in ({"select": [""]}, {"ignore": ["NSEE3", ""]}, {"ignore": ""}):
        with pytest.raises(UnknownCode, match=says):
            codes(EARLY, **options)


def test_a_code_may_be_given_by_itself() -> None:
    assert codes(EARLY, select="NSEE3") == ["NSEE301"]
    assert codes(EARLY, ignore="NSEE301") == []


def test_a_check_on_a_date_judges_what_had_certainly_happened() -> None:
    when = {"1": "2017-06-12", "2": "2017-06-13"}
    p = Programme.of(
        [
            Cycle(id="c", protocol="toy", outcome="completed", ended=When("2017-07-01")),
            *(Entry(id=id_, cycle="c", step="look", when=When(when[id_])) for id_ in when),
        ]
    )
    assert codes(p, as_of="2017-06-11") == []
    assert codes(p, as_of="2017-06-12") == ["NSEE301"]
    assert codes(p, as_of="2017-07-01") == ["NSEE301", "NSEE303"]


def test_a_grade_that_there_is_not_is_misuse() -> None:
    with pytest.raises(ValueError, match="'fatal' is not a valid Severity"):
        codes(EARLY, regrade={"NSEE301": "fatal"})


def test_a_preview_says_what_a_change_brings_and_clears() -> None:
    mended = preview(EARLY, put=[Entry(id="1", cycle="c", step="try")], protocols=[TOY])
    assert [f.code for f in mended.clears] == ["NSEE301"]
    assert not mended.brings.findings
    spoilt = preview(EARLY, put=[Entry(id="2", cycle="c", step="lok")], protocols=[TOY])
    assert [f.code for f in spoilt.brings.errors] == ["NSEE311"]


def test_a_preview_in_json_is_two_reports() -> None:
    change = preview(EARLY, put=[Entry(id="1", cycle="c", step="try")], protocols=[TOY])
    told = change.to_dict()
    assert told == {"brings": change.brings.to_dict(), "clears": change.clears.to_dict()}
    assert [f["code"] for f in told["clears"]["findings"]] == ["NSEE301"]


def test_a_protocol_that_no_cycle_can_complete_is_named_with_its_quarrel() -> None:
    never = 'template="at-most"\na=["a"]\nn=0\n[[constraints]]\ntemplate="at-least"\na=["a"]\nn=1'
    (message,) = said(never)
    assert message == (
        "no cycle can complete the protocol free: these cannot be met together: "
        "a is never begun; a is completed at least once"
    )


def test_a_preview_of_taking_away_what_is_not_there_is_misuse() -> None:
    with pytest.raises(UnknownRecord, match=r'^no record has the id "9"$'):
        preview(EARLY, without=["9"])


def said(constraint: str, *steps: str, **cycle: object) -> list[str]:
    """What is said of a log under one constraint between free steps."""
    free = "".join(f'[[steps]]\nkey="{key}"\nrequired=false\n' for key in "abcd")
    protocol = parse_protocol(f'key="free"\n{free}[[constraints]]\n{constraint}')
    head = Cycle.model_validate({"id": "c", "protocol": "free", **cycle})
    log = [Entry(id=f"e{n}", cycle="c", step=step) for n, step in enumerate(steps)]
    return [f.message for f in check(Programme.of([head, *log]), protocols=[protocol])]


def test_of_two_that_go_together_the_one_that_was_seen_comes_first() -> None:
    both = 'template="co-existence"\na=["a"]\nb=["b"]'
    assert said(both, "b", outcome="completed") == ["b was completed and a never was"]
    assert said(both, "a", outcome="completed") == ["a was completed and b never was"]


def test_what_may_come_before_or_after_is_not_said_to_follow() -> None:
    too = 'template="responded-existence"\na=["a"]\nb=["b", "c"]'
    assert said(too, "a", outcome="completed") == ["a was completed and b or c never was"]


def test_in_an_alternation_it_is_said_what_was_begun_again() -> None:
    turns = 'template="alternate-{}"\na=["a"]\nb=["b"]'
    again = "b was begun again before a was completed again"
    assert said(turns.format("precedence"), "a", "b", "b") == [again]
    assert said(turns.format("succession"), "a", "b", "b") == [again]
    assert said(turns.format("precedence"), "b", "a") == ["b was begun before a was completed"]
    assert said(turns.format("response"), "a", "a") == [
        "a was completed and b did not follow before it was begun again"
    ]


def test_what_excludes_a_step_is_named_whole() -> None:
    apart = 'template="not-co-existence"\na=["a", "b"]\nb=["c", "d"]'
    for log, says in ((("a", "d"), "d {} a or b"), (("c", "b"), "b {} c or d")):
        whole = says.format("was begun, and the protocol allows it no more beside")
        assert said(apart, *log) == [whole]
