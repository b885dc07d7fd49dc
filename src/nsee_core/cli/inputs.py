"""What the commands are given besides records: protocols and dates; and why a file is not read."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

import click

from nsee_core.engine.moment import NotAMoment, moment
from nsee_core.protocol import Protocol, ProtocolError, builtin_protocols, parse_protocol
from nsee_core.readers.sources import whole
from nsee_core.records import NotADate, When
from nsee_core.wording import listed, perhaps, shown

F = TypeVar("F", bound=Callable[..., Any])
T = TypeVar("T")


def _date(text: str) -> When:
    """A date to look back from, in any spelling that a record may have."""
    try:
        return moment(text)
    except NotAMoment as error:
        raise click.BadParameter(str(error)) from None
    except NotADate as error:
        said = f'{error.text} is not a date: {error.why}; write it like "June 2018" or 2017/18'
        raise click.BadParameter(said) from None


def as_of(command: F) -> F:
    """The option ``--as-of``."""
    return click.option(
        "--as-of",
        type=_date,
        metavar="DATE",
        help="Count only what had certainly happened by then, such as 2018-06-30; by a month or "
        "session is by its first day.",
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
    return parsed(file, parse_protocol, ProtocolError)


def parsed(file: str, parse: Callable[[str], T], refused: type[ValueError]) -> T:
    """What the text of a file says.

    Args:
        file: the file.
        parse: reads its text.
        refused: what that raises where it cannot.

    Raises:
        click.UsageError: it cannot be read, or says something else.
    """
    try:
        return parse(whole(file).decode())
    except OSError as error:
        raise click.UsageError(unreadable(file, error)) from None
    except UnicodeDecodeError:
        raise click.UsageError(f"{file} cannot be read: it is not UTF-8") from None
    except refused as error:
        raise click.UsageError(f"{file}: {error}") from None


def protocol_called(name: str) -> Protocol:
    """The protocol of a key that ships, or in a file of one's own.

    Raises:
        click.UsageError: there is none of that key, or the file cannot be read.
    """
    if name.lower().endswith(".toml"):
        return protocol_in(name)
    known = builtin_protocols()
    if name not in known:
        hint = perhaps(name, known) or f"; those that ship are {listed([*known])}"
        raise click.UsageError(f"no protocol has the key {shown(name)}{hint}")
    return known[name]


def unreadable(file: str, error: OSError) -> str:
    """The sentence for a file that cannot be read."""
    return f"{file} cannot be read: {why(error)}"


def why(error: OSError) -> str:
    """Why a file cannot be read or written, as the end of a sentence."""
    return (error.strerror or "it is no file").lower()
