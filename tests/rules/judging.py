"""What a check says of a few records: the words that the tests of the rules share."""

from collections.abc import Sequence

from nsee_core import Programme, Protocol, check, parse_protocol
from nsee_core.records import Base

LESSON_STUDY = parse_protocol("""
    key = "lesson-study"
    steps = [{ key = "teach", per = "lesson" }]
    [focus_pupils]
    multiple_of = 3
    predicted = { basis = "printed", source = "P60" }
    basis = "printed"
    source = "P58"
""")
TOY = parse_protocol('key="toy"\n[[steps]]\nkey="try"\n[[steps]]\nkey="look"\nafter=["try"]')


def said(
    code: str, *records: Base, protocols: Sequence[Protocol] = (TOY, LESSON_STUDY)
) -> list[tuple[str, str, str]]:
    """Severity, subject and message of each finding with this code."""
    report = check(Programme.of(records), protocols=protocols, select=[code])
    return [(f.severity.value, f.subject or "", f.message) for f in report]
