"""What every reader gives, and how it comes together while it reads."""

from __future__ import annotations

from collections.abc import Mapping

import attrs

from nsee_core.findings import Finding, Place, Severity
from nsee_core.programme import Programme
from nsee_core.readers.spelling import Speller
from nsee_core.records import Base
from nsee_core.reports import Report
from nsee_core.rules.reading import ID_TWICE, NOTHING_TO_READ
from nsee_core.rules.rule import Rule


@attrs.frozen
class Reading:
    r"""What was read: the records that could be, and a report of all that could not.

    A record with a fault is not read in part, since what is left of it may say the opposite: a
    consent without its garbled withdrawal is a consent. Links to it do not dangle, though: the
    programme's ``outside`` knows the ids that were seen and could not be read.

    >>> from nsee_core.readers import parse_jsonl
    >>> reading = parse_jsonl('{"kind": "trio", "id": "t1"}\n{"kind": "trio", "id": "the 2nd"}')
    >>> len(reading.programme), [str(finding.place) for finding in reading.report]
    (1, ['line 2'])
    """

    programme: Programme
    """The records that could be read."""
    report: Report
    """What could not be read, where it stands, and what was probably meant."""
    file: str | None = None
    """What was read, if it has a name."""
    lines: Mapping[str, int] = attrs.field(factory=dict, repr=False, eq=False)
    """The line, or the number of the row, on which each record stands, by its id."""

    def located(self, report: Report) -> Report:
        """The findings of a check, each with the place where its record was read."""
        return Report(self._located(finding) for finding in report)

    def _located(self, finding: Finding) -> Finding:
        line = self.lines.get(finding.subject or "")
        return finding if line is None else attrs.evolve(finding, place=Place(self.file, line))


@attrs.define
class Gathering:
    """A reading under way."""

    file: str | None = None
    speller: Speller = attrs.field(factory=Speller)
    headed: bool = False
    """Whether a header was read, even one that was wrong."""
    _records: dict[str, Base] = attrs.field(factory=dict)
    _lines: dict[str, int] = attrs.field(factory=dict)
    _findings: list[Finding] = attrs.field(factory=list)
    _unread: set[str] = attrs.field(factory=set)

    def keep(self, record: Base, line: int) -> None:
        """Keep a record, unless its id is taken: the first stays."""
        first = self._records.setdefault(record.id, record)
        if first is record:
            self._lines[record.id] = line
            return
        same = first == record
        self.say(
            ID_TWICE,
            line,
            "id",
            subject=record.id,
            severity=Severity.INFO if same else None,
            first=self._lines[record.id],
            compared="says the same" if same else "says something else",
        )

    def say(
        self,
        rule: Rule,
        line: int | None,
        *loc: str | int,
        subject: str | None = None,
        value: object = None,
        severity: Severity | None = None,
        **args: object,
    ) -> None:
        """Make a finding of what stands on a line."""
        about = rule.about
        self._findings.append(
            Finding(
                about,
                severity or about.grade,
                subject,
                loc,
                args,
                value,
                basis=about.basis,
                source=about.source,
                place=Place(self.file, line),
            )
        )

    def unread(self, id_: str | None) -> None:
        """Remember that a record of this id is there and could not be read."""
        if id_ is not None:
            self._unread.add(id_)

    def done(self) -> Reading:
        """The reading as a value."""
        if not (self._records or self._findings or self.headed):
            self.say(NOTHING_TO_READ, None)
        outside = self._unread.__contains__ if self._unread else None
        programme = Programme.of(self._records.values(), outside=outside)
        return Reading(programme, Report(self._findings), self.file, self._lines)
