"""How a rule is declared that no function checks: a reader says it of what it reads."""

from __future__ import annotations

from nsee_core.findings import VALUE, Code, Severity
from nsee_core.rules.declaring import Rule

_SOURCE = "the published schema of a record"


def read(
    code: str,
    slug: str,
    *,
    reason: str,
    says: str,
    fix: str,
    severity: Severity | None = None,
    withheld: str = VALUE,
) -> Rule:
    """A rule without a function: a reader says it, where it stands in what it reads."""
    return Rule(Code(code, slug, reason, says, fix, "agreed", _SOURCE, severity, withheld))
