"""What every reader gives, and how it comes together while it reads."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

import attrs

from nsee_core.findings import Finding, Place, Severity
from nsee_core.programme import Outside, Programme
from nsee_core.readers.spelling import Speller
from nsee_core.records import Base
from nsee_core.reports import Report
from nsee_core.rules.declaring import Rule
from nsee_core.rules.links import ID_TAKEN
from nsee_core.rules.reading import ID_TWICE, NOTHING_TO_READ
from nsee_core.wording import a


@attrs.frozen
class Reading:
    r"""What was read: the records that could be, and a report of all that could not.

    A record with a fault is not read in part, since what is left of it may say the opposite: a
    consent without its garbled withdrawal is a consent. Links to it do not dangle, though: the
    programme's ``outside`` knows the ids that were seen and could not be read.

    Two readings are joined with ``+``, as several files of one programme: of two records with one
    id the first stays, and a finding says so.

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
    _parts: tuple[Reading, ...] = attrs.field(default=(), repr=False, eq=False)

    def __add__(self, other: Reading) -> Reading:
        mine, report = self.programme, [*self.report, *other.report]
        records = list(mine)
        for record in other.programme:
            first = mine.get(record.id)
            if first is None:
                records.append(record)
            else:
                report.append(_twice(record, first, other.place_of(record.id), self._of(first)))
        outside = partial(_either, mine.outside, other.programme.outside)
        known = mine.outside or other.programme.outside
        return Reading(
            Programme.of(records, outside=outside if known else None),
            Report(report),
            lines={**other.lines, **self.lines},
            parts=(*(self._parts or (self,)), *(other._parts or (other,))),
        )

    def place_of(self, id_: str | None) -> Place | None:
        """Where the record of this id was read; None where there is none."""
        for part in self._parts or (self,):
            line = part.lines.get(id_ or "")
            if line is not None:
                return Place(part.file, line)
        return None

    def located(self, report: Report) -> Report:
        """The findings of a check, each with the place where its record was read."""
        return Report(self._located(finding) for finding in report)

    def _located(self, finding: Finding) -> Finding:
        place = self.place_of(finding.subject)
        return finding if place is None else attrs.evolve(finding, place=place)

    def _of(self, record: Base) -> str:
        """The line of a record, for a reader who has another file in hand."""
        place = self.place_of(record.id) or Place()
        return f"{place.line} of {place.file or 'what was read before'}"


def _either(one: Outside | None, other: Outside | None, id_: str) -> bool | str:
    """What either of two knows of an id."""
    return (one is not None and one(id_)) or (other is not None and other(id_))


def _twice(record: Base, first: Base, place: Place | None, line: object) -> Finding:
    """That a record has the id of one that was read before, and where that one stands."""
    id_ = record.id
    if first.kind != record.kind:
        holder = f"{a(first.kind)} on line {line}"
        return ID_TAKEN.finding(id_, "id", place=place, id=id_, holder=holder, kind=record.kind)
    severity, compared = None, "says something else"
    if first == record:
        severity, compared = Severity.INFO, "says the same"
    return ID_TWICE.finding(
        id_, "id", place=place, severity=severity, first=line, compared=compared
    )


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
        place = Place(self.file, line)
        self._findings.append(_twice(record, first, place, self._lines[record.id]))

    def say(
        self,
        rule: Rule,
        line: int | None,
        *loc: str | int,
        subject: str | None = None,
        value: object = None,
        **args: object,
    ) -> None:
        """Make a finding of what stands on a line."""
        place = Place(self.file, line)
        self._findings.append(
            rule.finding(subject, *loc, value=value, place=place, severity=None, **args)
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
