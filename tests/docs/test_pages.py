"""The generated pages hold all that they are to hold, in the form in which others link to it."""

import csv
import re
from pathlib import Path

import pytest

from nsee_core import RULES, Rule, builtin_protocols
from nsee_core.automata import Template
from nsee_core.records import KINDS, Base
from nsee_core.reference.sources import sources
from nsee_core.rules import reading
from tools.pages import DOCS, PAGES
from tools.pages.dates import TABLE
from tools.site_hooks import on_page_markdown

#: As they are committed; that this is what the code says, another test shows.
TEXTS = {path.removeprefix("reference/"): (DOCS / path).read_text("utf-8") for path in PAGES}
PROTOCOLS = sorted({protocol.key for protocol in builtin_protocols().values()})


def sections(text: str, level: int) -> dict[str, str]:
    """Each part of a page under a heading of one level, by that heading."""
    parts = re.split(rf"^{'#' * level} ", text, flags=re.MULTILINE)[1:]
    return dict(part.split("\n", 1) for part in parts)


RULE_PARTS = sections(TEXTS["rules.md"], 3)
PROTOCOL_PARTS = {
    heading.rpartition("#")[2].rstrip("}"): part
    for heading, part in sections(TEXTS["protocols.md"], 2).items()
}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_rule_can_be_linked_to_by_its_code_and_says_why_what_and_how(rule: Rule) -> None:
    part = RULE_PARTS[f"{rule.code} {rule.about.slug} {{#{rule.code.lower()}}}"]
    assert rule.about.reason in part
    for label in ("Severity", "Says", "Fix", "Basis"):
        assert f"- **{label}**: " in part


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_rule_has_an_example_that_brings_it_with_what_is_said_and_one_that_does_not(
    rule: Rule,
) -> None:
    part = RULE_PARTS[f"{rule.code} {rule.about.slug} {{#{rule.code.lower()}}}"]
    brings, does_not = part.index("This brings it:"), part.index("This does not:")
    assert "\n> " in part[brings:does_not]


def test_rules_that_only_a_reader_can_see_are_there_too() -> None:
    assert {rule.code for rule in reading.RULES} <= {heading[:7] for heading in RULE_PARTS}


@pytest.mark.parametrize("key", PROTOCOLS)
def test_a_protocol_has_its_steps_its_requirements_and_a_diagram(key: str) -> None:
    part, protocol = PROTOCOL_PARTS[key], builtin_protocols()[key]
    assert protocol.about is not None
    assert protocol.about in part
    for step in protocol.steps:
        assert f"| `{step.key}` | {' | '.join(filter(None, (step.title, step.question)))} |" in part
    assert "| What is required | Basis | Source |" in part
    assert "```mermaid\nflowchart TD\n" in part


def test_every_source_that_the_page_of_protocols_cites_is_listed() -> None:
    told, _, listed = TEXTS["protocols.md"].partition("## Sources")
    cited = set(re.findall(r"\b[PS]\d+b?\b", told))
    assert set(re.findall(r"^- \*\*(\w+)\*\*", listed, re.MULTILINE)) == cited
    assert cited <= set(sources())


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_of_record_has_a_row_for_each_of_its_own_fields_with_a_description(
    kind: str,
) -> None:
    rows = re.findall(
        r"^\| `(\w+)` \| (.*?) \|", sections(TEXTS["records.md"], 2)[kind], re.MULTILINE
    )
    own = [name for name in KINDS[kind].model_fields if name not in Base.model_fields]
    assert [name for name, says in rows if says] == own


def test_every_link_of_a_record_leads_to_a_kind() -> None:
    targets = set(re.findall(r"\]\(#([a-z]+)\)", TEXTS["records.md"]))
    parts = {title.lower() for title in sections(TEXTS["records.md"], 3)}
    assert targets <= set(KINDS) | parts


def test_every_spelling_of_a_date_that_is_tested_is_on_the_page() -> None:
    with TABLE.open(encoding="utf-8", newline="") as file:
        spellings = [" ".join(row["spelling"].split()) for row in csv.DictReader(file)]
    assert len(set(spellings)) > 40
    assert all(f"| `{spelling}` | " in TEXTS["dates.md"] for spelling in spellings)


def test_the_page_on_the_engine_has_every_template_once_in_order() -> None:
    page = TEXTS["explanation/engine.md"]
    assert re.findall(r"^\| `([a-z-]+)` \|", page, re.MULTILINE) == list(Template)


def test_a_page_that_is_shown_has_sessions_where_its_source_has_examples_with_output() -> None:
    source = "```python\n>>> 1\n1\n<BLANKLINE>\n\n```\n\n```python\nx = 1\n```"
    shown = "```pycon\n>>> 1\n1\n\n```\n\n```python\nx = 1\n```"
    assert on_page_markdown(source) == shown


@pytest.mark.parametrize(
    "path", sorted(DOCS.rglob("*.md")), ids=lambda path: str(path.relative_to(DOCS))
)
def test_a_page_has_one_title(path: Path) -> None:
    text = re.sub(r"^```.*?^```", "", path.read_text("utf-8"), flags=re.MULTILINE | re.DOTALL)
    assert len(re.findall(r"^# ", text, re.MULTILINE)) == (path.name != "changelog.md")
