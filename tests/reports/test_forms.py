"""The forms of a report: each is as its golden file, and shows the hostile as text."""

import json
import re
from collections.abc import Callable
from html.parser import HTMLParser
from importlib.metadata import version
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from nsee_core.findings import Code, Finding, Place, Severity
from nsee_core.reports import Report, report_schema

GOLDEN = Path(__file__).parents[1] / "golden" / "reports"

EARLY = Code(
    "NSEE301",
    "begun-too-early",
    "Each step builds on those before it.",
    "{step} was begun before {missing} was completed",
    "complete {missing} first, or correct the order of the entries",
    "printed",
    "P01",
)
SPELLING = Code(
    "NSEE006",
    "unknown-word",
    "What is not spelt as it should be is not understood.",
    "{value} is no sector; perhaps {meant} was meant",
    "write one of {known}",
    "agreed",
)
UNNAMED = Code(
    "NSEE290",
    "unnamed",
    "A name helps people [to] talk {about} it.",
    "{name} has no name",
    "give it a name",
    "unsourced",
)
HOSTILE = "<script>alert(1)</script>|`x`\u202e[a](http://b)\x1b[31m{0}\n# www.b.org"
WRITTEN = "Ailsa\x1b[31m<b>"

FINDINGS = (
    Finding(UNNAMED, Severity.INFO, HOSTILE, (HOSTILE, 0), {"name": HOSTILE}, basis="unsourced"),
    Finding(UNNAMED, Severity.INFO, args={"name": "it"}, basis="unsourced"),
    Finding(
        SPELLING,
        Severity.ERROR,
        "s1",
        ("sector",),
        {"meant": "primary", "known": ("primary", "secondary")},
        WRITTEN,
        place=Place("schools of Fife.jsonl", 12),
    ),
    Finding(
        SPELLING,
        Severity.WARNING,
        "s2",
        ("sector",),
        {"meant": "primary", "known": ("primary", "secondary")},
        WRITTEN,
        place=Place("partners.xlsx", sheet="Schools", cell="B3"),
    ),
    Finding(
        EARLY,
        Severity.ERROR,
        "c1",
        args={"step": "3.1", "missing": "2.3"},
        entries=("e7", "e9"),
        basis="printed",
        source="P01",
    ),
)
REPORT = Report(FINDINGS)


def _json(value: object) -> str:
    return json.dumps(value, indent=1, ensure_ascii=False) + "\n"


def _sarif(report: Report) -> str:
    return _json(report.to_sarif()).replace(
        f'"version": "{version("nsee-core")}"', '"version": "…"'
    )


FORMS: dict[str, Callable[[Report], str]] = {
    "report.txt": Report.to_text,
    "report-in-colour.txt": lambda report: report.to_text(colour=True),
    "report.md": Report.to_markdown,
    "report-with-values.md": lambda report: report.to_markdown(include_values=True),
    "report.html": Report.to_html,
    "report-with-values.html": lambda report: report.to_html(include_values=True),
    "report.json": lambda report: _json(report.to_dict()),
    "report-with-values.json": lambda report: _json(report.to_dict(include_values=True)),
    "rows.json": lambda report: _json(report.to_rows()),
    "rows-with-values.json": lambda report: _json(report.to_rows(include_values=True)),
    "report.sarif": _sarif,
}


@pytest.mark.parametrize("name", FORMS)
def test_a_form_is_as_its_golden_file(name: str) -> None:
    assert FORMS[name](REPORT) == (GOLDEN / name).read_text("utf-8")


def test_a_terminal_is_shown_no_value_where_it_is_told_so() -> None:
    shown = REPORT.to_text(include_values=False)
    assert "Ailsa" in REPORT.to_text()
    assert "Ailsa" not in shown
    assert "sector: the value is no sector; perhaps primary was meant" in shown


@pytest.mark.parametrize("name", [name for name in FORMS if "values" not in name])
def test_the_offending_value_is_withheld_from_every_form_but_the_terminal(name: str) -> None:
    assert ("Ailsa" in FORMS[name](REPORT)) is name.endswith(".txt")


def test_the_offending_value_is_shown_where_it_is_asked_for() -> None:
    asked = (
        REPORT.to_markdown(include_values=True),
        REPORT.to_html(include_values=True),
        str(REPORT.to_rows(include_values=True)),
        str(REPORT.to_dict(include_values=True)),
        str(REPORT.to_sarif(include_values=True)),
        str(REPORT.to_frame(include_values=True).to_dict()),
    )
    assert [text.count("Ailsa") >= 2 for text in asked] == [True] * len(asked)


def test_a_report_prints_as_its_summary_line() -> None:
    assert (str(REPORT), repr(REPORT)) == (
        "2 errors, 1 warning, 2 for information",
        "<Report: 2 errors, 1 warning, 2 for information>",
    )


def test_a_report_of_nothing_says_so_in_every_form() -> None:
    nothing = Report()
    assert (str(nothing), nothing.to_text(), nothing.to_markdown(), nothing.to_rows()) == (
        "no findings",
        "no findings",
        "**no findings**",
        [],
    )
    assert nothing.to_html() == '<div class="nsee-report" lang="en"><p>no findings</p></div>'
    assert nothing.to_dict()["findings"] == nothing.to_sarif()["runs"][0]["results"] == []


# What is hostile --------------------------------------------------------------------------------


def test_no_escape_sequence_and_no_change_of_direction_reaches_a_terminal() -> None:
    text = REPORT.to_text()
    assert [letter for letter in text if not (letter.isprintable() or letter == "\n")] == []


def test_colour_adds_only_its_own_codes() -> None:
    coloured = REPORT.to_text(colour=True)
    assert re.sub(r"\x1b\[[\d;]+m", "", coloured) == REPORT.to_text()


def test_a_markdown_table_keeps_its_cells_whatever_they_hold() -> None:
    rows = REPORT.to_markdown().splitlines()[2:]
    assert {len(re.findall(r"(?<!\\)\|", row)) for row in rows} == {6}
    assert not re.search(r"(?<!\\)[`\[*]|<|(?<!\\)://|www\.", "".join(rows))


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()

    def handle_starttag(self, tag: str, _attrs: object) -> None:
        self.tags.add(tag)


@given(st.text(min_size=1))
def test_html_holds_no_tag_but_its_own(name: str) -> None:
    finding = Finding(UNNAMED, Severity.INFO, name, (name,), {"name": name}, place=Place(name, 1))
    parser = _Tags()
    parser.feed(Report((finding,)).to_html())
    table = {"table", "caption", "thead", "tbody", "tr", "th", "td"}
    assert parser.tags == {"div", "style", "code", "bdi", *table}


def test_a_notebook_shows_two_hundred_findings_and_counts_the_rest() -> None:
    many = Report(
        Finding(EARLY, Severity.ERROR, f"c{n}", args={"step": "b", "missing": "a"})
        for n in range(1300)
    )
    html = many._repr_html_()
    assert html.count('<tr class="error">') == 200
    assert "<p>and 1,100 more, all of which are in <code>to_frame()</code></p>" in html


# Frames -----------------------------------------------------------------------------------------


def test_a_frame_has_the_same_columns_and_dtypes_with_findings_and_without() -> None:
    full, empty = REPORT.to_frame(), Report().to_frame()
    assert list(full.columns) == list(REPORT.to_rows()[0])
    assert full.dtypes.to_dict() == empty.dtypes.to_dict()
    assert (len(full), len(empty)) == (5, 0)
    assert full["line"].dtype == "Int64"


def test_the_severities_of_a_frame_are_in_order() -> None:
    frame = REPORT.to_frame()
    assert isinstance(frame["severity"].dtype, pd.CategoricalDtype)
    assert list(frame["severity"].cat.categories) == ["info", "warning", "error"]
    assert (frame["severity"] >= "warning").sum() == 3


# JSON and SARIF ---------------------------------------------------------------------------------


@pytest.mark.parametrize("include_values", [False, True])
@pytest.mark.parametrize("report", [REPORT, Report()])
def test_a_report_in_json_is_as_its_published_schema_says(
    report: Report, *, include_values: bool
) -> None:
    schema = report_schema()
    Draft202012Validator.check_schema(schema)
    Draft202012Validator(schema).validate(report.to_dict(include_values=include_values))


def test_the_published_schema_refuses_what_it_does_not_know() -> None:
    report = REPORT.to_dict()
    report["findings"][0]["colour"] = "red"
    assert not Draft202012Validator(report_schema()).is_valid(report)


def test_each_sarif_result_points_at_its_rule_and_at_its_place() -> None:
    (run,) = REPORT.to_sarif()["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert [rules[result["ruleIndex"]]["id"] for result in run["results"]] == [
        result["ruleId"] for result in run["results"]
    ]
    assert len({rule["id"] for rule in rules}) == len(rules) == 3
    assert {result["level"] for result in run["results"]} == {"error", "warning", "note"}
    uris = [
        location["physicalLocation"]["artifactLocation"]["uri"]
        for result in run["results"]
        for location in result.get("locations", ())
        if "physicalLocation" in location
    ]
    assert uris == ["schools%20of%20Fife.jsonl", "partners.xlsx"]


@pytest.mark.parametrize(
    ("file", "uri"),
    [
        ("a b.jsonl", "a%20b.jsonl"),
        ("in\\a.jsonl", "in/a.jsonl"),
        ("C:\\in\\a.jsonl", "file:///C%3A/in/a.jsonl"),
        ("/in/a.jsonl", "file:///in/a.jsonl"),
        ("è\ud800:.jsonl", "%C3%A8%3F%3A.jsonl"),
    ],
)
def test_a_file_becomes_an_address_in_sarif(file: str, uri: str) -> None:
    finding = Finding(UNNAMED, Severity.INFO, args={"name": "it"}, place=Place(file, 3))
    (location,) = Report((finding,)).to_sarif()["runs"][0]["results"][0]["locations"]
    assert location["physicalLocation"] == {
        "artifactLocation": {"uri": uri},
        "region": {"startLine": 3},
    }


def test_a_cell_of_a_csv_file_has_no_sheet_in_sarif() -> None:
    finding = Finding(UNNAMED, Severity.INFO, args={"name": "it"}, place=Place("a.csv", cell="B3"))
    (location,) = Report((finding,)).to_sarif()["runs"][0]["results"][0]["locations"]
    assert location["logicalLocations"] == [
        {"kind": "cell", "name": "B3", "fullyQualifiedName": "B3"}
    ]


def test_a_sarif_message_holds_no_placeholder_and_no_link() -> None:
    results = REPORT.to_sarif()["runs"][0]["results"]
    hostile = next(r["message"]["text"] for r in results if "script" in r["message"]["text"])
    assert "{{0}}" in hostile
    assert not re.search(r"(?<!\\)[\[\]]", hostile)
