"""The words that every form of a report shares: the summary, and where a finding stands."""

from __future__ import annotations

from collections.abc import Iterable

from nsee_core.findings import Finding, Severity
from nsee_core.wording import counted, shown, visible


def by_severity(findings: Iterable[Finding]) -> dict[Severity, int]:
    """How many findings there are of each severity, the gravest first."""
    counts = dict.fromkeys(Severity, 0)
    for finding in findings:
        counts[finding.severity] += 1
    return counts


def summary(findings: Iterable[Finding]) -> str:
    """The line that says how many findings there are.

    >>> summary([])
    'no findings'
    """
    said = (_counted(severity, n) for severity, n in by_severity(findings).items() if n)
    return ", ".join(said) or "no findings"


def field(loc: tuple[str | int, ...]) -> str:
    """A field as a program writes it.

    >>> field(("questions", 1, "text"))
    'questions[1].text'
    """
    path = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in loc)
    return path.removeprefix(".")


def spoken(loc: tuple[str | int, ...]) -> str:
    """A field as people say it: which of several values it is tells the message, or the cell.

    >>> spoken(("observed_by", 0)), spoken(("questions", 1, "text"))
    ('observed_by', 'text of questions (number 2)')
    """
    one_of_several = len(loc) > 1 and isinstance(loc[-1], int)
    inner, *outer = reversed(loc[:-1] if one_of_several else loc)
    numbered = (f" (number {part + 1})" if isinstance(part, int) else f"{part}" for part in outer)
    return f"{inner} of {''.join(reversed(list(numbered)))}" if outer else f"{inner}"


def called(finding: Finding) -> str:
    """The field that a finding is about as people say it, or as its column is headed."""
    head = finding.place.head if finding.place else None
    return spoken(finding.loc) if head is None else shown(head)


def where(finding: Finding) -> str:
    """What a finding is about and where that stands: the record, the file, the line or cell."""
    place = str(finding.place or "")
    subject = finding.subject or ""
    both = f"{subject} ({place})" if subject and place else subject or place
    return visible(both) or "in general"


def _counted(severity: Severity, n: int) -> str:
    if severity is Severity.INFO:
        return f"{n} for information"
    return counted(n, severity)
