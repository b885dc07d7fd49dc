"""A report as flat rows, and as a DataFrame."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from nsee_core.findings import Finding, Place, Severity
from nsee_core.frames import typed_frame
from nsee_core.reports.words import field
from nsee_core.wording import shown

if TYPE_CHECKING:
    import pandas as pd

_NOWHERE = Place()
_COLUMNS = [
    *("severity", "code", "slug", "subject", "field", "message", "fix", "basis", "source"),
    *("entries", "file", "line", "sheet", "cell"),
]


def as_rows(findings: Sequence[Finding], *, include_values: bool = False) -> list[dict[str, Any]]:
    """One flat dict a finding, fit for a CSV file: text, whole numbers and None.

    Args:
        findings: the findings, in order.
        include_values: whether to show the offending values, which may be sensitive.
    """
    return [_row(finding, include_values=include_values) for finding in findings]


def as_frame(findings: Sequence[Finding], *, include_values: bool = False) -> pd.DataFrame:
    """One row a finding; without findings, the columns alone.

    Args:
        findings: the findings, in order.
        include_values: whether to show the offending values, which may be sensitive.
    """
    import pandas as pd

    grades = pd.CategoricalDtype([grade.value for grade in reversed(Severity)], ordered=True)
    dtypes = {"severity": grades, "line": "Int64"}
    rows = as_rows(findings, include_values=include_values)
    columns = [*_COLUMNS, "value"] if include_values else _COLUMNS
    return typed_frame(
        {name: (dtypes.get(name, "str"), [row[name] for row in rows]) for name in columns}
    )


def _row(finding: Finding, *, include_values: bool) -> dict[str, Any]:
    place = finding.place or _NOWHERE
    row = {
        "severity": finding.severity.value,
        "code": finding.code,
        "slug": finding.slug,
        "subject": finding.subject,
        "field": field(finding.loc) or None,
        "message": finding.words(values=include_values),
        "fix": finding.fix,
        "basis": finding.basis,
        "source": finding.source,
        "entries": " ".join(finding.entries) or None,
        "file": place.file,
        "line": place.line,
        "sheet": place.sheet,
        "cell": place.cell,
    }
    if include_values:
        row["value"] = None if finding.value is None else shown(finding.value)
    return row
