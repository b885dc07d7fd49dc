"""The report as a value: sorted in one way, counted, filtered."""

import random

import attrs
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from nsee_core.findings import Code, Finding, Place, Severity
from nsee_core.reports import Report, Rows, report_schema

CODES = [Code(f"NSEE{n}", f"slug-{n}", "why", "says {a}", "fix it", "agreed") for n in (1, 2)]

_small = st.sampled_from((None, "a", "b"))
findings = st.builds(
    Finding,
    about=st.sampled_from(CODES),
    severity=st.sampled_from(Severity),
    subject=_small,
    loc=st.lists(st.sampled_from(("x", 9, 10)), max_size=2).map(tuple),
    args=st.fixed_dictionaries({"a": st.sampled_from((1, "1", None, (1, 2)))}),
    value=st.sampled_from((None, 1, "1")),
    entries=st.sampled_from(((), ("e1",), ("e1", "e2"))),
    basis=st.sampled_from(("agreed", "printed")),
    source=_small,
    place=st.none()
    | st.builds(
        Place, _small, st.sampled_from((None, 2, 10)), _small, st.sampled_from(("B9", "B10"))
    ),
)


def _all_of(finding: Finding) -> tuple[object, ...]:
    return (finding, repr(finding.value), finding.place)


@given(st.lists(findings, max_size=12), st.randoms())
def test_findings_come_out_in_one_order_whatever_order_they_go_in(
    found: list[Finding], shuffler: random.Random
) -> None:
    shuffled = list(found)
    shuffler.shuffle(shuffled)
    expected = [_all_of(finding) for finding in Report(found)]
    assert [_all_of(finding) for finding in Report(shuffled)] == expected


def _finding(
    severity: Severity = Severity.ERROR, about: Code = CODES[0], **fields: object
) -> Finding:
    return Finding(about, severity, args={"a": 1}, **fields)  # type: ignore[arg-type] # any field


def test_the_gravest_comes_first_then_the_place_then_the_record() -> None:
    expected = [
        _finding(subject="a"),
        _finding(subject="b"),
        _finding(subject="z", place=Place("f", 2)),
        _finding(subject="a", place=Place("f", 10)),
        _finding(Severity.WARNING),
    ]
    assert list(Report(reversed(expected)).findings) == expected


def test_cells_and_indexes_are_counted_not_spelt() -> None:
    nine = _finding(loc=("x", 9), place=Place(cell="B9"))
    ten = _finding(loc=("x", 10), place=Place(cell="B10"))
    assert Report((ten, nine)).findings == (nine, ten)


def test_sorting_puts_no_finding_into_words() -> None:
    unsayable = Code("NSEE1", "s", "why", "{nobody gave this}", "{nor this}", "agreed")
    same = [Finding(unsayable, Severity.ERROR, args={"a": n}) for n in (2, 1)]
    assert [finding.args["a"] for finding in Report(same)] == [1, 2]


def test_a_report_counts_and_filters_by_severity_and_by_record() -> None:
    report = Report(
        [_finding(subject="a"), _finding(Severity.WARNING, subject="b"), _finding(Severity.INFO)]
    )
    assert [len(report.errors), len(report.warnings), len(report.infos)] == [1, 1, 1]
    assert (len(report), report.worst, report.counts()) == (3, Severity.ERROR, {"NSEE1": 3})
    assert report.about("b").findings == report.warnings
    assert Report().worst is None


def test_reports_add_up_in_order() -> None:
    one, two = Report([_finding(Severity.INFO)]), Report([_finding()])
    assert one + two == Report([_finding(), _finding(Severity.INFO)])


def test_of_many_findings_of_a_code_the_first_are_shown_and_all_are_counted() -> None:
    early = Code("NSEE301", "early", "Why.", "{n} is early", "wait", "printed")
    report = Report(Finding(early, Severity.ERROR, f"c{n}", args={"n": n}) for n in range(5))
    assert report.to_text(most=1) == (
        "c0\n  error    NSEE301  0 is early\n           fix: wait\n\n"
        "4 more of NSEE301 (nsee check --all shows them)\n5 errors"
    )
    shown = report.to_dict(most=2)
    assert (len(shown["findings"]), shown["counts"]["error"]) == (2, 5)
    assert shown["left_out"] == {"NSEE301": 3}
    Draft202012Validator(report_schema()).validate(shown)
    assert "left_out" not in report.to_dict()


def test_markdown_shows_the_first_of_a_code_and_says_how_many_more_there_are() -> None:
    report = Report([_finding(subject=subject) for subject in "abc"])
    assert report.to_markdown(most=1).splitlines() == [
        "**3 errors**",
        "",
        "| Severity | Code | About | What is wrong | What to do |",
        "| --- | --- | --- | --- | --- |",
        "| error | NSEE1 | a | says 1 | fix it |",
        "",
        "- 2 more of NSEE1 (nsee check --all shows them)",
    ]
    assert report.to_markdown(most=3) == report.to_markdown()


def test_sarif_shows_the_first_of_a_code_and_notifies_of_how_many_more_there_are() -> None:
    report = Report([_finding(subject=subject) for subject in "abc"])
    (run,) = report.to_sarif(most=1)["runs"]
    assert [result["ruleId"] for result in run["results"]] == ["NSEE1"]
    assert run["invocations"] == [
        {
            "executionSuccessful": True,
            "toolExecutionNotifications": [
                {
                    "level": "note",
                    "message": {"text": "2 more of NSEE1 (nsee check --all shows them)"},
                }
            ],
        }
    ]
    assert report.to_sarif(most=3) == report.to_sarif()
    assert "invocations" not in report.to_sarif()["runs"][0]


def test_in_sarif_a_code_is_one_rule_whatever_stands_for_its_withheld_value() -> None:
    named = attrs.evolve(CODES[0], withheld='"nmae"')
    (run,) = Report([_finding(), _finding(about=named)]).to_sarif()["runs"]
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == ["NSEE1"]


def test_a_report_says_how_many_rows_are_in_no_record_where_it_is_told() -> None:
    report, rows = Report([_finding()]), Rows(200_001, 200_000)
    said = "200,000 of 200,001 rows are in no record"
    assert report.to_text(rows=rows).endswith(f"{said}\n1 error")
    assert report.to_markdown(rows=rows).startswith(f"**1 error**; {said}\n")
    told = report.to_dict(rows=rows)
    assert told["rows"] == {"met": 200_001, "lost": 200_000}
    Draft202012Validator(report_schema()).validate(told)
    assert report.to_dict(rows=Rows(7)) == report.to_dict()
