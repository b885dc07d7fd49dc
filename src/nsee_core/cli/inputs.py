"""What the commands read: files of records, protocols, dates; and the sentence for what is not."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, TypeVar

import attrs
import click

from nsee_core.findings import Finding, Place, Severity
from nsee_core.programme import Outside, Programme
from nsee_core.protocol import Protocol, ProtocolError, parse_protocol
from nsee_core.readers import Reading, UnknownFormat, read, read_jsonl
from nsee_core.records import Base, NotADate, When
from nsee_core.reports import Report
from nsee_core.rules.reading import ID_TWICE

F = TypeVar("F", bound=Callable[..., Any])

STANDARD_INPUT = "standard input"


def _date(text: str) -> When:
    """A date in any spelling that a record may have."""
    try:
        return When.parse(text)
    except NotADate as error:
        raise click.BadParameter(str(error)) from None


def as_of(command: F) -> F:
    """The option ``--as-of``."""
    return click.option(
        "--as-of",
        type=_date,
        metavar="DATE",
        help='Count only what had certainly happened by then, such as "June 2018" or 2017/18.',
    )(command)


def own_protocols(command: F) -> F:
    """The option ``--protocol``."""
    return click.option(
        "--protocol",
        "protocols",
        multiple=True,
        metavar="FILE.toml",
        help="A protocol of your own, besides those that ship; may be given more than once.",
    )(command)


def protocols_in(files: Iterable[str]) -> list[Protocol]:
    """The protocols in these files.

    Raises:
        click.UsageError: one cannot be read, or is no protocol.
    """
    return [protocol_in(file) for file in files]


def protocol_in(file: str) -> Protocol:
    """The protocol in a file.

    Raises:
        click.UsageError: it cannot be read, or is no protocol.
    """
    try:
        return parse_protocol(Path(file).read_text("utf-8"))
    except OSError as error:
        raise click.UsageError(_unreadable(file, error)) from None
    except UnicodeDecodeError:
        raise click.UsageError(f"{file} cannot be read: it is not UTF-8") from None
    except ProtocolError as error:
        raise click.UsageError(f"{file}: {error}") from None


@attrs.frozen
class Read:
    """Some files of records, read as one programme."""

    programme: Programme
    report: Report
    _readings: tuple[Reading, ...]

    def located(self, report: Report) -> Report:
        """The findings of a check, each with the file and line where its record was read."""
        # Backwards, so that the first file to hold a record has the last word.
        for reading in reversed(self._readings):
            report = reading.located(report)
        return report


def read_together(files: Iterable[str]) -> Read:
    """Read some files, and standard input for ``-``, as one programme.

    Of two records with one id in two files the first stays, as within a file.

    Raises:
        click.UsageError: one cannot be read.
    """
    readings = tuple(map(_read, files))
    held: dict[str, tuple[Base, Reading]] = {}
    findings: list[Finding] = []
    for reading in readings:
        findings.extend(reading.report)
        for record in reading.programme:
            first, earlier = held.setdefault(record.id, (record, reading))
            if first is not record:
                findings.append(_twice(record, reading, first, earlier))
    programme = Programme.of((record for record, _ in held.values()), outside=_unread(readings))
    return Read(programme, Report(findings), readings)


def _read(file: str) -> Reading:
    try:
        if file == "-":
            return read_jsonl(sys.stdin.buffer, file=STANDARD_INPUT)
        return read(file)
    except UnknownFormat as error:
        raise click.UsageError(str(error)) from None
    except OSError as error:
        raise click.UsageError(_unreadable(file, error)) from None


def _unreadable(file: str, error: OSError) -> str:
    return f"{file} cannot be read: {(error.strerror or 'it is no file').lower()}"


def _twice(record: Base, reading: Reading, first: Base, earlier: Reading) -> Finding:
    """That a record of one file has the id of a record of an earlier one."""
    same = first == record
    line = f"{earlier.lines.get(first.id)} of {earlier.file}"
    compared = "says the same" if same else "says something else"
    return Finding(
        ID_TWICE.about,
        Severity.INFO if same else ID_TWICE.about.grade,
        record.id,
        ("id",),
        {"first": line, "compared": compared},
        basis=ID_TWICE.about.basis,
        place=Place(reading.file, reading.lines.get(record.id)),
    )


def _unread(readings: Iterable[Reading]) -> Outside | None:
    """Knows the ids that were seen in some file and could not be read."""
    asked = [o for reading in readings if (o := reading.programme.outside) is not None]
    if not asked:
        return None

    def seen(id_: str) -> bool:
        return any(outside(id_) for outside in asked)

    return seen
