"""What a reader tells of each line, whoever keeps it."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import Self

import attrs

from nsee_core.findings import Finding, Place, Severity
from nsee_core.readers.places import Leaf
from nsee_core.readers.spelling import Speller
from nsee_core.readers.translating import Fault
from nsee_core.records import Base
from nsee_core.rules.declaring import Rule


@attrs.define
class Intake(ABC):
    """Where a reader puts what comes of a line: a record, or findings that say why it is none."""

    leaf: Leaf = attrs.field(factory=Leaf)
    """What is being read: at first the file that it was given."""
    speller: Speller = attrs.field(factory=Speller, init=False)
    headed: bool = attrs.field(default=False, init=False)
    """Whether a header was read, even one that was wrong."""
    _findings: list[Finding] = attrs.field(factory=list, init=False)

    @classmethod
    def of(cls, file: str | None) -> Self:
        """That of a file, by what it is called in findings."""
        return cls(Leaf(file))

    @abstractmethod
    def keep(self, record: Base, line: int) -> None:
        """Take in the record on a line."""

    @abstractmethod
    def unread(self, id_: str | None) -> None:
        """Take in that a record of this id is there and could not be read."""

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
        self._findings.append(rule.found(subject, loc, args, value, place, severity=severity))

    def tell(self, fault: Fault, subject: str | None, place: Place) -> None:
        """Make a finding of a fault that stands at a place."""
        rule, loc, value, args = fault
        self._findings.append(rule.found(subject, loc, args, value, place))

    def drain(self) -> list[Finding]:
        """What was found since this was last asked."""
        found, self._findings = self._findings, []
        return found
