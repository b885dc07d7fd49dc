"""What the commands can be told of how their files are written: three options."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

import click

from nsee_core.readers.tabular.specs import sides
from nsee_core.records import KINDS
from nsee_core.wording import listed, perhaps, shown

F = TypeVar("F", bound=Callable[..., Any])
#: What a table is called, unless it is the only one, and what it holds; None passes it over.
TableKind = tuple[str | None, str | None]
#: In which table, if in one alone, what heading stands for what; None passes it over.
Heading = tuple[str, str, str | None]

_ENCODINGS = ("utf-8", "utf-16", "cp1250", "cp1251", "cp1252", "latin-1", "mac-roman")


def _kind(text: str) -> tuple[str | None, str | None]:
    """What a table holds, and what that is called if it is one of several: ``TABLE=KIND``."""
    called, equals, kind = text.rpartition("=")
    if equals and not called:
        raise click.BadParameter(f"{shown(text)} is not like Staff=person")
    if kind not in ({*KINDS, *sides(), ""} if equals else KINDS):
        hint = perhaps(kind, KINDS) or f"; the kinds are {listed([*KINDS])}"
        raise click.BadParameter(f"there is no kind of record {shown(kind)}{hint}")
    return called or None, kind or None


def _one_kind(
    _: click.Context, __: click.Parameter, told: tuple[TableKind, ...]
) -> tuple[TableKind, ...]:
    """The kinds of tables, of which only one may go without a name."""
    if sum(called is None for called, _ in told) > 1:
        raise click.BadParameter("of several tables each has its name, such as Staff=person")
    return told


def _encoding(_: click.Context, __: click.Parameter, text: str | None) -> str | None:
    try:
        "a".encode(text or "utf-8")
    except (LookupError, ValueError):  # ValueError: such as a name with a NUL in it
        hint = perhaps(text, _ENCODINGS) or f"; it may be {listed(_ENCODINGS, 'or')}"
        raise click.BadParameter(f"there is no encoding {shown(text)}{hint}") from None
    return text


def _column(text: str) -> Heading:
    """In which table, if in one alone, what heading stands for what: ``TABLE!THEIR=OURS``."""
    theirs, equals, ours = text.rpartition("=")
    if not (theirs and equals):
        raise click.BadParameter(f"{shown(text)} is not like Teacher=taught_by")
    table, _, heading = theirs.partition("!")
    return (table, heading, ours or None) if table and heading else ("", theirs, ours or None)


def column_map(columns: Iterable[Heading]) -> dict[str, Any]:
    """The column map that such headings make, for all tables and table by table."""
    told: dict[str, Any] = {}
    for table, heading, ours in columns:
        (told.setdefault(table, {}) if table else told)[heading] = ours
    return told


_OPTIONS = (
    click.option(
        "--kind",
        "kinds",
        multiple=True,
        type=_kind,
        callback=_one_kind,
        metavar="[TABLE=]KIND",
        help="The kind of the records in a CSV file, if neither its name nor a column tells it. Of "
        "the sheets of a workbook or the tables of a folder: Staff=person; Notes= passes one over. "
        "May be given more than once.",
    ),
    click.option(
        "--columns",
        multiple=True,
        type=_column,
        metavar="[TABLE!]THEIR=OURS",
        help="What a heading stands for, such as Teacher=taught_by; Mood= passes it over; "
        "Staff!Post=position is about one sheet. May be given more than once.",
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
