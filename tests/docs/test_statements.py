"""The page of statements names codes that exist, leaves none out, and says where all is from."""

import re
from typing import NamedTuple

import pytest

from nsee_core.findings import SEVERITY_OF
from nsee_core.reference.sources import sources
from nsee_core.rules import RULES, Rule
from tools.pages import DOCS

PAGE = (DOCS / "reference" / "statements.md").read_text("utf-8")
UNSTATED = "Codes that rest on no statement above"
CODES = {rule.code for rule in RULES}
BASES = {*SEVERITY_OF}

#: Each part of the page, and how many statements of its sources are known.
STATEMENTS = {
    "The overarching question": 3,
    "The seven core principles": 7,
    "What each step leaves behind": 23,
    "Research ethics": 18,
    "Enquiry questions": 7,
    "Research lessons in a trio": 15,
    "Lesson study": 18,
    "Triangulation": 4,
    "Steps and their order": 5,
    "What blocks, and what warns": 3,
    "Matters of ethics that block": 5,
    "Two or more organisations": 2,
    "Claims": 3,
}


class Row(NamedTuple):
    statement: str
    source: str
    basis: str
    checked: str


def cells(section: str) -> list[list[str]]:
    """The rows of a section's table, without its head."""
    lines = [line for line in section.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


SECTIONS = dict(part.split("\n", 1) for part in re.split(r"^## ", PAGE, flags=re.MULTILINE)[1:])
ROWS = [Row(*row) for title in STATEMENTS for row in cells(SECTIONS.get(title, ""))]
LISTED = re.findall(r"^- \*\*(\w+)\*\*: (.+)$", SECTIONS["Sources"], re.MULTILINE)


def named(text: str) -> set[str]:
    return set(re.findall(r"\[(NSEE\d{3})\]", text))


@pytest.mark.parametrize("title", STATEMENTS)
def test_each_part_lists_all_the_statements_that_are_known(title: str) -> None:
    assert len(cells(SECTIONS[title])) >= STATEMENTS[title]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.statement)
def test_each_statement_has_a_basis_and_a_code_or_the_reason_why_it_has_none(row: Row) -> None:
    assert row.basis in BASES
    assert bool(named(row.checked)) is not bool(re.match(r"none: .{10}", row.checked))


def test_what_is_not_unsourced_or_agreed_has_a_source_or_is_a_model_of_ours() -> None:
    without = {row.basis for row in ROWS if row.source == "-"}
    assert without <= {"unsourced", "agreed", "inferred"}


def test_every_code_on_the_page_exists_and_leads_to_the_page_of_rules() -> None:
    links = dict(re.findall(r"^\[(NSEE\d{3})\]: (\S+)$", PAGE, re.MULTILINE))
    assert named(PAGE) <= CODES
    assert links == {code: f"rules.md#{code.lower()}" for code in named(PAGE)}


def test_no_code_is_left_out_and_none_is_said_to_rest_on_nothing_that_rests_on_something() -> None:
    stated = {code for row in ROWS for code in named(row.checked)}
    unstated = {code for row in cells(SECTIONS[UNSTATED]) for code in named(row[0])}
    assert stated | unstated >= {code for code in CODES if code[4] in "23456"}
    assert not stated & unstated


def test_the_sources_that_are_used_are_listed_with_title_and_address_and_no_others() -> None:
    said = "\n".join(text for title, text in SECTIONS.items() if title != "Sources")
    assert {key for key, _ in LISTED} == set(re.findall(r"\b[PS]\d+b?\b", said))
    assert [text for _, text in LISTED] == [str(sources()[key]) for key, _ in LISTED]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_no_rule_is_graver_than_its_basis_allows(rule: Rule) -> None:
    assert SEVERITY_OF[rule.about.basis].at_least(rule.about.grade)
