"""A report in Markdown, for a pull request, a wiki or minutes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from nsee_core.findings import Finding
from nsee_core.reports.brief import Brief
from nsee_core.reports.row_count import NO_ROWS, Rows
from nsee_core.reports.words import called, summary, where
from nsee_core.wording import visible

_HEADINGS = ("Severity", "Code", "About", "What is wrong", "What to do")
#: What Markdown would act upon, and the two beginnings that GitHub turns into links.
_ACTIVE = re.compile(r"[\\`*_{}\[\]|~#!$@]|:(?=//)|(?<=www)\.", re.IGNORECASE)


def as_markdown(
    findings: Sequence[Finding],
    *,
    include_values: bool = False,
    most: int | None = None,
    rows: Rows = NO_ROWS,
) -> str:
    """The summary and a table, one row a finding. Nothing in it is taken for markup.

    Args:
        findings: the findings, in order.
        include_values: whether to show the offending values, which may be sensitive.
        most: how many findings of one code to show; what is left out is counted. None shows all.
        rows: how many rows were read, and are in no record, where that is to be told.

    >>> print(as_markdown([]))
    **no findings**
    """
    brief = Brief(most, rows)
    shown = (finding for finding in findings if brief.shows(finding.code))
    told = (row_of(finding, include_values=include_values) for finding in shown)
    return "\n".join(page(summary(findings), told, brief))


def page(counts: str, rows: Iterable[str], brief: Brief) -> Iterator[str]:
    """The lines of it: the summary, the rows under their heads, and what is left out of those."""
    unread = brief.rows.told()
    yield f"**{counts}**; {unread}" if unread else f"**{counts}**"
    heads = ["", _row(_HEADINGS), _row(["---"] * len(_HEADINGS))]
    for row in rows:
        yield from heads
        yield row
        heads = []
    above = [""]
    for told in brief.more():
        yield from above
        yield f"- {_escaped(told)}"
        above = []


def row_of(finding: Finding, *, include_values: bool) -> str:
    """The row of a finding."""
    return _row(_cells(finding, include_values=include_values))


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
