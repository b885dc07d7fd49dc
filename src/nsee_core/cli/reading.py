"""The records that the commands read, and what they can be told of how those are written."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Sequence
from functools import reduce
from operator import add
from pathlib import Path
from typing import Any, BinaryIO, NoReturn, TypeVar

import click

from nsee_core.cli.inputs import unreadable
from nsee_core.extras import MissingExtra
from nsee_core.readers import Reading, UnknownFormat, read, read_jsonl
from nsee_core.readers.choosing import takers, takes
from nsee_core.records import KINDS
from nsee_core.wording import listed, perhaps, shown, visible

F = TypeVar("F", bound=Callable[..., Any])

STANDARD_INPUT = "standard input"
_ENCODINGS = ("utf-8", "utf-16", "cp1250", "cp1251", "cp1252", "latin-1", "mac-roman")


def _kind(_: click.Context, __: click.Parameter, text: str | None) -> str | None:
    if text is None or text in KINDS:
        return text
    hint = perhaps(text, KINDS) or f"; the kinds are {listed([*KINDS])}"
    raise click.BadParameter(f"there is no kind of record {shown(text)}{hint}")


def _encoding(_: click.Context, __: click.Parameter, text: str | None) -> str | None:
    try:
        "a".encode(text or "utf-8")
    except (LookupError, ValueError):  # ValueError: such as a name with a NUL in it
        hint = perhaps(text, _ENCODINGS) or f"; it may be {listed(_ENCODINGS, 'or')}"
        raise click.BadParameter(f"there is no encoding {shown(text)}{hint}") from None
    return text


def _column(text: str) -> tuple[str, str | None]:
    """What a heading stands for, from ``THEIR=OURS``."""
    theirs, equals, ours = text.rpartition("=")
    if not (theirs and equals):
        raise click.BadParameter(f"{shown(text)} is not like Teacher=taught_by")
    return theirs, ours or None


_OPTIONS = (
    click.option(
        "--kind",
        callback=_kind,
        metavar="KIND",
        help="The kind of the records in a CSV file, if neither its name nor a column tells it.",
    ),
    click.option(
        "--columns",
        multiple=True,
        type=_column,
        metavar="THEIR=OURS",
        help="What a heading stands for, such as Teacher=taught_by; Mood= passes it over. May be "
        "given more than once.",
    ),
    click.option(
        "--encoding",
        callback=_encoding,
        metavar="NAME",
        help="How the letters of CSV are written, if not as UTF-8: such as cp1252.",
    ),
)


def how_to_read(command: F) -> F:
    """The options ``--kind``, ``--columns`` and ``--encoding``, for ``read_together``."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def read_together(
    files: Sequence[str],
    *,
    kind: str | None,
    columns: Iterable[tuple[str, str | None]],
    encoding: str | None,
) -> Reading:
    """Read some files, and standard input for ``-``, as one programme.

    What the options say is told to those files of which it can be said.

    Raises:
        click.UsageError: one cannot be read; or an option can be said of none.
    """
    given = {"kind": kind, "columns": dict(columns), "encoding": encoding}
    told = {name: value for name, value in given.items() if value}
    for name in told:
        if not any(name in _takes(file) for file in files):
            raise click.UsageError(f"--{name} is for {takers(name)}, not for {named(files)}")
    return reduce(add, (_read(file, told) for file in files))


def named(files: Iterable[str]) -> str:
    """What to call some files in a sentence."""
    return listed([STANDARD_INPUT if file == "-" else file for file in files])


def leave_if_nothing(read: Reading, files: Sequence[str]) -> None:
    """Exit with 1 if no record was read, which is said with the first of what was found.

    Args:
        read: what was read.
        files: from where.
    """
    if read.programme:
        return
    first = next(iter(read.report.errors or read.report), None)
    why = f": {first.place}: {visible(first.message)}" if first else ""
    more = f"; nsee check {' '.join(files)} says more" if why else ""
    leave_with_nothing(f"{why}{more}")


def leave_with_nothing(why: str = "") -> NoReturn:
    """Exit with 1, saying on standard error that no record was read."""
    click.echo(f"nsee: no record was read{why}", err=True)
    click.get_current_context().exit(1)


def _takes(file: str) -> Sequence[str]:
    if file == "-":
        return ()
    try:
        _refuse_what_is_no_file(file)
        return takes(file)
    except UnknownFormat as error:
        raise click.UsageError(str(error)) from None
    except OSError as error:
        raise click.UsageError(unreadable(file, error)) from None


def _refuse_what_is_no_file(file: str) -> None:
    """Make sure that a name says something, and that to read it is not to wait without a word.

    Raises:
        click.UsageError: it is empty, or that of a pipe or a device.
        OSError: nobody may look.
    """
    if not file:
        raise click.UsageError(
            "the name of a FILE is empty; the folder that you are in is called ."
        )
    path = Path(file)
    if path.exists() and not path.is_file() and not path.is_dir():
        said = f"{file} cannot be read: it is a pipe or a device; - reads standard input"
        raise click.UsageError(said)


def _read(file: str, told: dict[str, Any]) -> Reading:
    if file == "-":
        return read_jsonl(_standard_input(), file=STANDARD_INPUT)
    understood = {name: told[name] for name in _takes(file) if name in told}
    try:
        return read(file, **understood)
    except MissingExtra as error:
        raise click.UsageError(str(error)) from None
    except ValueError as error:
        if "columns" not in understood:  # which may name a field that there is not
            raise
        raise click.UsageError(f"--columns: {error}") from None
    except OSError as error:
        raise click.UsageError(unreadable(file, error)) from None


def _standard_input() -> BinaryIO:
    if sys.stdin is None:  # as after "<&-"
        raise click.UsageError(f"{STANDARD_INPUT} cannot be read: it is closed")
    return sys.stdin.buffer
