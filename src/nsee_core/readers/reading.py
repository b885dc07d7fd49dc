"""What every reader gives, and how it comes together while it reads."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

import attrs

from nsee_core.findings import Finding, Place, Severity
from nsee_core.programme import Programme
from nsee_core.readers.intake import Intake
from nsee_core.readers.lost import though
from nsee_core.readers.missed import Missed
from nsee_core.readers.places import Leaf, as_headed
from nsee_core.records import Base
from nsee_core.reports import Report, Rows
from nsee_core.rules.links import ID_TAKEN
from nsee_core.rules.reading import ID_TWICE, NOTHING_TO_READ, PART_MISSING
from nsee_core.wording import a


@attrs.frozen
class Reading:
    r"""What was read: the records that could be, and a report of all that could not.

    A record with a fault is not read in part, since what is left of it may say the opposite: a
    consent without its garbled withdrawal is a consent. Links to it do not dangle, though: the
    programme's ``outside`` knows the ids that were seen and could not be read. Only a date on which
    something took place or began, who took a step, and how much of a resource there was, are left
    out if they cannot be read: that the step was taken is known without.

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
    rows: Rows = attrs.field(factory=Rows, repr=False, eq=False)
    """How many rows there were, and how many of them are in no record."""
    _leaves: tuple[Leaf, ...] = attrs.field(default=(), repr=False, eq=False)
    _missed: Missed = attrs.field(factory=Missed, repr=False, eq=False)

    @property
    def file(self) -> str | None:
        """What was read, if it is one file, or several sheets of one, and has a name."""
        files = {leaf.file for leaf in self._leaves}
        return files.pop() if len(files) == 1 else None

    @property
    def lines(self) -> Mapping[str, int]:
        """The line, or the number of the row, on which each record stands, by its id."""
        return ChainMap(*(leaf.lines for leaf in self._leaves))

    def __add__(self, other: Reading) -> Reading:
        _must_be_a_reading(other)
        mine, report = self.programme, [*_still(self, other), *_still(other, self)]
        records = list(mine)
        for record in other.programme:
            first = mine.get(record.id)
            if first is None:
                records.append(record)
            else:
                report.append(_twice(record, first, self._leaf(record.id), other._leaf(record.id)))
        there = {record.kind for record in records}
        missed = Missed.of(self._missed, other._missed, there=there)
        return Reading(
            Programme.of(records, outside=missed.outside),
            Report(report),
            self.rows + other.rows,
            (*self._leaves, *other._leaves),
            missed,
        )

    def place_of(self, id_: str | None, loc: Sequence[str | int] = ()) -> Place | None:
        """Where the record of this id was read; None where there is none.

        Args:
            id_: the id.
            loc: the field, as a path; in a sheet, the place is its cell.
        """
        if id_ is None or id_ not in self.programme:
            return None
        leaf = self._leaf(id_)
        return leaf.place(leaf.lines[id_], loc)

    def located(self, report: Report) -> Report:
        """The findings of a check, each with the place where its record was read.

        Of what silence could explain, such as a step that is not among the entries, it is told if
        a row that might have said it could not be read.
        """
        return Report(self._located(finding) for finding in report)

    def _located(self, finding: Finding) -> Finding:
        place = self.place_of(finding.subject, finding.loc)
        if place is None:
            return finding
        args = as_headed(finding.args, finding.loc, place)
        why = (*finding.though, *self._though(finding))
        return attrs.evolve(finding, place=place, args=args, though=why)

    def _though(self, finding: Finding) -> tuple[str, ...]:
        """Which rows might have said what is missing, if some could not be read."""
        if not (finding.about.silence and finding.subject in self._missed.rows):
            return ()
        rows = self._missed.rows[finding.subject]
        leaf, line = rows[0]
        kind = self.programme[finding.subject].kind
        return though(len(rows), kind, leaf.spot(line, self._leaf(finding.subject)))

    def _leaf(self, id_: str) -> Leaf:
        return next(leaf for leaf in self._leaves if id_ in leaf.lines)


def _must_be_a_reading(other: object) -> None:
    if not isinstance(other, Reading):
        msg = f"a reading is joined with a reading, not with {type(other).__name__}"
        raise TypeError(msg)


def _still(reading: Reading, other: Reading) -> Iterator[Finding]:
    """What is said of one of two, but that a table is missing which the other has."""
    kinds = {record.kind for record in other.programme}
    for finding in reading.report:
        if finding.about is not PART_MISSING.about or finding.args.get("kind") not in kinds:
            yield finding


def _twice(record: Base, first: Base, on: Leaf, leaf: Leaf, line: int | None = None) -> Finding:
    """That a record has the id of one that was read before, and where that one stands."""
    id_ = record.id
    place = leaf.place(leaf.lines[id_] if line is None else line, ("id",))
    where = on.where(id_, leaf)
    if first.kind != record.kind:
        holder = f"{a(first.kind)} {where}"
        return ID_TAKEN.finding(id_, "id", place=place, id=id_, holder=holder, kind=record.kind)
    severity, compared = None, "says something else"
    if first == record:
        severity, compared = Severity.INFO, "says the same"
    return ID_TWICE.finding(
        id_, "id", place=place, severity=severity, first=where, compared=compared
    )


@attrs.define
class Gathering(Intake):
    """A reading under way."""

    _leaves: list[Leaf] = attrs.field(init=False)
    _records: dict[str, Base] = attrs.field(factory=dict, init=False)
    _missed: Missed = attrs.field(factory=Missed, init=False)
    _repeated: int = attrs.field(default=0, init=False)

    @_leaves.default
    def _first(self) -> list[Leaf]:
        return [self.leaf]

    @property
    def whole(self) -> Place:
        """All that is being read, as a place."""
        return self._leaves[0].place(None)

    def turn(self, leaf: Leaf) -> None:
        """Begin another file, or another sheet."""
        self._leaves.append(leaf)
        self.leaf = leaf

    def keep(self, record: Base, line: int) -> None:
        """Keep a record, unless its id is taken: the first stays."""
        first = self._records.setdefault(record.id, record)
        if first is record:
            self.leaf.lines[record.id] = line
            return
        self._repeated += 1
        on = next(leaf for leaf in self._leaves if record.id in leaf.lines)
        self._findings.append(_twice(record, first, on, self.leaf, line))

    def kept(self, id_: str) -> Base | None:
        """The record of this id that was kept; None if there is none."""
        return self._records.get(id_)

    def replace(self, record: Base) -> None:
        """Keep another record instead of the one with its id."""
        self._records[record.id] = record

    def unread(self, id_: str | None, wholes: Iterable[str], line: int) -> None:
        """Remember that a record is there and could not be read."""
        if id_ is not None:
            self._missed.ids.add(id_)
        for whole in wholes:
            self._missed.rows.setdefault(whole, []).append((self.leaf, line))

    def not_given(self, kind: str, ids: Collection[str]) -> None:
        """Remember that a table is missing, and which of its records others name."""
        self._missed.tables.setdefault(kind, set()).update(ids)

    def is_unread(self, id_: str) -> bool:
        """Whether a record of this id is there and could not be read."""
        return id_ in self._missed.ids

    def has(self, id_: str) -> bool:
        """Whether a record of this id was seen, whether or not it could be read."""
        return id_ in self._records or id_ in self._missed.ids

    def records(self) -> Iterable[Base]:
        """The records that could be read."""
        return self._records.values()

    def done(self) -> Reading:
        """The reading as a value."""
        if not (self._records or self._findings or self.headed):
            self.say(NOTHING_TO_READ, None)
        programme = Programme.of(self._records.values(), outside=self._missed.outside)
        rows = Rows(len(self._records) + self._repeated + self.lost, self.lost)
        return Reading(programme, Report(self._findings), rows, tuple(self._leaves), self._missed)
