"""What a reader tells of each line, whoever keeps it."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping
from typing import Any, Self

import attrs

from nsee_core.findings import Finding, Place, Severity
from nsee_core.readers.lost import id_of, wholes_of
from nsee_core.readers.places import Leaf, as_headed
from nsee_core.readers.sources import readable_as
from nsee_core.readers.spelling import Speller
from nsee_core.readers.translating import Fault
from nsee_core.records import Base
from nsee_core.rules.declaring import Rule
from nsee_core.rules.reading import NOT_UTF8


@attrs.define
class Intake(ABC):
    """Where a reader puts what comes of a line: a record, or findings that say why it is none."""

    leaf: Leaf = attrs.field(factory=Leaf)
    """What is being read: at first the file that it was given."""
    speller: Speller = attrs.field(factory=Speller, init=False)
    headed: bool = attrs.field(default=False, init=False)
    """Whether a header was read, even one that was wrong."""
    encodable: bool = attrs.field(default=False, init=False)
    """Whether whoever reads it can say how its letters are written, as of CSV."""
    lost: int = attrs.field(default=0, init=False)
    """How many rows are in no record."""
    _findings: list[Finding] = attrs.field(factory=list, init=False)

    @classmethod
    def of(cls, file: str | None) -> Self:
        """That of a file, by what it is called in findings."""
        return cls(Leaf(file))

    @abstractmethod
    def keep(self, record: Base, line: int) -> None:
        """Take in the record on a line."""

    @abstractmethod
    def unread(self, id_: str | None, wholes: Iterable[str], line: int) -> None:
        """Take in that a record is there and could not be read.

        Args:
            id_: its id, if it has one.
            wholes: the ids of what it would be part of.
            line: where it stands.
        """

    def lose(self, row: object, line: int) -> None:
        """Take in that a row cannot be read as a record, by what of it can be understood."""
        self.lost += 1
        if isinstance(row, Mapping):
            self.unread(id_of(row), wholes_of(row), line)

    def say(
        self,
        rule: Rule,
        line: int | None,
        *loc: str | int,
        subject: str | None = None,
        value: object = None,
        severity: Severity | None = None,
        place: Place | None = None,
        **args: object,
    ) -> None:
        """Make a finding of what stands on a line, or at another place."""
        place = place or self.leaf.place(line, loc)
        self._add(rule, subject, loc, args, value, place, severity)

    def tell(self, fault: Fault, subject: str | None, place: Place) -> None:
        """Make a finding of a fault that stands at a place."""
        rule, loc, value, args = fault
        self._add(rule, subject, loc, as_headed(args, loc, place), value, place)

    def _add(  # noqa: PLR0917 - as Rule.found takes them
        self,
        rule: Rule,
        subject: str | None,
        loc: tuple[str | int, ...],
        args: Mapping[str, Any],
        value: object,
        place: Place,
        severity: Severity | None = None,
    ) -> None:
        if self.encodable and rule is NOT_UTF8:
            args = {**args, "perhaps": readable_as(args["perhaps"])}
        self._findings.append(rule.found(subject, loc, args, value, place, severity=severity))

    def drain(self) -> list[Finding]:
        """What was found since this was last asked."""
        found, self._findings = self._findings, []
        return found
