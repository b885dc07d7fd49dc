"""The order of findings: the gravest first, then as they stand in the files, then by code."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from nsee_core.findings import Finding, Place
from nsee_core.wording import shown

_NOWHERE = Place()


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings, sorted: whatever order they come in, the order they leave in is the same."""
    return tuple(sorted(findings, key=_rank))


def _rank(finding: Finding) -> tuple[Any, ...]:
    place = finding.place or _NOWHERE
    return (
        finding.severity.rank,
        place.file or "",
        place.line or 0,
        finding.about.code,
        finding.subject or "",
        _Rest(finding),
    )


class _Rest:
    """What tells two findings apart that agree so far: worked out only when they are compared.

    A million findings are sorted without putting one of them into words.
    """

    __slots__ = ("finding",)

    def __init__(self, finding: Finding) -> None:
        self.finding = finding

    def __lt__(self, other: _Rest) -> bool:
        return _rest(self.finding) < _rest(other.finding)


def _rest(finding: Finding) -> tuple[Any, ...]:
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
