"""What a check says, in short."""

from collections.abc import Iterable

from nsee_core import Programme, Protocol, check


def messages(programme: Programme, *protocols: Protocol, select: Iterable[str] = ()) -> list[str]:
    """Each message, the gravest first."""
    return [f.message for f in check(programme, protocols=protocols, select=select)]


def codes(programme: Programme, *protocols: Protocol, select: Iterable[str] = ()) -> list[str]:
    """Each code, the gravest first."""
    return [f.code for f in check(programme, protocols=protocols, select=select)]
