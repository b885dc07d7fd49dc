"""The records that the commands read, and what they can be told of how those are written."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from functools import reduce
from operator import add
from pathlib import Path
from typing import Any, BinaryIO, NoReturn

import click

from nsee_core.cli.inputs import unreadable
from nsee_core.cli.telling import Heading, TableKind, column_map
from nsee_core.extras import MissingExtra
from nsee_core.readers import Reading, UnknownFormat, UnknownTable, read, read_jsonl
from nsee_core.readers.choosing import takers, takes
from nsee_core.wording import listed, visible

STANDARD_INPUT = "standard input"


#: What an option is called, with what it says, where that is not what ``read`` calls it.
_OPTION_OF = {"kinds": "kind TABLE=KIND"}


def read_together(
    files: Sequence[str],
    *,
    kinds: Iterable[TableKind],
    columns: Iterable[Heading],
    encoding: str | None,
) -> Reading:
    """Read some files, and standard input for ``-``, as one programme.

    What the options say is told to those files of which it can be said.

    Raises:
        click.UsageError: one cannot be read; or an option can be said of none.
    """
    by_table = dict(kinds)
    given = {
        "kind": by_table.pop(None, None),
        "kinds": by_table,
        "columns": column_map(columns),
        "encoding": encoding,
    }
    told = {name: value for name, value in given.items() if value}
    for name in told:
        if not any(name in _takes(file) for file in files):
            option = _OPTION_OF.get(name, name)
            several = name == "kind" and any("kinds" in _takes(file) for file in files)
            more = "; of several tables each has its name: --kind Staff=person" if several else ""
            said = f"--{option} is for {takers(name)}, not for {named(files)}{more}"
            raise click.UsageError(said)
    return reduce(add, _each(files, told))


def _each(files: Sequence[str], told: dict[str, Any]) -> Iterator[Reading]:
    """What each file holds; of several, not every one needs to have every table that is named.

    Raises:
        click.UsageError: one cannot be read; or none has a table that is named.
    """
    lacked: list[UnknownTable] = []
    had: set[object] = set()
    for file in files:
        lacks: list[UnknownTable] = []
        yield _read(file, told, lacks)
        had |= _tables(_understood(file, told)) - {error.name for error in lacks}
        lacked += lacks
    for error in lacked:
        if error.name not in had:
            raise click.UsageError(str(error))


def _tables(told: dict[str, Any]) -> set[object]:
    """The tables of which something is told."""
    columns = told.get("columns", {})
    return {*told.get("kinds", ()), *(key for key in columns if isinstance(columns[key], dict))}


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


def _read(file: str, told: dict[str, Any], lacks: list[UnknownTable]) -> Reading:
    """What a file holds; what is told of tables that it lacks is noted, and not told it."""
    if file == "-":
        return read_jsonl(_standard_input(), file=STANDARD_INPUT)
    understood = _understood(file, told)
    try:
        return read(file, **understood)
    except UnknownTable as error:  # before a row was read
        lacks.append(error)
        return _read(file, {name: _without(told[name], error.name) for name in told}, lacks)
    except MissingExtra as error:
        raise click.UsageError(str(error)) from None
    except ValueError as error:
        if "columns" not in understood:  # which may name a field that there is not
            raise
        raise click.UsageError(f"--columns: {error}") from None
    except OSError as error:
        raise click.UsageError(unreadable(file, error)) from None


def _understood(file: str, told: dict[str, Any]) -> dict[str, Any]:
    """What of all that is told can be said of a file."""
    return {name: told[name] for name in _takes(file) if name in told}


def _without(told: object, table: object) -> object:
    if not isinstance(told, dict):
        return told
    return {name: said for name, said in told.items() if name != table}


def _standard_input() -> BinaryIO:
    if sys.stdin is None:  # as after "<&-"
        raise click.UsageError(f"{STANDARD_INPUT} cannot be read: it is closed")
    return sys.stdin.buffer
