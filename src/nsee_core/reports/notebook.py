"""A report as HTML, for a notebook, dark or light, and for paper."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from nsee_core.findings import Finding
from nsee_core.reports.words import called, summary, where
from nsee_core.wording import in_html

#: More rows than anybody reads in a notebook.
MOST_ROWS = 200

_HEADINGS = ("Severity", "Code", "About", "What is wrong", "What to do")
# Colour only repeats what the word and the line beside it say; text and ground are the page's own.
_STYLE = """\
.nsee-report { overflow-x: auto; }
.nsee-report table { border-collapse: collapse; font-size: 0.95em; line-height: 1.45; }
.nsee-report caption { text-align: left; font-weight: 600; padding: 0.3em 0; caption-side: top; }
.nsee-report th, .nsee-report td { text-align: left; vertical-align: top; padding: 0.4em 0.9em;
  border-bottom: 1px solid rgba(128, 128, 128, 0.4); max-width: 34em;
  overflow-wrap: break-word; white-space: normal; }
.nsee-report thead th { border-bottom: 2px solid currentColor; white-space: nowrap; }
.nsee-report tbody th { font-weight: 600; border-left: 0.35em solid #888; }
.nsee-report tr.error th { border-left: 0.35em solid #d32f2f; }
.nsee-report tr.warning th { border-left: 0.35em double #c77700; }
.nsee-report tr.info th { border-left: 0.35em dotted #3b82c4; }
.nsee-report td:nth-child(2) { white-space: nowrap; }
@media print {
  .nsee-report { overflow: visible; } .nsee-report thead { display: table-header-group; }
  .nsee-report tr { break-inside: avoid; } .nsee-report * { color: #000; background: none; } }
"""


def as_html(
    findings: Sequence[Finding], *, include_values: bool = False, most: int = MOST_ROWS
) -> str:
    """The summary and a table, one row a finding, the gravest first.

    Args:
        findings: the findings, in order.
        include_values: whether to show the offending values, which may be sensitive.
        most: how many rows to show; what is left out is counted.

    >>> as_html([])
    '<div class="nsee-report" lang="en"><p>no findings</p></div>'
    """
    if not findings:
        return f'<div class="nsee-report" lang="en"><p>{summary(findings)}</p></div>'
    head = "".join(f'<th scope="col">{heading}</th>' for heading in _HEADINGS)
    return "\n".join(
        [
            f'<div class="nsee-report" lang="en"><style>{_STYLE}</style>',
            f"<table><caption>{summary(findings)}</caption>",
            f"<thead><tr>{head}</tr></thead>",
            "<tbody>",
            *_rows(islice(findings, most), include_values=include_values),
            "</tbody></table>",
            *_more(len(findings) - most),
            "</div>",
        ]
    )


def _rows(findings: Iterator[Finding], *, include_values: bool) -> Iterator[str]:
    for finding in findings:
        message = in_html(finding.words(values=include_values))
        if finding.loc:
            message = f"<code>{in_html(called(finding))}</code>: {message}"
        yield (
            f'<tr class="{finding.severity}"><th scope="row">{finding.severity}</th>'
            f"<td><code>{in_html(finding.code)}</code></td>"
            f"<td>{in_html(where(finding))}</td><td>{message}</td><td>{in_html(finding.fix)}</td></tr>"
        )


def _more(left_out: int) -> Iterator[str]:
    if left_out > 0:
        yield f"<p>and {left_out:,} more, all of which are in <code>to_frame()</code></p>"
