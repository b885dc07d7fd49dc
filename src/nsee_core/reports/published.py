"""A report as plain JSON types, and the JSON Schema that is published for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, get_args

from nsee_core.findings import Basis, Finding, Severity
from nsee_core.reports.brief import Brief
from nsee_core.reports.row_count import NO_ROWS, Rows
from nsee_core.reports.schemas import object_of, perhaps, text, whole
from nsee_core.reports.words import by_severity

#: What a report in JSON calls itself.
SCHEMA, VERSION = "urn:nsee-core:report:1", 1


def as_dict(
    findings: Sequence[Finding],
    *,
    include_values: bool = False,
    most: int | None = None,
    rows: Rows = NO_ROWS,
) -> dict[str, Any]:
    """A report as ``report_schema()`` describes it.

    Args:
        findings: the findings, in order.
        include_values: whether to show the offending values, which may be sensitive.
        most: how many findings of one code to show; what is left out is counted. None shows all.
        rows: how many rows were read, and are in no record, where that is to be told.

    >>> as_dict([])["counts"]
    {'error': 0, 'warning': 0, 'info': 0}
    """
    brief = Brief(most, rows)
    shown = [finding for finding in findings if brief.shows(finding.code)]
    return document(
        by_severity(findings),
        [finding.to_dict(include_values=include_values) for finding in shown],
        brief,
    )


def document(
    counts: Mapping[Severity, int], findings: list[dict[str, Any]], brief: Brief
) -> dict[str, Any]:
    """The same, put together from its parts."""
    report: dict[str, Any] = {
        "schema": SCHEMA,
        "version": VERSION,
        "counts": {severity.value: n for severity, n in counts.items()},
        "findings": findings,
    }
    if brief.left_out:
        report["left_out"] = brief.left_out
    if brief.rows.lost:
        report["rows"] = brief.rows.to_dict()
    return report


def report_schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of a report in JSON.

    >>> report_schema()["$id"]
    'urn:nsee-core:report:1'
    """
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": SCHEMA,
        "title": "A report of nsee-core",
        **object_of(
            optional=("left_out", "rows"),
            schema={"const": SCHEMA},
            version={"const": VERSION},
            counts=_counts(),
            findings={
                "type": "array",
                "items": _finding(),
                "description": "The gravest first.",
            },
            left_out={
                "type": "object",
                "additionalProperties": whole(1),
                "description": "How many findings were counted and are not shown, by their codes.",
            },
            rows={
                **object_of(met=whole(1), lost=whole(1)),
                "description": "How many rows were read, and how many of them are in no record.",
            },
        ),
    }


def _counts() -> dict[str, Any]:
    counts = object_of(error=whole(0), warning=whole(0), info=whole(0))
    return {**counts, "description": "How many findings there are of each severity."}


def _finding() -> dict[str, Any]:
    return object_of(
        optional=("meant", "value"),
        code=text("The code, whose meaning never changes, such as NSEE301."),
        slug=text("The code in words."),
        severity={"enum": [grade.value for grade in Severity]},
        subject=perhaps(text("The id of the record that it is about.")),
        loc={
            "type": "array",
            "items": {"type": ["string", "integer"]},
            "description": "The field of that record, as a path.",
        },
        message=text("What is wrong."),
        fix=text("What to do."),
        meant=perhaps(text("What was probably meant by the offending value, where that is known.")),
        basis={"enum": list(get_args(Basis)), "description": "On what the requirement rests."},
        source=perhaps(text("The page or document that states it.")),
        entries={
            "type": "array",
            "items": {"type": "string"},
            "description": "The log entries that decided it.",
        },
        place=perhaps(_place()),
        value=perhaps(text("The offending value, as shown; only there when asked for.")),
    )


def _place() -> dict[str, Any]:
    place = object_of(
        optional=("file", "line", "sheet", "cell", "head"),
        file=text("The file."),
        line=whole(1),
        sheet=text("The sheet of a workbook."),
        cell=text("The cell of that sheet."),
        head=text("What its column is headed, where that is not the name of the field."),
    )
    return {**place, "description": "Where the record was read; the parts that are known."}
