"""The order of findings: the gravest first, then as they stand in the files, then by code."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import Any

from nsee_core.findings import Finding, Place
from nsee_core.wording import shown

_NOWHERE = Place()


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings, sorted: whatever order they come in, the order they leave in is the same."""
    known = tuple(findings)
    keys = [f"{finding.severity.rank}\0{main_key(finding)}" for finding in known]
    order = sorted(range(len(known)), key=keys.__getitem__)
    return tuple(
        finding
        for _, alike in groupby(order, key=keys.__getitem__)
        for finding in _told_apart([known[at] for at in alike])
    )


def _told_apart(tied: list[Finding]) -> list[Finding]:
    """Only findings that agree in the main are looked at more closely."""
    return sorted(tied, key=rest_key) if len(tied) > 1 else tied


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
