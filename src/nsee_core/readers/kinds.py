"""The kind of record that somebody says something holds, if there is such a kind."""

from __future__ import annotations

from collections.abc import Iterable

from nsee_core.records import KINDS
from nsee_core.wording import perhaps


class UnknownKind(ValueError):
    """There is no kind of record that is called so."""


def known_kind(kind: object, besides: Iterable[str] = ()) -> str:
    """A kind of record.

    Args:
        kind: what it is called.
        besides: what else it may be.

    Raises:
        UnknownKind: there is none that is called so.

    >>> known_kind("persn")
    Traceback (most recent call last):
    ...
    nsee_core.readers.kinds.UnknownKind: "persn" is not a kind of record; perhaps "person" was meant
    """
    known = (*KINDS, *besides)
    if isinstance(kind, str) and kind in known:
        return kind
    hint = perhaps(kind, known) or f"; the kinds are {', '.join(KINDS)}"
    msg = f'"{kind}" is not a kind of record{hint}'
    raise UnknownKind(msg)
