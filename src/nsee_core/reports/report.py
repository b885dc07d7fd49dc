"""Findings together, as a value."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

import attrs

from nsee_core.findings import Finding, Severity


def _rank(finding: Finding) -> tuple[Any, ...]:
    loc = tuple((isinstance(part, str), str(part), part if isinstance(part, int) else 0) for part in finding.loc)
    place = finding.place
    line = (place.line or 0) if place else 0
    return (
        finding.severity.rank, line, finding.code, finding.subject or "", loc, finding.entries,
        finding.message,
    )


@attrs.frozen
class Report:
    """Findings together, the gravest first; equal when the findings are.

    >>> from nsee_core import Programme, Trio, check
    >>> report = check(Programme.of([Trio(id="t", type="teachers", members=("a", "a", "b"))]))
    >>> len(report.errors) > 0, report.worst.value
    (True, 'error')
    """

    findings: tuple[Finding, ...] = attrs.field(
        default=(), converter=lambda findings: tuple(sorted(findings, key=_rank))
    )

    def __iter__(self) -> Iterator[Finding]:
        return iter(self.findings)

    def __len__(self) -> int:
        return len(self.findings)

    def __add__(self, other: Report) -> Report:
        return Report((*self.findings, *other.findings))

    @property
    def errors(self) -> tuple[Finding, ...]:
        """The findings that are errors."""
        return self.graded(Severity.ERROR)

    @property
    def warnings(self) -> tuple[Finding, ...]:
        """The findings that are warnings."""
        return self.graded(Severity.WARNING)

    @property
    def infos(self) -> tuple[Finding, ...]:
        """The findings that only inform."""
        return self.graded(Severity.INFO)

    @property
    def worst(self) -> Severity | None:
        """The gravest severity of all, or None where there is nothing to say."""
        return self.findings[0].severity if self.findings else None

    def graded(self, severity: Severity) -> tuple[Finding, ...]:
        """The findings of one severity."""
        return tuple(finding for finding in self.findings if finding.severity is severity)

    def about(self, *subjects: str) -> Report:
        """The findings about these records."""
        return Report(finding for finding in self.findings if finding.subject in subjects)

    def counts(self) -> dict[str, int]:
        """How many findings there are of each code, the commonest first."""
        return dict(Counter(finding.code for finding in self.findings).most_common())
