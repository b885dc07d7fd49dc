"""Rows that are there and could not be read: their ids, and what they would be part of."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from nsee_core.records import KINDS
from nsee_core.records.links import part_fields
from nsee_core.wording import counted

_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:@/+-]{0,199}")
_SHORT = 64  # bits; Python refuses to write out very long numbers


def id_of(row: Mapping[str, Any]) -> str | None:
    """The id of a row; None where it has none, or one that might be anything, even a name."""
    return _an_id(row.get("id"))


def wholes_of(row: Mapping[str, Any]) -> list[str]:
    """The ids of what a row says that it is part of, whatever else it says.

    >>> wholes_of({"kind": "entry", "cycle": "c1", "event": "finnished"})
    ['c1']
    >>> wholes_of({"kind": "entri", "cycle": "c1", "step": "plan"})
    ['c1']
    """
    ids = (_an_id(row.get(name)) for name in _names(str(row.get("kind"))))
    return list(dict.fromkeys(id_ for id_ in ids if id_ is not None))


@cache
def _all_names() -> tuple[str, ...]:
    named = (name for model in KINDS.values() for name in part_fields(model))
    return tuple(dict.fromkeys(named))


def _names(kind: str) -> tuple[str, ...]:
    """The fields that say what a record is part of; of a kind that is none, those of all."""
    return part_fields(KINDS[kind]) if kind in KINDS else _all_names()


def _an_id(value: object) -> str | None:
    if type(value) is int and value.bit_length() < _SHORT:
        return str(value)
    return value if isinstance(value, str) and _ID.fullmatch(value) else None


def though(rows: int, kind: str, first: str) -> tuple[str, ...]:
    """That rows may be what is missing, in words; nothing where there are none.

    Args:
        rows: how many of what the message is about were not read.
        kind: what that is.
        first: where the first of them stands.

    >>> though(1, "cycle", "in row 7"), though(3, "trio", "on line 2"), though(0, "cycle", "")
    (('1 row of this cycle is left out for what is said of it in row 7',),
     ('3 rows of this trio are left out for what is said of them, the first on line 2',), ())
    """
    if not rows:
        return ()
    are, said = ("is", f"of it {first}") if rows == 1 else ("are", f"of them, the first {first}")
    return (f"{counted(rows, 'row')} of this {kind} {are} left out for what is said {said}",)
