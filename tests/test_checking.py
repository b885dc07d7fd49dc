"""Checking and previewing: which rules, how grave, and misuse."""

import pytest

from nsee_core import (
    Cycle,
    Entry,
    Programme,
    Severity,
    UnknownCode,
    UnknownRecord,
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


def test_a_grade_that_there_is_not_is_misuse() -> None:
    with pytest.raises(ValueError, match="'fatal' is not a valid Severity"):
        codes(EARLY, regrade={"NSEE301": "fatal"})


def test_a_preview_says_what_a_change_brings_and_clears() -> None:
    mended = preview(EARLY, put=[Entry(id="1", cycle="c", step="try")], protocols=[TOY])
    assert [f.code for f in mended.clears] == ["NSEE301"]
    assert not mended.brings.findings
    spoilt = preview(EARLY, put=[Entry(id="2", cycle="c", step="lok")], protocols=[TOY])
    assert [f.code for f in spoilt.brings.errors] == ["NSEE311"]


def test_a_preview_of_taking_away_what_is_not_there_is_misuse() -> None:
    with pytest.raises(UnknownRecord, match=r'^no record has the id "9"$'):
        preview(EARLY, without=["9"])
