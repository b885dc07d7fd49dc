"""A report as SARIF 2.1.0, which code hosts and editors show beside the lines of a file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any
from urllib.parse import quote

from nsee_core.findings import Code, Finding, Place, Severity
from nsee_core.reports.brief import Brief
from nsee_core.reports.row_count import NO_ROWS, Rows
from nsee_core.reports.words import field
from nsee_core.wording import visible

_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
#: What begins a link in a message (SARIF 2.1.0, section 3.11.6).
_LINKING = re.compile(r"[\\\[\]]")


def as_sarif(
    findings: Sequence[Finding],
    *,
    include_values: bool = False,
    most: int | None = None,
    rows: Rows = NO_ROWS,
) -> dict[str, Any]:
    """One run whose rules are the codes that were found, and whose results are the findings.

    A line of a file is a physical location; the record, its field and the cell of a workbook,
    for which SARIF has no region, are logical ones.

    Args:
        findings: the findings, in order.
        include_values: whether to show the offending values, which may be sensitive.
        most: how many findings of one code to show; of those left out, a notification of the run
            says how many there are. None shows all.
        rows: how many rows were read, and are in no record, where that is to be told.

    >>> as_sarif([])["version"]
    '2.1.0'
    """
    brief, codes = Brief(most, rows), codes_of(findings)
    numbers = {code: number for number, code in enumerate(codes)}
    results = [
        {"ruleIndex": numbers[finding.code], **result(finding, include_values=include_values)}
        for finding in findings
        if brief.shows(finding.code)
    ]
    return log(codes.values(), results, brief)


def codes_of(findings: Iterable[Finding]) -> dict[str, Code]:
    """What was found, each code once, in order of the codes."""
    return dict(sorted({finding.code: finding.about for finding in findings}.items()))


def log(codes: Iterable[Code], results: list[dict[str, Any]], brief: Brief) -> dict[str, Any]:
    """The same, put together from its parts."""
    from importlib.metadata import version  # loads zipfile, email and all that they load

    driver = {
        "name": "nsee-core",
        "version": version("nsee-core"),
        "rules": [_rule(code) for code in codes],
    }
    run: dict[str, Any] = {"tool": {"driver": driver}, "results": results}
    told = [{"level": "note", "message": _message(said)} for said in brief.told()]
    if told:
        run["invocations"] = [{"executionSuccessful": True, "toolExecutionNotifications": told}]
    return {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}


def _rule(code: Code) -> dict[str, Any]:
    source = f"\n\nSource: {code.source}" if code.source else ""
    return {
        "id": code.code,
        "name": code.slug.title().replace("-", ""),
        "shortDescription": {"text": code.slug.replace("-", " ").capitalize()},
        "fullDescription": _message(code.reason),
        "help": {"text": _plain(code.reason) + _plain(source)},
        "defaultConfiguration": {"level": _LEVELS[code.grade]},
        "properties": {"basis": code.basis},
    }


def result(finding: Finding, *, include_values: bool) -> dict[str, Any]:
    """A finding as a result, but for the number of its rule."""
    said = f"{finding.words(values=include_values)}; to put it right: {finding.fix}"
    told: dict[str, Any] = {
        "ruleId": finding.code,
        "level": _LEVELS[finding.severity],
        "message": _message(said),
        "properties": {"basis": finding.basis, "source": finding.source},
    }
    location = _location(finding)
    return {**told, "locations": [location]} if location else told


def _location(finding: Finding) -> dict[str, Any]:
    place = finding.place or Place()
    location: dict[str, Any] = {}
    if place.file:
        location["physicalLocation"] = _physical(place.file, place.line)
    logical = []
    if finding.subject:
        path = f"{finding.subject}.{field(finding.loc)}" if finding.loc else finding.subject
        logical.append(_logical("record", finding.subject, path))
    if place.cell:
        path = f"{place.sheet}!{place.cell}" if place.sheet else place.cell
        logical.append(_logical("cell", place.cell, path))
    if logical:
        location["logicalLocations"] = logical
    return location


def _physical(file: str, line: int | None) -> dict[str, Any]:
    physical: dict[str, Any] = {"artifactLocation": {"uri": _uri(file)}}
    return {**physical, "region": {"startLine": line}} if line else physical


def _logical(kind: str, name: str, path: str) -> dict[str, Any]:
    return {"kind": kind, "name": visible(name), "fullyQualifiedName": visible(path)}


def _uri(file: str) -> str:
    """A file's name as SARIF wants it: a relative reference, or a ``file`` address."""
    path = file.replace("\\", "/")
    if re.match("[A-Za-z]:/", path):
        path = f"/{path}"
    address = quote(path, errors="replace")
    return f"file://{address}" if address.startswith("/") else address


def _message(text: str) -> dict[str, Any]:
    return {"text": _plain(text)}


def _plain(text: str) -> str:
    r"""A text in which SARIF finds neither a placeholder (3.11.5) nor a link (3.11.6)."""
    literal = text.replace("{", "{{").replace("}", "}}")
    return _LINKING.sub(r"\\\g<0>", visible(literal))
