"""What a check says: a value with a code, a place, the reason and what to do. Never raised."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Any, Literal

import attrs

from nsee_core.wording import Meant, filled, shown

#: On what a requirement rests. ``ethics`` and what is printed or agreed may be errors.
Basis = Literal["printed", "agreed", "ethics", "inferred", "unsourced"]


class Severity(StrEnum):
    """How much a finding matters, worst first; ``rank`` is 0, 1 and 2.

    >>> Severity.ERROR.at_least(Severity.WARNING)
    True
    """

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    rank: int

    def at_least(self, other: Severity) -> bool:
        """Whether this is as grave as the other, or graver."""
        return self.rank <= other.rank


for _rank, _severity in enumerate(Severity):
    _severity.rank = _rank

#: What is printed, agreed or a matter of ethics may be an error; what we inferred only warns.
SEVERITY_OF: Mapping[Basis, Severity] = MappingProxyType(
    {
        "printed": Severity.ERROR,
        "agreed": Severity.ERROR,
        "ethics": Severity.ERROR,
        "inferred": Severity.WARNING,
        "unsourced": Severity.INFO,
    }
)

#: What stands for an offending value that is not shown, if nothing else is said.
VALUE = "the value"

_NOTHING: Mapping[str, Any] = MappingProxyType({})


@attrs.frozen
class Code:
    """One sort of finding: a code whose meaning never changes, and the words that go with it."""

    code: str
    """Such as ``NSEE301``."""
    slug: str
    """The same in words, such as ``begun-too-early``."""
    reason: str
    """Why it matters, written for a teacher."""
    says: str
    """What is wrong, as a template over the finding's arguments."""
    fix: str
    """What to do; begins with a verb."""
    basis: Basis
    """On what it rests, unless the protocol says otherwise."""
    source: str | None = None
    """The page or document that states it."""
    severity: Severity | None = None
    """How grave it is where that does not follow from the basis."""
    withheld: str = VALUE
    """What stands for the offending value where that is not shown."""
    silence: bool = False
    """Whether silence could explain it: what took place, and is not among the records."""

    @property
    def grade(self) -> Severity:
        """How grave it is unless re-graded."""
        return self.severity or SEVERITY_OF[self.basis]


@attrs.frozen
class Place:
    """Where something was read: a file, and the line, or the sheet and cell, in it."""

    file: str | None = None
    line: int | None = None
    sheet: str | None = None
    cell: str | None = None
    head: str | None = attrs.field(default=None, eq=False)
    """What the column is headed there, where that is another word than the name of the field."""

    def __str__(self) -> str:
        parts = [
            self.file or "",
            f"line {self.line}" if self.line is not None else "",
            f'sheet "{self.sheet}"' if self.sheet else "",
            f"cell {self.cell}" if self.cell else "",
        ]
        return ", ".join(part for part in parts if part)

    def to_dict(self) -> dict[str, Any]:
        """The parts that are known, in plain JSON types."""
        return attrs.asdict(self, filter=lambda _, value: value is not None)


@attrs.frozen
class Finding:
    """One thing that a check or a reader has to say.

    The offending ``value`` may be sensitive: a terminal shows it, and ``to_dict()`` withholds it
    unless asked. Nothing else in a finding comes out of a private field.
    """

    about: Code
    """What sort of finding it is."""
    severity: Severity
    """How grave it is."""
    subject: str | None = None
    """The id of the record that it is about."""
    loc: tuple[str | int, ...] = ()
    """The field of that record, as a path."""
    args: Mapping[str, Any] = attrs.field(default=_NOTHING, hash=False)
    """What fills the template of the message."""
    value: Any = attrs.field(default=None, eq=False)
    """The offending value, where there is one."""
    entries: tuple[str, ...] = ()
    """The log entries that decided it."""
    basis: Basis = "agreed"
    """On what the requirement rests."""
    source: str | None = None
    """The page or document that states it."""
    place: Place | None = attrs.field(default=None, eq=False)
    """Where the record was read."""
    though: tuple[str, ...] = attrs.field(default=(), eq=False)
    """What may explain it, in words, such as a row that could not be read: it ends the message."""

    @property
    def code(self) -> str:
        """The code, such as ``NSEE301``."""
        return self.about.code

    @property
    def slug(self) -> str:
        """The code in words, such as ``begun-too-early``."""
        return self.about.slug

    @property
    def message(self) -> str:
        """What is wrong, with the offending value withheld."""
        return self.words(values=False)

    @property
    def meant(self) -> str | None:
        """What was probably meant by the offending value, to be offered in its place.

        >>> from nsee_core.readers import read_rows
        >>> [finding] = read_rows([{"id": "t1", "type": "teacher"}], kind="trio").report
        >>> finding.loc, finding.meant
        (('type',), 'teachers')
        """
        return next((arg.word for arg in self.args.values() if isinstance(arg, Meant)), None)

    @property
    def fix(self) -> str:
        """What to do."""
        return filled(self.about.fix, self.args, self.about.withheld)

    def __str__(self) -> str:
        """The code, what is wrong and what to do, in one line, with the value withheld."""
        return f"{self.code} {self.message}; {self.fix}"

    def words(self, *, values: bool) -> str:
        """What is wrong, with the offending value shown or withheld."""
        value = shown(self.value) if values else self.about.withheld
        though = f"; but {', and '.join(self.though)}" if self.though else ""
        return filled(self.about.says, self.args, value) + though

    def to_dict(self, *, include_values: bool = False) -> dict[str, Any]:
        """The finding in plain JSON types, as the published schema of a report has it."""
        row: dict[str, Any] = {
            "code": self.code,
            "slug": self.slug,
            "severity": self.severity.value,
            "subject": self.subject,
            "loc": list(self.loc),
            "message": self.words(values=include_values),
            "fix": self.fix,
            "meant": self.meant,
            "basis": self.basis,
            "source": self.source,
            "entries": list(self.entries),
            "place": self.place.to_dict() if self.place else None,
        }
        if include_values:
            row["value"] = None if self.value is None else shown(self.value)
        return row
