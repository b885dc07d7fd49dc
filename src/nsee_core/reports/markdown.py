"""A report in Markdown, for a pull request, a wiki or minutes."""

from __future__ import annotations

import re
from collections.abc import Sequence

from nsee_core.findings import Finding
from nsee_core.reports.words import called, summary, where
from nsee_core.wording import visible

_HEADINGS = ("Severity", "Code", "About", "What is wrong", "What to do")
#: What Markdown would act upon, and the two beginnings that GitHub turns into links.
_ACTIVE = re.compile(r"[\\`*_{}\[\]|~#!$@]|:(?=//)|(?<=www)\.", re.IGNORECASE)


def as_markdown(findings: Sequence[Finding], *, include_values: bool = False) -> str:
    """The summary and a table, one row a finding. Nothing in it is taken for markup.

    Args:
        findings: the findings, in order.
        include_values: whether to show the offending values, which may be sensitive.

    >>> print(as_markdown([]))
    **no findings**
    """
    head = f"**{summary(findings)}**"
    if not findings:
        return head
    rows = [_row(_cells(finding, include_values=include_values)) for finding in findings]
    return "\n".join([head, "", _row(_HEADINGS), _row(["---"] * len(_HEADINGS)), *rows])


def _cells(finding: Finding, *, include_values: bool) -> list[str]:
    message = finding.words(values=include_values)
    said = f"{called(finding)}: {message}" if finding.loc else message
    cells = [finding.severity.value, finding.code, where(finding), said, finding.fix]
    return [_escaped(cell) for cell in cells]


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _escaped(text: str) -> str:
    from html import escape  # loads the names of two thousand letters

    return _ACTIVE.sub(r"\\\g<0>", escape(visible(text), quote=False))
