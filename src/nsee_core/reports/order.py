"""The order of findings: the gravest first, then as they stand in the files, then by code."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

from nsee_core.findings import Finding, Place, Severity
from nsee_core.wording import shown

_NOWHERE = Place()


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings, sorted: whatever order they come in, the order they leave in is the same."""
    known = tuple(findings)
    return tuple(
        finding
        for severity in Severity
        for finding in _sorted([finding for finding in known if finding.severity is severity])
    )


def _sorted(findings: list[Finding]) -> Iterator[Finding]:
    """Findings of one severity. Only those that agree in the main are looked at more closely."""
    findings.sort(key=main_key)
    for _, alike in groupby(findings, key=main_key):
        tied = list(alike)
        yield from sorted(tied, key=rest_key) if len(tied) > 1 else tied


def main_key(finding: Finding) -> str:
    """The file, line, code and record, as one text: of all keys, texts are compared fastest."""
    place = finding.place or _NOWHERE
    return f"{place.file or ''}\0{place.line or 0:012}\0{finding.about.code}\0{finding.subject}"


def rest_key(finding: Finding) -> tuple[Any, ...]:
    """What tells findings apart that agree in the main."""
    place = finding.place or _NOWHERE
    cell = place.cell or ""
    return (
        place.sheet or "",
        (len(cell), cell),  # B9 before B10
        tuple((isinstance(part, str), part) for part in finding.loc),
        finding.entries,
        sorted((name, repr(arg)) for name, arg in finding.args.items()),
        finding.basis,
        finding.source or "",
        shown(finding.value),
    )
