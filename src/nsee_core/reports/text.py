"""A report for a terminal, where the offending values may be seen."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from nsee_core.findings import Finding, Severity
from nsee_core.reports.brief import Brief
from nsee_core.reports.row_count import NO_ROWS, Rows
from nsee_core.reports.words import called, summary, where
from nsee_core.wording import visible

_BOLD = "1"
_COLOURS = {Severity.ERROR: "1;31", Severity.WARNING: "1;33", Severity.INFO: "36"}
_WIDEST = max(len(severity) for severity in Severity)


def as_text(
    findings: Sequence[Finding],
    *,
    colour: bool = False,
    include_values: bool = True,
    most: int | None = None,
    rows: Rows = NO_ROWS,
) -> str:
    """Findings under what each is about, with what to do, and a line that counts them.

    The severity is always a word; colour only repeats it. What a terminal would obey rather than
    show, such as an escape sequence in a name, is spelt out.

    Args:
        findings: the findings, in order.
        colour: whether to colour it with ANSI codes.
        include_values: whether to show the offending values.
        most: how many findings of one code to show; what is left out is counted. None shows all.
        rows: how many rows were read, and are in no record, where that is to be told.

    >>> print(as_text([]))
    no findings
    """
    groups: dict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        groups[where(finding)].append(finding)
    lines: list[str] = []
    brief = Brief(most, rows)
    for heading, group in groups.items():
        shown = [finding for finding in group if brief.shows(finding.code)]
        if not shown:
            continue
        lines.append(_painted(heading, _BOLD, colour=colour))
        for finding in shown:
            lines.extend(_finding(finding, colour=colour, values=include_values))
        lines.append("")
    return "\n".join([*lines, *brief.told(), summary(findings)])


def _finding(finding: Finding, *, colour: bool, values: bool) -> Iterator[str]:
    word = _painted(f"{finding.severity:{_WIDEST}}", _COLOURS[finding.severity], colour=colour)
    message = finding.words(values=values)
    said = f"{called(finding)}: {message}" if finding.loc else message
    indent = " " * (_WIDEST + 4)
    yield f"  {word}  {finding.code}  {visible(said)}"
    yield f"{indent}fix: {visible(finding.fix)}"


def _painted(text: str, codes: str, *, colour: bool) -> str:
    return f"\x1b[{codes}m{text}\x1b[0m" if colour else text
